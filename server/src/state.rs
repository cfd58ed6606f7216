use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use axum::extract::FromRef;
use beckon_app::api::PublicUrl;
use beckon_integrations::files::Files;
use beckon_realtime::Bus;
use beckon_services::mail::{MailRoom, Smtp};
use beckon_services::{Clock, Limits, Services};
use leptos::config::{Env, LeptosOptions};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::Database;
use crate::config::Config;
use crate::http::KeptPages;
use crate::widget::FramePage;

/// What every handler may ask for. Cheap to clone.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// The use cases.
    pub services: Services,
    /// What the pages need to know of the build.
    pub leptos: LeptosOptions,
    /// The origin under which visitors reach the server.
    pub public_url: PublicUrl,
    /// Whether a proxy in front says who the client is.
    pub trust_proxy: TrustProxy,
    /// Where built files are.
    pub(crate) assets: Assets,
    /// The page in the widget's iframe.
    pub(crate) frame: FramePage,
    /// Landing pages as they were rendered a moment ago.
    pub(crate) kept: KeptPages,
    /// The figures of `/metrics`.
    pub(crate) metrics: PrometheusHandle,
    /// Cancelled when the server stops.
    pub stopping: CancellationToken,
    /// What the server waits for before it ends.
    pub(crate) tasks: TaskTracker,
}

/// Whether a proxy in front sets `X-Forwarded-For`.
#[derive(Clone, Copy, Debug)]
pub struct TrustProxy(pub bool);

/// Where built files are.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    pub(crate) site: PathBuf,
    pub(crate) widget: PathBuf,
}

impl AppState {
    /// From what start-up made. Connects to the other nodes, if there are any.
    pub async fn new(
        config: &Config,
        database: &Database,
        stopping: CancellationToken,
    ) -> anyhow::Result<Self> {
        let files = match &config.s3 {
            Some(s3) => Files::in_s3(s3).context("the bucket for files")?,
            None => {
                Files::on_disk(&config.data_dir.join("files")).context("the folder for files")?
            }
        };
        let services = Services::new(database.store(), Clock::system(), database.secret().clone())
            .with_bus(bus(config).await?)
            .with_limits(Limits::scaled(config.limit_factor))
            .with_files(files)
            .with_mail(mail_room(config)?)
            .with_providers(config.providers.clone());
        Self::assemble(config, services, stopping)
    }

    /// The same over given services.
    pub fn assemble(
        config: &Config,
        services: Services,
        stopping: CancellationToken,
    ) -> anyhow::Result<Self> {
        let services = Services {
            checks_private_pages: config.check_private_pages,
            ..services
        };
        Ok(Self {
            services,
            leptos: leptos_options(config, config.listen),
            public_url: PublicUrl(config.public_url.to_string()),
            trust_proxy: TrustProxy(config.trust_proxy),
            assets: Assets {
                site: config.site_root.clone(),
                widget: config.widget_root.clone(),
            },
            frame: FramePage::read(&config.widget_root),
            kept: KeptPages::default(),
            metrics: install_metrics()?,
            stopping,
            tasks: TaskTracker::new(),
        })
    }
}

fn mail_room(config: &Config) -> anyhow::Result<MailRoom> {
    let smtp = config.smtp_url.as_deref().map(Smtp::at).transpose();
    Ok(MailRoom {
        smtp: smtp
            .context("BECKON_SMTP_URL must be like smtps://name:password@mail.example.com")?,
        from: config.mail_from.clone(),
        reply_domain: config.mail_reply_domain.clone(),
        public_url: config.public_url.to_string(),
    })
}

/// Over NATS where several nodes share the work, else within this process.
async fn bus(config: &Config) -> anyhow::Result<Bus> {
    match &config.nats_url {
        Some(url) => Bus::over_nats(url)
            .await
            .context("BECKON_NATS_URL: is the server running, and the address right?"),
        None => Ok(Bus::default()),
    }
}

/// The settings that `cargo leptos` hands over while developing, else those of the release build.
fn leptos_options(config: &Config, address: SocketAddr) -> LeptosOptions {
    let development = std::env::var("LEPTOS_WATCH").is_ok();
    let mut options = LeptosOptions::builder().output_name("beckon").build();
    options.site_root = config.site_root.to_string_lossy().into();
    options.site_pkg_dir = "pkg".into();
    options.site_addr = address;
    options.hash_files = !development && hashes_are_known(&options.hash_file);
    options.env = if development { Env::DEV } else { Env::PROD };
    options
}

/// The build writes the hashes of the site's files beside the binary; pages can't name them without.
fn hashes_are_known(name: &str) -> bool {
    let file = std::env::current_exe()
        .ok()
        .and_then(|binary| Some(binary.parent()?.join(name)));
    let known = file.as_ref().is_some_and(|file| file.exists());
    if !known {
        tracing::warn!(
            ?file,
            "the site's hashes are missing: pages will come without styles and scripts"
        );
    }
    known
}

/// One recorder for the process; a second state (as tests make) gets a handle without one.
fn install_metrics() -> anyhow::Result<PrometheusHandle> {
    use std::sync::OnceLock;
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let recorder = PrometheusBuilder::new()
        .set_buckets(&[0.001, 0.005, 0.02, 0.1, 0.5, 2.0])
        .context("the buckets of the histograms")?
        .build_recorder();
    let handle = HANDLE.get_or_init(|| recorder.handle()).clone();
    // Fails only where another recorder is installed already, and then that one counts.
    let _ = metrics::set_global_recorder(recorder);
    Ok(handle)
}
