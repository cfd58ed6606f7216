//! What is said about an appointment.

use beckon_domain::widget::Language;

use crate::dialogue::phrases::{MeetingPhrases, Script, fill};
use beckon_domain::industry::Industry;

/// Something that is said about an appointment. Times are in words already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// These times are free.
    Offer(&'a [String]),
    /// The one that was asked for is free.
    OfferOne(&'a str),
    /// These are free as well.
    Others(&'a [String]),
    /// The one that was asked for is not; these are.
    Near(&'a [String]),
    /// The chosen one is taken; these are free.
    Taken(&'a [String]),
    /// Which of them?
    Which(&'a [String]),
    /// These are free instead of the appointment they have.
    Change(&'a str, &'a [String]),
    /// There are no others.
    Exhausted,
    /// There are none.
    Full,
    /// Under which name?
    AskName(&'a str),
    /// To which address?
    AskEmail,
    /// How to reach them?
    AskReach(&'a str),
    /// It is booked: when, with whom, and where the confirmation goes.
    Booked(&'a str, &'a str, Option<&'a str>),
    /// It is moved.
    Moved(&'a str, &'a str, Option<&'a str>),
    /// It is called off.
    Cancelled(&'a str),
    /// There is none.
    Unknown,
    /// Nothing is booked.
    Dropped,
    /// Nothing is changed: the appointment stays.
    Kept(&'a str),
    /// It can't be done now.
    Failed,
}

/// Says it; `zone` is by whose clock the times are.
pub fn say(language: Language, zone: &str, said: Said<'_>) -> String {
    // What is said about appointments is the same in every industry.
    let phrases = &Script::of(language, Industry::Solar).phrases.meeting;
    let one = |phrase: &str, time: &str| fill(phrase, &[("time", time)]);
    let list = |phrase: &str, times: &[String]| {
        fill(phrase, &[("times", &numbered(times)), ("zone", zone)])
    };
    match said {
        Said::Offer(times) => list(&phrases.offer, times),
        Said::OfferOne(time) => one(&phrases.offer_one, time),
        Said::Others(times) => list(&phrases.others, times),
        Said::Near(times) => list(&phrases.near, times),
        Said::Taken(times) => list(&phrases.taken, times),
        Said::Which(times) => list(&phrases.which, times),
        Said::Change(time, times) => {
            let values = [("time", time), ("times", &numbered(times)), ("zone", zone)];
            fill(&phrases.change, &values)
        }
        Said::Exhausted => phrases.exhausted.clone(),
        Said::Full => phrases.full.clone(),
        Said::AskName(time) => one(&phrases.name, time),
        Said::AskEmail => phrases.email.clone(),
        Said::AskReach(time) => one(&phrases.reach, time),
        Said::Booked(time, host, email) => settled(phrases, &phrases.booked, (time, host), email),
        Said::Moved(time, host, email) => settled(phrases, &phrases.moved, (time, host), email),
        Said::Cancelled(time) => one(&phrases.cancelled, time),
        Said::Unknown => phrases.unknown.clone(),
        Said::Dropped => phrases.dropped.clone(),
        Said::Kept(time) => one(&phrases.kept, time),
        Said::Failed => phrases.failed.clone(),
    }
}

/// The appointment as it stands, whether a mail comes, and how to change it.
fn settled(
    phrases: &MeetingPhrases,
    phrase: &str,
    (time, host): (&str, &str),
    email: Option<&str>,
) -> String {
    let mut said = fill(phrase, &[("time", time), ("host", host)]);
    if let Some(email) = email {
        said.push(' ');
        said += &fill(&phrases.mailed, &[("email", email)]);
    }
    said + " " + &phrases.mine
}

fn numbered(times: &[String]) -> String {
    let lines = times
        .iter()
        .zip(1..)
        .map(|(time, number)| format!("{number}. {time}"));
    lines.collect::<Vec<_>>().join("\n")
}
