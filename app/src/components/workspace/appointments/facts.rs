use beckon_domain::appointment::{Appointment, AppointmentStatus};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::appointments::{CallOff, MarkAppointment};
use crate::components::workspace::time::Clock;

/// How a status looks.
pub(super) const fn badge(status: AppointmentStatus) -> &'static str {
    match status {
        AppointmentStatus::Booked => "badge badge-qualified",
        AppointmentStatus::Done | AppointmentStatus::Cancelled | AppointmentStatus::NoShow => {
            "badge badge-neutral"
        }
    }
}

/// How to reach the visitor, what they said, and where more is known of them.
#[component]
pub(super) fn Facts(appointment: Appointment) -> impl IntoView {
    let talk = appointment.conversation.map(|conversation| {
        let href = format!("/app/inbox/{conversation}");
        view! { " · " <A href=href attr:class="link">"Conversation"</A> }
    });
    let mail = appointment.visitor_email.map(|email| {
        let to = format!("mailto:{email}");
        view! { <dt>"E-mail"</dt> <dd><a class="link" href=to>{email}</a></dd> }
    });
    let phone = appointment.visitor_phone.map(|phone| {
        let to = format!("tel:{phone}");
        view! { <dt>"Phone"</dt> <dd><a class="link" href=to>{phone}</a></dd> }
    });
    let note = (!appointment.note.is_empty()).then(|| {
        view! { <dt>"Note"</dt> <dd class="appointment-words" dir="auto">{appointment.note}</dd> }
    });
    view! {
        <dl class="appointment-facts">
            {mail}
            {phone}
            <dt>"Their clock"</dt>
            <dd>{appointment.time_zone.replace('_', " ")}</dd>
            {note}
            <dt>"More"</dt>
            <dd><A href=format!("/app/leads/{}", appointment.lead) attr:class="link">"Lead"</A> {talk}</dd>
        </dl>
    }
}

/// What may be done depends on whether it has begun, which a clock tells that keeps running.
#[component]
pub(super) fn Outcome(
    appointment: Appointment,
    call_off: ServerAction<CallOff>,
    mark: ServerAction<MarkAppointment>,
    /// What is there while it can be booked again.
    #[prop(optional)]
    children: Option<ChildrenFn>,
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
    let can_return = Memo::new(move |_| may(AppointmentStatus::Booked));
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
                <button type="submit" class="btn btn-secondary btn-sm">"Call off and tell the visitor"</button>
            </ActionForm>
        })}
        {move || can_return.get().then(|| children.as_ref().map(|children| children()))}
        {outcome(AppointmentStatus::Done, true, "Took place")}
        {outcome(AppointmentStatus::NoShow, false, "Did not come")}
    }
}
