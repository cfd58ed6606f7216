use beckon_domain::appointment::{Appointment, AppointmentDetails, BookingWords, Picker};
use beckon_domain::id::AppointmentId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::facts::{Facts, Outcome, badge};
use crate::api::appointments::{
    CallOff, MarkAppointment, Reschedule, RestoreAppointment, UndoMove,
};
use crate::components::booking::{TimePicker, ZoneForm};
use crate::components::workspace::people::Avatar;
use crate::error::AppError;

/// What can be done about an appointment.
#[derive(Clone, Copy)]
pub struct DeskActions {
    /// Moves it.
    pub reschedule: ServerAction<Reschedule>,
    /// Takes that back.
    pub undo: ServerAction<UndoMove>,
    /// Calls it off.
    pub call_off: ServerAction<CallOff>,
    /// Books it again.
    pub restore: ServerAction<RestoreAppointment>,
    /// Says how it went.
    pub mark: ServerAction<MarkAppointment>,
}

impl DeskActions {
    /// Changes whenever one of them was carried out.
    pub fn version(self) -> usize {
        let moves = [self.reschedule.version().get(), self.undo.version().get()];
        let called_off = self.call_off.version().get();
        let others = [self.restore.version().get(), self.mark.version().get()];
        moves.into_iter().chain(others).sum::<usize>() + called_off
    }

    /// Why the last of them was refused.
    fn refused(self) -> Option<AppError> {
        let moved = self.reschedule.value().get().and_then(Result::err);
        let called_off = self.call_off.value().get().and_then(Result::err);
        let others = [
            self.undo.value().get(),
            self.restore.value().get(),
            self.mark.value().get(),
        ];
        let others = others.into_iter().flatten().find_map(Result::err);
        moved.or(called_off).or(others)
    }
}

/// An appointment: when and with whom, how to reach the visitor, and what can be done.
#[component]
pub fn AppointmentDesk(
    /// The appointment, with the times it can be moved to.
    details: AppointmentDetails,
    /// What can be done.
    actions: DeskActions,
) -> impl IntoView {
    let AppointmentDetails {
        appointment,
        when,
        may_change,
        picker,
        words,
    } = details;
    let host = appointment
        .host_name
        .clone()
        .unwrap_or_else(|| "Nobody any more".to_owned());
    let status = appointment.status;
    let moving = picker.map(|picker| {
        let appointment = appointment.clone();
        view! { <Moving picker words appointment action=actions.reschedule/> }
    });
    let refused = move || {
        let error = actions.refused()?;
        Some(view! { <p class="notice notice-error">{error.to_string()}</p> })
    };
    view! {
        <div role="alert" class="not-empty:mb-4">{refused}</div>
        <Done id=appointment.id action=actions.undo/>
        <section class="card card-pad desk" aria-label="What was agreed">
            <div class="desk-head">
                <p class="desk-when">{when}</p>
                <span class=badge(status)>{status.name()}</span>
            </div>
            <p class="desk-host"><Avatar name=host.clone()/> <span>{host}</span></p>
            <Facts appointment=appointment.clone()/>
            {may_change.then(|| view! { <Ways appointment actions/> })}
        </section>
        {moving}
    }
}

/// After moving: what came of it, and the way back.
#[component]
fn Done(id: AppointmentId, action: ServerAction<UndoMove>) -> impl IntoView {
    let query = use_query_map();
    let is_done = move |what| query.with(|query| query.get_str("done") == Some(what));
    let way_back = move || query.with(|query| query.get("undo"));
    let back = move |way_back: String| {
        view! {
            <ActionForm action attr:class="desk-back">
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="undo" value=way_back/>
                <button type="submit" class="btn btn-secondary btn-sm">"Undo"</button>
            </ActionForm>
        }
    };
    view! {
        <div role="status" class="not-empty:mb-4">
            {move || is_done("same").then(|| view! {
                <p class="notice">"It takes place at that time already: nothing is changed, and nobody is mailed."</p>
            })}
            {move || is_done("undone").then(|| view! {
                <p class="notice">"It is back at its old time. The visitor is mailed it for their calendar."</p>
            })}
            {move || is_done("moved").then(|| view! {
                <div class="notice desk-done">
                    <p>"It is moved. The visitor is mailed the new time for their calendar."</p>
                    {way_back().map(back)}
                </div>
            })}
        </div>
    }
}

/// Calling off and how it went, or booking it again.
#[component]
fn Ways(appointment: Appointment, actions: DeskActions) -> impl IntoView {
    let id = appointment.id;
    view! {
        <div class="appointment-actions">
            <Outcome appointment call_off=actions.call_off mark=actions.mark>
                <ActionForm action=actions.restore>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <button type="submit" class="btn btn-secondary btn-sm">"Book it again"</button>
                </ActionForm>
            </Outcome>
        </div>
    }
}

/// Another time for it.
#[component]
fn Moving(
    picker: Picker,
    words: BookingWords,
    appointment: Appointment,
    action: ServerAction<Reschedule>,
) -> impl IntoView {
    if picker.month.is_none() {
        return view! {
            <section class="page-part" aria-labelledby="move">
                <h2 class="board-title" id="move">"Move it"</h2>
                <p class="hint">"No time is free to move it to: see the hours and days off of who meets the visitor."</p>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="page-part" aria-labelledby="move">
            <h2 class="board-title" id="move">
                "Move it" <span class="hint">"The visitor is mailed the new time."</span>
            </h2>
            <ZoneForm/>
            <ActionForm action attr:class="card card-pad desk-move">
                <input type="hidden" name="id" value=appointment.id.to_string()/>
                <TimePicker picker words/>
                <button type="submit" class="btn btn-primary" disabled=action.pending()>"Move it to this time"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}
