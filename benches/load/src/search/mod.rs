//! Searching among very many messages: how long the inbox's search takes, and whether it reads a table whole.

mod fill;

use std::time::{Duration, Instant};

use anyhow::ensure;
use beckon_services::search::search;
use beckon_store::search::index_messages;
use sqlx::PgConnection;

use self::fill::{fill, word};
use crate::bed::{Bed, Organization};
use crate::measure::{Times, number, rate};
use crate::process::Program;

/// What people type, by how rare it is: the places of words among all, the most frequent first.
const SOUGHT: [(&str, &[usize]); 5] = [
    ("a frequent word", &[0]),
    ("a usual word", &[300]),
    ("a rare word", &[30_000]),
    ("two words", &[5, 700]),
    ("three words", &[0, 40, 9_000]),
];
/// Messages indexed at once.
const BATCH: i32 = 20_000;
/// How often tables of what is searched were read from beginning to end.
const WHOLE_READS: &str = "select coalesce(sum(seq_scan), 0)::bigint from pg_stat_user_tables
    where relname in ('message', 'message_words', 'note', 'lead', 'conversation')";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Messages of the organization that searches; another has as many.
    #[arg(long, default_value_t = 1_000_000)]
    messages: u64,
    /// Searches of each kind.
    #[arg(long, default_value_t = 200)]
    searches: u32,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    let bed = Bed::new().await?;
    // It brings the schema; running on, it would index too.
    drop(bed.node(program, "server", Vec::new()).await?);
    let mut owner = bed.owner().await?;
    let searcher = bed.organization(0).await?;
    let other = bed.organization(1).await?;
    for organization in [&searcher, &other] {
        fill(&bed, &mut owner, organization, options.messages).await?;
    }
    index(&bed).await?;
    sqlx::query("vacuum analyze").execute(&mut owner).await?;

    let before = whole_reads(&mut owner).await?;
    println!("{:<47} {:>9} {:>9} {:>9}", "", "p50 ms", "p95 ms", "found");
    let times = options.searches;
    for (name, places) in SOUGHT {
        let typed: Vec<String> = places.iter().map(|place| word(*place)).collect();
        measure(&bed, &searcher, name, &typed.join(" "), times).await?;
    }
    let beginning = &word(300)[..4];
    measure(&bed, &searcher, "a word's beginning", beginning, times).await?;
    measure(&bed, &searcher, "what nobody wrote", "xylophone", times).await?;
    let after = whole_reads(&mut owner).await?;
    println!(
        "tables read whole                               {:>9}",
        after - before
    );
    Ok(())
}

/// What the worker does each second, without pause.
async fn index(bed: &Bed) -> anyhow::Result<()> {
    let (begun, mut done) = (Instant::now(), 0_u64);
    loop {
        let now = index_messages(&bed.services.store, BATCH).await?;
        if now == 0 {
            break;
        }
        done += u64::try_from(now)?;
    }
    println!(
        "messages indexed                                {:>9.0} /s",
        rate(done, begun.elapsed())
    );
    Ok(())
}

async fn measure(
    bed: &Bed,
    by: &Organization,
    name: &str,
    typed: &str,
    times: u32,
) -> anyhow::Result<()> {
    ensure!(times > 0, "--searches must be at least 1");
    let (taken, mut found) = (Times::new()?, 0);
    for _ in 0..times {
        let begun = Instant::now();
        let hits = search(&bed.services, &by.identity, typed).await?;
        taken.record(begun.elapsed());
        found = hits.texts.len();
    }
    println!(
        "{name:<47} {:>9.1} {:>9.1} {:>9}",
        taken.quantile(0.5),
        taken.quantile(0.95),
        number(found as u64)
    );
    Ok(())
}

/// As Postgres counts it; connections report a moment after a transaction.
async fn whole_reads(owner: &mut PgConnection) -> anyhow::Result<i64> {
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(sqlx::query_scalar(WHOLE_READS).fetch_one(owner).await?)
}
