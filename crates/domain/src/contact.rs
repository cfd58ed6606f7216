//! Contact data: parsed at the edge, trusted afterwards.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest name or company kept, in characters.
pub const NAME_MAX: usize = 120;
/// Longest e-mail address, in bytes (RFC 5321, section 4.5.3.1.3: a path of 256 octets with its brackets).
pub const EMAIL_MAX: usize = 254;

/// Why a contact field is refused. The words are for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ContactError {
    /// Nothing was typed.
    #[error("Please fill this in.")]
    Empty,
    /// More than the field holds.
    #[error("That is too long.")]
    TooLong,
    /// Not an e-mail address.
    #[error("Enter an e-mail address like name@example.com.")]
    Email,
    /// Not a phone number.
    #[error("Enter a phone number with its area code, like (415) 555-0123.")]
    Phone,
}

/// An e-mail address: one `@`, a local part and a domain with a dot; kept in lower case, as addresses are compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Parses what a person typed.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ContactError::Empty);
        }
        if text.len() > EMAIL_MAX {
            return Err(ContactError::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(ContactError::Email)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local
                .chars()
                .all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
            && domain.rsplit('.').next().is_some_and(|top| {
                top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit())
            });
        if local_ok && domain_ok {
            Ok(Self(text.to_lowercase()))
        } else {
            Err(ContactError::Email)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = ContactError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// A phone number in E.164 form: `+` and 8 to 15 digits (ITU-T E.164). A number without a country
/// code is read as North American, the platform's home market.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Parses what a person typed: digits with the usual punctuation.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ContactError::Empty);
        }
        if text
            .chars()
            .any(|c| !c.is_ascii_digit() && !"+-. ()/\u{a0}".contains(c))
        {
            return Err(ContactError::Phone);
        }
        let international = text.starts_with('+') || text.starts_with("00");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let digits = if international {
            digits.strip_prefix("00").unwrap_or(&digits).to_owned()
        } else {
            national(&digits)?
        };
        if (8..=15).contains(&digits.len()) && !digits.starts_with('0') {
            Ok(Self(format!("+{digits}")))
        } else {
            Err(ContactError::Phone)
        }
    }

    /// The number in E.164 form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The digits of a number typed without a country code, with North America's `1` in front.
fn national(digits: &str) -> Result<String, ContactError> {
    let subscriber = match digits.len() {
        10 => digits,
        11 => digits.strip_prefix('1').ok_or(ContactError::Phone)?,
        _ => return Err(ContactError::Phone),
    };
    // NANP: neither the area code nor the exchange starts with 0 or 1.
    let (area, exchange) = (subscriber.as_bytes()[0], subscriber.as_bytes()[3]);
    if area < b'2' || exchange < b'2' {
        return Err(ContactError::Phone);
    }
    Ok(format!("1{subscriber}"))
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Phone {
    type Error = ContactError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

/// Checks a name of a person, company or organization: control characters removed, blanks folded.
pub fn parse_name(text: &str) -> Result<String, ContactError> {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(ContactError::Empty),
        n if n > NAME_MAX => Err(ContactError::TooLong),
        _ => Ok(name),
    }
}

/// Who a lead is, as far as known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Phone number.
    pub phone: Option<Phone>,
    /// Company.
    pub company: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_addresses() {
        for good in [
            "Ana.Lopez+home@example.co.uk",
            "o'neil@example.com",
            "用户@例子.公司",
        ] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "@example.com",
            "ana@example",
            "a..b@example.com",
            "ana@exa mple.com",
            "a@b@c.com",
            "<ana@example.com>",
            "ana@1.2.3.4",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Email::parse(" Ana@Example.COM ").unwrap().as_str(),
            "ana@example.com"
        );
    }

    #[test]
    fn phone_numbers() {
        assert_eq!(
            Phone::parse("(415) 555-0123").unwrap().as_str(),
            "+14155550123"
        );
        assert_eq!(
            Phone::parse("1-415-555-0100").unwrap().as_str(),
            "+14155550100"
        );
        assert_eq!(
            Phone::parse("+49 30 901820").unwrap().as_str(),
            "+4930901820"
        );
        assert_eq!(
            Phone::parse("0049 30 901820").unwrap().as_str(),
            "+4930901820"
        );
        for bad in [
            "",
            "12345",
            "call me",
            "0155501012",
            "(555) 010-1234",
            "+0123456789",
            "+1234567890123456",
        ] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_keep_their_script() {
        assert_eq!(parse_name("  Ana \n López ").unwrap(), "Ana López");
        assert_eq!(parse_name("מרים 🌞").unwrap(), "מרים 🌞");
        assert_eq!(parse_name("\u{0}"), Err(ContactError::Empty));
        assert_eq!(parse_name(&"x".repeat(121)), Err(ContactError::TooLong));
    }
}
