//! The dashboard's words and numbers.

use beckon_domain::dashboard::{Figures, QUALIFIED_FROM};
use beckon_domain::lead::LeadSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::score::ScoreBadge;
use super::time::Ago;

fn counted(count: i64, one: &str, many: &str) -> String {
    match count {
        0 => format!("No {many}"),
        1 => format!("One {one}"),
        count => format!("{count} {many}"),
    }
}

/// The state of things in two sentences.
#[component]
pub fn Opening(
    /// The figures.
    figures: Figures,
) -> impl IntoView {
    let today = counted(figures.today, "new lead", "new leads");
    let active = counted(
        figures.active_conversations,
        "conversation is open",
        "conversations are open",
    );
    let unread = match figures.unread_conversations {
        0 => "and all of them are read.".to_owned(),
        1 => "and one of them waits for you.".to_owned(),
        unread => format!("and {unread} of them wait for you."),
    };
    let tail = if figures.active_conversations == 0 {
        "right now.".to_owned()
    } else {
        unread
    };
    view! {
        <p class="opening">
            {today} " today. "
            <A href="/app/inbox" attr:class="opening-link">{active}</A>
            ", " {tail}
        </p>
    }
}

/// The figures as a ledger: one line of large numbers, told apart by rules instead of boxes.
#[component]
pub fn Ledger(
    /// The figures.
    figures: Figures,
) -> impl IntoView {
    let rate = figures.conversion_rate() * 100.0;
    let rows = [
        (
            "Leads",
            figures.total.to_string(),
            format!("{} today", figures.today),
        ),
        (
            "Qualified",
            figures.qualified.to_string(),
            format!("score {QUALIFIED_FROM} and up"),
        ),
        (
            "Average score",
            format!("{:.0}", figures.average_score),
            "of 100".to_owned(),
        ),
        (
            "Converted",
            format!("{rate:.1}%"),
            format!("{} leads", figures.converted),
        ),
    ];
    let row = |(name, value, note): (&'static str, String, String)| {
        view! {
            <div class="ledger-entry">
                <dt>{name}</dt>
                <dd class="ledger-value">{value}</dd>
                <dd class="ledger-note">{note}</dd>
            </div>
        }
    };
    view! { <dl class="ledger">{rows.map(row).into_iter().collect_view()}</dl> }
}

/// The best leads of the week, the best first.
#[component]
pub fn BestLeads(
    /// The leads.
    leads: Vec<LeadSummary>,
) -> impl IntoView {
    if leads.is_empty() {
        return view! { <p class="hint">"No lead arrived in the last seven days."</p> }.into_any();
    }
    let row = |lead: LeadSummary| {
        let title = lead.title();
        view! {
            <li class="best-row">
                <div>
                    <A href=format!("/app/leads/{}", lead.id) attr:class="lead-name" attr:dir="auto">{title}</A>
                    <span class="lead-contact">
                        {lead.industry.name()} " · " {lead.source.name()} " · " <Ago at=lead.created_at/>
                    </span>
                </div>
                <ScoreBadge score=lead.score/>
            </li>
        }
    };
    view! { <ol class="best">{leads.into_iter().map(row).collect_view()}</ol> }.into_any()
}
