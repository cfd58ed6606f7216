//! A site's assistant: what is decided about it, what it knows, and a trial. A server function for each form.

use beckon_domain::assistant::{
    AssistantSection, AssistantSettings, AssistantState, Engine, KnowledgeEntry, Question, Tone,
    Trial, TrialReply,
};
use beckon_domain::id::{KnowledgeId, SiteId};
use beckon_domain::widget::Language;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{draft, identity, services},
    beckon_domain::assistant::Shift,
    beckon_services::assistant::knowledge::{self, NewKnowledge},
    beckon_services::assistant::{questions, settings, teach, trial},
    beckon_services::sites,
    chrono::{DateTime, Utc},
    leptos::server_fn::ServerFn,
};

/// Under which names what was typed is kept.
#[cfg(feature = "ssr")]
const SETTINGS: &str = "assistant";
#[cfg(feature = "ssr")]
const KNOWLEDGE: &str = "assistant knowledge";

/// What the pages of a site's assistant show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistantPage {
    /// What is decided, the keys, and what was used.
    pub state: AssistantState,
    /// The usual questions of the site's industry.
    pub usual: Vec<Question>,
    /// What was typed when a form that a browser sent by itself was refused.
    pub typed: Option<AssistantSection>,
}

/// All that the pages of a site's assistant show.
#[server(endpoint = "assistant/page")]
pub async fn load_assistant(id: SiteId) -> Result<AssistantPage, AppError> {
    let (services, identity) = (services(), identity()?);
    let site = sites::find(&services, &identity, id).await?;
    let typed: Option<(SiteId, AssistantSection)> = draft::read_member(SETTINGS).await?;
    Ok(AssistantPage {
        state: settings::state(&services, &identity, id).await?,
        usual: Question::of(site.industry).to_vec(),
        typed: typed
            .filter(|(of, _)| *of == id)
            .map(|(_, section)| section),
    })
}

/// Changes a section; what was typed is kept for the page where it is refused.
#[cfg(feature = "ssr")]
async fn change<F: ServerFn<Error = AppError>>(
    id: SiteId,
    section: AssistantSection,
) -> Result<AssistantSettings, AppError> {
    let typed = (id, section.clone());
    let changed = settings::change(&services(), &identity()?, id, section).await;
    draft::settle_member::<F, _, _>(SETTINGS, changed, &typed).await
}

/// Changes who answers, and what it may cost. Prices are cents for a million tokens, the budget dollars a month.
#[server(endpoint = "assistant/engine")]
pub async fn set_engine(
    id: SiteId,
    engine: Engine,
    model: String,
    base_url: String,
    input_price: String,
    output_price: String,
    budget: String,
) -> Result<AssistantSettings, AppError> {
    let section = AssistantSection::Engine {
        engine,
        model,
        base_url,
        input_price,
        output_price,
        budget,
    };
    change::<SetEngine>(id, section).await
}

/// Keeps a site's key for a provider; an empty one forgets it.
#[server(endpoint = "assistant/key")]
pub async fn set_key(id: SiteId, engine: Engine, key: String) -> Result<AssistantState, AppError> {
    let (services, identity) = (services(), identity()?);
    settings::set_key(&services, &identity, id, engine, &key).await?;
    Ok(settings::state(&services, &identity, id).await?)
}

/// Changes who the assistant is; goals are one a line.
#[server(endpoint = "assistant/persona")]
pub async fn set_persona(
    id: SiteId,
    name: String,
    tone: Tone,
    goals: String,
) -> Result<AssistantSettings, AppError> {
    change::<SetPersona>(id, AssistantSection::Persona { name, tone, goals }).await
}

/// Changes what the assistant asks: its usual questions in order, and those of the site, one a line. `shift` moves one
/// of them first, like `budget:up`.
#[server(endpoint = "assistant/questions")]
pub async fn set_questions(
    id: SiteId,
    #[server(default)] order: Vec<Question>,
    own: String,
    #[server(default)] shift: String,
) -> Result<AssistantSettings, AppError> {
    let section = AssistantSection::Questions {
        order: order.clone(),
        own: own.clone(),
    };
    let order = (order, Shift::of_str(&shift));
    let changed = questions::change(&services(), &identity()?, id, order, own).await;
    draft::settle_member::<SetQuestions, _, _>(SETTINGS, changed, &(id, section)).await
}

/// Changes what the assistant must and must not do, a rule a line.
#[server(endpoint = "assistant/rules")]
pub async fn set_rules(id: SiteId, rules: String) -> Result<AssistantSettings, AppError> {
    change::<SetRules>(id, AssistantSection::Rules(rules)).await
}

/// Changes when a person takes over; words are one a line.
#[server(endpoint = "assistant/handover")]
pub async fn set_handover(
    id: SiteId,
    #[server(default)] on_frustration: bool,
    unanswered: String,
    words: String,
    score: String,
) -> Result<AssistantSettings, AppError> {
    let section = AssistantSection::Handover {
        on_frustration,
        unanswered,
        words,
        score,
    };
    change::<SetHandover>(id, section).await
}

/// What the page of an assistant's knowledge shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnowledgePage {
    /// A page of entries, the newest first.
    pub entries: Vec<KnowledgeEntry>,
    /// The question that was asked, and what the assistant would find for it.
    pub found: Option<(String, Vec<KnowledgeEntry>)>,
    /// What was typed when a form that a browser sent by itself was refused.
    pub typed: Option<TypedKnowledge>,
}

/// What was typed into a form of the knowledge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TypedKnowledge {
    /// An entry.
    Entry(TypedEntry),
    /// A text that was to be split.
    Text {
        /// In which language it is written.
        language: Language,
        /// The text.
        text: String,
    },
}

/// An entry as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedEntry {
    /// Which one it is; a new one has none.
    pub id: Option<KnowledgeId>,
    /// In which language it is written.
    pub language: Language,
    /// The title, or the question.
    pub title: String,
    /// The text, or the answer.
    pub content: String,
    /// The address of the page it is from.
    pub source: String,
}

/// Entries of a site, and what would be found for a question unless it is empty. `before` is the last entry that one
/// has, as its time and id with a `~` between.
#[server(endpoint = "assistant/knowledge")]
pub async fn load_knowledge(
    id: SiteId,
    question: String,
    before: String,
) -> Result<KnowledgePage, AppError> {
    let (services, identity) = (services(), identity()?);
    let entries = knowledge::list(&services, &identity, id, parse_before(&before)).await?;
    let found = if question.trim().is_empty() {
        None
    } else {
        let found = teach::look_up(&services, &identity, id, &question).await?;
        Some((question, found))
    };
    let typed: Option<(SiteId, TypedKnowledge)> = draft::read_member(KNOWLEDGE).await?;
    let typed = typed.filter(|(of, _)| *of == id).map(|(_, typed)| typed);
    Ok(KnowledgePage {
        entries,
        found,
        typed,
    })
}

/// An address that says nothing readable shows the beginning.
#[cfg(feature = "ssr")]
fn parse_before(text: &str) -> Option<(DateTime<Utc>, KnowledgeId)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// Keeps an entry: a new one without an id, or with that of one that was just deleted.
#[server(endpoint = "assistant/knowledge-save")]
pub async fn save_knowledge(
    site: SiteId,
    #[server(default)] id: Option<KnowledgeId>,
    language: Language,
    title: String,
    content: String,
    source: String,
) -> Result<KnowledgeEntry, AppError> {
    let typed = TypedEntry {
        id,
        language,
        title: title.clone(),
        content: content.clone(),
        source: source.clone(),
    };
    let new = NewKnowledge {
        language,
        title,
        content,
        source,
    };
    let saved = knowledge::save(&services(), &identity()?, site, id, new).await;
    let typed = (site, TypedKnowledge::Entry(typed));
    draft::settle_member::<SaveKnowledge, _, _>(KNOWLEDGE, saved, &typed).await
}

/// Removes an entry.
#[server(endpoint = "assistant/knowledge-delete")]
pub async fn delete_knowledge(site: SiteId, id: KnowledgeId) -> Result<KnowledgeId, AppError> {
    knowledge::delete(&services(), &identity()?, site, id).await?;
    Ok(id)
}

/// Splits a text at its headings and keeps what comes out.
#[server(endpoint = "assistant/knowledge-import")]
pub async fn import_knowledge(
    site: SiteId,
    language: Language,
    text: String,
) -> Result<Vec<KnowledgeEntry>, AppError> {
    let imported = teach::import(&services(), &identity()?, site, language, &text).await;
    let typed = (site, TypedKnowledge::Text { language, text });
    draft::settle_member::<ImportKnowledge, _, _>(KNOWLEDGE, imported, &typed).await
}

/// What the assistant would find for a question.
#[server(endpoint = "assistant/knowledge-find")]
pub async fn find_knowledge(site: SiteId, find: String) -> Result<Vec<KnowledgeEntry>, AppError> {
    Ok(teach::look_up(&services(), &identity()?, site, &find).await?)
}

/// What the assistant would answer with settings that are not saved. Nothing of it is kept.
#[server(endpoint = "assistant/try", input = Json)]
pub async fn try_assistant(
    site: SiteId,
    draft: Vec<AssistantSection>,
    trial: Trial,
    text: String,
) -> Result<TrialReply, AppError> {
    Ok(trial::try_out(&services(), &identity()?, site, draft, trial, &text).await?)
}
