use std::time::Duration;

use beckon_domain::score::{Rescoring, ScoringView};
use leptos::prelude::*;

use crate::components::workspace::time::Ago;
use crate::error::AppError;

/// How often it is looked how far scores follow the rules.
const LOOK: Duration = Duration::from_secs(1);

/// How far scores follow the rules; looks again until they do.
#[component]
pub(super) fn Progress(
    rescoring: Option<Rescoring>,
    view: LocalResource<Result<ScoringView, AppError>>,
) -> impl IntoView {
    let Some(Rescoring {
        done,
        of,
        finished_at,
    }) = rescoring
    else {
        return ().into_any();
    };
    if let Some(at) = finished_at {
        return view! {
            <p class="hint" role="status">"All leads were scored by these rules " <Ago at/> "."</p>
        }
        .into_any();
    }
    Effect::new(move || {
        let again = set_timeout_with_handle(move || view.refetch(), LOOK);
        on_cleanup(move || {
            if let Ok(again) = again {
                again.clear();
            }
        });
    });
    view! {
        <div class="score-progress" role="status">
            <progress max=of.max(1) value=done aria-label="Leads scored anew"></progress>
            <span>"Scoring all leads anew: " {done} " of " {of}</span>
        </div>
    }
    .into_any()
}
