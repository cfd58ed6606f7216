use beckon_domain::contact::Contact;
use leptos::prelude::*;

/// How to reach somebody. Addresses and numbers can be followed.
#[component]
pub fn ContactCard(
    /// Who it is.
    contact: Contact,
) -> impl IntoView {
    let Contact {
        name,
        email,
        phone,
        company,
    } = contact;
    let is_empty = name.is_none() && email.is_none() && phone.is_none() && company.is_none();
    let email = email.map(|email| {
        view! { <p><a class="link" href=format!("mailto:{email}")>{email.to_string()}</a></p> }
    });
    let phone = phone.map(|phone| {
        view! { <p><a class="link" href=format!("tel:{phone}")>{phone.to_string()}</a></p> }
    });
    view! {
        <div class="contact">
            {name.map(|name| view! { <p class="contact-name" dir="auto">{name}</p> })}
            {company.map(|company| view! { <p class="contact-company" dir="auto">{company}</p> })}
            {email}
            {phone}
            {is_empty.then(|| view! { <p class="hint">"No name, address or number yet."</p> })}
        </div>
    }
}
