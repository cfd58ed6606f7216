//! The application: which page answers which address.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::api::PublicUrl;
use crate::pages::workspace::{
    AccountPage, AppointmentDeskPage, AppointmentsPage, AvailabilityPage, CannedPage,
    DashboardPage, HeldPage, InboxPage, LeadImportPage, LeadImportsPage, LeadMergePage, LeadPage,
    LeadsPage, NotificationsPage, RoutingPage, ScoringPage, SitePage, SitesPage, TeamPage,
    Workspace,
};
use crate::pages::{
    AppointmentPage, BookPage, ComparePage, GuidePage, HomePage, InvitationPage, LandingPage,
    NotFoundPage, PrivacyPage, SignInPage, SignUpPage, ThanksPage,
};

/// Everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_public_url();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Beckon".to_owned() } else { format!("{title} · Beckon") }/>
        <Router>
            // `Async` everywhere: a page is whole when it arrives, for those without JavaScript and for
            // search engines, and a status or a redirect can still be set while its data is loaded.
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-up") view=SignUpPage ssr=SsrMode::Async/>
                <Route path=path!("/invitations/:token") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/leads/:industry") view=LandingPage ssr=SsrMode::Async/>
                <Route path=path!("/leads/:industry/guide") view=GuidePage ssr=SsrMode::Async/>
                <Route path=path!("/leads/:industry/compare") view=ComparePage ssr=SsrMode::Async/>
                <Route path=path!("/leads/:industry/thanks") view=ThanksPage ssr=SsrMode::Async/>
                <Route path=path!("/book/:site") view=BookPage ssr=SsrMode::Async/>
                <Route path=path!("/appointments/:token") view=AppointmentPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("/app") view=Workspace ssr=SsrMode::Async>
                    <Route path=path!("") view=|| view! { <Redirect path="/app/inbox"/> }/>
                    <Route path=path!("dashboard") view=DashboardPage/>
                    <Route path=path!("inbox/:conversation?") view=InboxPage/>
                    <Route path=path!("leads") view=LeadsPage/>
                    <Route path=path!("leads/import") view=LeadImportsPage/>
                    <Route path=path!("leads/import/:import") view=LeadImportPage/>
                    <Route path=path!("leads/:lead") view=LeadPage/>
                    <Route path=path!("leads/:lead/merge/:other") view=LeadMergePage/>
                    <Route path=path!("held-back") view=HeldPage/>
                    <Route path=path!("routing") view=RoutingPage/>
                    <Route path=path!("scoring") view=ScoringPage/>
                    <Route path=path!("appointments") view=AppointmentsPage/>
                    <Route path=path!("appointments/:appointment") view=AppointmentDeskPage/>
                    <Route path=path!("availability") view=AvailabilityPage/>
                    <Route path=path!("sites") view=SitesPage/>
                    <Route path=path!("sites/:site/:section?") view=SitePage/>
                    <Route path=path!("canned") view=CannedPage/>
                    <Route path=path!("team") view=TeamPage/>
                    <Route path=path!("account") view=AccountPage/>
                    <Route path=path!("notifications") view=NotificationsPage/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Puts [`PublicUrl`] into context in the browser too: the server knows it and sends it along.
fn provide_public_url() {
    let known = use_context::<PublicUrl>();
    let shared = SharedValue::new(move || known.unwrap_or_else(|| PublicUrl(String::new())));
    provide_context(shared.into_inner());
}
