//! Who writes, as their visits and the host page tell it.

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::visitor::{VisitorProfile, VouchedCustomer};
use leptos::prelude::*;

use crate::api::conversations::conversation_visitor;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::states::{Failure, Skeleton};
use crate::components::workspace::time::{Ago, Moment};

/// What a visitor is called, who vouches for that, and what they did on the host page. It loads again when they write:
/// what they did meanwhile came with it.
#[component]
pub(super) fn Visitor(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
) -> impl IntoView {
    let id = line.read_untracked().id;
    let found = Resource::new(|| (), move |()| conversation_visitor(id));
    let written = Memo::new(move |_| line.read().last_number);
    Effect::new(move |before: Option<_>| {
        let now = written.get();
        if before.is_some_and(|before| before != now) {
            found.refetch();
        }
        now
    });
    let title = move || line.read().title.clone();
    view! {
        <Transition fallback=|| view! { <Skeleton lines=3/> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(profile) => view! { <Known title profile/> }.into_any(),
                    Err(error) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Known(title: impl Fn() -> String + Send + 'static, profile: VisitorProfile) -> impl IntoView {
    let VisitorProfile {
        customer,
        attributes,
        events,
        ..
    } = profile;
    let attribute = |(name, value): (String, String)| {
        view! { <dt dir="auto">{name}</dt><dd dir="auto">{value}</dd> }
    };
    view! {
        <section class="panel-part">
            <h3 class="panel-name" dir="auto">{title}</h3>
            {customer.map(|customer| view! { <Vouched customer/> })}
        </section>
        <section class="panel-part">
            <h3 class="panel-title">"Behaviour"</h3>
            <dl class="facts">
                <dt>"Pages viewed"</dt>
                <dd>{profile.page_views}</dd>
                <dt>"Time on site"</dt>
                <dd>{duration(profile.seconds_on_site)}</dd>
                <dt>"First visit"</dt>
                <dd><Moment at=profile.first_seen_at/></dd>
                <dt>"Last visit"</dt>
                <dd><Moment at=profile.last_seen_at/></dd>
            </dl>
            {(!events.is_empty()).then(|| view! {
                <ul class="panel-events" aria-label="What they did">
                    {events.into_iter().map(|(name, at)| view! { <li><span dir="auto">{name}</span> <Ago at/></li> }).collect_view()}
                </ul>
            })}
        </section>
        {(!attributes.is_empty()).then(|| view! {
            <section class="panel-part">
                <h3 class="panel-title">"Attributes"</h3>
                <dl class="facts">{attributes.into_iter().map(attribute).collect_view()}</dl>
            </section>
        })}
    }
}

/// The badge says who vouches: what a visitor merely typed has none.
#[component]
fn Vouched(customer: VouchedCustomer) -> impl IntoView {
    let email = customer.email.map(|email| {
        view! { <dt>"E-mail"</dt><dd><a class="link" href=format!("mailto:{email}")>{email.clone()}</a></dd> }
    });
    let name = customer
        .name
        .map(|name| view! { <dt>"Name"</dt><dd dir="auto">{name}</dd> });
    view! {
        <p class="badge badge-qualified panel-vouched">
            <Glyph icon=Icon::Shield/>
            <span>"Verified by " <bdi>{customer.site}</bdi></span>
        </p>
        <dl class="facts">
            <dt>"Customer"</dt>
            <dd dir="auto">{customer.id}</dd>
            {name}
            {email}
        </dl>
    }
}

/// A time spent, in its largest units: `40 s`, `12 min`, `3 h 5 min`.
fn duration(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_in_its_largest_units() {
        let told = [0, 59, 60, 3_599, 3_600, 11_100].map(duration);
        assert_eq!(told, ["0 s", "59 s", "1 min", "59 min", "1 h", "3 h 5 min"]);
    }
}
