//! `/app/sites`: where the widget stands.

use beckon_domain::account::Role;
use beckon_domain::site::Site;
use leptos::prelude::*;

use crate::api::sites::{CreateSite, list_sites};
use crate::components::workspace::{
    Empty, Failure, Icon, PageTitle, Session, SiteCard, SiteForm, Skeleton,
};

/// The organization's sites.
#[component]
pub fn SitesPage() -> impl IntoView {
    let may_edit = expect_context::<Session>().identity.role >= Role::Admin;
    let create = ServerAction::<CreateSite>::new();
    let sites = Resource::new(move || create.version().get(), |_| list_sites());
    view! {
        <PageTitle name="Sites"/>
        <div class="page">
            <header class="page-head">
                <h1 class="page-title">"Sites"</h1>
                <p class="page-lede">"A site is a place where the widget stands. It loads only on the origins you allow."</p>
            </header>
            <div class="site-columns">
                <div class="site-list">
                    <Transition fallback=|| view! { <Skeleton lines=6/> }>
                        {move || Suspend::new(async move {
                            match sites.await {
                                Ok(sites) => view! { <SiteCards sites/> }.into_any(),
                                Err(error) => view! { <Failure error retry=move || sites.refetch()/> }.into_any(),
                            }
                        })}
                    </Transition>
                </div>
                {may_edit
                    .then(|| {
                        view! {
                            <section aria-labelledby="new-site">
                                <h2 class="board-title" id="new-site">"New site"</h2>
                                <SiteForm action=create/>
                            </section>
                        }
                    })}
            </div>
        </div>
    }
}

#[component]
fn SiteCards(sites: Vec<Site>) -> impl IntoView {
    if sites.is_empty() {
        return view! {
            <Empty icon=Icon::Globe title="No site yet">
                <p>"Create one, paste one line of HTML into your pages, and the widget is there."</p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <For each=move || sites.clone() key=|site| site.id let(site)>
            <SiteCard site/>
        </For>
    }
    .into_any()
}
