use beckon_domain::appointment::{Appointment, AppointmentStatus};
use leptos::prelude::*;
use leptos_router::components::A;

use super::facts::{Facts, Outcome, badge};
use crate::api::appointments::{CallOff, MarkAppointment};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::time::Moment;

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
    let is_ahead = may_change && appointment.status == AppointmentStatus::Booked;
    let open = if is_ahead { "Open or move" } else { "Open" };
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
                <div class="appointment-body">
                    <Facts appointment=shown.clone()/>
                    <div class="appointment-actions">
                        <A href=format!("/app/appointments/{}", shown.id) attr:class="btn btn-secondary btn-sm">{open}</A>
                        {may_change.then(|| view! { <Outcome appointment=shown call_off mark/> })}
                    </div>
                </div>
            </details>
        </li>
    }
}
