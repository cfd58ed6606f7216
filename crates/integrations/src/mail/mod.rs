//! Outgoing mail: what a mail is, how it is written down, and a mail server that takes it.

mod letter;
mod smtp;

pub use letter::{Block, Letter};
pub use smtp::Smtp;

use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use serde::{Deserialize, Serialize};

use crate::calendar::CalendarPart;

/// A mail to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Its own id, `left@right`: the same however often it is tried, so that whoever gets it twice sees it once.
    pub message_id: String,
    /// From whom: a name before our address.
    pub from_name: String,
    /// What to call the recipient.
    pub to_name: String,
    /// Their address.
    pub to: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// The ids of the mails before it in its thread, the first one first.
    pub references: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// Where a click, or the mail program by itself (RFC 8058), ends mails like this.
    pub unsubscribe: Option<String>,
    /// What it says.
    pub letter: Letter,
    /// What it puts into the recipient's calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarPart>,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address is none, or the server will never take this mail: trying again is of no use.
    #[error("the mail can't be sent: {0}")]
    Hopeless(String),
    /// The server can't be reached, or not now.
    #[error("the mail server: {0}")]
    Later(String),
}

impl Mail {
    /// The mail as it travels (RFC 5322).
    pub fn write(&self, from: &str) -> Result<lettre::Message, MailError> {
        let mut builder = lettre::Message::builder()
            .from(mailbox(&self.from_name, from)?)
            .to(mailbox(&self.to_name, &self.to)?)
            .subject(&self.subject)
            .message_id(Some(format!("<{}>", self.message_id)));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox(&self.from_name, reply_to)?);
        }
        if let Some(last) = self.references.last() {
            let all: Vec<String> = self.references.iter().map(|id| format!("<{id}>")).collect();
            builder = builder
                .in_reply_to(format!("<{last}>"))
                .references(all.join(" "));
        }
        let mut message = builder.multipart(self.body()?).map_err(hopeless)?;
        let headers = message.headers_mut();
        // Nobody's holiday notice answers a notification.
        set(headers, "Auto-Submitted", "auto-generated".to_owned());
        if let Some(unsubscribe) = &self.unsubscribe {
            set(headers, "List-Unsubscribe", format!("<{unsubscribe}>"));
            set(
                headers,
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            );
        }
        Ok(message)
    }

    /// The letter; with a calendar entry beside it twice: as another way to show the mail, which calendars act upon
    /// (RFC 6047, 2.4), and as a file for mail programs that know no calendar.
    fn body(&self) -> Result<MultiPart, MailError> {
        let (text, html) = (self.letter.text(), self.letter.html());
        let letter = MultiPart::alternative_plain_html(text, html);
        let Some(calendar) = &self.calendar else {
            return Ok(letter);
        };
        let part = || {
            let kind = ContentType::parse(&calendar.content_type()).map_err(hopeless)?;
            Ok(SinglePart::builder().header(kind))
        };
        let content = calendar.content().to_owned();
        let file = part()?.header(ContentDisposition::attachment("invite.ics"));
        Ok(MultiPart::mixed()
            .multipart(letter.singlepart(part()?.body(content.clone())))
            .singlepart(file.body(content)))
    }
}

fn set(headers: &mut lettre::message::header::Headers, name: &'static str, value: String) {
    // The names are ours; one that is none is left out.
    if let Ok(name) = HeaderName::new_from_ascii(name.to_owned()) {
        headers.insert_raw(HeaderValue::new(name, value));
    }
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox, MailError> {
    let address = address.parse().map_err(hopeless)?;
    let name = (!name.is_empty()).then(|| name.to_owned());
    Ok(Mailbox::new(name, address))
}

fn hopeless(error: impl std::fmt::Display) -> MailError {
    MailError::Hopeless(error.to_string())
}
