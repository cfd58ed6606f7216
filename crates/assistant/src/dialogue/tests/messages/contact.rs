use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn email() {
    check(
        Industry::Solar,
        None,
        &[
            ("maria@example.com", "email=maria@example.com"),
            (
                "My email is Maria.Lopez@Example.com.",
                "email=maria.lopez@example.com",
            ),
            (
                "(maria+solar@example.co.uk)",
                "email=maria+solar@example.co.uk",
            ),
            ("<maria@example.com>", "email=maria@example.com"),
            ("email:maria_l@example.com!", "email=maria_l@example.com"),
            ("maria@example.com, thanks", "email=maria@example.com"),
            ("maria at example dot com", "email=maria@example.com"),
            ("maria at example dot cafe", "email=maria@example.cafe"),
            (
                "my email is maria dot lopez at example dot co dot uk",
                "email=maria.lopez@example.co.uk",
            ),
            ("maria (at) example (dot) com", "email=maria@example.com"),
            (
                "write to maria@example.com not maria@example.org",
                "email=maria@example.com",
            ),
            (
                "it is not old@example.com but new@example.com",
                "email=new@example.com",
            ),
            (
                "that's my old one, use maria@example.com",
                "email=maria@example.com",
            ),
            ("my old email was maria@example.com", ""),
            ("maria@gmail", ""),
            ("@maria", ""),
            ("look at example dot com", ""),
            ("I saw this at example.com", ""),
            ("I work at example dot com", ""),
            ("meet me at noon", ""),
            ("see https://example.com/a?x=1234567890", ""),
        ],
    );
}

#[test]
fn phone() {
    check(
        Industry::HomeServices,
        None,
        &[
            ("512-555-0123", "phone=+15125550123"),
            ("(512) 555-0123", "phone=+15125550123"),
            ("512.555.0123", "phone=+15125550123"),
            ("512 555 0123", "phone=+15125550123"),
            ("my old number was 512-555-0123", ""),
            ("is 512-555-0123 your number?", ""),
            ("not 512-555-0123 but 512-555-0188", "phone=+15125550188"),
            ("5125550123", "phone=+15125550123"),
            ("my cell is 512 5550123.", "phone=+15125550123"),
            ("+1 (512) 555-0123", "phone=+15125550123"),
            ("1-512-555-0123", "phone=+15125550123"),
            ("tel:+49 30 901820", "phone=+4930901820"),
            ("0049 30 901820", "phone=+4930901820"),
            ("512–555–0123", "phone=+15125550123"),
            ("512-555-0123 ext 4", "phone=+15125550123"),
            ("512-555-0123 78701", "phone=+15125550123"),
            ("call me at 512-555-0123", "phone=+15125550123"),
            ("78701", ""),
            ("zip 78701-1234", "place=78701-1234"),
            ("78745 78704", ""),
            ("12/25/2026", ""),
            ("2024 2025", ""),
            ("555-0123", ""),
            ("$5125550123", ""),
            ("my policy number is 5125550123", ""),
            ("claim #5125550123", ""),
            ("case 5125550123 is open", ""),
            ("123 456 789 012 345 678", ""),
        ],
    );
}

#[test]
fn asked() {
    check(
        Industry::HomeServices,
        Some(Question::Contact),
        &[
            ("maria at example.com", "email=maria@example.com"),
            (
                "sure: maria@example.com or 512-555-0123",
                "email=maria@example.com; phone=+15125550123",
            ),
            ("51255 50123", "phone=+15125550123"),
            ("maria@gmail", ""),
            ("512 555", ""),
            ("I'd rather not", ""),
            ("here is fine", ""),
        ],
    );
}
