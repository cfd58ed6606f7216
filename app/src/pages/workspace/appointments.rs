//! `/app/appointments`: who comes when. What is shown lives in the address: `?past=&host=&after=`.

use beckon_domain::account::{Member, Role};
use beckon_domain::id::AccountId;
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::api::appointments::{AppointmentList, CallOff, MarkAppointment, list_appointments};
use crate::components::workspace::{
    AppointmentRow, Empty, Failure, Icon, PageTitle, Session, Skeleton,
};

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Query {
    past: bool,
    host: Option<AccountId>,
    after: Option<String>,
}

impl Query {
    fn read(params: &ParamsMap) -> Self {
        Self {
            past: params.get_str("past").is_some(),
            host: params.get_str("host").and_then(|host| host.parse().ok()),
            after: params.get("after"),
        }
    }

    /// The address of the first page.
    fn href(&self) -> String {
        let mut query = ParamsMap::new();
        if self.past {
            query.insert("past", "1".to_owned());
        }
        if let Some(host) = self.host {
            query.insert("host", host.to_string());
        }
        if let Some(after) = &self.after {
            query.insert("after", after.clone());
        }
        format!("/app/appointments{}", query.to_query_string())
    }
}

/// The organization's appointments.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(Query::read));
    let call_off = ServerAction::<CallOff>::new();
    let mark = ServerAction::<MarkAppointment>::new();
    let found = Resource::new(
        move || (query.get(), call_off.version().get(), mark.version().get()),
        |(query, ..)| async move {
            let Query { past, host, after } = query.clone();
            (query, list_appointments(past, host, after).await)
        },
    );
    let refused = move || {
        let refused = call_off.value().get().and_then(Result::err);
        refused.or_else(|| mark.value().get().and_then(Result::err))
    };
    view! {
        <PageTitle name="Appointments"/>
        <div class="page">
            <header class="page-head">
                <h1 class="page-title">"Appointments"</h1>
                <A href="/app/availability" attr:class="btn btn-secondary btn-sm appointment-mine">"My availability"</A>
            </header>
            <Tabs query/>
            <div role="alert">{move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}</div>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        (query, Ok(list)) => view! { <List query list call_off mark/> }.into_any(),
                        (_, Err(error)) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Tabs(query: Memo<Query>) -> impl IntoView {
    let tab = move |past: bool, name: &'static str| {
        let href = move || {
            let host = query.read().host;
            let to = Query {
                past,
                host,
                after: None,
            };
            to.href()
        };
        let current = move || (query.read().past == past).then_some("true");
        view! { <li><a class="tab" href=href aria-current=current>{name}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label="Period">
            <ul>{tab(false, "Upcoming")} {tab(true, "Past")}</ul>
        </nav>
    }
}

#[component]
fn List(
    query: Query,
    list: AppointmentList,
    call_off: ServerAction<CallOff>,
    mark: ServerAction<MarkAppointment>,
) -> impl IntoView {
    let AppointmentList {
        appointments,
        members,
        next,
    } = list;
    let identity = expect_context::<Session>().identity;
    let row = move |appointment: beckon_domain::appointment::Appointment| {
        let may_change = identity.role >= Role::Admin || appointment.host == Some(identity.account);
        view! { <AppointmentRow appointment may_change call_off mark/> }
    };
    let next = next.map(|after| {
        let after = Some(after);
        let href = Query {
            after,
            ..query.clone()
        }
        .href();
        view! {
            <nav class="pages" aria-label="Pages">
                <A href=href attr:class="btn btn-secondary btn-sm" attr:rel="next">"More"</A>
            </nav>
        }
    });
    let rows = if appointments.is_empty() {
        view! { <Nothing past=query.past/> }.into_any()
    } else {
        let rows = appointments.into_iter().map(row);
        view! { <ul class="card appointments">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <HostFilter query=query.clone() members/>
        {rows}
        {next}
    }
}

/// Narrows the list to one member's.
#[component]
fn HostFilter(query: Query, members: Vec<Member>) -> impl IntoView {
    if members.len() < 2 {
        return ().into_any();
    }
    let chosen = query.host;
    let options = members.into_iter().map(move |member| {
        let selected = chosen == Some(member.account);
        view! { <option value=member.account.to_string() selected=selected>{member.name}</option> }
    });
    let past = query
        .past
        .then(|| view! { <input type="hidden" name="past" value="1"/> });
    view! {
        <Form action="/app/appointments" attr:class="appointment-filter">
            {past}
            <label class="sr-only" for="host">"With whom"</label>
            <select class="select" id="host" name="host">
                <option value="">"With anybody"</option>
                {options.collect_view()}
            </select>
            <button type="submit" class="btn btn-secondary">"Show"</button>
        </Form>
    }
    .into_any()
}

#[component]
fn Nothing(past: bool) -> impl IntoView {
    if past {
        return view! {
            <Empty icon=Icon::Calendar title="Nothing yet">
                <p>"Appointments that are over or were called off are kept here."</p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty icon=Icon::Calendar title="No appointments ahead">
            <p>"Say when you can be met, and send visitors to your booking page."</p>
            <A href="/app/availability" attr:class="btn btn-primary btn-sm">"Set my availability"</A>
        </Empty>
    }
    .into_any()
}
