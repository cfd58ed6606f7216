use beckon_assistant::dialogue::DialogueState;
use beckon_domain::assistant::{AssistantSettings, Engine as Kind};
use beckon_domain::conversation::{Message, MessageNumber, Sender};
use beckon_domain::id::{ConversationId, OrganizationId, SiteId};
use beckon_domain::protocol::PAGE;
use beckon_domain::site::Site;
use beckon_integrations::provider::ClientError;
use beckon_store::assistant::knowledge::Hit;
use beckon_store::assistant::{self as store, usage};
use beckon_store::conversations::{self, AssistantTurn};
use beckon_store::{StoreError, TenantTx, sites};

use super::engines::Chosen;
use super::keys::{self, Place};
use super::knowledge;
use super::plan::{Plan, plan};
use super::questions::setup;
use super::settings::first_of_month;
use crate::Services;

/// Messages of the conversation that an engine may be told.
const TRANSCRIPT: i64 = 60;

/// All that a turn is taken from, as it is when the turn begins.
pub(super) struct Brief {
    pub(super) organization: OrganizationId,
    pub(super) conversation: ConversationId,
    pub(super) turn: AssistantTurn,
    /// What nobody answered yet, in order.
    pub(super) unread: Vec<Message>,
    /// What the visitor wrote of it.
    pub(super) text: String,
    /// The last number of it.
    pub(super) upto: MessageNumber,
    pub(super) site: Site,
    pub(super) settings: AssistantSettings,
    pub(super) plan: Plan,
    /// Who answers, if not the built-in engine.
    pub(super) chosen: Option<Chosen>,
    /// What was said so far, for that engine.
    pub(super) messages: Vec<Message>,
    /// What the site knows about a question of the visitor.
    pub(super) known: Vec<Hit>,
    /// Whether the site could have known the answer to a question: it has knowledge, and the visitor asks.
    pub(super) might_know: bool,
    /// Whether the month's budget is used up, so that the built-in engine answers.
    pub(super) is_over_budget: bool,
}

/// Takes the turn in a conversation, if there is anything to answer: nobody else does until the transaction ends.
pub(super) async fn prepare(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<Brief>, StoreError> {
    let Some(turn) = conversations::lock_for_assistant(tx, conversation).await? else {
        return Ok(None);
    };
    if turn.silent {
        return Ok(None);
    }
    let unread = conversations::after(tx, conversation, turn.read, PAGE).await?;
    let text = visitor_text(&unread);
    let (Some(upto), false) = (unread.last().map(|last| last.number), text.is_empty()) else {
        return Ok(None);
    };
    let site = sites::find(tx, turn.site).await?;
    let site =
        site.ok_or_else(|| StoreError::Corrupt("a conversation without its site".to_owned()))?;
    let settings = store::settings(tx, site.id).await?;
    let mut plan = plan(&setup(&site, &settings), &state_of(&turn)?, &text);
    plan.settle_call(services, tx).await?;
    let known = if plan.asks {
        knowledge::find(tx, site.id, &text).await?
    } else {
        Vec::new()
    };
    let might_know = plan.asks && knowledge::has_any(tx, site.id).await?;
    let mut brief = Brief {
        organization: tx.organization(),
        conversation,
        turn,
        unread,
        text,
        upto,
        site,
        settings,
        plan,
        chosen: None,
        messages: Vec::new(),
        known,
        might_know,
        is_over_budget: false,
    };
    brief.choose(services, tx).await?;
    Ok(Some(brief))
}

impl Brief {
    /// Finds who answers.
    pub(super) async fn choose(
        &mut self,
        services: &Services,
        tx: &mut TenantTx,
    ) -> Result<(), StoreError> {
        let (site, kind) = (self.site.id, self.settings.engine);
        if kind == Kind::Builtin {
            return Ok(());
        }
        if self.settings.budget_cents.is_some() {
            let month = first_of_month(services.clock.now());
            let spent = usage::since(tx, site, month).await?;
            self.is_over_budget = self.settings.is_over_budget(&spent);
        }
        if self.is_over_budget || !services.limits.allows_model_turn(self.turn.visitor, site) {
            return Ok(());
        }
        match engine_of(services, tx, site, &self.settings).await? {
            Ok(chosen) => self.chosen = chosen,
            Err(error) => tracing::error!(%site, %error, "the built-in engine answers"),
        }
        if self.chosen.is_some() {
            self.messages =
                conversations::before(tx, self.conversation, self.upto + 1, TRANSCRIPT).await?;
        }
        Ok(())
    }
}

/// The engine that a site has chosen, if it has a key; `None` for the built-in one.
pub(super) async fn engine_of(
    services: &Services,
    tx: &mut TenantTx,
    site: SiteId,
    settings: &AssistantSettings,
) -> Result<Result<Option<Chosen>, ClientError>, StoreError> {
    let place = Place {
        organization: tx.organization(),
        site,
        engine: settings.engine,
    };
    let own = store::key(tx, site, settings.engine).await?;
    let own = own.and_then(|key| keys::open(&services.secret, place, &key.sealed));
    Ok(services.engines.of_site(settings, own, &services.providers))
}

fn state_of(turn: &AssistantTurn) -> Result<DialogueState, StoreError> {
    match &turn.state {
        Some(state) => serde_json::from_value(state.clone())
            .map_err(|error| StoreError::Corrupt(error.to_string())),
        None => Ok(DialogueState::new(turn.industry)),
    }
}

/// What the visitor wrote, as one text: somebody who writes three short messages gets one answer.
fn visitor_text(messages: &[Message]) -> String {
    let texts: Vec<&str> = messages
        .iter()
        .filter(|message| message.sender == Sender::Visitor)
        .map(|message| message.content.as_str())
        .collect();
    texts.join("\n")
}
