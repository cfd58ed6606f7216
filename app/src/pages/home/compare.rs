//! What one server replaces.

use leptos::prelude::*;

struct Rented {
    kind: &'static str,
    known_as: &'static str,
    pain: &'static str,
    instead: &'static str,
}

const RENTED: [Rented; 4] = [
    Rented {
        kind: "A lead marketplace",
        known_as: "paid by the lead",
        pain: "The same homeowner, sold to several firms at once.",
        instead: "Landing pages and forms of your own. Who asks there asks you.",
    },
    Rented {
        kind: "An AI engagement service",
        known_as: "paid by the contact",
        pain: "A verdict out of a black box.",
        instead: "An assistant built in, and a score made of reasons you can read.",
    },
    Rented {
        kind: "A messenger platform",
        known_as: "paid by the message",
        pain: "Messages lost when a phone wakes up.",
        instead: "Each message is stored before it is confirmed, and numbered, so none is lost or doubled.",
    },
    Rented {
        kind: "A chat and targeting suite",
        known_as: "paid by the seat",
        pain: "Half a megabyte of script before anybody says hello.",
        instead: "A launcher of a few kilobytes. The rest loads when a visitor opens it.",
    },
];

/// One server beside four subscriptions.
#[component]
pub(super) fn Compare() -> impl IntoView {
    let rows = RENTED.map(|rented| {
        view! {
            <li class="grid gap-x-8 gap-y-3 border-t border-line py-6 md:grid-cols-3 md:py-7">
                <div>
                    <h3 class="font-semibold">{rented.kind}</h3>
                    <p class="text-[0.9375rem] text-muted">{rented.known_as}</p>
                </div>
                <p class="text-muted">{rented.pain}</p>
                <p class="border-l-2 border-accent pl-4 md:pl-5">{rented.instead}</p>
            </li>
        }
    });
    view! {
        <section id="compare" class="border-t border-line bg-sunken" aria-labelledby="compare-title">
            <div class="section container">
                <p class="eyebrow">"Compare"</p>
                <h2 id="compare-title" class="headline mt-3 max-w-2xl">"One server instead of four subscriptions"</h2>
                <div class="mt-10 hidden grid-cols-3 gap-8 pb-3 text-sm font-semibold text-muted md:grid" aria-hidden="true">
                    <span>"What you would rent"</span>
                    <span>"What people say about it"</span>
                    <span class="pl-5 text-accent">"With Beckon"</span>
                </div>
                <ul class="mt-8 md:mt-0">{rows}</ul>
            </div>
        </section>
    }
    .into_any()
}
