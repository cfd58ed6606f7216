use beckon_domain::score::{Sample, ScoreRules, ScoringView};
use leptos::prelude::*;

use super::draft::Drafts;
use super::preview::Preview;
use super::progress::Progress;
use super::rule::RuleCard;
use crate::api::scoring::{load_scoring, set_score_rules};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::states::Skeleton;
use crate::components::workspace::unsaved::Unsaved;
use crate::error::AppError;

/// The rules of an organization beside what they would change.
#[component]
pub fn ScoringEditor(
    /// The rules as they stood when the page was opened.
    stored: ScoringView,
    /// The leads on which rules are tried out.
    samples: LocalResource<Result<Vec<Sample>, AppError>>,
) -> impl IntoView {
    let unsaved = Unsaved::guarding();
    provide_context(unsaved);
    let drafts = Drafts::of(&stored.rules);
    let view = LocalResource::new(load_scoring);
    let saved = RwSignal::new((stored.rules.clone(), stored.revision));
    let save = Action::new(move |(rules, over): &(ScoreRules, i32)| {
        let (rules, over) = (rules.clone(), *over);
        async move {
            set_score_rules(rules.clone(), over)
                .await
                .map(|revision| (rules, revision))
        }
    });
    Effect::new(move || {
        if let Some(Ok(done)) = save.value().get() {
            saved.set(done);
            unsaved.clear();
            view.refetch();
        }
    });
    let rescoring = move || match view.get() {
        Some(Ok(now)) => now.rescoring,
        _ => stored.rescoring,
    };
    let before = Signal::derive(move || saved.with(|(rules, _)| rules.clone()));
    view! {
        <div class="scoring">
            <fieldset class="scoring-rules" disabled=!stored.may_change>
                <legend class="sr-only">"Rules"</legend>
                <RuleList drafts/>
                <Limits drafts/>
                <SaveBar drafts saved save/>
                {move || view! { <Progress rescoring=rescoring() view/> }}
            </fieldset>
            <section class="scoring-effect" aria-labelledby="effect">
                <h2 class="board-title" id="effect">"What would change"</h2>
                {move || match samples.get() {
                    None => view! { <Skeleton lines=6/> }.into_any(),
                    Some(Ok(samples)) => view! { <Preview drafts stored=before samples/> }.into_any(),
                    Some(Err(error)) => view! { <p class="error">{error.to_string()}</p> }.into_any(),
                }}
            </section>
        </div>
    }
}

#[component]
fn RuleList(drafts: Drafts) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let (said, say) = signal(String::new());
    let add = move |_| {
        let key = drafts.add();
        unsaved.note();
        focus_soon(format!("rule-{key}-field"));
    };
    let is_empty = move || drafts.len() == 0;
    view! {
        {move || is_empty().then(|| view! {
            <p class="scoring-empty">
                "No rules of your own yet. A rule gives points to leads that matter more to you, or takes them from those that matter less."
            </p>
        })}
        <ol class="rule-list">
            <For each=move || drafts.keys() key=|key| *key let(key)>
                <RuleCard drafts key say/>
            </For>
        </ol>
        <p class="sr-only" role="status">{said}</p>
        <button type="button" class="btn btn-secondary btn-sm" disabled=move || drafts.is_full() on:click=add>
            <Glyph icon=Icon::Plus/>
            "Add rule"
        </button>
        <noscript><p class="hint">"Rules need JavaScript to be changed."</p></noscript>
    }
}

/// What all rules together may do.
#[component]
fn Limits(drafts: Drafts) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let input = move |typed: RwSignal<String>, label: &'static str| {
        view! {
            <input class="input score-number" type="text" inputmode="numeric" maxlength="4" autocomplete="off" aria-label=label
                value=typed.get_untracked() prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    unsaved.note();
                }/>
        }
    };
    view! {
        <p class="scoring-limits">
            "All rules together add at most " {input(drafts.adds_at_most, "Points added at most")} " and take at most "
            {input(drafts.takes_at_most, "Points taken at most")} " points."
        </p>
    }
}

/// What is saved: the rules and their revision.
type Saved = RwSignal<(ScoreRules, i32)>;
type Save = Action<(ScoreRules, i32), Result<(ScoreRules, i32), AppError>>;

#[component]
fn SaveBar(drafts: Drafts, saved: Saved, save: Save) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let refused = RwSignal::new(None::<String>);
    let submit = move |_| match drafts.rules() {
        Ok(rules) => {
            refused.set(None);
            let revision = saved.with_untracked(|(_, revision)| *revision);
            save.dispatch((rules, revision));
        }
        Err(error) => refused.set(Some(error.to_string())),
    };
    let error = move || {
        let answered = save.value().get().and_then(Result::err);
        refused
            .get()
            .or_else(|| answered.map(|error| error.to_string()))
    };
    let state = move || match (save.pending().get(), unsaved.get(), save.value().get()) {
        (true, ..) => "Saving …",
        (false, true, _) => "Not saved yet",
        (false, false, Some(Ok(_))) => "Saved",
        _ => "",
    };
    view! {
        <div class="scoring-save">
            <button type="button" class="btn btn-primary" disabled=move || save.pending().get() || !unsaved.get() on:click=submit>
                "Save rules"
            </button>
            <span class="hint" role="status">{state}</span>
        </div>
        <div aria-live="polite">{move || error().map(|error| view! { <p class="error">{error}</p> })}</div>
    }
}
