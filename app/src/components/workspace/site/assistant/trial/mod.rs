//! A conversation with the assistant as its settings are typed. Nothing of it is kept.

mod notes;
mod samples;

use beckon_domain::assistant::{Engine, TRIAL_LINES_MAX, Trial, TrialLine, TrialReply};
use beckon_domain::site::Site;
use beckon_domain::widget::Language;
use leptos::ev::SubmitEvent;
use leptos::html::{Div, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::notes::Notes;
use self::samples::samples;
use super::draft::Draft;
use super::key::Keys;
use crate::api::assistant::try_assistant;
use crate::components::workspace::icons::{Glyph, Icon};

/// What the pane holds.
#[derive(Clone, Copy)]
struct Talk {
    site: StoredValue<Site>,
    draft: Draft,
    trial: RwSignal<Trial>,
    answer: RwSignal<Option<TrialReply>>,
    error: RwSignal<Option<String>>,
    waits: RwSignal<bool>,
    /// Counts conversations: an answer to one that was given up is dropped.
    round: StoredValue<u32>,
}

impl Talk {
    fn new(site: Site, draft: Draft) -> Self {
        let trial = Trial {
            language: site.widget.languages.default,
            ..Trial::default()
        };
        Self {
            site: StoredValue::new(site),
            draft,
            trial: RwSignal::new(trial),
            answer: RwSignal::new(None),
            error: RwSignal::new(None),
            waits: RwSignal::new(false),
            round: StoredValue::new(0),
        }
    }

    fn begin_anew(self, language: Language) {
        self.round.update_value(|round| *round += 1);
        self.trial.set(Trial {
            language,
            ..Trial::default()
        });
        self.answer.set(None);
        self.error.set(None);
        self.waits.set(false);
    }

    fn say(self, text: String) {
        if text.trim().is_empty() || self.waits.get_untracked() {
            return;
        }
        let mut before = self.trial.get_untracked();
        let older = before.lines.len().saturating_sub(TRIAL_LINES_MAX);
        before.lines.drain(..older);
        let round = self.round.get_value();
        self.add(true, text.clone());
        self.error.set(None);
        self.waits.set(true);
        let site = self.site.with_value(|site| site.id);
        let draft = self.draft.typed();
        spawn_local(async move {
            let answer = try_assistant(site, draft, before, text).await;
            if self.round.try_get_value() == Some(round) {
                self.waits.set(false);
                match answer {
                    Ok(answer) => self.hear(answer),
                    Err(error) => self.error.set(Some(error.to_string())),
                }
            }
        });
    }

    fn hear(self, answer: TrialReply) {
        self.add(false, answer.reply.clone());
        self.trial.update(|trial| {
            trial.state.clone_from(&answer.state);
            trial.unanswered = answer.unanswered;
        });
        self.answer.set(Some(answer));
    }

    fn add(self, is_visitors: bool, text: String) {
        self.trial
            .update(|trial| trial.lines.push(TrialLine { is_visitors, text }));
    }

    /// What the widget says first, in the visitor's language.
    fn greeting(self) -> String {
        let language = self.trial.read().language;
        self.site.with_value(|site| {
            let own = site
                .widget
                .translations
                .get(&language)
                .and_then(|texts| texts.greeting.clone());
            own.unwrap_or_else(|| site.widget.greeting.clone())
        })
    }
}

/// The pane beside the settings.
#[component]
pub(super) fn TrialPane(
    site: Site,
    /// The engine that is chosen.
    #[prop(into)]
    engine: Signal<Engine>,
    keys: Keys,
    draft: Draft,
) -> impl IntoView {
    let talk = Talk::new(site, draft);
    view! {
        <aside class="tryout" aria-labelledby="trial-title">
            <TrialHead talk/>
            {move || (!keys.can_answer(engine.get())).then(|| view! {
                <p class="hint">{engine.get().name()} " answers once its key is saved; the built-in assistant answers here until then."</p>
            })}
            <Lines talk/>
            <Samples talk/>
            <SayForm talk/>
            <Notes answer=talk.answer/>
            <p class="hint">"With the settings as they are typed, saved or not. No lead and no conversation is kept."</p>
            <noscript><p class="hint">"Trying it needs JavaScript."</p></noscript>
        </aside>
    }
}

#[component]
fn TrialHead(talk: Talk) -> impl IntoView {
    let now = talk.trial.get_untracked().language;
    let options = Language::ALL.map(|language| {
        view! {
            <option value=language.code() selected=language == now>{language.own_name()}</option>
        }
    });
    let choose = move |event| {
        let language = Language::of_tag(&event_target_value(&event)).unwrap_or_default();
        talk.begin_anew(language);
    };
    let reset = move |_| talk.begin_anew(talk.trial.get_untracked().language);
    view! {
        <header class="tryout-head">
            <h3 class="board-title" id="trial-title">"Try it"</h3>
            <select class="select tryout-language" aria-label="The visitor's language" on:change=choose>
                {options.into_iter().collect_view()}
            </select>
            <button type="button" class="btn btn-ghost btn-sm" on:click=reset>"Reset"</button>
        </header>
    }
}

#[component]
fn Lines(talk: Talk) -> impl IntoView {
    let list = NodeRef::<Div>::new();
    Effect::new(move || {
        let _ = (talk.trial.read().lines.len(), talk.waits.get());
        request_animation_frame(move || {
            if let Some(list) = list.get_untracked() {
                list.set_scroll_top(list.scroll_height());
            }
        });
    });
    let lines = move || {
        talk.trial
            .get()
            .lines
            .into_iter()
            .enumerate()
            .collect::<Vec<_>>()
    };
    view! {
        <div class="tryout-lines" node_ref=list role="log" aria-label="Trial conversation" tabindex="0">
            <p class="tryout-line"><span class="sr-only">"Assistant: "</span>{move || talk.greeting()}</p>
            <For each=lines key=|(at, line)| (*at, line.text.clone()) let((_, line))>
                <p class="tryout-line" class:tryout-visitor=line.is_visitors dir="auto">
                    <span class="sr-only">{if line.is_visitors { "Visitor: " } else { "Assistant: " }}</span>
                    {line.text}
                </p>
            </For>
        </div>
        <div role="status">
            {move || talk.waits.get().then(|| view! { <p class="hint">"Writing …"</p> })}
            {move || talk.error.get().map(|error| view! { <p class="error">{error}</p> })}
        </div>
    }
}

/// Sentences of the industry to click on.
#[component]
fn Samples(talk: Talk) -> impl IntoView {
    let industry = talk.site.with_value(|site| site.industry);
    let chips = move || {
        let language = talk.trial.read().language;
        let chips = samples(industry, language).map(|text| {
            view! {
                <button type="button" class="tryout-sample" lang=language.code() on:click=move |_| talk.say(text.to_owned())>
                    {text}
                </button>
            }
        });
        chips.into_iter().collect_view()
    };
    view! { <div class="tryout-samples" role="group" aria-label="Sample sentences">{chips}</div> }
}

#[component]
fn SayForm(talk: Talk) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = input
            .get_untracked()
            .filter(|_| !talk.waits.get_untracked())
        else {
            return;
        };
        talk.say(input.value());
        input.set_value("");
        // A click on the button took the focus; the next message is typed here.
        let _ = input.focus();
    };
    view! {
        <form class="tryout-form" on:submit=send>
            <label class="sr-only" for="trial-text">"Message as a visitor"</label>
            <input class="input" id="trial-text" node_ref=input maxlength="2000" autocomplete="off"
                placeholder="Write as a visitor would"/>
            <button type="submit" class="btn btn-primary tryout-send" aria-label="Send">
                <Glyph icon=Icon::Next/>
            </button>
        </form>
    }
}
