//! A list without leads: why, and what to do about it.

use beckon_domain::lead_list::LeadQuery;
use leptos::prelude::*;
use leptos_router::components::A;

use super::list_href;
use crate::components::workspace::icons::Icon;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::states::Empty;

/// Says which filters hide what is there.
#[component]
pub fn NoLeads(
    /// The list.
    query: LeadQuery,
    /// The criteria, by their places, without which there would be some.
    hiding: Vec<usize>,
    /// Who is named in criteria.
    colleagues: Colleagues,
) -> impl IntoView {
    if !query.is_narrowed() && query.after.is_none() {
        return view! {
            <Empty icon=Icon::Funnel title="No leads yet">
                <p>"A lead appears as soon as a visitor says who they are, in the chat or in a form."</p>
                <A href="/app/sites" attr:class="btn btn-primary btn-sm">"Install the widget"</A>
            </Empty>
        }
        .into_any();
    }
    if query.after.is_some() {
        let first = list_href(&query.first_page());
        return view! {
            <Empty icon=Icon::Funnel title="The list ends here">
                <p>"The leads that were on this page have moved on."</p>
                <A href=first attr:class="btn btn-secondary btn-sm">"First page"</A>
            </Empty>
        }
        .into_any();
    }
    let why = match (hiding.as_slice(), query.criteria.len()) {
        ([], 0) => "Nobody's name, e-mail address, phone number or company has these words.",
        ([], _) => "Even without any one of these filters there would be none.",
        ([_], 1) => "This filter hides all of them:",
        ([_], _) => "Without this filter there would be some:",
        _ => "Without any one of these filters there would be some:",
    };
    let all = list_href(&query.cleared());
    let remove = hiding.into_iter().filter_map(move |at| {
        let words = query.criteria.get(at)?.in_words(|who| colleagues.who(who));
        let href = list_href(&query.without(at));
        Some(view! { <A href=href attr:class="btn btn-secondary btn-sm">"Remove \u{201c}" {words} "\u{201d}"</A> })
    });
    view! {
        <Empty icon=Icon::Search title="No lead matches">
            <p>{why}</p>
            <p class="lead-hiding">
                {remove.collect_view()}
                <A href=all attr:class="btn btn-ghost btn-sm">"Show all leads"</A>
            </p>
        </Empty>
    }
    .into_any()
}
