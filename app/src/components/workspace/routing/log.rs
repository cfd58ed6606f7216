use beckon_domain::routing::{LogLine, Outcome};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::Ago;

/// What became of leads, and why.
#[component]
pub fn RoutingLines(
    /// The lines, the newest first.
    log: Vec<LogLine>,
    /// The names.
    colleagues: Colleagues,
    /// Of more than one lead: each line says of which.
    #[prop(optional)]
    is_of_all: bool,
) -> impl IntoView {
    let line = |line: LogLine| {
        let lead = is_of_all.then(|| {
            view! { <A href=format!("/app/leads/{}", line.lead) attr:class="link" attr:dir="auto">{line.title}</A> }
        });
        view! {
            <li class="routing-line">
                {lead}
                <Ago at=line.at/>
                <span class="routing-what">{in_words(&line.outcome, &colleagues)}</span>
            </li>
        }
    };
    view! { <ol class="routing-log">{log.into_iter().map(line).collect_view()}</ol> }
}

fn in_words(outcome: &Outcome, colleagues: &Colleagues) -> String {
    match outcome {
        Outcome::Given { to, why } => format!("{}, {}", colleagues.name(*to), why.in_words()),
        Outcome::Waits { rule, hindered } => {
            let kept = match rule {
                Some(rule) => format!("Waits, by the rule \u{201c}{rule}\u{201d}"),
                None => "Waits".to_owned(),
            };
            let why = hindered
                .iter()
                .map(|(who, why)| format!("{} {}", colleagues.name(*who), why.in_words()));
            let why = why.collect::<Vec<_>>().join("; ");
            if why.is_empty() {
                kept
            } else {
                format!("{kept}: {why}")
            }
        }
    }
}
