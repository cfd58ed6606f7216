//! The site's colour, and ink that can be read on it.

use beckon_domain::widget::Colour;

/// Dark ink for light colours.
const DARK: &str = "#12201b";
/// Light ink for dark colours.
const LIGHT: &str = "#fff";

/// Ink with the better contrast, after the relative luminance of WCAG 2. The squares stand for its gamma curve; at
/// 0.22 both inks are equally readable.
pub(super) fn ink_on(colour: &Colour) -> &'static str {
    // A colour is `#` and six digits.
    let channel = |at: usize| u32::from_str_radix(&colour.as_str()[at..at + 2], 16).unwrap_or(0);
    let (red, green, blue) = (channel(1), channel(3), channel(5));
    let luminance = 21 * red * red + 72 * green * green + 7 * blue * blue;
    if luminance > 22 * 255 * 255 {
        DARK
    } else {
        LIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_readable() {
        let ink = |colour| ink_on(&Colour::parse(colour).unwrap());
        for dark in ["#000000", "#1f6f5c", "#1d4ed8", "#b3261e", "#6d28d9"] {
            assert_eq!(ink(dark), LIGHT, "{dark}");
        }
        for light in ["#ffffff", "#f2b233", "#8bd3c7", "#f97316"] {
            assert_eq!(ink(light), DARK, "{light}");
        }
    }
}
