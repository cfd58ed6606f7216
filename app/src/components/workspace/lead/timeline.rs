use beckon_domain::lead::{Activity, ActivityKind};
use leptos::prelude::*;

use crate::components::workspace::time::Ago;

const fn kind_name(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Created => "Arrived",
        ActivityKind::FormSubmitted => "Sent a form",
        ActivityKind::ConversationStarted => "Began a conversation",
        ActivityKind::DetailsNoted => "Details noted",
        ActivityKind::ScoreChanged => "Score changed",
        ActivityKind::StatusChanged => "Status changed",
        ActivityKind::Assigned => "Assigned",
        ActivityKind::Appointment => "Appointment",
        ActivityKind::Merged => "Duplicates",
    }
}

/// What happened to a lead, the newest first.
#[component]
pub fn LeadTimeline(
    /// What happened.
    activities: Vec<Activity>,
) -> impl IntoView {
    let entry = |activity: Activity| {
        let detail = Some(activity.detail).filter(|detail| !detail.is_empty());
        view! {
            <li class="timeline-entry">
                <p class="timeline-head">
                    <span class="timeline-kind">{kind_name(activity.kind)}</span>
                    <Ago at=activity.at/>
                </p>
                {detail.map(|detail| view! { <p class="timeline-detail" dir="auto">{detail}</p> })}
            </li>
        }
    };
    view! { <ol class="timeline">{activities.into_iter().map(entry).collect_view()}</ol> }
}
