use beckon_domain::score::Factor;
use leptos::prelude::*;

/// The points that every organization gives.
#[component]
pub fn PointsTable() -> impl IntoView {
    let row = |factor: Factor| {
        view! {
            <tr>
                <th scope="row">{factor.name()}</th>
                <td>{factor.gives()}</td>
            </tr>
        }
    };
    view! {
        <details class="score-table">
            <summary>"What every lead gets points for"</summary>
            <table>
                <thead class="sr-only"><tr><th scope="col">"What"</th><th scope="col">"Points"</th></tr></thead>
                <tbody>{Factor::ALL.map(row).into_iter().collect_view()}</tbody>
            </table>
        </details>
    }
}
