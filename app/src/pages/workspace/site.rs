//! `/app/sites/{site}/{section}`: the settings of a site, a section at a time.

use beckon_domain::account::Role;
use beckon_domain::id::SiteId;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::sites::{SiteDetails, site_page, time_zones};
use crate::components::workspace::{
    Empty, Failure, Icon, PageTitle, SectionName, Session, SiteNav, SiteSection, Skeleton,
};
use crate::error::AppError;

/// A section of a site's settings, by the address.
#[component]
pub fn SitePage() -> impl IntoView {
    let may_edit = expect_context::<Session>().identity.role >= Role::Admin;
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get_str("site")
            .and_then(|id| id.parse::<SiteId>().ok())
    });
    let section = Memo::new(move |_| {
        let params = params.read();
        params
            .get_str("section")
            .and_then(SectionName::of_slug)
            .unwrap_or(SectionName::General)
    });
    // Loaded anew for each section, which shows what the one before has saved.
    let details = Resource::new(
        move || (id.get(), section.get()),
        |(id, _)| async move { site_page(id.ok_or(AppError::NotFound)?).await },
    );
    let zones = Resource::new(
        move || section.get() == SectionName::Hours,
        |needed| async move {
            if needed {
                time_zones().await.unwrap_or_default()
            } else {
                Vec::new()
            }
        },
    );
    let name = RwSignal::new("Site".to_owned());
    view! {
        <PageTitle name/>
        <div class="page">
            <p class="page-back"><A href="/app/sites" attr:class="link">"All sites"</A></p>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    let zones = zones.await;
                    match details.await {
                        Ok(details) => {
                            name.set(details.site.name.clone());
                            view! { <Settings details zones section=section.get_untracked() may_edit/> }.into_any()
                        }
                        Err(AppError::NotFound) => view! { <NoSuchSite/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || details.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Settings(
    details: SiteDetails,
    zones: Vec<String>,
    section: SectionName,
    may_edit: bool,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1 class="page-title" dir="auto">{details.site.name.clone()}</h1>
            <span class="badge badge-neutral">{details.site.industry.name()}</span>
        </header>
        <div class="site-settings">
            <SiteNav id=details.site.id/>
            <section class="site-section" aria-labelledby="section-title">
                <h2 class="site-section-title" id="section-title">{section.title()}</h2>
                <p class="page-lede">{section.lede()}</p>
                <SiteSection section details zones may_edit/>
            </section>
        </div>
    }
}

#[component]
fn NoSuchSite() -> impl IntoView {
    view! {
        <Empty icon=Icon::Globe title="This site can't be found">
            <p>"The address may be wrong, or it belongs to another organization."</p>
        </Empty>
    }
}
