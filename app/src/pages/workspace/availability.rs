//! `/app/availability`: when I can be met.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::FORM_ID;
use crate::api::appointments::{
    AddTimeOff, OwnAvailability, RemoveTimeOff, SetAvailability, my_availability,
};
use crate::api::sites::time_zones;
use crate::components::workspace::{
    AvailabilityFields, BookingLinks, Failure, PageTitle, Skeleton, TimeOffPart, last_sent,
};

/// The member's own hours and days off.
#[component]
pub fn AvailabilityPage() -> impl IntoView {
    let save = ServerAction::<SetAvailability>::new();
    let add = ServerAction::<AddTimeOff>::new();
    let remove = ServerAction::<RemoveTimeOff>::new();
    let hours = Resource::new(
        || (),
        |()| async {
            (
                my_availability().await,
                time_zones().await.unwrap_or_default(),
            )
        },
    );
    let off = Resource::new(
        move || (add.version().get(), remove.version().get()),
        |_| my_availability(),
    );
    view! {
        <PageTitle name="Availability"/>
        <div class="page page-narrow">
            <p class="page-back"><A href="/app/appointments">"Appointments"</A></p>
            <header class="page-head">
                <h1 class="page-title">"My availability"</h1>
            </header>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match hours.await {
                        (Ok(mine), zones) => view! { <Mine mine zones save/> }.into_any(),
                        (Err(error), _) => view! { <Failure error retry=move || hours.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
            <section class="page-part" aria-labelledby="days-off">
                <h2 class="board-title" id="days-off">
                    "Days off" <span class="hint">"What is booked on them already stays booked."</span>
                </h2>
                <Transition fallback=|| view! { <Skeleton lines=2/> }>
                    {move || Suspend::new(async move {
                        match off.await {
                            Ok(OwnAvailability { availability, .. }) => {
                                view! { <TimeOffPart time_off=availability.time_off add remove/> }.into_any()
                            }
                            Err(error) => view! { <Failure error retry=move || off.refetch()/> }.into_any(),
                        }
                    })}
                </Transition>
            </section>
        </div>
    }
}

/// The hours, and the pages on which they are booked.
#[component]
fn Mine(
    mine: OwnAvailability,
    zones: Vec<String>,
    save: ServerAction<SetAvailability>,
) -> impl IntoView {
    let OwnAvailability {
        availability,
        sites,
        typed,
    } = mine;
    let is_bookable = is_bookable(availability.is_bookable, save);
    view! {
        <section class="page-part" aria-labelledby="hours">
            <h2 class="board-title" id="hours">"Hours"</h2>
            <div id=FORM_ID class="scroll-mt-4">
                <AvailabilityFields availability typed zones action=save/>
            </div>
        </section>
        <section class="page-part" aria-labelledby="links">
            <h2 class="board-title" id="links">"Booking pages"</h2>
            <BookingLinks sites is_bookable/>
        </section>
    }
}

/// Whether the member can be booked: as it was, until something else is saved here.
fn is_bookable(before: bool, save: ServerAction<SetAvailability>) -> Memo<bool> {
    let sent = last_sent(save, |sent| sent.is_bookable);
    Memo::new(move |now: Option<&bool>| {
        let now = now.copied().unwrap_or(before);
        match save.value().get() {
            Some(Ok(())) if !save.pending().get() => sent.get().unwrap_or(now),
            _ => now,
        }
    })
}
