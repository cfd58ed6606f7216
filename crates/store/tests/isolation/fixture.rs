//! An organization with a row in every tenant table.

use beckon_domain::account::{OrganizationKind, Role};
use beckon_domain::attribution::Touch;
use beckon_domain::contact::Email;
use beckon_domain::conversation::Sender;
use beckon_domain::held::HeldReason;
use beckon_domain::id::{
    AccountId, ClientMessageId, ConversationId, HeldId, InvitationId, LeadId, OrganizationId,
    SessionId, SiteId, VisitorId,
};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{ActivityKind, Facts, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_domain::site::{Site, SiteKey};
use beckon_domain::widget::WidgetSettings;
use beckon_store::accounts::{NewAccount, NewInvitation, NewSession};
use beckon_store::conversations::NewMessage;
use beckon_store::forms::{Held, Room};
use beckon_store::leads::{Lead, Origin};
use beckon_store::organizations::NewOrganization;
use beckon_store::visitors::VisitNote;
use beckon_store::{
    Store, TenantTx, accounts, conversations, forms, jobs, leads, organizations, search, sites,
    visitors,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// The test's database, as the server's unprivileged role.
pub(crate) async fn app_pool(owner: &PgPool) -> PgPool {
    let options = owner
        .connect_options()
        .as_ref()
        .clone()
        .username("beckon_app");
    PgPoolOptions::new()
        .max_connections(2)
        .connect_with(options)
        .await
        .unwrap()
}

/// The same, as the way in for use cases.
pub(crate) async fn app_store(owner: &PgPool) -> Store {
    Store::new(app_pool(owner).await)
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

/// Fills every tenant table for a new organization called `name`.
pub(crate) async fn fill(store: &Store, name: &str) -> OrganizationId {
    let (organization, account) = (OrganizationId::generate(now()), AccountId::generate(now()));
    let mut tx = store.tenant_as(organization, account).await.unwrap();
    people(&mut tx, account, name).await;
    let site = site(name);
    sites::insert(&mut tx, &site, false, now()).await.unwrap();
    let visitor = VisitorId::generate(now());
    let hash = format!("visitor of {name}");
    visitors::insert(
        &mut tx,
        visitor,
        site.id,
        hash.as_bytes(),
        &VisitNote::default(),
        now(),
    )
    .await
    .unwrap();
    lead(&mut tx, &site, visitor).await;
    let conversation = ConversationId::generate(now());
    conversations::insert(&mut tx, conversation, site.id, visitor, now())
        .await
        .unwrap();
    let client_id = ClientMessageId::random();
    let new = NewMessage {
        conversation,
        client_id,
        sender: Sender::Visitor,
        account: None,
        content: name,
        attachment: None,
    };
    conversations::append(&mut tx, new, now())
        .await
        .unwrap()
        .unwrap();
    around_the_conversation(&mut tx, conversation, account).await;
    around_the_site(&mut tx, site.id, visitor).await;
    around_the_assistant(&mut tx, site.id, conversation).await;
    appointment(&mut tx, site.id, account, name).await;
    jobs::enqueue(&mut tx, "test", &name, now()).await.unwrap();
    tx.commit().await.unwrap();
    index(store).await;
    organization
}

/// The message becomes searchable once every transaction that began before it has ended, other tests' included.
async fn index(store: &Store) {
    while search::index_messages(store, 10).await.unwrap() == 0 {
        tokio::task::yield_now().await;
    }
}

/// What people do in a conversation besides writing.
async fn around_the_conversation(
    tx: &mut TenantTx,
    conversation: ConversationId,
    account: AccountId,
) {
    const ROWS: &str = "
        with input as (select current_organization() as organization, $1::uuid as conversation, $2::uuid as account),
        new_team as (insert into team select organization, account, 'Sales', now() from input),
        member as (insert into team_member select organization, account, account from input),
        file as (
            insert into attachment
            select organization, account, conversation, 'visitor', null, 'plan.pdf', 'application/pdf', 9, null, null, false, now()
            from input),
        liked as (
            insert into reaction select organization, conversation, 1, account, 'heart', 'agent', now() from input),
        noted as (
            insert into note select organization, account, conversation, account, account, 1, 'call them', now() from input),
        mentioned as (insert into note_mention select organization, account, account from input),
        view as (
            insert into lead_view select organization, account, account, 'Hot', '[]', true, now(), null from input),
        done as (
            insert into lead_change
            select organization, account, account, '[]', '[]', now(), null from input),
        imported as (
            insert into lead_import
            select organization, account, 'leads.csv', 9, 9, 2, '{}', array['name'], null, 'done', 1, 0, 0, 0, 1, 0, null, account,
                now(), now(), now()
            from input),
        bad as (insert into lead_import_row select organization, account, 2, array[''], 'Nobody' from input),
        canned as (insert into canned_response select organization, account, 'hi', 'Hello', now() from input),
        told as (
            insert into notification
            select organization, account, account, 'mention', conversation, 'Ada', 'call them', 1, now() from input),
        setting as (insert into notification_setting select organization, account, true, true, true from input),
        kept as (
            insert into kept_mail select organization, account, 'a@b.example', 'Hi', '', '', '', now() from input),
        mailed as (insert into conversation_mail select organization, account, conversation, account, now() from input),
        refused as (insert into mail_refusal select organization, 'a@b.example', now() from input)
        insert into push_subscription
        select organization, account, account, 'https://push.example', 'key', 'auth', now() from input";
    sqlx::query(ROWS)
        .bind(conversation.0)
        .bind(account.0)
        .execute(&mut **tx)
        .await
        .unwrap();
}

/// A time that the lead booked, and when its host can be met.
async fn appointment(tx: &mut TenantTx, site: SiteId, account: AccountId, name: &str) {
    const ROWS: &str = "
        with input as (select current_organization() as organization, $1::uuid as site, $2::uuid as account),
        available as (
            insert into availability
            select organization, account, true, 'UTC', '[]', 30, 0, 0, 0, 60, null from input),
        off as (insert into time_off select organization, account, '2026-12-24', '2026-12-26', '' from input),
        typed as (insert into form_draft select organization, account, 'a form', '{}', now() from input),
        rules as (insert into scoring (organization_id, rules, revision, changed_at) select organization, '{}', 1, now() from input),
        scored as (insert into lead_score (organization_id, lead_id, scored_at, value, reasons, cause)
            select organization, lead.id, now(), 20, '[]', 'activity' from input join lead on lead.organization_id = organization),
        routed as (insert into routing select organization, '{}', 1, '{}', null, now() from input),
        shared as (insert into routing_share select organization, account, 1, null, false from input),
        queued as (insert into routing_queue select organization, lead.id, now()
            from input join lead on lead.organization_id = organization),
        apart as (insert into lead_distinct select organization, lead.id, lead.id, account, now()
            from input join lead on lead.organization_id = organization),
        merged as (insert into lead_merge (organization_id, id, merged_id, kept_id, account_id, created_at)
            select organization, account, account, lead.id, account, now()
            from input join lead on lead.organization_id = organization),
        logged as (insert into routing_log (organization_id, lead_id, at, reason)
            select organization, lead.id, now(), '{}' from input join lead on lead.organization_id = organization)
        insert into appointment
        select organization, account, site, lead.id, null, account, 'booked', now(), now() + interval '1 hour', now(),
            now() + interval '1 hour', 'Ada', null, null, '', 'UTC', 'en', 0, $3, now()
        from input join lead on lead.organization_id = organization";
    sqlx::query(ROWS)
        .bind(site.0)
        .bind(account.0)
        .bind(format!("appointment of {name}").into_bytes())
        .execute(&mut **tx)
        .await
        .unwrap();
}

/// What a site's pages told.
async fn around_the_site(tx: &mut TenantTx, site: SiteId, visitor: VisitorId) {
    const ROWS: &str = "
        with event as (
            insert into visitor_event select current_organization(), $2, now(), $2, 'signed up')
        insert into site_installation select current_organization(), $1, now(), 'https://shop.example', null, null";
    sqlx::query(ROWS)
        .bind(site.0)
        .bind(visitor.0)
        .execute(&mut **tx)
        .await
        .unwrap();
}

/// What a site's assistant is told, knows, used and thinks.
async fn around_the_assistant(tx: &mut TenantTx, site: SiteId, conversation: ConversationId) {
    const ROWS: &str = "
        with input as (select current_organization() as organization, $1::uuid as site, $2::uuid as conversation),
        setting as (insert into assistant_setting select organization, site, '{}', null, now() from input),
        key as (insert into assistant_key select organization, site, 'openai', 'x', 'abcd', now() from input),
        used as (insert into assistant_usage select organization, site, now()::date, 'openai', 'm', 1, 1, 1, 1 from input),
        judged as (
            insert into verdict
            select organization, site, (select id from lead limit 1), conversation, 1, '{}', 'builtin', null, now() from input)
        insert into knowledge (organization_id, id, site_id, language, title, content, updated_at)
        select organization, site, site, 'en', 'Do you finance?', 'Yes', now() from input";
    sqlx::query(ROWS)
        .bind(site.0)
        .bind(conversation.0)
        .execute(&mut **tx)
        .await
        .unwrap();
}

async fn people(tx: &mut TenantTx, account: AccountId, name: &str) {
    let email = Email::parse(&format!("owner@{name}.example")).unwrap();
    let organization = NewOrganization {
        name,
        kind: OrganizationKind::Buyer,
        target_industries: &[],
        target_locations: &[],
    };
    organizations::insert(tx, &organization, now())
        .await
        .unwrap();
    let new = NewAccount {
        id: account,
        email: &email,
        name,
        password_hash: "none",
    };
    accounts::insert(tx, new, now()).await.unwrap();
    accounts::add_member(tx, account, Role::Owner, now())
        .await
        .unwrap();
    let later = now() + TimeDelta::days(1);
    let (invitation_hash, session_hash) = (
        format!("invitation of {name}"),
        format!("session of {name}"),
    );
    let invitation = NewInvitation {
        id: InvitationId::generate(now()),
        email: &email,
        role: Role::Agent,
        token_hash: invitation_hash.as_bytes(),
        invited_by: account,
        expires_at: later,
    };
    accounts::invite(tx, invitation, now()).await.unwrap();
    let session = NewSession {
        id: SessionId::generate(now()),
        account,
        token_hash: session_hash.as_bytes(),
        user_agent: "",
        address: "",
        expires_at: later,
    };
    accounts::insert_session(tx, session, now()).await.unwrap();
}

fn site(name: &str) -> Site {
    let mut random = [0; 20];
    random[0] = name.as_bytes()[0];
    Site {
        id: SiteId::generate(now()),
        key: SiteKey::from_bytes(random),
        name: name.into(),
        industry: Industry::Solar,
        allowed_origins: Vec::new(),
        widget: WidgetSettings::new(name, "Hi"),
    }
}

async fn lead(tx: &mut TenantTx, site: &Site, visitor: VisitorId) {
    let touch = Touch::default();
    let lead = Lead {
        summary: LeadSummary {
            id: LeadId::generate(now()),
            facts: Facts::default(),
            industry: site.industry,
            source: LeadSource::Form,
            status: LeadStatus::New,
            score: Score::default(),
            assignee: None,
            created_at: now(),
        },
        page_views: 0,
        seconds_on_site: 0,
        form_submissions: 0,
        had_conversation: false,
        answered_within_hour: false,
        touch: touch.clone(),
        heard_at: now(),
    };
    let origin = Origin {
        site: site.id,
        visitor: Some(visitor),
        first_touch: &touch,
        last_touch: &touch,
        notes: None,
        consent: None,
        answers: &[],
    };
    leads::insert(tx, &lead, &origin).await.unwrap();
    hold_form(tx, site).await;
    leads::note_activity(tx, lead.summary.id, ActivityKind::Created, "", None, now())
        .await
        .unwrap();
}

/// What stands around a form that was sent.
async fn hold_form(tx: &mut TenantTx, site: &Site) {
    forms::claim_ticket(tx, uuid::Uuid::new_v4(), &[1; 32], now())
        .await
        .unwrap();
    let version = "0123456789abcdef";
    forms::keep_consent_text(tx, version, "Yes", now())
        .await
        .unwrap();
    let held = Held {
        id: HeldId::generate(now()),
        site: site.id,
        reason: HeldReason::TooQuick,
        form: "{}".into(),
        touch: Touch::default(),
        content: [1; 32],
        consent_version: Some(version.into()),
        address: "203.0.113.7".into(),
        user_agent: String::new(),
        at: now(),
    };
    let room = Room {
        by_address: 1,
        by_reason: 1,
    };
    assert!(forms::hold(tx, &held, room).await.unwrap().is_some());
}
