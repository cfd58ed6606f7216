//! `/app/appointments`: who comes when. What is shown lives in the address: `?view=week&day=&past=&host=&after=`.

use beckon_domain::account::{Member, Role};
use beckon_domain::appointment::AgendaWeek;
use beckon_domain::id::AccountId;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::api::appointments::{
    AppointmentList, CallOff, MarkAppointment, RestoreAppointment, appointment_week,
    list_appointments,
};
use crate::components::workspace::{
    AppointmentRow, Empty, Failure, Icon, PageTitle, Session, Skeleton, Toasts, WeekView,
};
use crate::error::AppError;

/// Which appointments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum View {
    /// Those to come.
    #[default]
    Upcoming,
    /// Those of a week.
    Week,
    /// Those that are over.
    Past,
}

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Query {
    view: View,
    host: Option<AccountId>,
    day: Option<NaiveDate>,
    after: Option<String>,
}

impl Query {
    fn read(params: &ParamsMap) -> Self {
        let is_week = params.get_str("view") == Some("week");
        Self {
            view: match (is_week, params.get_str("past")) {
                (true, _) => View::Week,
                (false, Some(_)) => View::Past,
                (false, None) => View::Upcoming,
            },
            host: params.get_str("host").and_then(|host| host.parse().ok()),
            day: params.get_str("day").and_then(|day| day.parse().ok()),
            after: params.get("after"),
        }
    }

    /// How the address names the view.
    const fn view_pair(&self) -> Option<(&'static str, &'static str)> {
        match self.view {
            View::Upcoming => None,
            View::Week => Some(("view", "week")),
            View::Past => Some(("past", "1")),
        }
    }

    fn href(&self) -> String {
        let mut query = ParamsMap::new();
        if let Some((name, value)) = self.view_pair() {
            query.insert(name, value.to_owned());
        }
        if let Some(host) = self.host {
            query.insert("host", host.to_string());
        }
        if let Some(day) = self.day {
            query.insert("day", day.to_string());
        }
        if let Some(after) = &self.after {
            query.insert("after", after.clone());
        }
        format!("/app/appointments{}", query.to_query_string())
    }
}

/// What was found for an address.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Shown {
    List(AppointmentList),
    Week(AgendaWeek, Vec<Member>),
}

async fn load(query: Query) -> (Query, Result<Shown, AppError>) {
    let Query {
        host, day, after, ..
    } = query.clone();
    let shown = match query.view {
        View::Week => appointment_week(host, day)
            .await
            .map(|(week, members)| Shown::Week(week, members)),
        view => list_appointments(view == View::Past, host, after)
            .await
            .map(Shown::List),
    };
    (query, shown)
}

/// The organization's appointments.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(Query::read));
    let call_off = ServerAction::<CallOff>::new();
    let mark = ServerAction::<MarkAppointment>::new();
    let restore = ServerAction::<RestoreAppointment>::new();
    offer_undo(call_off, restore);
    let versions = move || {
        let restored = restore.version().get();
        (call_off.version().get(), mark.version().get(), restored)
    };
    let found = Resource::new(move || (query.get(), versions()), |(query, _)| load(query));
    let refused = move || {
        let others = [mark.value().get(), restore.value().get()];
        let called_off = call_off.value().get().and_then(Result::err);
        called_off.or_else(|| others.into_iter().flatten().find_map(Result::err))
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
                        (query, Ok(Shown::List(list))) => view! { <List query list call_off mark/> }.into_any(),
                        (query, Ok(Shown::Week(week, members))) => {
                            view! { <Week query week members/> }.into_any()
                        }
                        (_, Err(error)) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// Whoever called one off by a slip books it again.
fn offer_undo(call_off: ServerAction<CallOff>, restore: ServerAction<RestoreAppointment>) {
    let toasts = use_context::<Toasts>();
    Effect::new(move || {
        let (Some(Ok(id)), Some(toasts)) = (call_off.value().get(), toasts) else {
            return;
        };
        toasts.undoable("It is called off, and the visitor is told.", move || {
            restore.dispatch(RestoreAppointment { id });
        });
    });
}

#[component]
fn Tabs(query: Memo<Query>) -> impl IntoView {
    let me = expect_context::<Session>().identity.account;
    let tab = move |view: View, name: &'static str| {
        let href = move || {
            let host = query.read().host;
            let to = Query {
                view,
                // A week is one's own at first.
                host: host.or((view == View::Week).then_some(me)),
                ..Query::default()
            };
            to.href()
        };
        let current = move || (query.read().view == view).then_some("true");
        view! { <li><a class="tab" href=href aria-current=current>{name}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label="Period">
            <ul>{tab(View::Upcoming, "Upcoming")} {tab(View::Week, "Week")} {tab(View::Past, "Past")}</ul>
        </nav>
    }
}

#[component]
fn Week(query: Query, week: AgendaWeek, members: Vec<Member>) -> impl IntoView {
    let is_of_all = query.host.is_none();
    let at = query.clone();
    let href = Callback::new(move |day| {
        Query {
            day: Some(day),
            ..at.clone()
        }
        .href()
    });
    view! {
        <HostFilter query members/>
        <WeekView week is_of_all href/>
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
        view! { <Nothing past=query.view == View::Past/> }.into_any()
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
    let view_name = query
        .view_pair()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let day = query
        .day
        .map(|day| view! { <input type="hidden" name="day" value=day.to_string()/> });
    view! {
        <Form action="/app/appointments" attr:class="appointment-filter">
            {view_name}
            {day}
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
