use beckon_domain::site::Site;
use beckon_domain::widget::{Language, Setting, Texts};
use leptos::prelude::*;

use crate::api::sites::SetLanguages;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Frame, Line, Lines, Toggle};
use crate::components::workspace::site::form::{SaveBar, Watched};

/// The default, whether browsers decide, and the site's own words in each language.
#[component]
pub(super) fn LanguagesSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetLanguages>::new();
    let languages = site.widget.languages;
    let options = Language::ALL.map(|language| {
        view! {
            <option value=language.code() selected=language == languages.default>{language.own_name()}</option>
        }
    });
    let widget = StoredValue::new(site.widget);
    let texts = Language::ALL.map(|language| {
        let texts = widget.with_value(|widget| widget.translations.get(&language).cloned());
        let (title, greeting) =
            widget.with_value(|widget| (widget.title.clone(), widget.greeting.clone()));
        view! { <TextsFields action language texts=texts.unwrap_or_default() title greeting/> }
    });
    view! {
        <Watched action>
            <ActionForm action attr:class="stack">
                <input type="hidden" name="id" value=site.id.to_string()/>
                <Frame id="default-language" label="Language" hint="Spoken where nothing better is known.">
                    <select class="select" id="default-language" name="default_language"
                        aria-describedby="default-language-hint">
                        {options.into_iter().collect_view()}
                    </select>
                </Frame>
                <Toggle name="follow_browser" label="Follow the visitor's browser" checked=languages.follow_browser
                    hint="Buttons and hints come in all five languages. Your own words below are used where you give them."/>
                <div class="language-list">{texts.into_iter().collect_view()}</div>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}

#[component]
fn TextsFields(
    action: ServerAction<SetLanguages>,
    language: Language,
    texts: Texts,
    /// What holds where nothing is typed.
    title: String,
    greeting: String,
) -> impl IntoView {
    let code = language.code();
    let has_words = !texts.is_empty();
    view! {
        <details class="language" open=has_words>
            <summary>
                <span lang=code>{language.own_name()}</span>
                {has_words.then(|| view! { <span class="badge badge-neutral">"Your words"</span> })}
            </summary>
            <div class="stack">
                <Line id=format!("title-{code}") name=format!("texts[{code}][title]") label="Title" required=false
                    value=texts.title.unwrap_or_default() placeholder=title
                    error=error_at(action, move |setting| setting == Setting::TitleIn(language))/>
                <Lines id=format!("greeting-{code}") name=format!("texts[{code}][greeting]") label="Greeting" rows=2
                    value=texts.greeting.unwrap_or_default() placeholder=greeting
                    error=error_at(action, move |setting| setting == Setting::GreetingIn(language))/>
            </div>
        </details>
    }
}
