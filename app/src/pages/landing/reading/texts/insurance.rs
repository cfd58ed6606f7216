//! Insurance of all kinds.

use super::super::super::content::Passage;
use super::{Comparison, Guide, Head, Row};

pub(super) const GUIDE: Guide = Guide {
    head: Head {
        title: "How to compare insurance: a plain guide",
        description: "Limits, deductibles, exclusions and claims: how to read the policy you have, and to tell a cheap one from a good one.",
        headline: "How to read the policy you have, and judge the one you are offered.",
        lede: "Premiums are easy to compare, which is why everybody does. What a policy is worth shows in four other places. Here they are.",
    },
    chapters: [
        Passage {
            title: "List what would ruin you, and what would only annoy you",
            text: "Insurance is for the first kind. A burnt house, a lawsuit, a year without income: these need high limits. A cracked \
                   screen does not. People who insure the small things and skimp on the large ones pay more and sleep worse.",
        },
        Passage {
            title: "Read the limits before the premium",
            text: "A limit is the most that is ever paid. For a house it should be what rebuilding costs today, which is neither what you \
                   paid for it nor what it would sell for. For liability, think of what you own and what you will earn.",
        },
        Passage {
            title: "Choose the deductible with a pencil",
            text: "A higher one lowers the premium. Divide what you would save in a year into what you would pay more in a claim: if it takes \
                   fewer years than you usually go without one, and the sum lies in your savings, take it.",
        },
        Passage {
            title: "Turn to the exclusions",
            text: "Flood, earthquake, sewer backup, business in the home, the teenager’s driving: what isn’t covered stands in a list \
                   near the end. Most can be added back, for less than people expect. What can’t should at least not surprise you.",
        },
        Passage {
            title: "Ask how claims are settled",
            text: "At replacement cost, or less what age took? Repaired by whom? How long did claims take after the last storm? An adviser \
                   who has seen some knows. So do your state’s complaint figures, which are public.",
        },
    ],
    checklist: [
        "The declarations page of each policy you have",
        "The dates on which they renew",
        "Claims of the last five years, with what was paid",
        "What has changed: a renovation, a dog, a new job, a new driver",
        "What worries you, in one sentence",
    ],
};

pub(super) const COMPARISON: Comparison = Comparison {
    head: Head {
        title: "Direct, agent or broker? Insurance side by side",
        description: "Buying insurance directly, from one company’s agent or through an independent broker: what each sees, costs and does in a claim.",
        headline: "Direct, agent or broker: three ways to the same cover.",
        lede: "Nobody is neutral. It helps to know whom each of them works for, and who picks up when something has happened.",
    },
    options: [
        "Directly from an insurer",
        "An agent of one insurer",
        "An independent broker",
    ],
    rows: [
        Row {
            aspect: "Works for",
            cells: [
                "The insurer",
                "The insurer",
                "You, paid by whichever insurer you choose",
            ],
        },
        Row {
            aspect: "Looks at",
            cells: [
                "One company’s offer",
                "One company’s whole range",
                "Offers of several companies",
            ],
        },
        Row {
            aspect: "Costs you",
            cells: [
                "The premium, sometimes less",
                "The premium, which holds a commission",
                "The premium, which holds a commission; fees must be told",
            ],
        },
        Row {
            aspect: "Advice",
            cells: [
                "What the web page asks",
                "From a person who knows their products",
                "From a person who knows the differences",
            ],
        },
        Row {
            aspect: "In a claim",
            cells: [
                "A hotline and you",
                "A person who can call inside",
                "A person who can argue for you",
            ],
        },
    ],
    advice: [
        Passage {
            title: "Go direct",
            text: "for one car and an ordinary flat, if you read contracts yourself and change every few years.",
        },
        Passage {
            title: "Take an agent",
            text: "if you want one person for house, car and family and like the company they stand for.",
        },
        Passage {
            title: "Take a broker",
            text: "if anything about you is unusual: a business, a coast, an old house, a claim last year.",
        },
    ],
};
