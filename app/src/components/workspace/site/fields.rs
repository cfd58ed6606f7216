//! Labelled inputs whose ids hold the site's, as there is a form for each site.

use leptos::prelude::*;

/// Around an input: its label, a hint, and what is wrong with it.
#[component]
pub(super) fn Frame(
    /// The input's id.
    id: String,
    /// What is asked.
    label: &'static str,
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

/// A line of text.
#[component]
pub(super) fn Line(
    id: String,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(into)] error: Signal<Option<String>>,
    /// Holds what is typed.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let described = format!("{id}-hint {id}-error");
    view! {
        <Frame id=id.clone() label hint error>
            <input
                class="input"
                id=id
                type="text"
                name=name
                value=value
                required
                maxlength="120"
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
    id: String,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(into)] error: Signal<Option<String>>,
    /// Holds what is typed.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let described = format!("{id}-hint {id}-error");
    view! {
        <Frame id=id.clone() label hint error>
            <textarea
                class="textarea"
                id=id
                name=name
                rows="3"
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
