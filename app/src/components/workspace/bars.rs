//! Shares of a whole as horizontal bars.

use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub name: &'static str,
    /// How many.
    pub count: i64,
    /// Where the ones counted are listed.
    pub href: Option<String>,
}

/// Bars below each other, each with its name and count, drawn against the longest.
#[component]
pub fn Bars(
    /// The bars.
    bars: Vec<Bar>,
) -> impl IntoView {
    let longest = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let total = bars.iter().map(|bar| bar.count).sum::<i64>().max(1);
    let row = move |bar: Bar| {
        let name = match bar.href {
            Some(href) => view! { <a class="bars-name" href=href>{bar.name}</a> }.into_any(),
            None => view! { <span class="bars-name">{bar.name}</span> }.into_any(),
        };
        view! {
            <li class="bars-row">
                {name}
                <svg class="bars-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bars-ground" width="1000" height="8"></rect>
                    <rect class="bars-fill" width=bar.count * 1000 / longest height="8"></rect>
                </svg>
                <span class="bars-count">{bar.count}</span>
                <span class="bars-share">{bar.count * 100 / total} "%"</span>
            </li>
        }
    };
    view! { <ul class="bars">{bars.into_iter().map(row).collect_view()}</ul> }
}
