//! The site's colour, and ink that can be read on it.

/// Dark ink for light colours.
const DARK: &str = "#12201b";
/// Light ink for dark colours.
const LIGHT: &str = "#fff";

/// Ink with the better contrast on `#rrggbb`, after the relative luminance of WCAG 2. The squares stand for its
/// gamma curve; at 0.22 both inks are equally readable.
pub(crate) fn ink_on(colour: &str) -> &'static str {
    let channel = |at: usize| {
        colour
            .get(at..at + 2)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    let (Some(red), Some(green), Some(blue)) = (channel(1), channel(3), channel(5)) else {
        return LIGHT;
    };
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
        for dark in ["#000000", "#1f6f5c", "#1d4ed8", "#b3261e", "#6d28d9"] {
            assert_eq!(ink_on(dark), LIGHT, "{dark}");
        }
        for light in ["#ffffff", "#f2b233", "#8bd3c7", "#f97316"] {
            assert_eq!(ink_on(light), DARK, "{light}");
        }
    }

    #[test]
    fn nonsense_is_no_panic() {
        for odd in ["", "#", "#12", "red", "#ffffé", "#gggggg"] {
            assert_eq!(ink_on(odd), LIGHT, "{odd}");
        }
    }
}
