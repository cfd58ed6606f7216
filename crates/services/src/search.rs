//! Searching messages, notes and people.

use std::cmp::Ordering;

use beckon_domain::account::Identity;
use beckon_domain::search::{Author, Found, FoundPerson, FoundText, Query};
use beckon_store::StoreError;
use beckon_store::search::{self, PersonHit, TextHit};
use chrono::{DateTime, Utc};

use crate::Services;

/// Messages and notes that are told.
const TEXTS: usize = 30;
/// After so many days, what was said counts half.
const HALF_LIFE_DAYS: f32 = 30.0;
/// Messages indexed in one go, and so each second at most.
const BATCH: i32 = 2_000;
/// More messages than this in a second are a rush, in which writing comes first.
const RUSH: u64 = 2_000;
/// Messages indexed in one go during a rush.
const BATCH_IN_RUSH: i32 = 200;

/// Looks for what was typed; nothing is found for nothing.
pub async fn search(
    services: &Services,
    identity: &Identity,
    text: &str,
) -> Result<Found, StoreError> {
    let Some(query) = Query::parse(text) else {
        return Ok(Found::default());
    };
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let people = search::people(&mut tx, &query).await?;
    let mut hits = search::messages(&mut tx, &query, now).await?;
    hits.extend(search::notes(&mut tx, &query).await?);
    hits.sort_by(|a, b| {
        worth(b, now)
            .partial_cmp(&worth(a, now))
            .unwrap_or(Ordering::Equal)
    });
    hits.truncate(TEXTS);
    Ok(Found {
        people: people.into_iter().map(|hit| person(&query, hit)).collect(),
        texts: hits
            .into_iter()
            .map(|hit| found_text(&query, hit))
            .collect(),
    })
}

/// How well it fits, and how recent it is.
fn worth(hit: &TextHit, now: DateTime<Utc>) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "some thousand days at most")]
    let days = (now - hit.at).num_days().max(0) as f32;
    hit.rank * 0.5_f32.powf(days / HALF_LIFE_DAYS).max(0.05)
}

fn found_text(query: &Query, hit: TextHit) -> FoundText {
    FoundText {
        conversation: hit.conversation,
        title: hit.title,
        number: hit.number,
        author: hit.sender.map_or(Author::Note, Author::Message),
        excerpt: query.excerpt(&hit.content),
        at: hit.at,
    }
}

fn person(query: &Query, hit: PersonHit) -> FoundPerson {
    let (name, rest) = match hit.name {
        Some(name) => (name, vec![hit.email, hit.phone, hit.company]),
        None => (
            hit.email.clone().or(hit.phone.clone()).unwrap_or_default(),
            vec![hit.company],
        ),
    };
    let details = rest.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    FoundPerson {
        lead: hit.lead,
        conversation: hit.conversation,
        name: query.marked(&name),
        details: query.marked(&details),
    }
}

/// Makes messages searchable that are not yet, a batch of them. To be called once a second.
pub async fn index(services: &Services) -> Result<(), StoreError> {
    let is_rush = services.writer.take_written() > RUSH;
    let most = if is_rush { BATCH_IN_RUSH } else { BATCH };
    search::index_messages(&services.store, most).await?;
    Ok(())
}
