//! Messages as people write them in two years: some words often, most of them seldom.

use std::fmt::Write as _;
use std::time::Instant;

use beckon_domain::id::ConversationId;
use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::bed::{Bed, Organization};
use crate::measure::rate;

/// Messages written in one transaction.
const BATCH: u64 = 20_000;
/// Conversations among which they are spread.
const CONVERSATIONS: usize = 200;
/// Words of a message.
const WORDS: usize = 12;
/// Over so many seconds they are spread: two years.
const SECONDS: i64 = 730 * 86_400;
/// A word is three of these.
const SYLLABLES: [&str; 32] = [
    "ba", "be", "bo", "da", "de", "do", "fa", "fi", "ga", "go", "ka", "ki", "la", "le", "li", "lo",
    "ma", "me", "mi", "na", "no", "pa", "po", "ra", "re", "ro", "sa", "so", "ta", "te", "va", "vo",
];
/// How many words there are.
const VOCABULARY: u32 = 32 * 32 * 32;
/// How much more often the first words are used than the last.
const STEEPNESS: i32 = 3;

const COPY: &str = "copy message (organization_id, conversation_id, number, id, client_id, sender, content, created_at)
    from stdin";
/// Numbers go on after those that were written.
const COUNT: &str = "update conversation set last_number = written.last
    from (select conversation_id, max(number) as last from message where organization_id = $1 group by 1) written
    where organization_id = $1 and id = written.conversation_id";

/// The word at a place; the first is the most frequent.
pub(super) fn word(place: usize) -> String {
    let of = |n: usize| SYLLABLES[n % SYLLABLES.len()];
    let side = SYLLABLES.len();
    [of(place), of(place / side), of(place / side / side)].concat()
}

/// Writes so many messages of an organization.
pub(super) async fn fill(
    bed: &Bed,
    owner: &mut PgConnection,
    organization: &Organization,
    messages: u64,
) -> anyhow::Result<()> {
    let mut talks = Vec::new();
    for number in 0..CONVERSATIONS {
        let talk = bed.talk(organization, number).await?;
        talks.push((talk.conversation, 100));
    }
    let mut writer = Writer {
        chance: StdRng::seed_from_u64(1),
        organization: organization.identity.organization.0,
        talks,
        now: bed.services.clock.now(),
    };
    let (begun, mut written) = (Instant::now(), 0);
    while written < messages {
        let batch = BATCH.min(messages - written);
        let rows = writer.rows(batch)?;
        let mut copy = owner.copy_in_raw(COPY).await?;
        copy.send(rows.as_bytes()).await?;
        copy.finish().await?;
        written += batch;
    }
    sqlx::query(COUNT)
        .bind(writer.organization)
        .execute(owner)
        .await?;
    println!(
        "messages written by COPY                        {:>9.0} /s",
        rate(messages, begun.elapsed())
    );
    Ok(())
}

struct Writer {
    chance: StdRng,
    organization: Uuid,
    /// Conversations, and the last number in each.
    talks: Vec<(ConversationId, i64)>,
    now: DateTime<Utc>,
}

impl Writer {
    /// Rows as COPY reads them.
    fn rows(&mut self, count: u64) -> anyhow::Result<String> {
        let mut rows = String::new();
        for _ in 0..count {
            let at = self.now - TimeDelta::seconds(self.chance.random_range(0..SECONDS));
            let talk = self.chance.random_range(0..self.talks.len());
            let (conversation, number) = &mut self.talks[talk];
            *number += 1;
            let id = Uuid::from_u128(self.chance.random());
            let sender = if *number % 2 == 0 { "agent" } else { "visitor" };
            write!(
                rows,
                "{}\t{}\t{number}\t{id}\t{id}\t{sender}\t",
                self.organization, conversation.0
            )?;
            for n in 0..WORDS {
                let blank = if n == 0 { "" } else { " " };
                write!(rows, "{blank}{}", word(self.place()))?;
            }
            writeln!(rows, "\t{}", at.to_rfc3339())?;
        }
        Ok(rows)
    }

    /// A word's place by chance, the first ones more often.
    fn place(&mut self) -> usize {
        let share = self.chance.random::<f64>().powi(STEEPNESS);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between nothing and the size of the vocabulary"
        )]
        let place = (share * f64::from(VOCABULARY)) as usize;
        place
    }
}
