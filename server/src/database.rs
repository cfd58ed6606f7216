use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use beckon_services::Secret;
use beckon_store::embedded::{EmbeddedConfig, EmbeddedPostgres};
use beckon_store::{Store, migrate};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, PgPool};
use tokio_util::sync::CancellationToken;

use crate::config::{Config, DatabaseConfig};

/// The role the server works as: it owns nothing and bypasses nothing.
const APP_ROLE: &str = "beckon_app";

/// The database's name in an embedded cluster.
const NAME: &str = "beckon";

/// How long a request waits for a connection before it is told that the database can't be reached.
const PATIENCE: Duration = Duration::from_secs(3);

/// The database, its schema up to date.
pub struct Database {
    pool: PgPool,
    secret: Secret,
    embedded: Option<EmbeddedPostgres>,
    closing: CancellationToken,
}

impl Database {
    /// Starts or reaches it, brings the schema up to date as its owner, and connects as the unprivileged role.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let secret = Secret::new(&read_secret(config)?);
        let embedded = match config.database.url {
            Some(_) => None,
            None => Some(start_embedded(config).await?),
        };
        let (owner, app, password) = match (&embedded, &config.database.url) {
            (Some(postgres), _) => (
                postgres.url(NAME, EmbeddedPostgres::SUPERUSER),
                postgres.url(NAME, APP_ROLE),
                None,
            ),
            (None, Some(url)) => external(&config.database, url, &secret)?,
            (None, None) => bail!("no database"),
        };
        migrate(&owner, password.as_deref())
            .await
            .context("the database is not ready")?;
        let pool = PgPoolOptions::new()
            .max_connections(config.database.connections)
            .acquire_timeout(PATIENCE)
            .idle_timeout(Duration::from_mins(5))
            .connect_with(app.application_name("beckon"))
            .await
            .with_context(|| format!("can't connect to the database as {APP_ROLE}; BECKON_DATABASE_APP_URL sets another way"))?;
        Ok(Self {
            pool,
            secret,
            embedded,
            closing: CancellationToken::new(),
        })
    }

    /// The way in for use cases.
    pub fn store(&self) -> Store {
        Store::new(self.pool.clone())
    }

    /// The installation's secret.
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Keeps an embedded cluster running; never ends for another one.
    pub async fn supervise(&self) {
        match &self.embedded {
            Some(postgres) => postgres.supervise(self.closing.cancelled()).await,
            None => self.closing.cancelled().await,
        }
    }

    /// Ends all connections, and an embedded cluster.
    pub async fn close(self) {
        self.closing.cancel();
        self.pool.close().await;
        if let Some(postgres) = self.embedded {
            postgres.stop().await;
        }
    }
}

async fn start_embedded(config: &Config) -> anyhow::Result<EmbeddedPostgres> {
    let embedded = EmbeddedConfig {
        data_dir: config.data_dir.clone(),
        bin_dir: config.database.postgres_bin.clone(),
    };
    let postgres = EmbeddedPostgres::start(&embedded).await?;
    let mut connection = postgres
        .url("postgres", EmbeddedPostgres::SUPERUSER)
        .connect()
        .await?;
    let there: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(NAME)
            .fetch_one(&mut connection)
            .await?;
    if !there {
        sqlx::query("create database beckon")
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(postgres)
}

/// How to reach somebody else's Postgres: as the owner, and as the unprivileged role, whose password is
/// derived from the installation's secret so that all nodes know it.
fn external(
    config: &DatabaseConfig,
    url: &str,
    secret: &Secret,
) -> anyhow::Result<(PgConnectOptions, PgConnectOptions, Option<String>)> {
    let owner: PgConnectOptions = url.parse().context(
        "DATABASE_URL is no address of a database, like postgres://user:password@host/name",
    )?;
    if let Some(url) = &config.app_url {
        let app = url
            .parse()
            .context("BECKON_DATABASE_APP_URL is no address of a database")?;
        return Ok((owner, app, None));
    }
    let password = hex::encode(secret.derive("database", APP_ROLE.as_bytes()));
    let app = owner.clone().username(APP_ROLE).password(&password);
    Ok((owner, app, Some(password)))
}

/// `BECKON_SECRET`, or the one in the data folder, made at first start for nobody else to read.
fn read_secret(config: &Config) -> anyhow::Result<String> {
    if let Some(secret) = &config.secret {
        if secret.len() < 32 {
            bail!(
                "BECKON_SECRET is too short: it must have at least 32 characters, like the output of `openssl rand -hex 32`"
            );
        }
        return Ok(secret.clone());
    }
    let file = config.data_dir.join("secret");
    match std::fs::read_to_string(&file) {
        Ok(secret) => Ok(secret),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_secret(&file),
        Err(error) => Err(error).with_context(|| format!("can't read {}", file.display())),
    }
}

fn make_secret(file: &Path) -> anyhow::Result<String> {
    let secret = hex::encode(rand::random::<[u8; 32]>());
    crate::first_start::write_private(file, secret.as_bytes()).with_context(|| {
        format!(
            "can't write {}: BECKON_DATA_DIR sets another folder",
            file.display()
        )
    })?;
    Ok(secret)
}
