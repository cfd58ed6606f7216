//! `/appointments/{token}`: one's own appointment. Looking at it changes nothing; its buttons do.

use beckon_domain::appointment::{
    AppointmentPage as Shown, AppointmentStatus, BookingWords, Picker,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::gone::Gone;
use super::use_shown;
use crate::api::booking::{CancelAppointment, MoveAppointment, load_appointment};
use crate::components::booking::{BookingFrame, TimePicker, ZoneForm, error_words, in_words};
use crate::error::AppError;

/// An appointment, for whoever booked it.
#[component]
pub fn AppointmentPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let shown = use_shown();
    // What was done stands in the address, which may change after the page has come anew.
    let query = use_query_map();
    let done = Memo::new(move |_| query.with(|query| query.get("done")));
    let (change, cancel) = (
        ServerAction::<MoveAppointment>::new(),
        ServerAction::<CancelAppointment>::new(),
    );
    let page = Resource::new_blocking(
        move || {
            (
                token.get(),
                shown.get(),
                change.version().get(),
                cancel.version().get(),
            )
        },
        |(token, (zone, day), ..)| load_appointment(token, zone, day),
    );
    view! {
        <Transition>
            {move || {
                let done = done.get();
                Suspend::new(async move {
                    match page.await {
                        Ok(page) => view! { <Own page done token=token.get_untracked() change cancel/> }.into_any(),
                        Err(error) => view! { <Gone error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Own(
    page: Shown,
    done: Option<String>,
    token: String,
    change: ServerAction<MoveAppointment>,
    cancel: ServerAction<CancelAppointment>,
) -> impl IntoView {
    let Shown {
        language,
        words,
        title,
        host,
        when,
        note,
        status,
        picker,
        book_again,
    } = page;
    let is_open = picker.is_some();
    let heading = heading(&words, status, is_open, done.as_deref(), &title);
    let with = host.map_or_else(|| title.clone(), |host| format!("{host}, {title}"));
    let note = (!note.is_empty()).then(|| {
        view! { <dt>{words.note.clone()}</dt> <dd dir="auto">{note}</dd> }
    });
    let again = (!is_open).then(|| {
        let words = words.book_again.clone();
        view! { <a class="btn btn-primary" rel="external" href=book_again>{words}</a> }
    });
    let is_off = status == AppointmentStatus::Cancelled;
    let consequence =
        is_off.then(|| view! { <p class="lede booking-lede">{words.cancelled_text.clone()}</p> });
    view! {
        <BookingFrame title=title.clone() name=heading.clone() language>
            <h1 class="headline">{heading}</h1>
            {consequence}
            <dl class="card card-pad booking-facts" data-off=is_off.then_some("")>
                <dt>{words.when.clone()}</dt>
                <dd class="booking-when">{when}</dd>
                <dt>{words.with.clone()}</dt>
                <dd>{with}</dd>
                {note}
            </dl>
            {again}
            {picker.map(|picker| view! { <Changes picker token words change cancel/> })}
        </BookingFrame>
    }
}

/// What the page says first.
fn heading(
    words: &BookingWords,
    status: AppointmentStatus,
    is_open: bool,
    done: Option<&str>,
    title: &str,
) -> String {
    match (status, is_open, done) {
        (AppointmentStatus::Cancelled, ..) => words.cancelled_title.clone(),
        (_, false, _) => words.past_title.clone(),
        (_, true, Some("booked")) => words.booked_title.clone(),
        (_, true, Some("moved")) => words.moved_title.clone(),
        (_, true, Some("same")) => words.same_title.clone(),
        (_, true, _) => in_words(&words.appointment, title),
    }
}

/// Moving it, and calling it off.
#[component]
fn Changes(
    picker: Picker,
    token: String,
    words: BookingWords,
    change: ServerAction<MoveAppointment>,
    cancel: ServerAction<CancelAppointment>,
) -> impl IntoView {
    let move_title = words.move_title.clone();
    let moving = picker.month.is_some().then(|| {
        let (token, said, button) = (token.clone(), words.clone(), words.move_button.clone());
        view! {
            <details class="card booking-change" open=use_query_map().with_untracked(|query| query.get_str("day").is_some())>
                <summary class="booking-summary">{move_title}</summary>
                <ZoneForm/>
                <ActionForm action=change>
                    <input type="hidden" name="token" value=token/>
                    <Refused error=refused(change) words=said.clone()/>
                    <TimePicker picker words=said/>
                    <button type="submit" class="btn btn-primary" disabled=change.pending()>{button}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        {moving}
        <details class="card booking-change">
            <summary class="booking-summary">{words.cancel_title.clone()}</summary>
            <ActionForm action=cancel>
                <input type="hidden" name="token" value=token/>
                <Refused error=refused(cancel) words=words.clone()/>
                <p class="text-muted">{words.cancel_text.clone()}</p>
                <button type="submit" class="btn btn-secondary" disabled=cancel.pending()>{words.cancel_button.clone()}</button>
            </ActionForm>
        </details>
    }
}

fn refused<F>(action: ServerAction<F>) -> Signal<Option<AppError>>
where
    F: leptos::server_fn::ServerFn<Output = (), Error = AppError> + Clone + Send + Sync + 'static,
{
    Signal::derive(move || action.value().get().and_then(Result::err))
}

#[component]
fn Refused(error: Signal<Option<AppError>>, words: BookingWords) -> impl IntoView {
    let notice = move || {
        let error = error.get()?;
        Some(view! { <p class="notice notice-error">{error_words(&words, &error)}</p> })
    };
    view! { <div role="alert" class="not-empty:mb-4">{notice}</div> }
}
