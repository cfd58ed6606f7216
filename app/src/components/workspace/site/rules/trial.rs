//! What a visitor would see: the rules as they are being typed, tried on a visit that is made up, by the very
//! function that decides on visitors' pages.

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use serde::Serialize;
use web_sys::js_sys::{Function, JSON, Reflect};

use super::draft::{Drafts, OutcomeKind};
use crate::components::workspace::site::preview::{ArrivalPreview, Look};

/// Puts `decide` of `targeting.js` where this page finds it.
const SCRIPT: &str = "/targeting-trial.js";

/// A visit that is made up. The names are those of the rules' fields.
#[derive(Clone, Debug, Serialize)]
struct Facts {
    path: String,
    url: String,
    referrer: String,
    source: String,
    campaign: String,
    medium: String,
    seconds: u32,
    scroll: u32,
    pages: u32,
    returning: bool,
    exit: bool,
}

#[derive(Clone, Copy)]
struct Visit {
    path: RwSignal<String>,
    referrer: RwSignal<String>,
    source: RwSignal<String>,
    medium: RwSignal<String>,
    campaign: RwSignal<String>,
    seconds: RwSignal<String>,
    scroll: RwSignal<String>,
    pages: RwSignal<String>,
    returning: RwSignal<bool>,
    exit: RwSignal<bool>,
}

impl Visit {
    fn new() -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            path: text("/pricing"),
            referrer: text("https://www.google.com/"),
            source: text(""),
            medium: text(""),
            campaign: text(""),
            seconds: text("30"),
            scroll: text("0"),
            pages: text("1"),
            returning: RwSignal::new(false),
            exit: RwSignal::new(false),
        }
    }

    fn facts(self, origin: &str) -> Facts {
        let number = |text: RwSignal<String>| text.read().trim().parse().unwrap_or_default();
        let path = self.path.get();
        Facts {
            url: format!("{origin}{path}"),
            path,
            referrer: self.referrer.get(),
            source: self.source.get(),
            medium: self.medium.get(),
            campaign: self.campaign.get(),
            seconds: number(self.seconds),
            scroll: number(self.scroll),
            pages: number(self.pages),
            returning: self.returning.get(),
            exit: self.exit.get(),
        }
    }
}

/// What the rules make of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    /// The script is not loaded.
    Unknown,
    /// None holds.
    None,
    /// The rule at this place, from 0, decides.
    Rule(usize, OutcomeKind, String),
}

/// A made-up visit, and what the visitor would see.
#[component]
pub(in super::super) fn RulesTrial(
    /// The rules.
    drafts: Drafts,
    /// How the widget looks.
    look: Look,
    /// Where its pages are.
    origin: String,
) -> impl IntoView {
    let visit = Visit::new();
    let is_loaded = RwSignal::new(false);
    Effect::new(move || load(is_loaded));
    let verdict = Memo::new(move |_| {
        if !is_loaded.get() {
            return Verdict::Unknown;
        }
        match decide(&drafts.to_json(), &visit.facts(&origin)) {
            Some(place) => match drafts.outcome_at(place) {
                Some((outcome, text)) => Verdict::Rule(place, outcome, text),
                None => Verdict::None,
            },
            None => Verdict::None,
        }
    });
    let everybody = look.greeting;
    let greeting = Signal::derive(move || match verdict.get() {
        Verdict::Rule(_, OutcomeKind::Greet, text) => text,
        Verdict::Rule(..) => String::new(),
        Verdict::Unknown | Verdict::None => everybody.get(),
    });
    view! {
        // What is typed here is tried, not saved.
        <section class="trial" aria-labelledby="trial-title" on:input=|event| event.stop_propagation()
            on:change=|event| event.stop_propagation()>
            <h3 class="trial-title" id="trial-title">"What would a visitor see?"</h3>
            <VisitFields visit/>
            <p class="trial-verdict" role="status">{move || words(&verdict.get())}</p>
            <div aria-hidden="true"><ArrivalPreview look=Look { greeting, ..look }/></div>
        </section>
    }
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Unknown => "Rules are tried once this page is alive.".to_owned(),
        Verdict::None => "No rule holds: the greeting for everybody.".to_owned(),
        Verdict::Rule(place, OutcomeKind::Greet, _) => format!("Rule {} greets.", place + 1),
        Verdict::Rule(place, OutcomeKind::Open, _) => format!("Rule {} opens the chat.", place + 1),
        Verdict::Rule(place, OutcomeKind::Quiet, _) => format!("Rule {} keeps quiet.", place + 1),
    }
}

#[component]
fn VisitFields(visit: Visit) -> impl IntoView {
    view! {
        <div class="trial-fields">
            <TrialText label="On page" id="trial-path" typed=visit.path/>
            <TrialText label="Came from" id="trial-referrer" typed=visit.referrer/>
            <TrialText label="After seconds" id="trial-seconds" typed=visit.seconds is_number=true/>
            <TrialText label="Scrolled, percent" id="trial-scroll" typed=visit.scroll is_number=true/>
            <TrialText label="Pages viewed" id="trial-pages" typed=visit.pages is_number=true/>
            <TrialText label="Source" id="trial-source" typed=visit.source/>
            <TrialText label="Medium" id="trial-medium" typed=visit.medium/>
            <TrialText label="Campaign" id="trial-campaign" typed=visit.campaign/>
            <TrialFlag label="Wrote before" id="trial-returning" typed=visit.returning/>
            <TrialFlag label="About to leave" id="trial-exit" typed=visit.exit/>
        </div>
    }
}

#[component]
fn TrialText(
    label: &'static str,
    id: &'static str,
    typed: RwSignal<String>,
    #[prop(optional)] is_number: bool,
) -> impl IntoView {
    view! {
        <div class="trial-field">
            <label for=id>{label}</label>
            <input class="input" id=id type="text" inputmode=is_number.then_some("numeric") autocomplete="off"
                value=typed.get_untracked() on:input=move |event| typed.set(event_target_value(&event))/>
        </div>
    }
}

#[component]
fn TrialFlag(label: &'static str, id: &'static str, typed: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="trial-flag">
            <input class="checkbox" id=id type="checkbox" on:change=move |event| typed.set(event_target_checked(&event))/>
            <label for=id>{label}</label>
        </div>
    }
}

/// Loads the script, once for the page.
fn load(is_loaded: RwSignal<bool>) {
    if function().is_some() {
        is_loaded.set(true);
        return;
    }
    let Ok(script) = document().create_element("script") else {
        return;
    };
    // Known attributes of a fresh element are always taken.
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", SCRIPT);
    let loaded = leptos::wasm_bindgen::closure::Closure::once_into_js(move || {
        is_loaded.try_set(true).is_none()
    });
    let _ = script.add_event_listener_with_callback("load", loaded.unchecked_ref());
    if let Some(head) = document().head() {
        let _ = head.append_child(&script);
    }
}

fn function() -> Option<Function> {
    Reflect::get(&window(), &"beckonDecide".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// The place of the rule that decides.
fn decide(rules: &str, facts: &Facts) -> Option<usize> {
    let parse = |json: &str| JSON::parse(json).ok();
    let facts = serde_json::to_string(facts).ok()?;
    let found = function()?
        .call2(&JsValue::NULL, &parse(rules)?, &parse(&facts)?)
        .ok()?;
    let found = found.as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of at most 20 rules"
    )]
    (found >= 0.0).then_some(found as usize)
}
