//! Insurance of all kinds.

use super::{Content, Passage, Review};

pub(super) const CONTENT: Content = Content {
    title: "Compare insurance before you renew",
    description: "Home, car, life or business: say what you have and what worries you, and hear from a local adviser who has read it first.",
    headline: "Pay for the cover you need, and only that.",
    sub: "Policies grow like attics: nobody remembers why half of it is there. Tell us what you have, and an adviser goes through it with \
          you, closes the gaps, and crosses out what you pay for twice.",
    offer: "Special offer: ask before your renewal and have your present policy reviewed line by line, at no charge.",
    form_title: "Have your cover looked at",
    budget: "Premium a month ($)",
    notes_hint: "What is insured now, with whom, when it renews, and what you are worried about.",
    action: "Compare my cover",
    benefits_title: "Fine print, read by somebody on your side",
    benefits: [
        Passage {
            title: "Gaps found before the claim",
            text: "Flood, sewer, a borrowed car, a home office: what most people assume is covered is where surprises live.",
        },
        Passage {
            title: "Several insurers, one view",
            text: "Premium, deductible and limits side by side, so that the cheap policy and the good one can be told apart.",
        },
        Passage {
            title: "On time for the renewal",
            text: "Switching is easiest in the weeks before. Say when yours is due, and nothing lapses.",
        },
        Passage {
            title: "A name for the bad day",
            text: "When something happens, you call a person who knows your policy, not a queue.",
        },
    ],
    steps: [
        Passage {
            title: "Say what you have",
            text: "Two minutes, here or in the chat. No policy numbers needed.",
        },
        Passage {
            title: "An adviser reads it",
            text: "Somebody licensed in your state gets in touch, at the hour you prefer.",
        },
        Passage {
            title: "See it side by side",
            text: "You get the comparison in writing. Staying where you are is a fine result.",
        },
    ],
    reviews: [
        Review {
            text: "It turned out that I had been insuring a garage I tore down. Nobody had asked in nine years.",
            name: "Howard B.",
            place: "Columbus",
        },
        Review {
            text: "I wrote at night, between two shifts. The answer was there when I got up, and my mother understood every word of it.",
            name: "Lucía F.",
            place: "Tampa",
        },
        Review {
            text: "The advice was to keep what I had and raise the deductible. No sale for them, and now I trust them.",
            name: "Greg N.",
            place: "Boise",
        },
    ],
    faq: [
        Passage {
            title: "What can I ask about?",
            text: "Home, renters, car, life, health and business cover. If it isn’t on the list, ask anyway: somebody will know who does it.",
        },
        Passage {
            title: "Does a comparison affect my credit score?",
            text: "Asking here doesn’t. Should an insurer want to look at your credit for a binding quote, you are asked first.",
        },
        Passage {
            title: "Can I switch in the middle of a term?",
            text: "Mostly yes, and the unused part is refunded, sometimes less a fee. The adviser works out whether it is worth it.",
        },
        Passage {
            title: "What does it cost?",
            text: "Asking and comparing cost nothing. Advisers are paid by the insurer if you take a policy, and tell you so.",
        },
        Passage {
            title: "Who will get in touch with me?",
            text: "We, or a local adviser who fits your request; up to three of them at most. You may say no at any time, and nobody calls again.",
        },
    ],
    closing: "The best day to read a policy is a quiet one. Like today.",
};
