//! Connections that only wait: how much memory each costs the server.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use futures::StreamExt as _;
use futures::stream;

use crate::bed::{Bed, visit};
use crate::link::{Caller, Link};
use crate::measure::number;
use crate::process::Program;

/// Connections that are being made at once.
const AT_ONCE: usize = 64;

/// Connections from one loopback address: each address has ports of its own.
const FROM_ONE: usize = 10_000;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many.
    #[arg(long, default_value_t = 20_000)]
    connections: usize,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    let bed = Bed::new().await?;
    let node = bed.node(program, "server", Vec::new()).await?;
    let organization = bed.organization(0).await?;
    let origin = format!("http://{}", node.address);
    let caller = Caller::Visitor(Box::new(visit(&organization.site.key, None)));

    // The first ones warm up what all share.
    let (address, origin, caller) = (node.address, &origin, &caller);
    let connect = |number: usize| async move {
        let last = u8::try_from(1 + number / FROM_ONE).unwrap_or(u8::MAX);
        Link::connect(address, origin, caller, Ipv4Addr::new(127, 0, 0, last)).await
    };
    let warm: Vec<_> = stream::iter(0..AT_ONCE)
        .map(connect)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let before = node.resident()?;
    let begun = Instant::now();
    let links: Vec<_> = stream::iter(AT_ONCE..options.connections)
        .map(connect)
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let time = begun.elapsed();
    let failed = links
        .iter()
        .chain(&warm)
        .find_map(|link| link.as_ref().err());
    let open = links.iter().filter(|link| link.is_ok()).count() as u64;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let after = node.resident()?;
    let each = number(after.saturating_sub(before)) / 1024.0 / number(open.max(1));
    println!(
        "idle connections                                {:>9}",
        open + warm.iter().filter(|link| link.is_ok()).count() as u64
    );
    if let Some(error) = failed {
        println!("one that was not made: {error:#}");
    }
    println!(
        "made in                                         {:>9.1} s",
        time.as_secs_f64()
    );
    println!(
        "server's memory before and after                {:>9.1} MiB, {:.1} MiB",
        number(before) / 1_048_576.0,
        number(after) / 1_048_576.0
    );
    println!("memory for each                                 {each:>9.2} KiB");
    Ok(())
}
