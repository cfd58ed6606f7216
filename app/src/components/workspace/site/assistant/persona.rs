use beckon_domain::assistant::{AssistantField, AssistantSection, Tone};
use beckon_domain::id::SiteId;
use leptos::prelude::*;

use super::draft::Draft;
use super::values;
use crate::api::assistant::{AssistantPage, SetPersona};
use crate::components::workspace::site::errors::wrong_field;
use crate::components::workspace::site::fields::{Choice, Line, Lines};
use crate::components::workspace::site::form::{SaveBar, Watched, form_action};

/// Name, tone and goals.
#[component]
pub(super) fn PersonaForm(site: SiteId, page: AssistantPage, draft: Draft) -> impl IntoView {
    let action = form_action::<SetPersona>();
    let (name_now, tone_now, goals_now) = values::persona(&page);
    let name = RwSignal::new(name_now.clone());
    let tone = RwSignal::new(tone_now.as_str().to_owned());
    let goals = RwSignal::new(goals_now.clone());
    draft.add(move || AssistantSection::Persona {
        name: name.get(),
        tone: tone_of(&tone.get()),
        goals: goals.get(),
    });
    let tones = Tone::ALL.map(|tone| (tone.as_str(), tone.name()));
    view! {
        <section class="assistant-part" aria-labelledby="persona-title">
            <h3 class="board-title" id="persona-title">"Who it is"</h3>
            <Watched action>
                <ActionForm action attr:class="stack">
                    <input type="hidden" name="id" value=site.to_string()/>
                    <Line id="persona-name" name="name" label="Name" required=false maxlength=60 value=name_now typed=name
                        placeholder="Nora".to_owned() hint="Empty for the title of the widget. It always says that it is an assistant."
                        error=wrong_field(action, AssistantField::Name)/>
                    <Choice name="tone" label="Tone" options=tones.to_vec() chosen=tone_now.as_str() typed=tone/>
                    <Lines id="goals" name="goals" label="Goals" value=goals_now typed=goals
                        placeholder="Get a visit on the roof booked.\nFind out who decides."
                        hint="One a line: what a good conversation ends with. A language model works towards them; the built-in assistant has its questions."
                        error=wrong_field(action, AssistantField::Goals)/>
                    <SaveBar action/>
                </ActionForm>
            </Watched>
        </section>
    }
}

fn tone_of(word: &str) -> Tone {
    let tone = Tone::ALL.into_iter().find(|tone| tone.as_str() == word);
    tone.unwrap_or_default()
}
