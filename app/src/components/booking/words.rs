use beckon_domain::appointment::BookingWords;
use beckon_domain::contact::ContactError;
use beckon_domain::form::{Field, FieldError};

use crate::error::AppError;

/// A text with its blank filled in.
pub fn in_words(template: &str, value: &str) -> String {
    template.replace("{}", value)
}

/// An error in the visitor's language.
pub fn error_words(words: &BookingWords, error: &AppError) -> String {
    let said = match error {
        AppError::TimeGone => &words.gone,
        AppError::TimeMissing => &words.no_time,
        AppError::AppointmentOver => &words.past_title,
        AppError::Fields(_) => &words.fields,
        AppError::TooMany => &words.too_many,
        _ => &words.failed,
    };
    said.clone()
}

/// What is wrong with a field, in the visitor's language.
pub fn field_error(words: &BookingWords, error: &AppError, field: Field) -> Option<String> {
    let AppError::Fields(errors) = error else {
        return None;
    };
    let (_, error) = errors.iter().find(|(at, _)| *at == field)?;
    let said = match error {
        FieldError::Contact(ContactError::Empty) => &words.empty,
        FieldError::Contact(ContactError::TooLong) => &words.too_long,
        FieldError::Contact(ContactError::Email) => &words.bad_email,
        FieldError::Contact(ContactError::Phone) => &words.bad_phone,
        FieldError::Choice | FieldError::Amount | FieldError::Consent => &words.fields,
    };
    Some(said.clone())
}
