//! Labelled inputs of a site's forms.

use leptos::prelude::*;

/// Around an input: its label, a hint, and what is wrong with it.
#[component]
pub(in crate::components::workspace) fn Frame(
    /// The input's id.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Help below the input.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The input.
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label class="label" for=id>{label}</label>
            {children()}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div id=error_id aria-live="polite">
                {move || error.get().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </div>
    }
}

/// What [`Frame`] says of an input.
fn described_by(id: &str, hint: &str) -> String {
    if hint.is_empty() {
        format!("{id}-error")
    } else {
        format!("{id}-hint {id}-error")
    }
}

/// A line of text.
#[component]
pub(in crate::components::workspace) fn Line(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "")] hint: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional)] placeholder: Option<String>,
    #[prop(default = true)] required: bool,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = 120)] maxlength: u16,
    #[prop(into)] error: Signal<Option<String>>,
    /// Holds what is typed.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let described = described_by(&id, hint);
    view! {
        <Frame id=id.clone() label hint error>
            <input
                class="input"
                id=id
                type=kind
                name=name
                value=value
                placeholder=placeholder
                required=required
                maxlength=maxlength
                autocomplete="off"
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described
                on:input=move |event| if let Some(typed) = typed { typed.set(event_target_value(&event)) }
            />
        </Frame>
    }
}

/// Several lines of text.
#[component]
pub(super) fn Lines(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "")] hint: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(default = 3)] rows: u8,
    #[prop(into)] error: Signal<Option<String>>,
    /// Holds what is typed.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let described = described_by(&id, hint);
    view! {
        <Frame id=id.clone() label hint error>
            <textarea
                class="textarea"
                id=id
                name=name
                rows=rows
                placeholder=placeholder
                autocomplete="off"
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described
                on:input=move |event| if let Some(typed) = typed { typed.set(event_target_value(&event)) }
            >
                {value}
            </textarea>
        </Frame>
    }
}

/// Something that is so or not.
#[component]
pub(in crate::components::workspace) fn Toggle(
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    checked: bool,
) -> impl IntoView {
    view! {
        <div class="toggle">
            <input class="checkbox" type="checkbox" id=name name=name value="true" checked=checked
                aria-describedby=(!hint.is_empty()).then(|| format!("{name}-hint"))/>
            <div>
                <label class="label" for=name>{label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            </div>
        </div>
    }
}

/// One of a few.
#[component]
pub(super) fn Choice(
    name: &'static str,
    label: &'static str,
    /// Value and words of each.
    options: Vec<(&'static str, &'static str)>,
    chosen: &'static str,
    /// Holds what is chosen.
    typed: RwSignal<String>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, words)| {
        view! {
            <label class="choice">
                <input class="sr-only" type="radio" name=name value=value checked=value == chosen
                    on:change=move |_| typed.set(value.to_owned())/>
                <span class="segment">{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="label">{label}</legend>
            <div class="segments">{options.collect_view()}</div>
        </fieldset>
    }
}
