//! A test's services: its own database as the unprivileged role, and a clock that it sets.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use beckon_domain::account::{Identity, Role};
use beckon_domain::attribution::Touch;
use beckon_domain::form::LeadForm;
use beckon_domain::id::{ClientMessageId, ConversationId, OrganizationId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::LeadSummary;
use beckon_domain::lead_list::LeadQuery;
use beckon_domain::protocol::{Visit, VisitorToken};
use beckon_domain::site::Site;
use beckon_services::accounts::{self, SignUp};
use beckon_services::conversations::{self, Arrival, Begun, ConversationError, Draft};
use beckon_services::leads::{self, LeadError, Submission, Submitted};
use beckon_services::sites::{self, NewSite};
use beckon_services::{ClientInfo, Clock, Secret, Services, jobs};
use beckon_store::Store;
use chrono::DateTime;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct Bed {
    pub(crate) owner: PgPool,
    pub(crate) services: Services,
    seconds: Arc<AtomicI64>,
}

impl Bed {
    pub(crate) async fn new(owner: PgPool) -> Self {
        let options = owner
            .connect_options()
            .as_ref()
            .clone()
            .username("beckon_app");
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .connect_with(options)
            .await
            .unwrap();
        let seconds = Arc::new(AtomicI64::new(1_790_000_000));
        let clock = {
            let seconds = Arc::clone(&seconds);
            Clock::from_fn(move || {
                DateTime::from_timestamp(seconds.load(Ordering::Relaxed), 0).unwrap()
            })
        };
        let services = Services::new(Store::new(pool), clock, Secret::new("a secret for tests"));
        Self {
            owner,
            services,
            seconds,
        }
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// A new organization's owner, signed in.
    pub(crate) async fn owner_of(&self, name: &str) -> Identity {
        let form = SignUp {
            organization: name.to_owned(),
            name: format!("Owner of {name}"),
            email: format!("owner@{name}.example"),
            password: PASSWORD.to_owned(),
        };
        let token = accounts::sign_up(&self.services, form, &client())
            .await
            .unwrap();
        accounts::identify(&self.services, token.as_str())
            .await
            .unwrap()
            .unwrap()
    }

    /// A member of the same organization, who has accepted an invitation.
    pub(crate) async fn colleague_of(&self, owner: &Identity, name: &str) -> Identity {
        let email = format!("{name}@example.com");
        let invitation = accounts::invite(&self.services, owner, &email, Role::Agent)
            .await
            .unwrap();
        let (services, client) = (&self.services, client());
        let token = accounts::accept_invitation(services, &invitation, name, PASSWORD, &client)
            .await
            .unwrap();
        accounts::identify(services, token.as_str())
            .await
            .unwrap()
            .unwrap()
    }

    /// The leads of somebody's organization, the newest first.
    pub(crate) async fn leads(&self, of: &Identity) -> Vec<LeadSummary> {
        let page = leads::page(&self.services, of, &LeadQuery::default()).await;
        page.unwrap().leads
    }

    /// A conversation that a visitor began, a minute after the one before.
    pub(crate) async fn conversation(&self, owner: &Identity, site: &Site, text: &str) -> Begun {
        self.advance(60);
        let id = ClientMessageId::random();
        self.begin(owner.organization, site, None, id, text)
            .await
            .unwrap()
    }

    /// Sends a landing page's form a few seconds after its page was opened.
    pub(crate) async fn submit(
        &self,
        industry: Industry,
        form: LeadForm,
        touch: Touch,
    ) -> Result<Submitted, LeadError> {
        let ticket = leads::form_ticket(&self.services, industry);
        self.advance(10);
        let submission = Submission {
            industry,
            form,
            touch,
            ticket,
            is_decoy_filled: false,
        };
        leads::submit_form(&self.services, submission, &client()).await
    }

    /// A site of theirs.
    pub(crate) async fn site_of(&self, identity: &Identity) -> Site {
        let new = NewSite {
            name: "Shop".to_owned(),
            industry: Industry::Solar,
            origins: "https://shop.example.com".to_owned(),
        };
        sites::create(&self.services, identity, new).await.unwrap()
    }

    /// A visitor's first message.
    pub(crate) async fn begin(
        &self,
        organization: OrganizationId,
        site: &Site,
        token: Option<VisitorToken>,
        client_id: ClientMessageId,
        text: &str,
    ) -> Result<Begun, ConversationError> {
        let (visit, client) = (visit(site, token), client());
        let arrival = Arrival {
            organization,
            site,
            visit: &visit,
            client: &client,
        };
        conversations::begin(&self.services, &arrival, client_id, text).await
    }

    /// Lets the worker do all that is due.
    pub(crate) async fn work(&self) {
        while jobs::run_due(&self.services).await.unwrap() > 0 {
            self.services.engines.idle().await;
        }
    }
}

pub(crate) fn client() -> ClientInfo {
    ClientInfo {
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        user_agent: "Test".to_owned(),
    }
}

pub(crate) fn visit(site: &Site, token: Option<VisitorToken>) -> Visit {
    Visit {
        site: site.key.clone(),
        token,
        touch: Touch::default(),
        page_views: 3,
        seconds_on_site: 130,
        language: "en".into(),
        identity: None,
    }
}

/// A text without a file.
pub(crate) fn draft(
    conversation: ConversationId,
    client_id: ClientMessageId,
    content: &str,
) -> Draft<'_> {
    Draft {
        conversation,
        client_id,
        content,
        attachment: None,
    }
}
