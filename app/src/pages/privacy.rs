//! What is stored of a visitor, and why.

use leptos::prelude::*;

use crate::components::{PageMeta, SiteFrame};

/// Heading and paragraphs of each part.
const PARTS: [(&str, &[&str]); 6] = [
    (
        "Before you act, nothing",
        &[
            "Reading a page here sets no cookie and stores nothing in your browser. There are no advertising or analytics \
             scripts, and nothing is loaded from other companies’ servers.",
        ],
    ),
    (
        "When you send a form",
        &[
            "We store what you typed, the time, the text that you agreed to, your network address and your browser’s name for \
             itself, so that we can get back to you and prove that we may. With it goes how you found the page: the campaign \
             words in its address and the page before it.",
            "While you fill in a form, what you typed is kept in your browser, where nobody else reads it, until you send it or \
             forget it. Where you book a time and something has to be corrected, it waits in a cookie for ten minutes at most.",
            "A form that looks like a program’s is put aside for 30 days, and you are asked to press one button. No other \
             company is asked whether you are a person.",
        ],
    ),
    (
        "When you chat",
        &[
            "Your messages are stored, as they are the conversation. The chat keeps a random key in your browser, so that you \
             find the conversation again when you come back. It also notes how many pages you viewed here and for how long.",
            "At first a program answers. It reads your messages to learn what you need and how to reach you. As soon as a \
             person writes, the program falls silent.",
        ],
    ),
    (
        "Who reads it",
        &[
            "The people of the organization whose page you were on. Other organizations on this server can’t: the database itself \
             keeps them apart. Nothing is sold to lists, and nothing is sent to a company for advertising.",
            "A form on one of our own pages asks for one thing more: that up to three local providers who fit your request may read \
             it and get in touch. Without your consent none of them does.",
        ],
    ),
    (
        "When you sign in",
        &[
            "A member’s account holds name, e-mail address and a hash of the password. One cookie says that you are signed in. \
             For each sign-in we keep the browser’s name and network address, and show both to you, so that you can end any of them.",
        ],
    ),
    (
        "Your rights",
        &[
            "You may ask to see what is stored of you, to have it corrected, or to have it deleted, and you may withdraw your \
             consent at any time. Write in the chat: a person will take care of it.",
        ],
    ),
];

/// The privacy page.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let parts = PARTS.map(|(title, paragraphs)| {
        let paragraphs = paragraphs
            .iter()
            .map(|text| view! { <p class="mt-3 text-[1.0625rem] text-muted">{*text}</p> });
        view! {
            <section class="border-t border-line pt-8">
                <h2 class="subhead">{title}</h2>
                {paragraphs.collect_view()}
            </section>
        }
    });
    view! {
        <PageMeta
            title="Privacy"
            description="What Beckon stores of a visitor, why, who reads it, and what you can ask for."
            path="/privacy"
        />
        <SiteFrame>
            <div class="container max-w-3xl pt-8 pb-24 md:pt-14">
                <p class="eyebrow">"Privacy"</p>
                <h1 class="display mt-4">"What we keep, and why"</h1>
                <div class="mt-12 space-y-10">{parts}</div>
            </div>
        </SiteFrame>
    }
}
