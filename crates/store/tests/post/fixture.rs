//! Organizations with an agent, a visitor and conversations, straight through the schema's owner.

use beckon_domain::conversation::{MessageKind, MessageNumber};
use beckon_domain::id::{
    AccountId, AttachmentId, ClientMessageId, ConversationId, MessageId, OrganizationId, VisitorId,
};
use beckon_store::Store;
use beckon_store::conversations::{self, Author, NewPost, Outcome};
use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

pub(crate) struct Bed {
    pub(crate) owner: PgPool,
    pub(crate) store: Store,
}

/// An organization's people and one of its conversations.
#[derive(Clone, Copy)]
pub(crate) struct Talk {
    pub(crate) organization: OrganizationId,
    pub(crate) conversation: ConversationId,
    pub(crate) visitor: VisitorId,
    pub(crate) agent: AccountId,
}

impl Bed {
    pub(crate) async fn new(owner: PgPool) -> Self {
        let app = owner.connect_options().as_ref().clone();
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .connect_with(app.username("beckon_app"))
            .await
            .unwrap();
        Self {
            owner,
            store: Store::new(pool),
        }
    }

    /// A new organization with one conversation.
    pub(crate) async fn talk(&self) -> Talk {
        let talk = Talk {
            organization: OrganizationId::generate(now()),
            conversation: ConversationId::generate(now()),
            visitor: VisitorId::generate(now()),
            agent: AccountId::generate(now()),
        };
        let Talk {
            organization,
            agent,
            ..
        } = talk;
        self.run(format!("insert into organization (id, name, kind, created_at) values ('{organization}', 'x', 'buyer', now());
            insert into account (id, email, name, password_hash, created_at) values ('{agent}', '{agent}@example.com', 'Ann', '', now());
            insert into membership (organization_id, account_id, role, created_at) values ('{organization}', '{agent}', 'agent', now());
            insert into site (organization_id, id, key, name, industry, allowed_origins, widget, created_at)
                values ('{organization}', '{organization}', 'bk_{organization}', 'Shop', 'solar', '{{}}', '{{}}', now());"))
            .await;
        self.add(talk).await;
        talk
    }

    /// Another conversation of the same organization, with a visitor of its own.
    pub(crate) async fn second(&self, talk: Talk) -> Talk {
        let talk = Talk {
            conversation: ConversationId::generate(now()),
            visitor: VisitorId::generate(now()),
            ..talk
        };
        self.add(talk).await;
        talk
    }

    async fn add(&self, talk: Talk) {
        let Talk {
            organization,
            conversation,
            visitor,
            ..
        } = talk;
        self.run(format!("insert into visitor (organization_id, id, site_id, token_hash, first_touch, last_touch, page_views,
                seconds_on_site, first_seen_at, last_seen_at)
                values ('{organization}', '{visitor}', '{organization}', decode(replace('{visitor}', '-', ''), 'hex'), '{{}}', '{{}}', 0, 0, now(), now());
            insert into conversation (organization_id, id, site_id, visitor_id, last_message_at, last_sender, preview, created_at)
                values ('{organization}', '{conversation}', '{organization}', '{visitor}', now() - interval '100 years', 'system', '', now())"))
            .await;
    }

    /// An uploaded file of the visitor.
    pub(crate) async fn upload(&self, talk: Talk) -> beckon_domain::attachment::Attachment {
        let id = AttachmentId::generate(now());
        let Talk {
            organization,
            conversation,
            ..
        } = talk;
        self.run(format!("insert into attachment (organization_id, id, conversation_id, sender, name, media_type, bytes, created_at)
            values ('{organization}', '{id}', '{conversation}', 'visitor', 'plan.pdf', 'application/pdf', 7, now())"))
            .await;
        beckon_domain::attachment::Attachment {
            id,
            name: "plan.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 7,
            size: None,
            link: String::new(),
            thumbnail: None,
        }
    }

    pub(crate) async fn run(&self, statements: String) {
        sqlx::raw_sql(sqlx::AssertSqlSafe(statements))
            .execute(&self.owner)
            .await
            .unwrap();
    }

    pub(crate) async fn post(&self, posts: &[NewPost]) -> Vec<Outcome> {
        conversations::post(&self.store, posts, now())
            .await
            .unwrap()
    }

    /// The log of a conversation.
    pub(crate) async fn log(&self, talk: Talk) -> Vec<(MessageNumber, ClientMessageId)> {
        let mut tx = self.store.tenant(talk.organization).await.unwrap();
        let messages = conversations::after(&mut tx, talk.conversation, 0, 10_000)
            .await
            .unwrap();
        let each = messages.into_iter();
        each.map(|message| (message.number, message.client_id))
            .collect()
    }

    /// The kinds of the jobs that wait for a conversation, in the order of the alphabet.
    pub(crate) async fn jobs(&self, talk: Talk) -> Vec<String> {
        sqlx::query_scalar(
            "select kind from job where payload ->> 'conversation' = $1 order by kind",
        )
        .bind(talk.conversation.to_string())
        .fetch_all(&self.owner)
        .await
        .unwrap()
    }
}

impl Talk {
    pub(crate) fn by_visitor(self, client_id: u128) -> NewPost {
        self.by(Author::Visitor(self.visitor), client_id)
    }

    pub(crate) fn by_agent(self, client_id: u128) -> NewPost {
        self.by(Author::Agent(self.agent), client_id)
    }

    fn by(self, author: Author, client_id: u128) -> NewPost {
        NewPost {
            organization: self.organization,
            conversation: self.conversation,
            author,
            client_id: ClientMessageId(Uuid::from_u128(client_id)),
            id: MessageId::generate(now()),
            content: format!("message {client_id}"),
            kind: MessageKind::Text,
            attachment: None,
        }
    }
}
