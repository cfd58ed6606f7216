use beckon_domain::site::Site;
use leptos::prelude::*;

use crate::api::PublicUrl;
use crate::api::sites::SetBooking;
use crate::components::workspace::appointments::BookingAddress;
use crate::components::workspace::site::fields::Toggle;
use crate::components::workspace::site::form::{SaveBar, Watched};

/// The page on which visitors book, and what it tells of those they can meet.
#[component]
pub(super) fn BookingSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetBooking>::new();
    let PublicUrl(origin) = expect_context::<PublicUrl>();
    view! {
        <div class="stack">
            <BookingAddress words="The page" href=format!("{origin}/book/{}", site.key)/>
            <Watched action>
                <ActionForm action attr:class="stack">
                    <input type="hidden" name="id" value=site.id.to_string()/>
                    <Toggle name="names_hosts" label="Name people and teams on the booking page"
                        checked=site.widget.names_hosts
                        hint="Visitors then choose whom to meet. Otherwise the page offers anybody; a member's own link still leads to their times, without their name. Who has booked is always told whom they meet."/>
                    <SaveBar action/>
                </ActionForm>
            </Watched>
        </div>
    }
}
