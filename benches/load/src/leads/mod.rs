//! Lists of leads, in an organization with very many: how long a page takes, whatever it is narrowed to and sorted by, and
//! whether a table is read whole.

mod fill;
mod lists;

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use beckon_domain::lead_list::LeadQuery;
use beckon_services::leads::page;
use sqlx::PgConnection;

use self::fill::fill;
use self::lists::{Group, groups};
use crate::bed::{Bed, Organization};
use crate::measure::{Times, number};

/// What a page may take, in milliseconds.
const BUDGET: f64 = 50.0;
/// How often the table was read from beginning to end.
const WHOLE_READS: &str = "select coalesce(sum(seq_scan), 0)::bigint from pg_stat_user_tables where relname in ('lead', 'visitor')";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leads of the organization that looks at its own.
    #[arg(long, default_value_t = 1_000_000)]
    leads: u32,
    /// Other organizations, each with as many.
    #[arg(long, default_value_t = 4)]
    others: usize,
    /// How often each list is asked for: its first page, and those that follow.
    #[arg(long, default_value_t = 10)]
    pages: u32,
    /// Prints each list, not only those over the budget.
    #[arg(long)]
    each: bool,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(options.pages > 0, "--pages must be at least 1");
    let bed = Bed::new().await?;
    bed.migrate().await?;
    let mut owner = bed.owner().await?;
    let looking = bed.organization(0).await?;
    let mut organizations = vec![looking.clone()];
    for number in 1..=options.others {
        organizations.push(bed.organization(number).await?);
    }
    fill(&mut owner, &organizations, options.leads).await?;

    let before = whole_reads(&mut owner).await?;
    println!(
        "{:<34} {:>6} {:>9} {:>9} {:>9}",
        "", "pages", "p50 ms", "p95 ms", "max ms"
    );
    let (all, mut slow) = (Times::new()?, Vec::new());
    for group in groups() {
        let times = Times::new()?;
        for query in &group.lists {
            let of_list = look(&bed, &looking, query, options.pages, &[&times, &all]).await?;
            let p95 = of_list.quantile(0.95);
            if options.each || p95 > BUDGET {
                slow.push(format!("{p95:>9.1} ms  {}", in_words(&group, query)));
            }
        }
        line(group.name, &times);
    }
    line("all", &all);
    let after = whole_reads(&mut owner).await?;
    println!("{:<34} {:>6}", "tables read whole", after - before);
    println!("{:<34} {:>6}", "lists over 50 ms in p95", slow.len());
    for list in slow {
        println!("{list}");
    }
    Ok(())
}

/// Asks for a list's pages, one after the other; from the beginning again after the last one.
async fn look(
    bed: &Bed,
    by: &Organization,
    list: &LeadQuery,
    pages: u32,
    also: &[&Times],
) -> anyhow::Result<Times> {
    let times = Times::new()?;
    let mut query = list.clone();
    for _ in 0..pages {
        let begun = Instant::now();
        let listed = page(&bed.services, &by.identity, &query)
            .await
            .with_context(|| format!("{:?}", query.pairs()))?;
        let taken = begun.elapsed();
        times.record(taken);
        for times in also {
            times.record(taken);
        }
        query = listed.next.unwrap_or_else(|| list.clone());
    }
    Ok(times)
}

fn line(name: &str, times: &Times) {
    println!(
        "{name:<34} {:>6} {:>9.1} {:>9.1} {:>9.1}",
        number(times.count()),
        times.quantile(0.5),
        times.quantile(0.95),
        times.quantile(1.0)
    );
}

fn in_words(group: &Group, query: &LeadQuery) -> String {
    let pairs = query.pairs();
    let words: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{}: {}", group.name, words.join(" "))
}

/// As Postgres counts it; connections report a moment after a transaction.
async fn whole_reads(owner: &mut PgConnection) -> anyhow::Result<i64> {
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(sqlx::query_scalar(WHOLE_READS).fetch_one(owner).await?)
}
