//! Postgres with organizations, members, visitors and conversations in it, made by the use cases themselves.

use std::net::{IpAddr, Ipv4Addr};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use beckon_domain::account::Identity;
use beckon_domain::attribution::Touch;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::industry::Industry;
use beckon_domain::protocol::{Visit, VisitorToken};
use beckon_domain::site::{Site, SiteKey};
use beckon_services::accounts::{self, SignUp};
use beckon_services::conversations::{self, Arrival};
use beckon_services::sites::{self, NewSite};
use beckon_services::{ClientInfo, Clock, Secret, Services};
use beckon_store::Store;
use beckon_store::embedded::{EmbeddedConfig, EmbeddedPostgres};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;

use crate::process::{Node, Program};

/// The database's name in the cluster.
const NAME: &str = "beckon";

/// The secret that all nodes share.
const SECRET: &str = "a secret for benchmarks and chaos, known to everybody";

/// A database, and the folder of everything that a run writes.
pub(crate) struct Bed {
    pub(crate) services: Services,
    pub(crate) folder: TempDir,
    postgres: Arc<EmbeddedPostgres>,
}

/// An organization with a site and a member who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Organization {
    pub(crate) identity: Identity,
    /// What the member's cookie holds.
    pub(crate) session: String,
    pub(crate) site: Site,
}

/// A visitor's conversation, taken by the member.
#[derive(Clone, Debug)]
pub(crate) struct Talk {
    pub(crate) conversation: ConversationId,
    pub(crate) token: VisitorToken,
}

impl Bed {
    /// Starts a cluster of its own, supervised until the run ends. A server must be
    /// [started](Self::node) before anything is made in it: it brings the schema.
    pub(crate) async fn new() -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("beckon-load-").tempdir()?;
        // Postgres may run as another user, who must be able to pass through.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711))?;
        let config = EmbeddedConfig {
            data_dir: folder.path().join("data"),
            bin_dir: std::env::var_os("BECKON_POSTGRES_BIN").map(PathBuf::from),
        };
        let postgres = Arc::new(EmbeddedPostgres::start(&config).await?);
        let owner = postgres.url("postgres", EmbeddedPostgres::SUPERUSER);
        let mut connection = PgConnection::connect_with(&owner).await?;
        sqlx::query("create database beckon")
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        let supervised = Arc::clone(&postgres);
        tokio::spawn(async move { supervised.supervise(std::future::pending()).await });
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(20))
            .connect_lazy_with(postgres.url(NAME, "beckon_app"));
        let services = Services::new(Store::new(pool), Clock::system(), Secret::new(SECRET));
        Ok(Self {
            services,
            folder,
            postgres,
        })
    }

    /// Where Postgres's socket is.
    pub(crate) fn socket(&self) -> &Path {
        self.postgres.socket_dir()
    }

    /// Brings the schema, where no server is started.
    pub(crate) async fn migrate(&self) -> anyhow::Result<()> {
        let owner = self.postgres.url(NAME, EmbeddedPostgres::SUPERUSER);
        Ok(beckon_store::migrate(&owner, None).await?)
    }

    /// A connection of the cluster's owner, who may write what the use cases do not.
    pub(crate) async fn owner(&self) -> anyhow::Result<PgConnection> {
        let options = self.postgres.url(NAME, EmbeddedPostgres::SUPERUSER);
        Ok(PgConnection::connect_with(&options).await?)
    }

    /// Starts a server over this database.
    pub(crate) async fn node(
        &self,
        program: &Program,
        name: &str,
        more: Vec<(String, String)>,
    ) -> anyhow::Result<Node> {
        let url = |user| {
            format!(
                "postgres://{user}@localhost/{NAME}?host={}&sslmode=disable",
                self.socket().display()
            )
        };
        let mut environment = vec![
            ("DATABASE_URL".to_owned(), url(EmbeddedPostgres::SUPERUSER)),
            ("BECKON_DATABASE_APP_URL".to_owned(), url("beckon_app")),
            (
                "BECKON_DATA_DIR".to_owned(),
                self.folder.path().join(name).display().to_string(),
            ),
            ("BECKON_SECRET".to_owned(), SECRET.to_owned()),
            ("BECKON_DEMO".to_owned(), "false".to_owned()),
        ];
        environment.extend(more);
        Node::start(program, self.folder.path(), name, environment).await
    }

    /// Kills Postgres as a power cut would; it is started again.
    pub(crate) fn kill_postgres(&self) -> anyhow::Result<()> {
        let file = self.folder.path().join("data/postgres/postmaster.pid");
        let text = std::fs::read_to_string(&file)?;
        let pid = text
            .lines()
            .next()
            .context("an empty postmaster.pid")?
            .parse()?;
        kill(Pid::from_raw(pid), Signal::SIGKILL).context("Postgres could not be killed")
    }

    /// Makes an organization. Each needs a number of its own.
    pub(crate) async fn organization(&self, number: usize) -> anyhow::Result<Organization> {
        let form = SignUp {
            organization: format!("Organization {number}"),
            name: "Ada".to_owned(),
            email: format!("ada@organization-{number}.example"),
            password: "correct horse battery".to_owned(),
        };
        let token = accounts::sign_up(&self.services, form, &client(number)).await?;
        let identity = accounts::identify(&self.services, token.as_str())
            .await?
            .context("nobody is signed in")?;
        let new = NewSite {
            name: "Shop".to_owned(),
            industry: Industry::Solar,
            origins: String::new(),
        };
        let site = sites::create(&self.services, &identity, new).await?;
        Ok(Organization {
            identity,
            session: token.as_str().to_owned(),
            site,
        })
    }

    /// Makes a conversation, which the member takes so that the assistant is silent.
    pub(crate) async fn talk(&self, of: &Organization, number: usize) -> anyhow::Result<Talk> {
        let arrival = Arrival {
            organization: of.identity.organization,
            site: &of.site,
            visit: &visit(&of.site.key, None),
            client: &client(number),
        };
        let begun =
            conversations::begin(&self.services, &arrival, ClientMessageId::random(), "Hello")
                .await?;
        let conversation = begun.posted.conversation;
        conversations::take(&self.services, &of.identity, conversation, None).await?;
        Ok(Talk {
            conversation,
            token: begun.token,
        })
    }
}

/// How a visitor says hello.
pub(crate) fn visit(site: &SiteKey, token: Option<VisitorToken>) -> Visit {
    Visit {
        site: site.clone(),
        token,
        touch: Touch::default(),
        page_views: 1,
        seconds_on_site: 1,
        language: "en".to_owned(),
        identity: None,
    }
}

/// Everybody has an address of their own.
fn client(number: usize) -> ClientInfo {
    let number = u32::try_from(number).unwrap_or(u32::MAX) & 0x00ff_ffff;
    ClientInfo {
        address: IpAddr::V4(Ipv4Addr::from_bits(10 << 24 | number)),
        user_agent: "load-bench".to_owned(),
    }
}
