use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::attribution::Touch;
use crate::contact::Email;
use crate::id::AccountId;
use crate::industry::Industry;
use crate::lead::Facts;

fn lead(n: u128, hours: i64) -> Merging {
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap() + TimeDelta::hours(hours);
    let summary = LeadSummary {
        id: LeadId(Uuid::from_u128(n)),
        facts: Facts::default(),
        industry: Industry::Solar,
        source: LeadSource::Form,
        status: LeadStatus::New,
        score: Score::default(),
        assignee: None,
        created_at: at,
    };
    Merging {
        profile: Profile {
            facts: summary.facts.clone(),
            industry: summary.industry,
            source: summary.source,
            status: summary.status,
            signals: Signals::default(),
            touch: Touch::default(),
            days_quiet: 0,
        },
        summary,
        visitor: None,
        heard_at: at,
    }
}

fn named(n: u128, hours: i64, name: &str) -> Merging {
    let mut lead = lead(n, hours);
    lead.summary.facts.contact.name = Some(name.to_owned());
    lead
}

#[test]
fn what_one_of_them_knows_is_known() {
    let mut old = named(1, 0, "Ann");
    old.summary.facts.location = Some("Austin".to_owned());
    let mut new = lead(2, 1);
    new.summary.facts.contact.email = Some(Email::parse("ann@example.com").unwrap());
    for (kept, other) in [(&old, &new), (&new, &old)] {
        let merged = merged(kept, other, &Picks::new()).summary;
        let contact = &merged.facts.contact;
        assert_eq!(merged.id, kept.summary.id);
        assert_eq!(contact.name.as_deref(), Some("Ann"));
        assert_eq!(contact.email, new.summary.facts.contact.email);
        assert_eq!(merged.facts.location.as_deref(), Some("Austin"));
        assert_eq!(merged.created_at, old.summary.created_at);
    }
}

#[test]
fn what_was_said_last_counts_unless_a_file_says_it() {
    let (old, mut new) = (named(1, 0, "Ann"), named(2, 1, "Ann Miller"));
    let name = |kept: &Merging, other: &Merging| {
        let merged = merged(kept, other, &Picks::new());
        merged.summary.facts.contact.name.unwrap()
    };
    assert_eq!(name(&old, &new), "Ann Miller");
    assert_eq!(name(&new, &old), "Ann Miller");
    new.summary.source = LeadSource::Import;
    assert_eq!(name(&old, &new), "Ann");
}

#[test]
fn whoever_was_lost_and_came_again_is_not_lost() {
    let (mut old, mut new) = (lead(1, 0), lead(2, 1));
    let status =
        |kept: &Merging, other: &Merging| merged(kept, other, &Picks::new()).summary.status;
    old.summary.status = LeadStatus::Lost;
    assert_eq!(status(&old, &new), LeadStatus::New);
    assert_eq!(status(&new, &old), LeadStatus::New);
    old.summary.status = LeadStatus::Qualified;
    new.summary.status = LeadStatus::Contacted;
    assert_eq!(status(&new, &old), LeadStatus::Qualified);
    old.summary.status = LeadStatus::New;
    new.summary.status = LeadStatus::Lost;
    assert_eq!(status(&old, &new), LeadStatus::Lost);
}

#[test]
fn what_one_browser_did_counts_once() {
    let (mut one, mut other) = (lead(1, 0), lead(2, 1));
    one.profile.signals.page_views = 3;
    other.profile.signals.page_views = 4;
    let views = |one: &Merging, other: &Merging| {
        merged(one, other, &Picks::new()).profile.signals.page_views
    };
    assert_eq!(views(&one, &other), 7);
    one.visitor = Some(VisitorId(Uuid::from_u128(9)));
    other.visitor = one.visitor;
    assert_eq!(views(&one, &other), 4);
}

#[test]
fn what_a_form_chose_is_read() {
    let read = |words: &str| read_picks(&[words.to_owned()]);
    for field in MergeField::ALL {
        for side in Side::BOTH {
            let words = format!("{}:{}", field.as_str(), side.as_str());
            assert_eq!(read(&words), Some(Picks::from([(field, side)])));
        }
    }
    for wrong in ["", "email", "email:both", "score:kept"] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}

proptest! {
    /// Whatever is chosen, each field is exactly what the chosen lead has.
    #[test]
    fn what_is_chosen_stays(choices in proptest::collection::vec(any::<bool>(), 12), swap in any::<bool>()) {
        let (mut one, mut other) = (named(1, 0, "Ann"), named(2, 1, "Bo"));
        one.summary.facts.company_size = Some(12);
        other.summary.industry = Industry::Legal;
        other.summary.status = LeadStatus::Converted;
        other.summary.assignee = Some(AccountId(Uuid::from_u128(7)));
        if swap {
            std::mem::swap(&mut one, &mut other);
        }
        let side = |other| if other { Side::Other } else { Side::Kept };
        let picks: Picks = MergeField::ALL.into_iter().zip(choices.into_iter().map(side)).collect();
        let merged = merged(&one, &other, &picks).summary;
        for (field, side) in picks {
            let from = match side {
                Side::Kept => &one.summary,
                Side::Other => &other.summary,
            };
            prop_assert_eq!(field.value(&merged), field.value(from));
        }
    }
}
