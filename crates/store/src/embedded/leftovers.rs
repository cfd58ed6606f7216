//! Processes of the cluster that nobody waits for: a postmaster whose server was killed, or the
//! children of a postmaster that was killed. A new postmaster must not start beside them.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::EmbeddedError;

/// How long a fast shutdown may take: it writes a checkpoint first.
pub(super) const FAST: Duration = Duration::from_secs(30);
/// How long an immediate shutdown may take: it writes nothing.
const IMMEDIATE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(20);

/// Ends every process of the cluster called `name`: politely by way of its postmaster if that
/// lives, then at once, then by force.
pub(super) async fn end(name: &str, cluster: &Path) -> Result<(), EmbeddedError> {
    let found = processes(name);
    if found.is_empty() {
        return Ok(());
    }
    let postmaster = pid_of(cluster).filter(|pid| found.contains(pid));
    tracing::warn!(?postmaster, processes = ?found, "ending PostgreSQL processes of an earlier run");
    if let Some(pid) = postmaster {
        signal(pid, Signal::SIGINT);
        if gone(name, FAST).await {
            return Ok(());
        }
    }
    force(name).await
}

/// Ends every process of the cluster called `name` without a checkpoint: the next start recovers.
pub(super) async fn force(name: &str) -> Result<(), EmbeddedError> {
    for (last_word, patience) in [(Signal::SIGQUIT, IMMEDIATE), (Signal::SIGKILL, IMMEDIATE)] {
        for pid in processes(name) {
            signal(pid, last_word);
        }
        if gone(name, patience).await {
            return Ok(());
        }
    }
    Err(EmbeddedError::Leftovers(processes(name)))
}

/// Removes a `postmaster.pid` whose process id now belongs to something that is not Postgres:
/// after a reboot, or in a container, ids come round again and Postgres would refuse to start.
/// To be called when no process of the cluster is left.
pub(super) fn forget_stale_pid(cluster: &Path) -> Result<(), EmbeddedError> {
    let Some(pid) = pid_of(cluster) else {
        return Ok(());
    };
    let taken_by_another = command_lines()
        .iter()
        .any(|(other, line)| *other == pid && !is_postgres(line));
    if taken_by_another {
        let file = cluster.join("postmaster.pid");
        tracing::warn!(pid, "removing a stale postmaster.pid");
        fs::remove_file(&file).map_err(EmbeddedError::file("remove", &file))?;
    }
    Ok(())
}

/// Sends a signal; that the process has gone meanwhile is no error.
pub(super) fn signal(pid: i32, signal: Signal) {
    if let Err(error) = kill(Pid::from_raw(pid), signal) {
        tracing::debug!(pid, %signal, %error, "signal not delivered");
    }
}

async fn gone(name: &str, patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while !processes(name).is_empty() {
        if Instant::now() > deadline {
            return false;
        }
        tokio::time::sleep(POLL).await;
    }
    true
}

fn pid_of(cluster: &Path) -> Option<i32> {
    let file = fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
    file.lines().next()?.trim().parse().ok()
}

/// The ids of the cluster's processes, known by the cluster's name in their titles.
pub(super) fn processes(name: &str) -> Vec<i32> {
    command_lines()
        .into_iter()
        .filter(|(_, line)| is_of(line, name))
        .map(|(pid, _)| pid)
        .collect()
}

/// A postmaster has the name among its arguments, its children at the start of their titles.
fn is_of(line: &str, name: &str) -> bool {
    line.starts_with(&format!("postgres: {name}:"))
        || (is_postgres(line) && line.contains(&format!(" cluster_name={name} ")))
}

fn is_postgres(line: &str) -> bool {
    let program = line.split(' ').next().unwrap_or_default();
    line.starts_with("postgres: ") || program == "postgres" || program.ends_with("/postgres")
}

/// Every process with its arguments, separated by spaces. Read from /proc where there is one.
fn command_lines() -> Vec<(i32, String)> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return listed_by_ps();
    };
    entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let line = fs::read(entry.path().join("cmdline")).ok()?;
            Some((pid, String::from_utf8_lossy(&line).replace('\0', " ")))
        })
        .collect()
}

fn listed_by_ps() -> Vec<(i32, String)> {
    let Ok(output) = Command::new("ps").args(["-axwwo", "pid=,args="]).output() else {
        return Vec::new();
    };
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| {
            let (pid, line) = line.trim_start().split_once(' ')?;
            Some((pid.parse().ok()?, format!("{line} ")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn embedded_processes_are_told_from_those_of_others() {
        let name = "beckon-1-2";
        assert!(is_of("postgres: beckon-1-2: checkpointer ", name));
        assert!(is_of(
            "/bin/postgres -D /d -c cluster_name=beckon-1-2 -p 1 ",
            name
        ));
        assert!(!is_of("postgres: beckon-1-21: checkpointer ", name));
        assert!(!is_of("vi cluster_name=beckon-1-2 ", name));
        assert!(!is_of("postgres: 15/main: checkpointer ", name));
    }
}
