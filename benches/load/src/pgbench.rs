//! The reference: how many rows Postgres takes when each is inserted and committed alone.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use tokio::process::Command;

const TABLE: &str = "create table if not exists pgbench_message (id bigserial primary key, conversation uuid not null, content text not null)";
const INSERT: &str = "insert into pgbench_message (conversation, content) values ('00000000-0000-0000-0000-000000000001', 'A message of about the usual length, as people write them.');\n";

/// Prepared one-row inserts by 32 clients: commits a second.
pub(crate) async fn inserts(socket: &Path, folder: &Path, seconds: u64) -> anyhow::Result<f64> {
    let script = folder.join("insert.sql");
    std::fs::write(&script, INSERT)?;
    let host = socket.to_str().context("a folder that is no text")?;
    let login = ["-h", host, "-U", "postgres"];
    output(
        Command::new("psql")
            .args(login)
            .args(["-q", "-c", TABLE, "postgres"]),
    )
    .await?;
    let said = output(
        Command::new("pgbench")
            .args(login)
            .args([
                "-n",
                "-M",
                "prepared",
                "-c",
                "32",
                "-j",
                "2",
                "-T",
                &seconds.to_string(),
                "-f",
            ])
            .arg(&script)
            .arg("postgres"),
    )
    .await?;
    said.lines()
        .find_map(|line| line.strip_prefix("tps = "))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .context("pgbench printed no tps")
}

async fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .await
        .context("psql and pgbench are needed")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
