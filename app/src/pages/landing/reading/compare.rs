//! `/leads/{industry}/compare`

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::super::use_industry;
use super::texts::{Comparison, Row, comparison};
use super::{Page, Reading};
use crate::pages::NotFoundPage;

/// Three ways to go about it, side by side.
#[component]
pub fn ComparePage() -> impl IntoView {
    let industry = use_industry();
    move || match industry.get() {
        Some(industry) => view! { <SideBySide industry/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn SideBySide(industry: Industry) -> impl IntoView {
    let Comparison {
        head,
        options,
        rows,
        advice,
    } = comparison(industry);
    let heads = options.map(|option| view! { <th scope="col">{option}</th> });
    let row = |Row { aspect, cells }: &Row| {
        let cells = options.iter().zip(cells.iter());
        let cells = cells.map(|(option, cell)| view! { <td data-option=*option>{*cell}</td> });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{*aspect}</th>{cells}</tr> }
    };
    let advice = advice.iter().map(|advice| {
        view! {
            <li class="border-t-2 border-accent pt-5">
                <h3 class="subhead">{advice.title}</h3>
                <p class="mt-2.5 text-muted">{advice.text}</p>
            </li>
        }
    });
    view! {
        <Reading industry page=Page::Compare head>
            <section class="border-t border-line bg-surface" aria-labelledby="side-by-side">
                <div class="container py-12 md:py-16">
                    <h2 id="side-by-side" class="sr-only">"Side by side"</h2>
                    <table class="compare">
                        <thead>
                            <tr>
                                <td></td>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows.iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
            <section class="border-t border-line bg-sunken" aria-labelledby="advice">
                <div class="container py-12 md:py-16">
                    <h2 id="advice" class="headline">"Which one is right for you"</h2>
                    <ul class="mt-10 grid gap-x-12 gap-y-8 md:grid-cols-3">{advice.collect_view()}</ul>
                </div>
            </section>
        </Reading>
    }
    .into_any()
}
