use beckon_domain::appointment::{Appointment, AppointmentStatus};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::appointments::{CallOff, MarkAppointment};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::time::{Clock, Moment};

/// One appointment; what can be done about it opens below.
#[component]
pub fn AppointmentRow(
    /// The appointment.
    appointment: Appointment,
    /// Whether this member may change it.
    may_change: bool,
    /// Calls one off.
    call_off: ServerAction<CallOff>,
    /// Says how one went.
    mark: ServerAction<MarkAppointment>,
) -> impl IntoView {
    let minutes = (appointment.ends_at - appointment.starts_at).num_minutes();
    let host = appointment
        .host_name
        .clone()
        .unwrap_or_else(|| "Nobody any more".to_owned());
    let badge = badge(appointment.status);
    let shown = appointment.clone();
    view! {
        <li class="appointment">
            <details>
                <summary class="appointment-head">
                    <span class="appointment-when">
                        <Moment at=appointment.starts_at/>
                        <span class="hint">{minutes} " minutes"</span>
                    </span>
                    <span class="appointment-who">
                        <span class="person-name" dir="auto">{appointment.visitor_name}</span>
                        <span class="appointment-note" dir="auto">{appointment.note}</span>
                    </span>
                    <span class="appointment-host"><Avatar name=host.clone()/> <span>{host}</span></span>
                    <span class=badge>{appointment.status.name()}</span>
                </summary>
                <Details appointment=shown may_change call_off mark/>
            </details>
        </li>
    }
}

const fn badge(status: AppointmentStatus) -> &'static str {
    match status {
        AppointmentStatus::Booked => "badge badge-qualified",
        AppointmentStatus::Done | AppointmentStatus::Cancelled | AppointmentStatus::NoShow => {
            "badge badge-neutral"
        }
    }
}

#[component]
fn Details(
    appointment: Appointment,
    may_change: bool,
    call_off: ServerAction<CallOff>,
    mark: ServerAction<MarkAppointment>,
) -> impl IntoView {
    let talk = appointment.conversation.map(|conversation| {
        let href = format!("/app/inbox/{conversation}");
        view! { <A href=href attr:class="btn btn-secondary btn-sm">"Conversation"</A> }
    });
    let mail = appointment.visitor_email.clone().map(|email| {
        let to = format!("mailto:{email}");
        view! { <dt>"E-mail"</dt> <dd><a class="link" href=to>{email}</a></dd> }
    });
    let phone = appointment.visitor_phone.clone().map(|phone| {
        let to = format!("tel:{phone}");
        view! { <dt>"Phone"</dt> <dd><a class="link" href=to>{phone}</a></dd> }
    });
    let note = (!appointment.note.is_empty()).then(|| {
        view! { <dt>"Note"</dt> <dd class="appointment-words" dir="auto">{appointment.note.clone()}</dd> }
    });
    view! {
        <div class="appointment-body">
            <dl class="appointment-facts">
                {mail}
                {phone}
                <dt>"Their clock"</dt>
                <dd>{appointment.time_zone.replace('_', " ")}</dd>
                {note}
            </dl>
            <div class="appointment-actions">
                <A href=format!("/app/leads/{}", appointment.lead) attr:class="btn btn-secondary btn-sm">"Lead"</A>
                {talk}
                {may_change.then(|| view! { <Actions appointment call_off mark/> })}
            </div>
        </div>
    }
}

/// What may be done depends on whether it has begun, which a clock tells that keeps running.
#[component]
fn Actions(
    appointment: Appointment,
    call_off: ServerAction<CallOff>,
    mark: ServerAction<MarkAppointment>,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let Appointment {
        id,
        status,
        starts_at,
        ..
    } = appointment;
    let may = move |next| status.may_become(next, starts_at, clock.now()) && status != next;
    let can_go = Memo::new(move |_| may(AppointmentStatus::Cancelled));
    let outcome = move |next, took_place: bool, words: &'static str| {
        let is_possible = Memo::new(move |_| may(next));
        move || {
            is_possible.get().then(|| {
                view! {
                    <ActionForm action=mark>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <input type="hidden" name="took_place" value=took_place.to_string()/>
                        <button type="submit" class="btn btn-secondary btn-sm">{words}</button>
                    </ActionForm>
                }
            })
        }
    };
    view! {
        {move || can_go.get().then(|| view! {
            <ActionForm action=call_off>
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="btn btn-ghost btn-sm">"Call off and tell the visitor"</button>
            </ActionForm>
        })}
        {outcome(AppointmentStatus::Done, true, "Took place")}
        {outcome(AppointmentStatus::NoShow, false, "Did not come")}
    }
}
