//! A turn with an engine: it may use tools a few times, and what it says in the end is looked through.

use beckon_assistant::dialogue::DialogueState;
use beckon_assistant::engine::{
    Entry, Guard, Request, Site, Tool, ToolCall, instructions, transcript,
};
use beckon_domain::assistant::{Engine as Kind, HandoffReason};
use beckon_domain::lead::Facts;
use chrono_tz::Tz;
use tokio::time::Instant;

use super::arrange::arrange;
use super::ask::{Account, Answer, ask};
use super::brief::Brief;
use super::engines::Chosen;
use super::partial::Growing;
use super::plan::next_question;
use super::tools::Tools;
use crate::Services;

/// How often an engine may use tools before it has to answer.
const ROUNDS: usize = 4;

/// Longest answer, in characters.
const ANSWER_MAX: usize = 1_500;

/// What came of a turn.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What is said.
    pub(super) reply: String,
    /// What is new about the lead.
    pub(super) news: Facts,
    /// Whether that is with the lead already.
    pub(super) is_noted: bool,
    /// Why a person is to take over, if one is.
    pub(super) handoff: Option<HandoffReason>,
    /// Whether something was found about what the visitor asks, if it was looked for.
    pub(super) found: Option<bool>,
    /// Who said it.
    pub(super) engine: Kind,
    /// Where the dialogue stands afterwards.
    pub(super) state: DialogueState,
}

/// The turn with the built-in engine, which speaks of an appointment where the visitor does and somebody can be met.
pub(super) async fn converse_built_in(services: &Services, brief: &Brief) -> Outcome {
    let mut tools = Tools::new(services, brief);
    arrange(brief, &mut tools)
        .await
        .unwrap_or_else(|| built_in(brief))
}

/// What the built-in engine says: what its dialogue planned, with what the site knows about a question.
pub(super) fn built_in(brief: &Brief) -> Outcome {
    let answer = brief.known.first().map(|hit| {
        let text: String = hit.entry.content.chars().take(ANSWER_MAX / 2).collect();
        format!("{}\n\n{}", text.trim(), brief.plan.reply)
    });
    let was_looked_for = brief.might_know && !brief.plan.handoff;
    Outcome {
        reply: answer.unwrap_or_else(|| brief.plan.reply.clone()),
        news: brief.plan.noted.clone(),
        is_noted: false,
        handoff: brief.plan.handoff.then_some(HandoffReason::Request),
        found: was_looked_for.then_some(!brief.known.is_empty()),
        engine: Kind::Builtin,
        state: brief.plan.next.clone(),
    }
}

/// The turn with an engine. Where it fails, is late or says what it must not, the built-in engine answers; what the
/// engine learned until then stays learned. The answer can be heard in `growing` while it comes.
pub(super) async fn converse(
    services: &Services,
    brief: &Brief,
    chosen: &Chosen,
    growing: &Growing,
) -> Outcome {
    let mut tools = Tools::new(services, brief);
    let reply = talk(services, brief, chosen, growing, &mut tools).await;
    if reply.is_none() {
        growing.withdraw();
    }
    let planned = match &reply {
        Some(_) => None,
        None => arrange(brief, &mut tools).await,
    };
    let mut planned = planned.unwrap_or_else(|| built_in(brief));
    if let Some(is_booked) = tools.is_booked {
        planned.state.meeting.is_booked = is_booked;
    }
    Outcome {
        engine: if reply.is_some() {
            chosen.kind
        } else {
            metrics::counter!("beckon_assistant_fallbacks_total", "engine" => chosen.kind.as_str())
                .increment(1);
            Kind::Builtin
        },
        found: if reply.is_some() {
            tools.found
        } else {
            planned.found
        },
        reply: reply.unwrap_or(planned.reply),
        news: tools.news(),
        is_noted: tools.is_noted,
        handoff: planned.handoff.or(tools.handoff),
        state: planned.state,
    }
}

async fn talk(
    services: &Services,
    brief: &Brief,
    chosen: &Chosen,
    growing: &Growing,
    tools: &mut Tools<'_>,
) -> Option<String> {
    let account = Account {
        organization: brief.organization,
        site: brief.site.id,
        settings: &brief.settings,
        until: Instant::now() + services.engines.patience.turn,
        growing,
    };
    let mut request = compose(services, brief, tools.zone().await);
    for round in 0..=ROUNDS {
        if round == ROUNDS {
            request.tools.clear();
        }
        let answer = ask(services, account, chosen, &request).await.ok()?;
        let Answer { text, calls, .. } = answer;
        let is_last = round == ROUNDS || calls.is_empty();
        // Notes alone change nothing about what was said beside them.
        let is_said = !text.trim().is_empty() && !calls.iter().any(Tools::matters);
        if !is_last && !is_said {
            growing.withdraw();
        }
        let results = if is_last {
            Vec::new()
        } else {
            run(tools, &calls).await
        };
        if is_last || is_said {
            return checked(&text, &request.instructions, brief);
        }
        request.entries.push(Entry::Calls(text, calls));
        request.entries.extend(results);
    }
    None
}

async fn run(tools: &mut Tools<'_>, calls: &[ToolCall]) -> Vec<Entry> {
    let mut results = Vec::new();
    for call in calls {
        results.push(Entry::Result {
            call: call.id.clone(),
            content: tools.run(call).await,
        });
    }
    results
}

fn compose(services: &Services, brief: &Brief, zone: Tz) -> Request {
    let site = Site {
        title: &brief.site.widget.title,
        industry: brief.turn.industry,
        settings: &brief.settings,
    };
    let plan = &brief.plan;
    let today = services.clock.now().with_timezone(&zone);
    let date = today.format("%A, %Y-%m-%d").to_string();
    let next = next_question(&plan.next);
    Request {
        instructions: instructions(site, &plan.next.facts, next, None, &date),
        entries: transcript(&brief.messages),
        tools: Tool::ALL.to_vec(),
        schema: None,
        planned: plan.reply.clone(),
    }
}

/// An answer that may be shown; `None` for one that is empty, or tells what the engine was told.
fn checked(text: &str, instructions: &str, brief: &Brief) -> Option<String> {
    let text: String = text.chars().filter(|c| *c != '\0').collect();
    if Guard::of(instructions).leaks(&text) {
        tracing::warn!(conversation = %brief.conversation, "an answer told its instructions and was cut");
        return None;
    }
    Some(presentable(&text)).filter(|text| !text.is_empty())
}

/// An answer, or the beginning of one, as it is shown.
pub(super) fn presentable(text: &str) -> String {
    text.trim().chars().take(ANSWER_MAX).collect()
}
