//! Who stands twice in a file.

use std::collections::HashMap;

use crate::contact::Contact;

/// The e-mail addresses and phone numbers of the rows so far, and where they stood first.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    rows: HashMap<String, u32>,
}

impl Seen {
    /// Notes a row; tells which row further up is about the same person.
    pub fn note(&mut self, contact: &Contact, row: u32) -> Option<u32> {
        let email = contact
            .email
            .as_ref()
            .map(|email| email.as_str().to_owned());
        let phone = contact
            .phone
            .as_ref()
            .map(|phone| phone.as_str().to_owned());
        let mut first = None;
        for key in email.into_iter().chain(phone) {
            let earlier = *self.rows.entry(key).or_insert(row);
            if earlier != row {
                first = first.or(Some(earlier));
            }
        }
        first
    }
}
