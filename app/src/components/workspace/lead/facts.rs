use beckon_domain::lead::LeadSummary;
use leptos::prelude::*;

use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::Moment;

/// What is known of a lead beside contact and score; what is not known is left out.
#[component]
pub fn FactList(
    /// The lead.
    lead: LeadSummary,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let facts = lead.facts;
    let decides = facts
        .decision_maker
        .map(|decides| if decides { "Yes" } else { "No" }.to_owned());
    let rows = [
        ("Industry", Some(lead.industry.name().to_owned())),
        ("Source", Some(lead.source.name().to_owned())),
        ("Budget", facts.budget.map(|budget| budget.to_string())),
        (
            "Timing",
            facts.timeline.map(|timeline| timeline.name().to_owned()),
        ),
        ("Location", facts.location),
        ("Decides", decides),
        ("Employees", facts.company_size.map(|size| size.to_string())),
        (
            "Assigned to",
            lead.assignee.map(|account| colleagues.name(account)),
        ),
    ];
    let row = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <dt>{name}</dt><dd dir="auto">{value}</dd> })
    };
    view! {
        <dl class="facts">
            {rows.map(row).into_iter().collect_view()}
            <dt>"Arrived"</dt>
            <dd><Moment at=lead.created_at/></dd>
        </dl>
    }
}
