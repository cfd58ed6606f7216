//! `/app/appointments/{id}`: one appointment, where it is moved, called off and booked again.

use beckon_domain::appointment::AppointmentDetails;
use beckon_domain::id::AppointmentId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::appointments::{
    CallOff, MarkAppointment, Reschedule, RestoreAppointment, UndoMove, open_appointment,
};
use crate::components::workspace::{
    AppointmentDesk, DeskActions, Empty, Failure, Icon, PageTitle, Skeleton,
};
use crate::error::AppError;
use crate::pages::booking::use_shown;

/// One appointment.
#[component]
pub fn AppointmentDeskPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get_str("appointment")?.parse::<AppointmentId>().ok())
    });
    let shown = use_shown();
    let actions = DeskActions {
        reschedule: ServerAction::<Reschedule>::new(),
        undo: ServerAction::<UndoMove>::new(),
        call_off: ServerAction::<CallOff>::new(),
        restore: ServerAction::<RestoreAppointment>::new(),
        mark: ServerAction::<MarkAppointment>::new(),
    };
    let found = Resource::new_blocking(
        move || (id.get(), shown.get(), actions.version()),
        |(id, (zone, day), _)| async move {
            let id = id.ok_or(AppError::NotFound)?;
            open_appointment(id, zone, day).await
        },
    );
    view! {
        <PageTitle name="Appointment"/>
        <div class="page page-narrow">
            <p class="page-back"><A href="/app/appointments">"Appointments"</A></p>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(details) => view! { <Found details actions/> }.into_any(),
                        Err(AppError::NotFound) => view! { <Unknown/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Found(details: AppointmentDetails, actions: DeskActions) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1 class="page-title" dir="auto">{details.appointment.visitor_name.clone()}</h1>
        </header>
        <AppointmentDesk details actions/>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <h1 class="sr-only">"Appointment"</h1>
        <Empty icon=Icon::Calendar title="There is no such appointment">
            <p>"The link may be incomplete, or the appointment belongs to another organization."</p>
            <A href="/app/appointments" attr:class="btn btn-secondary btn-sm">"All appointments"</A>
        </Empty>
    }
}
