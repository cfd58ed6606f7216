//! Labelled inputs with a hint and an error.

use beckon_domain::account::PASSWORD_MIN;
use leptos::prelude::*;

use super::{Icon, IconName, hydrated};

/// What surrounds an input: its label, a hint, and what is wrong with it.
#[component]
pub fn FieldFrame(
    /// The input's id; the hint's and error's ids derive from it (see [`described_by`]).
    id: &'static str,
    /// What is asked.
    label: &'static str,
    /// Help below the input.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The input.
    children: Children,
) -> impl IntoView {
    let hint =
        (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <label class="label" for=id>{label}</label>
            {children()}
            {hint}
            <div id=format!("{id}-error") aria-live="polite">
                {move || error.get().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// The ids that an input's `aria-describedby` names.
pub fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-error")
}

/// `aria-invalid` of an input with this error.
pub fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Copy {
    move || error.with(|error| error.is_some().then_some("true"))
}

/// A line of text.
#[component]
pub fn TextField(
    /// The input's id.
    id: &'static str,
    /// Its name in the form.
    name: &'static str,
    /// What is asked.
    label: &'static str,
    /// Help below the input.
    #[prop(default = "")]
    hint: &'static str,
    /// The input's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: String,
    /// Whether a browser asks for it before it sends the form.
    #[prop(default = true)]
    required: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the text after each key.
    #[prop(optional)]
    on_input: Option<Callback<String>>,
    /// Called with the text when the person moves on.
    #[prop(optional)]
    on_leave: Option<Callback<String>>,
) -> impl IntoView {
    view! {
        <FieldFrame id label hint error>
            <input
                class="input"
                id=id
                name=name
                type=kind
                autocomplete=autocomplete
                inputmode=inputmode
                value=value
                required=required
                aria-invalid=invalid(error)
                aria-describedby=described_by(id)
                on:input=move |event| if let Some(call) = on_input { call.run(event_target_value(&event)) }
                on:blur=move |event| if let Some(call) = on_leave { call.run(event_target_value(&event)) }
            />
        </FieldFrame>
    }
    .into_any()
}

/// A password, to be shown on request once the page is alive.
#[component]
pub fn PasswordField(
    /// What it is: `current-password`, or `new-password`, which is also measured.
    autocomplete: &'static str,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = "password";
    let (shown, set_shown) = signal(false);
    let (length, set_length) = signal(0_usize);
    let is_new = autocomplete == "new-password";
    let hydrated = hydrated();
    let kind = move || if shown.get() { "text" } else { "password" };
    let toggle = move || {
        hydrated.get().then(|| {
            view! {
                <button
                    type="button"
                    class="absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center text-muted hover:text-ink"
                    aria-label="Show the password"
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| set_shown.update(|shown| *shown = !*shown)
                >
                    {move || view! { <Icon name=if shown.get() { IconName::EyeOff } else { IconName::Eye }/> }}
                </button>
            }
        })
    };
    view! {
        <FieldFrame id label="Password" error>
            <div class="relative">
                <input
                    class="input pr-11"
                    id=id
                    name="password"
                    type=kind
                    autocomplete=autocomplete
                    required
                    minlength=is_new.then(|| PASSWORD_MIN.to_string())
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(id)
                    on:input=move |event| set_length.set(event_target_value(&event).chars().count())
                />
                {toggle}
            </div>
            {is_new.then(|| view! { <PasswordStrength id length/> })}
        </FieldFrame>
    }
    .into_any()
}

/// How far a new password is from good, measured by what counts most: its length.
#[component]
fn PasswordStrength(
    /// The input's id.
    id: &'static str,
    /// How many characters it has.
    length: ReadSignal<usize>,
) -> impl IntoView {
    const STRONG: usize = 18;
    let words = move || match length.get() {
        0 => format!(
            "At least {PASSWORD_MIN} characters. A few unrelated words are easy to remember."
        ),
        n if n < PASSWORD_MIN => format!("{} more to go.", PASSWORD_MIN - n),
        n if n < STRONG => "Good. A longer one is better still.".to_owned(),
        _ => "Strong.".to_owned(),
    };
    let step = move |at: usize| {
        let colour = if length.get() >= PASSWORD_MIN {
            "bg-accent"
        } else {
            "bg-highlight"
        };
        let colour = if length.get() >= at {
            colour
        } else {
            "bg-line"
        };
        format!("h-1 flex-1 rounded-full {colour}")
    };
    view! {
        <div class="flex gap-1.5" aria-hidden="true">
            {[1, PASSWORD_MIN / 2, PASSWORD_MIN, STRONG].map(|at| view! { <span class=move || step(at)></span> })}
        </div>
        <p class="hint" id=format!("{id}-hint")>{words}</p>
    }
}
