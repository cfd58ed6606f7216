//! A server on a port of its own over a test's database, and clients for it.

use std::net::SocketAddr;
use std::time::Duration;

use beckon_domain::account::Identity;
use beckon_domain::attribution::Touch;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::industry::Industry;
use beckon_domain::protocol::{
    ClientFrame, ServerFrame, VERSION, Visit, VisitorToken, decode, encode,
};
use beckon_domain::site::Site;
use beckon_services::accounts::{self, SignUp};
use beckon_services::sites::{self, NewSite};
use beckon_services::{ClientInfo, Clock, Secret, Services};
use beckon_store::Store;
use futures::{SinkExt as _, StreamExt as _};
use server::config::Config;
use server::{AppState, router, work, work_outside};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::CancellationToken;

/// Long enough for a busy machine, short enough to fail.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Bed {
    pub(crate) address: SocketAddr,
    pub(crate) services: Services,
    pub(crate) stopping: CancellationToken,
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
            .acquire_timeout(Duration::from_secs(2))
            .connect_with(options)
            .await
            .unwrap();
        Self::over(Services::new(
            Store::new(pool),
            Clock::system(),
            Secret::new("a secret for tests"),
        ))
        .await
    }

    pub(crate) async fn over(services: Services) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let config = Config {
            public_url: format!("http://{address}").try_into().unwrap(),
            ..Config::default()
        };
        let stopping = CancellationToken::new();
        let state = AppState::assemble(&config, services.clone(), stopping.clone()).unwrap();
        let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        tokio::spawn(work(services.clone(), stopping.clone()));
        tokio::spawn(work_outside(services.clone(), stopping.clone()));
        Self {
            address,
            services,
            stopping,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A new organization's owner with a site, and the token in their cookie.
    pub(crate) async fn buyer(&self, name: &str) -> (Identity, Site, String) {
        let form = SignUp {
            organization: name.to_owned(),
            name: format!("Owner of {name}"),
            email: format!("owner@{name}.example"),
            password: "correct horse battery".to_owned(),
        };
        let client = ClientInfo {
            address: self.address.ip(),
            user_agent: "Test".to_owned(),
        };
        let token = accounts::sign_up(&self.services, form, &client)
            .await
            .unwrap();
        let identity = accounts::identify(&self.services, token.as_str())
            .await
            .unwrap()
            .unwrap();
        let new = NewSite {
            name: "Shop".to_owned(),
            industry: Industry::Solar,
            origins: "https://shop.example.com".to_owned(),
        };
        let site = sites::create(&self.services, &identity, new).await.unwrap();
        (identity, site, token.as_str().to_owned())
    }

    /// A connection that has said nothing yet.
    pub(crate) async fn connect(&self, session: Option<&str>) -> Client {
        let mut request = format!("ws://{}/ws", self.address)
            .into_client_request()
            .unwrap();
        request
            .headers_mut()
            .insert("origin", self.url("").parse().unwrap());
        if let Some(session) = session {
            request.headers_mut().insert(
                "cookie",
                format!("beckon_session={session}").parse().unwrap(),
            );
        }
        Client(connect_async(request).await.unwrap().0)
    }

    /// A visitor who has said hello, and the conversation they have.
    pub(crate) async fn visitor(
        &self,
        site: &Site,
        token: Option<VisitorToken>,
    ) -> (Client, Option<ConversationId>) {
        let mut client = self.connect(None).await;
        let visit = Visit {
            site: site.key.clone(),
            token,
            touch: Touch::default(),
            page_views: 1,
            seconds_on_site: 5,
            language: "en".into(),
            identity: None,
        };
        client
            .send(&ClientFrame::Hello {
                version: VERSION,
                visit: Some(visit),
            })
            .await;
        let ServerFrame::Welcome { conversation } = client.next().await else {
            panic!("no welcome")
        };
        (client, conversation)
    }

    /// An agent who has said hello.
    pub(crate) async fn agent(&self, session: &str) -> Client {
        let mut client = self.connect(Some(session)).await;
        client
            .send(&ClientFrame::Hello {
                version: VERSION,
                visit: None,
            })
            .await;
        assert_eq!(
            client.next().await,
            ServerFrame::Welcome { conversation: None }
        );
        client
    }
}

pub(crate) struct Client(pub(crate) WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    pub(crate) async fn send(&mut self, frame: &ClientFrame) {
        self.0
            .send(Raw::Binary(encode(frame).into()))
            .await
            .unwrap();
    }

    pub(crate) async fn send_raw(&mut self, raw: Raw) {
        self.0.send(raw).await.unwrap();
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> ServerFrame {
        self.next_or_close().await.expect("the connection is open")
    }

    /// The next frame, or `None` once the server has closed.
    pub(crate) async fn next_or_close(&mut self) -> Option<ServerFrame> {
        loop {
            match timeout(PATIENCE, self.0.next())
                .await
                .expect("nothing came")
            {
                Some(Ok(Raw::Binary(bytes))) => return Some(decode(&bytes).unwrap()),
                Some(Ok(Raw::Ping(_) | Raw::Pong(_))) => {}
                Some(Ok(_) | Err(_)) | None => return None,
            }
        }
    }

    /// Waits until the server has closed; frames on the way are passed over.
    pub(crate) async fn closed(&mut self) {
        while self.next_or_close().await.is_some() {}
    }

    /// The next frame that `pick` takes; others are passed over.
    pub(crate) async fn wait<T>(&mut self, mut pick: impl FnMut(ServerFrame) -> Option<T>) -> T {
        loop {
            if let Some(picked) = pick(self.next().await) {
                return picked;
            }
        }
    }

    pub(crate) async fn post(
        &mut self,
        conversation: Option<ConversationId>,
        content: &str,
    ) -> ClientMessageId {
        let client_id = ClientMessageId::random();
        self.send(&ClientFrame::Post {
            client_id,
            conversation,
            content: content.to_owned(),
            attachment: None,
        })
        .await;
        client_id
    }

    /// Follows a conversation and gathers messages until one with this content has come.
    pub(crate) async fn read_until(&mut self, content: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            if let ServerFrame::Messages(messages) = self.next().await {
                seen.extend(messages.into_iter().map(|message| message.content));
                if seen.iter().any(|text| text == content) {
                    return seen;
                }
            }
        }
    }
}

/// Begins a conversation; what the visitor keeps.
pub(crate) async fn begin(client: &mut Client, content: &str) -> (VisitorToken, ConversationId) {
    client.post(None, content).await;
    client
        .wait(|frame| match frame {
            ServerFrame::Known {
                token,
                conversation,
            } => Some((token, conversation)),
            _ => None,
        })
        .await
}
