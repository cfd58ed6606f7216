//! Conversations that are nobody's, answered as a site's assistant would answer them: with its settings, questions,
//! knowledge and engine. Nothing of them is kept but what a provider's answers cost.

use std::collections::HashMap;

use beckon_assistant::dialogue::DialogueState;
use beckon_assistant::replay::{Answer, KnownLead, Line};
use beckon_domain::assistant::{AssistantSettings, Engine, TrialLine};
use beckon_domain::id::{OrganizationId, VisitorId};
use beckon_domain::site::{Site, SiteKey};
use beckon_integrations::provider::ClientError;
use beckon_store::{StoreError, assistant as store, system};
use uuid::Uuid;

use super::brief::engine_of;
use super::converse::{Outcome, converse, converse_built_in};
use super::engines::Chosen;
use super::partial::Growing;
use super::plan::plan;
use super::questions::setup;
use super::trial::{messages, prepare};
use crate::Services;

/// Why nothing can be rehearsed.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// No such site.
    #[error(
        "there is no site with the key `{0}`; the key is in the line of HTML that embeds its widget"
    )]
    Site(String),
    /// The engine has no key.
    #[error(
        "no key for {0}: save one in the site's assistant settings, or set {1} for the installation"
    )]
    Key(&'static str, &'static str),
    /// The engine's address can't be used.
    #[error("the engine can't be reached: {0}")]
    Engine(#[from] ClientError),
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// The conversations that are rehearsed with a site's assistant.
pub struct Rehearsal {
    organization: OrganizationId,
    site: Site,
    settings: AssistantSettings,
    chosen: Option<Chosen>,
    talks: HashMap<String, Talk>,
}

/// A conversation so far.
struct Talk {
    state: DialogueState,
    lines: Vec<TrialLine>,
    handed_over: bool,
}

/// What came of a line.
#[derive(Debug)]
pub struct Rehearsed {
    /// The answer.
    pub answer: Answer,
    /// Who was to answer, if the built-in engine did in their place.
    pub instead_of: Option<Engine>,
}

impl Rehearsal {
    /// With a site's assistant, and with another engine than its own if one is named.
    pub async fn of_site(
        services: &Services,
        key: &str,
        engine: Option<Engine>,
    ) -> Result<Self, RehearsalError> {
        let unknown = || RehearsalError::Site(key.to_owned());
        let found = key.parse::<SiteKey>().map_err(|_| unknown())?;
        let found = system::site(&services.store, &found).await?;
        let (organization, site) = found.ok_or_else(unknown)?;
        let mut tx = services.store.tenant(organization).await?;
        let mut settings = store::settings(&mut tx, site.id).await?;
        if let Some(engine) = engine.filter(|engine| *engine != settings.engine) {
            // The model and the address that are set are those of the site's own engine.
            settings.engine = engine;
            settings.model = None;
            settings.base_url = None;
        }
        let chosen = engine_of(services, &mut tx, site.id, &settings).await??;
        let variable = match settings.engine {
            Engine::Builtin => None,
            Engine::Openai => Some("OPENAI_API_KEY"),
            Engine::Anthropic => Some("ANTHROPIC_API_KEY"),
        };
        if let Some(variable) = variable.filter(|_| chosen.is_none()) {
            return Err(RehearsalError::Key(settings.engine.name(), variable));
        }
        Ok(Self {
            organization,
            site,
            settings,
            chosen,
            talks: HashMap::new(),
        })
    }

    /// Answers the next line of its conversation.
    pub async fn answer(
        &mut self,
        services: &Services,
        line: Line,
    ) -> Result<Rehearsed, StoreError> {
        let begun = self.talks.remove(&line.conversation);
        let mut talk = begun.unwrap_or_else(|| Talk {
            state: DialogueState::new(self.site.industry),
            lines: Vec::new(),
            handed_over: false,
        });
        let mut plan = plan(&setup(&self.site, &self.settings), &talk.state, &line.text);
        let (language, intent) = (plan.language, plan.intent);
        let mut tx = services.store.tenant(self.organization).await?;
        plan.settle_call(services, &mut tx).await?;
        let place = (self.site.clone(), self.settings.clone());
        let nobody = VisitorId(Uuid::nil());
        let mut brief = prepare(&mut tx, nobody, place, plan, &line.text).await?;
        drop(tx);
        let now = services.clock.now();
        brief.messages = messages(&talk.lines, &line.text, brief.conversation, now);
        let outcome = match &self.chosen {
            Some(chosen) => converse(services, &brief, chosen, &Growing::default()).await,
            None => converse_built_in(services, &brief).await,
        };
        talk.take(&line.text, &outcome);
        let rehearsed = Rehearsed {
            instead_of: Some(self.settings.engine).filter(|engine| *engine != outcome.engine),
            answer: Answer {
                conversation: line.conversation.clone(),
                reply: outcome.reply,
                language: language.code(),
                intent,
                handoff: talk.handed_over,
                lead: KnownLead::of(&talk.state),
                complete: talk.state.is_complete() && !talk.handed_over,
            },
        };
        self.talks.insert(line.conversation, talk);
        Ok(rehearsed)
    }
}

impl Talk {
    /// Takes in what was said and what came of it.
    fn take(&mut self, text: &str, outcome: &Outcome) {
        self.state = outcome.state.clone();
        let facts = std::mem::take(&mut self.state.facts);
        self.state.facts = facts.updated(outcome.news.clone());
        self.handed_over |= self.state.handed_over || outcome.handoff.is_some();
        for (is_visitors, text) in [(true, text), (false, outcome.reply.as_str())] {
            self.lines.push(TrialLine {
                is_visitors,
                text: text.to_owned(),
            });
        }
    }
}
