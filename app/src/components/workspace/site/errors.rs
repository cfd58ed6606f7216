//! Which field of a site's forms an error is about.

use beckon_domain::contact::parse_name;
use beckon_domain::site::{Origin, SiteError};
use beckon_domain::widget::WidgetError;

use crate::error::AppError;

/// A field of a site's forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SiteField {
    Name,
    Origins,
    Title,
    Greeting,
    Colour,
}

/// The field that `error` is about, if it is about one. A name's error may be the title's: whichever the
/// check that both go through refuses.
pub(super) fn field_of(error: &AppError, name: &str) -> Option<SiteField> {
    match error {
        AppError::Name(_) if parse_name(name).is_ok() => Some(SiteField::Title),
        AppError::Name(_) => Some(SiteField::Name),
        AppError::Site(SiteError::Origin) => Some(SiteField::Origins),
        AppError::Widget(WidgetError::Colour) => Some(SiteField::Colour),
        AppError::Message(_) => Some(SiteField::Greeting),
        _ => None,
    }
}

/// What to say beside the field.
pub(super) fn words(error: &AppError, origins: &str) -> String {
    match error {
        AppError::Name(error) => error.to_string(),
        AppError::Site(SiteError::Origin) => match wrong_origin(origins) {
            Some(line) => format!("“{line}” won't do. {}", SiteError::Origin),
            None => SiteError::Origin.to_string(),
        },
        error => error.to_string(),
    }
}

/// The first line that is no origin.
fn wrong_origin(origins: &str) -> Option<&str> {
    origins
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && Origin::parse(line).is_err())
}

#[cfg(test)]
mod tests {
    use beckon_domain::contact::ContactError;

    use super::*;

    #[test]
    fn errors_find_their_fields() {
        let empty = AppError::Name(ContactError::Empty);
        assert_eq!(field_of(&empty, " "), Some(SiteField::Name));
        assert_eq!(field_of(&empty, "Shop"), Some(SiteField::Title));
        assert_eq!(field_of(&AppError::Network, ""), None);
        let origin = AppError::Site(SiteError::Origin);
        assert_eq!(
            words(&origin, "https://a.example\nshop.example\n"),
            "“shop.example” won't do. An origin looks like https://www.example.com, without a path."
        );
    }
}
