//! What the assistant asks: its usual questions, in an order, and the site's own.

use beckon_domain::assistant::{AssistantField, AssistantSection, Question, Shift};
use beckon_domain::id::SiteId;
use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::draft::Draft;
use super::values;
use crate::api::assistant::{AssistantPage, SetQuestions};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::site::errors::wrong_field;
use crate::components::workspace::site::fields::Lines;
use crate::components::workspace::site::form::{SaveBar, Watched, form_action};
use crate::components::workspace::unsaved::Unsaved;

/// The usual questions in the order they stand there, those not asked after the others.
#[derive(Clone, Copy)]
struct Order {
    places: RwSignal<Vec<Question>>,
    asked: RwSignal<Vec<Question>>,
    dragged: RwSignal<Option<Question>>,
}

impl Order {
    fn new(asked: Vec<Question>) -> Self {
        let left = Question::ALL
            .into_iter()
            .filter(|slot| !asked.contains(slot));
        let places = asked.iter().copied().chain(left).collect();
        Self {
            places: RwSignal::new(places),
            asked: RwSignal::new(asked),
            dragged: RwSignal::new(None),
        }
    }

    /// Those asked, in order.
    fn chosen(self) -> Vec<Question> {
        let asked = self.asked.get();
        let places = self.places.get().into_iter();
        places.filter(|slot| asked.contains(slot)).collect()
    }

    fn place(self, slot: Question) -> usize {
        let places = self.places.read();
        places
            .iter()
            .position(|other| *other == slot)
            .unwrap_or_default()
    }

    fn shift(self, shift: Shift) {
        self.places.update(|places| shift.apply(places));
    }

    fn set_asked(self, slot: Question, is_asked: bool) {
        self.asked.update(|asked| {
            asked.retain(|other| *other != slot);
            if is_asked {
                asked.push(slot);
            }
        });
    }

    /// Puts what is dragged where it is dropped; tells whether that changed anything.
    fn drop_at(self, target: Question) -> bool {
        let dragged = self.dragged.get_untracked();
        self.dragged.set(None);
        let Some(slot) = dragged.filter(|slot| *slot != target) else {
            return false;
        };
        self.places.update(|places| {
            let to = places.iter().position(|other| *other == target);
            places.retain(|other| *other != slot);
            places.insert(to.unwrap_or(0).min(places.len()), slot);
        });
        true
    }
}

/// The form of the questions.
#[component]
pub(super) fn QuestionsForm(
    site: SiteId,
    industry: Industry,
    page: AssistantPage,
    draft: Draft,
) -> impl IntoView {
    let action = form_action::<SetQuestions>();
    let (asked, own_now) = values::questions(&page);
    let own = RwSignal::new(own_now.clone());
    let order = Order::new(asked);
    draft.add(move || AssistantSection::Questions {
        order: order.chosen(),
        own: own.get(),
    });
    let error = wrong_field(action, AssistantField::Order);
    view! {
        <section class="assistant-part" aria-labelledby="questions-title">
            <h3 class="board-title" id="questions-title">"What it asks"</h3>
            <Watched action>
                <ActionForm action attr:class="stack">
                    // The first button of a form is the one that Enter presses.
                    <button type="submit" class="sr-only" tabindex="-1" aria-hidden="true">"Save"</button>
                    <input type="hidden" name="id" value=site.to_string()/>
                    <QuestionList order usual=page.usual industry error/>
                    <Lines id="own-questions" name="own" label="Questions of your own" value=own_now typed=own
                        placeholder="Is the roof flat or pitched?\nWhich energy supplier do you have?"
                        hint="One a line. A language model asks them once the others are answered."
                        error=wrong_field(action, AssistantField::OwnQuestions)/>
                    <SaveBar action/>
                </ActionForm>
            </Watched>
        </section>
    }
}

#[component]
fn QuestionList(
    order: Order,
    usual: Vec<Question>,
    industry: Industry,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let (said, say) = signal(String::new());
    let usual = StoredValue::new(usual);
    let is_usual = move || usual.with_value(|usual| *usual == order.chosen());
    let reset = move |_| {
        let fresh = usual.get_value();
        let left = Question::ALL
            .into_iter()
            .filter(|slot| !fresh.contains(slot));
        order
            .places
            .set(fresh.iter().copied().chain(left).collect());
        order.asked.set(fresh);
        unsaved.note();
    };
    view! {
        <fieldset class="field">
            <legend class="label">"Usual questions"</legend>
            <p class="hint">"Asked in this order, each only while its answer is unknown. Drag them, or use the arrows."</p>
            <ol class="question-list">
                <For each=move || order.places.get() key=|slot| *slot let(slot)>
                    <QuestionRow order asks=slot say/>
                </For>
            </ol>
            <div aria-live="polite">{move || error.get().map(|error| view! { <p class="error">{error}</p> })}</div>
            <p class="sr-only" role="status">{said}</p>
            {move || (!is_usual()).then(|| view! {
                <button type="button" class="btn btn-ghost btn-sm" on:click=reset>
                    "Back to what is usual for " {industry.name().to_lowercase()}
                </button>
            })}
        </fieldset>
    }
}

#[component]
fn QuestionRow(order: Order, asks: Question, say: WriteSignal<String>) -> impl IntoView {
    let slot = asks;
    let unsaved = expect_context::<Unsaved>();
    let word = slot.as_str();
    let name = move || format!("order[{}]", order.place(slot));
    let on_drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        if order.drop_at(slot) {
            unsaved.note();
        }
    };
    let toggle = move |event| order.set_asked(slot, event_target_checked(&event));
    let is_asked = order.asked.get_untracked().contains(&slot);
    view! {
        <li class="question-row" draggable="true" class:question-dragged=move || order.dragged.get() == Some(slot)
            on:dragstart=move |_| order.dragged.set(Some(slot)) on:dragend=move |_| order.dragged.set(None)
            on:dragover=move |event| event.prevent_default() on:drop=on_drop>
            <span class="question-grip" aria-hidden="true"></span>
            <input class="checkbox" type="checkbox" id=format!("ask-{word}") name=name value=word checked=is_asked
                prop:checked=move || order.asked.read().contains(&slot) disabled=slot.is_essential() on:change=toggle/>
            <label class="question-name" for=format!("ask-{word}")>{slot.label()}</label>
            {slot.is_essential().then(|| view! {
                <input type="hidden" name=name value=word/>
                <span class="hint">"always"</span>
            })}
            <ShiftButton order asks is_up=true say/>
            <ShiftButton order asks is_up=false say/>
        </li>
    }
}

/// Up or down: the keyboard's way to put questions in order, a phone's, and the one without JavaScript, where it saves.
#[component]
fn ShiftButton(
    order: Order,
    asks: Question,
    is_up: bool,
    say: WriteSignal<String>,
) -> impl IntoView {
    let slot = asks;
    let unsaved = expect_context::<Unsaved>();
    let way = if is_up { "up" } else { "down" };
    let id = format!("shift-{}-{way}", slot.as_str());
    let focus = id.clone();
    let shift = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        order.shift(Shift { slot, is_up });
        unsaved.note();
        say.set(format!(
            "{} is now question {}",
            slot.label(),
            order.place(slot) + 1
        ));
        // The element was taken out and put in elsewhere, which takes the focus from it.
        focus_soon(focus.clone());
    };
    view! {
        <button type="submit" class=format!("ws-icon-button rule-{way}") id=id name="shift"
            value=format!("{}:{way}", slot.as_str()) aria-label=format!("Ask {} {}", slot.label(), if is_up { "earlier" } else { "later" })
            on:click=shift>
            <Glyph icon=Icon::Back/>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_dropped_where_another_is() {
        let owner = Owner::new();
        owner.with(|| {
            let order = Order::new(vec![Question::Need, Question::Name, Question::Contact]);
            order.dragged.set(Some(Question::Contact));
            assert!(order.drop_at(Question::Need));
            assert_eq!(
                order.chosen(),
                [Question::Contact, Question::Need, Question::Name]
            );
            assert!(
                !order.drop_at(Question::Need),
                "nothing is dragged any more"
            );
            order.set_asked(Question::Need, false);
            assert_eq!(order.chosen(), [Question::Contact, Question::Name]);
            order.set_asked(Question::Need, true);
            assert_eq!(
                order.chosen(),
                [Question::Contact, Question::Need, Question::Name]
            );
        });
    }
}
