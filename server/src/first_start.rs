use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::Context as _;
use beckon_domain::site::Origin;
use beckon_services::Services;
use beckon_services::demo::{self, Installation, Installed};

use crate::config::Config;

/// Keeps what was made at first start, sign-ins included, for the owner of the data folder to read.
const FILE: &str = "first-start.json";

/// Fills a fresh installation; later starts only read what the first one made.
pub(crate) async fn install(config: &Config, services: &Services) -> anyhow::Result<Installed> {
    let file = config.data_dir.join(FILE);
    if demo::is_installed(services).await? {
        let kept = match fs::read(&file) {
            Ok(kept) => serde_json::from_slice(&kept)
                .with_context(|| format!("{} can't be read", file.display()))?,
            Err(_) => Installed::default(),
        };
        return Ok(kept);
    }
    let wanted = Installation {
        admin_email: config.admin_email.clone(),
        demo_origins: config.demo.then(|| demo_origins(config)),
    };
    let installed = demo::install(services, &wanted)
        .await
        .context("the first start failed")?;
    write_private(&file, &serde_json::to_vec_pretty(&installed)?)
        .with_context(|| format!("can't write {}", file.display()))?;
    Ok(installed)
}

/// Under which names a browser on this machine may reach the demo page.
fn demo_origins(config: &Config) -> Vec<Origin> {
    let port = config.demo_listen.port();
    let host = config
        .public_url
        .as_str()
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split(':').next())
        .unwrap_or("localhost");
    let mut hosts = vec!["127.0.0.1", "localhost", host];
    hosts.dedup();
    hosts
        .iter()
        .filter_map(|host| Origin::parse(&format!("http://{host}:{port}")).ok())
        .collect()
}

/// Says where everything is. Passwords are printed to a terminal or a script, never to a log.
pub(crate) fn announce(config: &Config, installed: &Installed) {
    // Nobody may be reading.
    let _ = write_announcement(&mut io::stdout().lock(), config, installed);
}

fn write_announcement(
    out: &mut impl io::Write,
    config: &Config,
    installed: &Installed,
) -> io::Result<()> {
    writeln!(out, "\n  Beckon is at      {}", config.public_url)?;
    if installed.demo_site.is_some() {
        let port = config.demo_listen.port();
        writeln!(
            out,
            "  Demo page is at   http://localhost:{port}  (a customer's site that embeds the widget)"
        )?;
    }
    if !installed.sign_ins.is_empty() {
        let file = config.data_dir.join(FILE);
        writeln!(
            out,
            "\n  Sign-ins made at first start (kept in {}):",
            file.display()
        )?;
    }
    for sign_in in &installed.sign_ins {
        writeln!(
            out,
            "    {:<24} {}   {}",
            sign_in.email, sign_in.password, sign_in.role
        )?;
    }
    writeln!(out)
}

/// Writes a file that only its owner reads, whole or not at all.
pub(crate) fn write_private(file: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = file.with_extension("draft");
    let mut out = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    out.write_all(content)?;
    out.sync_all()?;
    fs::rename(draft, file)
}
