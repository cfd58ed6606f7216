//! `/book/{site key}`: a time with somebody, without the chat.

use beckon_domain::appointment::{BookingPage, BookingWords, With};
use beckon_domain::form::{Field, NOTES_MAX};
use leptos::html::{Input, Textarea};
use leptos::prelude::{With as _, *};
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use super::gone::Gone;
use super::{use_shown, use_wanted};
use crate::api::FORM_ID;
use crate::api::booking::{BookTime, Typed, load_booking, typed};
use crate::components::booking::{
    BookingFrame, HostChoices, OwnClock, TimePicker, ZoneForm, address_with, error_words,
    field_error, in_words,
};

/// The booking page of a site.
#[component]
pub fn BookPage() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|params| params.get("site").unwrap_or_default()));
    let (wanted, shown) = (use_wanted(), use_shown());
    let action = ServerAction::<BookTime>::new();
    // What was refused shows what is left now.
    let page = Resource::new_blocking(
        move || (key.get(), wanted.get(), shown.get(), action.version().get()),
        |(key, (host, team), (zone, day), _)| load_booking(key, host, team, zone, day),
    );
    let typed = RwSignal::new(SharedValue::new(typed).into_inner());
    // A page that the browser made by itself has no script of ours: the policy would refuse it.
    let is_from_server = SharedValue::new(|| cfg!(feature = "ssr")).into_inner();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Booking page key=key.get_untracked() is_from_server action typed/> }.into_any(),
                    Err(error) => view! { <Gone error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Booking(
    page: BookingPage,
    key: String,
    is_from_server: bool,
    action: ServerAction<BookTime>,
    typed: RwSignal<Typed>,
) -> impl IntoView {
    let BookingPage {
        language,
        words,
        title,
        choices,
        has_hosts,
        is_missed,
        picker,
        elsewhere,
    } = page;
    let is_open = picker.month.is_some();
    let heading = in_words(&words.heading, &title);
    let (lede, who) = (words.lede.clone(), title.clone());
    let chosen = choices.iter().find(|choice| choice.is_chosen).cloned();
    let chosen = chosen.filter(|choice| choice.with != With::Anyone);
    let (host, team) = chosen
        .as_ref()
        .map_or((None, None), |choice| choice.with.parts());
    let missed = is_missed.then(|| view! { <p class="notice">{words.missed.clone()}</p> });
    let choice = view! { <HostChoices choices words=words.clone()/> };
    let body = if is_open {
        let zone = picker.time_zone.clone();
        let query = use_location().search.get_untracked();
        view! {
            {is_from_server.then(|| view! { <OwnClock shown=zone.clone()/> })}
            <ZoneForm/>
            <div id=FORM_ID class="scroll-mt-4">
                <ActionForm action attr:class="booking-form">
                    <input type="hidden" name="site" value=key/>
                    {host.map(|id| view! { <input type="hidden" name="host" value=id.to_string()/> })}
                    {team.map(|id| view! { <input type="hidden" name="team" value=id.to_string()/> })}
                    <input type="hidden" name="zone" value=zone/>
                    <input type="hidden" name="query" value=query/>
                    <TimePicker picker words=words.clone()/>
                    <Details action typed words title/>
                </ActionForm>
            </div>
        }
        .into_any()
    } else {
        let chosen = chosen.map(|choice| choice.name);
        view! { <NoTimes words has_hosts chosen elsewhere/> }.into_any()
    };
    view! {
        <BookingFrame title=who name=heading.clone() language>
            <h1 class="headline">{heading}</h1>
            {is_open.then(|| view! { <p class="lede booking-lede">{lede}</p> })}
            {missed}
            {choice}
            {body}
        </BookingFrame>
    }
}

/// Who books.
#[component]
fn Details(
    action: ServerAction<BookTime>,
    typed: RwSignal<Typed>,
    words: BookingWords,
    title: String,
) -> impl IntoView {
    let refused = Signal::derive(move || action.value().get().and_then(Result::err));
    let said = StoredValue::new(words.clone());
    let notice = move || {
        let notice = refused
            .get()
            .map(|error| said.with_value(|words| error_words(words, &error)));
        notice.map(|notice| view! { <p class="notice notice-error">{notice}</p> })
    };
    let error = move |field| {
        Signal::derive(move || {
            let error = refused.get()?;
            said.with_value(|words| field_error(words, &error, field))
        })
    };
    let now = typed.get_untracked();
    let note = NodeRef::<Textarea>::new();
    adopt(
        move || note.get().map(|note| note.value()),
        move |text| typed.update(|typed| typed.note = text),
    );
    let came_from = use_query_map().with_untracked(|query| query.get("from"));
    let optional = words.optional.clone();
    let (book, sending) = (words.book.clone(), words.sending.clone());
    view! {
        <section class="card card-pad booking-details" aria-labelledby="details">
            <h2 class="booking-step" id="details">{words.details}</h2>
            <div role="alert" class="not-empty:mb-4">{notice}</div>
            <input type="hidden" name="typed[referrer]" value=came_from.unwrap_or(now.referrer)/>
            <div class="decoy" aria-hidden="true">
                <label for="website">"Leave this empty"</label>
                <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" value=""/>
            </div>
            <Line id="name" label=words.name kind="text" autocomplete="name" value=now.name error=error(Field::Name)
                on_input=move |text| typed.update(|typed| typed.name = text)/>
            <Line id="email" label=words.email kind="email" autocomplete="email" value=now.email error=error(Field::Email)
                on_input=move |text| typed.update(|typed| typed.email = text)/>
            <Line id="phone" label=words.phone kind="tel" autocomplete="tel" value=now.phone error=error(Field::Phone)
                optional=optional.clone() on_input=move |text| typed.update(|typed| typed.phone = text)/>
            <div class="field">
                <label class="label" for="note">{words.note} " " <span class="hint">{optional}</span></label>
                <textarea class="textarea" node_ref=note id="note" name="typed[note]" rows="3" maxlength=NOTES_MAX.to_string()
                    on:input=move |event| typed.update(|typed| typed.note = event_target_value(&event))>{now.note}</textarea>
            </div>
            <p class="hint">{in_words(&words.consent, &title)}</p>
            <button type="submit" class="btn btn-primary btn-lg w-full" disabled=action.pending()>
                {move || if action.pending().get() { sending.clone() } else { book.clone() }}
            </button>
        </section>
    }
}

/// Takes over what was typed into a field before the page came to life.
fn adopt(value: impl Fn() -> Option<String> + 'static, on_input: impl Fn(String) + 'static) {
    Effect::new(move || {
        if let Some(typed) = value().filter(|typed| !typed.is_empty()) {
            on_input(typed);
        }
    });
}

#[component]
fn Line(
    id: &'static str,
    label: String,
    kind: &'static str,
    autocomplete: &'static str,
    value: String,
    /// Beside a field that may stay empty.
    #[prop(optional)]
    optional: String,
    error: Signal<Option<String>>,
    on_input: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    adopt(move || input.get().map(|input| input.value()), on_input);
    let required = optional.is_empty();
    let hint = (!required).then(|| view! { <span class="hint">{optional}</span> });
    view! {
        <div class="field">
            <label class="label" for=id>{label} " " {hint}</label>
            <input class="input" node_ref=input id=id name=format!("typed[{id}]") type=kind autocomplete=autocomplete value=value
                required=required aria-invalid=move || error.get().map(|_| "true") aria-describedby=format!("{id}-error")
                on:input=move |event| on_input(event_target_value(&event))/>
            <div id=format!("{id}-error") aria-live="polite">
                {move || error.get().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </div>
    }
}

/// Nothing is left; whoever came may say so, or ask somebody else.
#[component]
fn NoTimes(
    words: BookingWords,
    has_hosts: bool,
    /// Who was chosen.
    chosen: Option<String>,
    elsewhere: Option<String>,
) -> impl IntoView {
    let everybody = address_with(With::Anyone);
    let text = match (&chosen, has_hosts) {
        (Some(name), _) => in_words(&words.none_with_text, name),
        (None, true) => words.none_text,
        (None, false) => words.nobody_text,
    };
    let others =
        chosen.map(|_| view! { <a class="btn btn-primary" href=everybody>{words.all_times}</a> });
    let message = elsewhere.map(|to| {
        view! { <a class="btn btn-secondary" rel="external" href=to>{words.leave_message}</a> }
    });
    view! {
        <section class="card card-pad booking-none">
            <h2 class="subhead">{words.none_title}</h2>
            <p class="text-muted">{text}</p>
            <div class="booking-ways">{others} {message}</div>
        </section>
    }
}
