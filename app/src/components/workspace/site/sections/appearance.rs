use beckon_domain::site::Site;
use beckon_domain::widget::{Position, Scheme, Setting, WebAddress};
use leptos::prelude::*;

use crate::api::sites::SetAppearance;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Choice, Frame, Line};
use crate::components::workspace::site::form::{SaveBar, Watched};
use crate::components::workspace::site::preview::{Look, WidgetPreview};

const fn position_value(position: Position) -> &'static str {
    match position {
        Position::Left => "left",
        Position::Right => "right",
    }
}

const fn scheme_value(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

/// Title, colour, corner, scheme and logo, with the widget beside them as they are typed.
#[component]
pub(super) fn AppearanceSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetAppearance>::new();
    let looks = site.widget.appearance;
    let (position_now, scheme_now) = (position_value(looks.position), scheme_value(looks.scheme));
    let title = RwSignal::new(site.widget.title.clone());
    let colour = RwSignal::new(looks.colour.to_string());
    let position = RwSignal::new(position_now.to_owned());
    let scheme = RwSignal::new(scheme_now.to_owned());
    let look = Look {
        title: title.into(),
        greeting: Signal::stored(site.widget.greeting),
        colour: colour.into(),
        position: position.into(),
        scheme: scheme.into(),
    };
    let logo = looks
        .logo
        .as_ref()
        .map(WebAddress::to_string)
        .unwrap_or_default();
    view! {
        <Watched action>
            <div class="with-preview">
                <ActionForm action attr:class="stack">
                    <input type="hidden" name="id" value=site.id.to_string()/>
                    <Line id="title" name="title" label="Title" hint="Who the visitor talks to, like your company's name."
                        value=site.widget.title typed=title error=error_at(action, |setting| setting == Setting::Title)/>
                    <ColourField action colour value=looks.colour.to_string()/>
                    <Choice name="position" label="Corner" options=vec![("left", "Left"), ("right", "Right")]
                        chosen=position_now typed=position/>
                    <Choice name="scheme" label="Scheme"
                        options=vec![("auto", "As the visitor's system"), ("light", "Light"), ("dark", "Dark")]
                        chosen=scheme_now typed=scheme/>
                    <Line id="logo" name="logo" label="Logo" kind="url" required=false maxlength=500 value=logo
                        hint="The https address of a square picture, shown beside the title. May be empty."
                        error=error_at(action, |setting| setting == Setting::Logo)/>
                    <SaveBar action/>
                </ActionForm>
                <WidgetPreview look/>
            </div>
        </Watched>
    }
}

#[component]
fn ColourField(
    action: ServerAction<SetAppearance>,
    colour: RwSignal<String>,
    value: String,
) -> impl IntoView {
    view! {
        <Frame id="colour" label="Colour" error=error_at(action, |setting| setting == Setting::Colour)>
            <div class="colour">
                <input class="colour-input" id="colour" type="color" name="colour" value=value
                    on:input=move |event| colour.set(event_target_value(&event))/>
                <code class="colour-code">{colour}</code>
            </div>
        </Frame>
    }
}
