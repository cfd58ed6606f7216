//! Configuration: read once, from the environment and a file if one is given, and checked at start.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use beckon_domain::assistant::BaseUrl;
use beckon_domain::contact::Email;
use beckon_domain::site::Origin;
use beckon_integrations::files::S3;
use beckon_integrations::provider::ProviderKey;
use beckon_services::assistant::{ProviderAccount, Providers};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;

/// The whole configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// `BECKON_LISTEN`: where the server listens. Default `127.0.0.1:3000`.
    pub listen: SocketAddr,
    /// `BECKON_PUBLIC_URL`: the origin under which visitors reach it. Default `http://localhost:{port}`.
    pub public_url: Origin,
    /// `BECKON_TRUST_PROXY`: whether a proxy in front sets `X-Forwarded-For`. Default `false`.
    pub trust_proxy: bool,
    /// `BECKON_DATA_DIR`: where files are kept. Default `/var/lib/beckon` for root, else `data`.
    pub data_dir: PathBuf,
    /// `BECKON_SECRET`: from which other secrets are derived; the same on all nodes. Default: made at first
    /// start and kept in the data folder.
    pub secret: Option<String>,
    /// `BECKON_NATS_URL`: through which NATS server several nodes tell each other what happens. Default: one node.
    pub nats_url: Option<String>,
    /// `BECKON_LIMIT_FACTOR`: how many times the usual limits on messages, visitors, forms and files hold. Default 1.
    pub limit_factor: NonZeroU32,
    /// Which database.
    pub database: DatabaseConfig,
    /// `BECKON_S3_…`: where files are kept. Default: `files` in the data folder.
    pub s3: Option<S3>,
    /// `BECKON_SMTP_URL`: the mail server. Default: mail is kept and shown to the platform's admins.
    pub smtp_url: Option<String>,
    /// `BECKON_MAIL_FROM`: our address. Default `beckon@{host of the public URL}`.
    pub mail_from: String,
    /// `BECKON_MAIL_REPLY_DOMAIN`: where answers are taken in. Default: plus-addresses of `BECKON_MAIL_FROM`.
    pub mail_reply_domain: Option<String>,
    /// `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL` (each also with `BECKON_` before it):
    /// the accounts of sites that have no key of their own. Default: those sites have the built-in assistant.
    pub providers: Providers,
    /// `BECKON_CHECK_PRIVATE_PAGES`: whether the check of an installation may look at pages of private networks; for
    /// developing only. Default `false`.
    pub check_private_pages: bool,
    /// `BECKON_SITE_ROOT`: the built site. Default `target/site`.
    pub site_root: PathBuf,
    /// `BECKON_WIDGET_ROOT`: the built widget. Default `target/widget`.
    pub widget_root: PathBuf,
    /// `BECKON_ADMIN_EMAIL`: the platform owner's address at first start. Default `admin@beckon.example`.
    pub admin_email: String,
    /// `BECKON_DEMO`: whether the first start makes a demo buyer with leads. Default `true`.
    pub demo: bool,
    /// `BECKON_DEMO_LISTEN`: where the page that embeds the demo buyer's widget listens. Default: two ports up.
    pub demo_listen: SocketAddr,
    /// Logs.
    pub log: Log,
}

/// Which database.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// `DATABASE_URL` (or `BECKON_DATABASE_URL`): the schema's owner. Default: an embedded cluster.
    pub url: Option<String>,
    /// `BECKON_DATABASE_APP_URL`: the unprivileged role's own address. Default: derived from the owner's.
    pub app_url: Option<String>,
    /// `BECKON_DATABASE_CONNECTIONS`: most connections held. Default 10.
    pub connections: u32,
    /// `BECKON_POSTGRES_BIN`: the folder with `initdb` and `postgres`. Default: the newest one installed.
    pub postgres_bin: Option<PathBuf>,
}

/// Logs.
#[derive(Clone, Debug)]
pub struct Log {
    /// `BECKON_LOG`: what is logged, as a `tracing` filter. Default `info`.
    pub filter: String,
    /// `BECKON_LOG_FORMAT`: `text` or `json`. Default `text`.
    pub format: LogFormat,
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// A value that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It is not of the right kind.
    #[error("{variable} {problem}")]
    Value {
        /// The environment's name for it.
        variable: String,
        /// What is wrong, and what it should look like.
        problem: String,
    },
    /// The file, or something figment says.
    #[error("configuration: {0}")]
    Figment(Box<figment::Error>),
}

/// As the environment and the file tell it.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    listen: String,
    public_url: Option<String>,
    trust_proxy: bool,
    data_dir: Option<PathBuf>,
    secret: Option<String>,
    database_url: Option<String>,
    database_app_url: Option<String>,
    database_connections: u32,
    nats_url: Option<String>,
    limit_factor: NonZeroU32,
    postgres_bin: Option<PathBuf>,
    openai_api_key: Option<String>,
    openai_base_url: Option<String>,
    anthropic_api_key: Option<String>,
    anthropic_base_url: Option<String>,
    check_private_pages: bool,
    s3_bucket: Option<String>,
    s3_region: String,
    s3_endpoint: Option<String>,
    s3_access_key: Option<String>,
    s3_secret_key: Option<String>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
    mail_reply_domain: Option<String>,
    site_root: PathBuf,
    widget_root: PathBuf,
    admin_email: String,
    demo: bool,
    demo_listen: Option<String>,
    log: String,
    log_format: LogFormat,
}

impl Default for Raw {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:3000".to_owned(),
            public_url: None,
            trust_proxy: false,
            data_dir: None,
            secret: None,
            database_url: None,
            database_app_url: None,
            database_connections: 10,
            nats_url: None,
            limit_factor: NonZeroU32::MIN,
            postgres_bin: None,
            openai_api_key: None,
            openai_base_url: None,
            anthropic_api_key: None,
            anthropic_base_url: None,
            check_private_pages: false,
            s3_bucket: None,
            s3_region: "us-east-1".to_owned(),
            s3_endpoint: None,
            s3_access_key: None,
            s3_secret_key: None,
            smtp_url: None,
            mail_from: None,
            mail_reply_domain: None,
            site_root: PathBuf::from("target/site"),
            widget_root: PathBuf::from("target/widget"),
            admin_email: "admin@beckon.example".to_owned(),
            demo: true,
            demo_listen: None,
            log: "info".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

impl Raw {
    fn providers(&self) -> Result<Providers, ConfigError> {
        Ok(Providers::new(
            provider(
                "OPENAI_BASE_URL",
                self.openai_api_key.as_deref(),
                self.openai_base_url.as_deref(),
            )?,
            provider(
                "ANTHROPIC_BASE_URL",
                self.anthropic_api_key.as_deref(),
                self.anthropic_base_url.as_deref(),
            )?,
        ))
    }

    /// The bucket, if one is named: then the keys have to be there too.
    fn s3(&self) -> Result<Option<S3>, ConfigError> {
        let Some(bucket) = self.s3_bucket.clone() else {
            return Ok(None);
        };
        let needed = |variable: &str, value: &Option<String>| {
            value.clone().ok_or_else(|| ConfigError::Value {
                variable: variable.to_owned(),
                problem: "is needed as well when BECKON_S3_BUCKET is set".to_owned(),
            })
        };
        Ok(Some(S3 {
            bucket,
            region: self.s3_region.clone(),
            endpoint: self.s3_endpoint.clone(),
            access_key: needed("BECKON_S3_ACCESS_KEY", &self.s3_access_key)?,
            secret_key: needed("BECKON_S3_SECRET_KEY", &self.s3_secret_key)?,
        }))
    }
}

/// An account with a provider; what is set to nothing is not set.
fn provider(
    variable: &str,
    key: Option<&str>,
    base_url: Option<&str>,
) -> Result<ProviderAccount, ConfigError> {
    let base_url = BaseUrl::parse_optional(base_url.unwrap_or_default()).map_err(|_| {
        wrong(
            variable,
            base_url.unwrap_or_default(),
            "an address like https://api.example.com/v1",
        )
    })?;
    let key = key.map(str::trim).filter(|key| !key.is_empty());
    Ok(ProviderAccount {
        key: key.map(ProviderKey::new),
        base_url,
    })
}

impl Default for Config {
    /// What holds when nothing is set.
    fn default() -> Self {
        match Self::from_raw(Raw::default()) {
            Ok(config) => config,
            Err(error) => unreachable!("a default is wrong: {error}"),
        }
    }
}

/// Variables that scripts use and the server does not.
const NOT_OURS: [&str; 2] = ["cache_dir", "config"];

/// Variables that other programs know by these names too.
const CUSTOMARY: [&str; 5] = [
    "DATABASE_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_BASE_URL",
];

impl Config {
    /// From `BECKON_…` and `DATABASE_URL`, over the TOML file that `BECKON_CONFIG` names.
    pub fn from_environment() -> Result<Self, ConfigError> {
        let mut figment = Figment::new();
        if let Some(file) = std::env::var_os("BECKON_CONFIG") {
            figment = figment.merge(Toml::file_exact(file));
        }
        Self::from_figment(
            figment
                .merge(Env::raw().only(&CUSTOMARY))
                .merge(Env::prefixed("BECKON_").ignore(&NOT_OURS)),
        )
    }

    fn from_figment(figment: Figment) -> Result<Self, ConfigError> {
        Self::from_raw(figment.extract().map_err(explain)?)
    }

    fn from_raw(raw: Raw) -> Result<Self, ConfigError> {
        let s3 = raw.s3()?;
        let providers = raw.providers()?;
        let listen = address("BECKON_LISTEN", &raw.listen)?;
        let demo_listen = match &raw.demo_listen {
            Some(text) => address("BECKON_DEMO_LISTEN", text)?,
            None => SocketAddr::new(listen.ip(), listen.port().wrapping_add(2)),
        };
        let public_url = raw
            .public_url
            .unwrap_or_else(|| format!("http://localhost:{}", listen.port()));
        let public_url = Origin::parse(&public_url).map_err(|_| {
            wrong(
                "BECKON_PUBLIC_URL",
                &public_url,
                "an origin without a path, like https://leads.example.com",
            )
        })?;
        let mail_from = match raw.mail_from {
            Some(address) if Email::parse(&address).is_err() => {
                return Err(wrong(
                    "BECKON_MAIL_FROM",
                    address,
                    "an e-mail address, like hello@example.com",
                ));
            }
            Some(address) => address,
            None => format!("beckon@{}", host(&public_url)),
        };
        if !(2..=1_000).contains(&raw.database_connections) {
            return Err(wrong(
                "BECKON_DATABASE_CONNECTIONS",
                raw.database_connections,
                "a number from 2 to 1000",
            ));
        }
        Ok(Self {
            listen,
            public_url,
            trust_proxy: raw.trust_proxy,
            data_dir: raw.data_dir.unwrap_or_else(default_data_dir),
            secret: raw.secret,
            nats_url: raw.nats_url,
            limit_factor: raw.limit_factor,
            database: DatabaseConfig {
                url: raw.database_url,
                app_url: raw.database_app_url,
                connections: raw.database_connections,
                postgres_bin: raw.postgres_bin,
            },
            s3,
            smtp_url: raw.smtp_url,
            mail_from,
            mail_reply_domain: raw.mail_reply_domain,
            providers,
            check_private_pages: raw.check_private_pages,
            site_root: raw.site_root,
            widget_root: raw.widget_root,
            admin_email: raw.admin_email,
            demo: raw.demo,
            demo_listen,
            log: Log {
                filter: raw.log,
                format: raw.log_format,
            },
        })
    }
}

/// Root's own folders are closed to the user that runs Postgres.
fn default_data_dir() -> PathBuf {
    PathBuf::from(if beckon_store::embedded::runs_as_root() {
        "/var/lib/beckon"
    } else {
        "data"
    })
}

/// An origin's host, without the port.
fn host(origin: &Origin) -> &str {
    let host = origin.as_str().split("://").nth(1).unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

fn address(variable: &str, text: &str) -> Result<SocketAddr, ConfigError> {
    text.parse().map_err(|_| {
        wrong(
            variable,
            text,
            "an address with a port, like 127.0.0.1:3000 or [::]:80",
        )
    })
}

fn wrong(variable: &str, value: impl fmt::Display, expected: &str) -> ConfigError {
    ConfigError::Value {
        variable: variable.to_owned(),
        problem: format!("is '{value}', but must be {expected}"),
    }
}

/// A figment error, with the variable's name as the environment spells it.
fn explain(error: figment::Error) -> ConfigError {
    if let figment::error::Kind::UnknownField(field, _) = &error.kind {
        let variable = format!("BECKON_{}", field.to_uppercase());
        return ConfigError::Value {
            variable,
            problem: "is not a setting of this version; README.md lists them".to_owned(),
        };
    }
    match error.path.last() {
        Some(field) => ConfigError::Value {
            variable: format!("BECKON_{}", field.to_uppercase()),
            problem: format!("can't be used: {}", error.kind),
        },
        None => ConfigError::Figment(Box::new(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Config, String> {
        Config::from_figment(Figment::new().merge(Toml::string(toml)))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn defaults() {
        let config = read("").unwrap();
        assert_eq!(config.listen.port(), 3000);
        assert_eq!(config.demo_listen.port(), 3002);
        assert_eq!(config.public_url.as_str(), "http://localhost:3000");
        assert!(config.demo);
    }

    #[test]
    fn a_wrong_value_names_the_variable_and_what_it_should_look_like() {
        assert_eq!(
            read("listen = \"localhost\"").unwrap_err(),
            "BECKON_LISTEN is 'localhost', but must be an address with a port, like 127.0.0.1:3000 or [::]:80"
        );
        assert!(
            read("public_url = \"https://x.com/path\"")
                .unwrap_err()
                .starts_with("BECKON_PUBLIC_URL is")
        );
        assert!(
            read("demo = \"perhaps\"")
                .unwrap_err()
                .starts_with("BECKON_DEMO can't be used")
        );
        assert!(
            read("database_connections = 0")
                .unwrap_err()
                .contains("2 to 1000")
        );
        assert!(
            read("log_format = \"xml\"")
                .unwrap_err()
                .starts_with("BECKON_LOG_FORMAT can't be used")
        );
        assert_eq!(
            read("s3_bucket = \"files\"").unwrap_err(),
            "BECKON_S3_ACCESS_KEY is needed as well when BECKON_S3_BUCKET is set"
        );
        assert_eq!(
            read("openai_base_url = \"localhost\"").unwrap_err(),
            "OPENAI_BASE_URL is 'localhost', but must be an address like https://api.example.com/v1"
        );
        assert!(read("openai_base_url = \"http://localhost:11434/v1\"").is_ok());
        assert_eq!(
            read("lisen = \"x\"").unwrap_err(),
            "BECKON_LISEN is not a setting of this version; README.md lists them"
        );
    }
}
