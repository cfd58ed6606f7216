//! Buying, selling and renting homes.

use super::{Content, Passage, Review};

pub(super) const CONTENT: Content = Content {
    title: "Find out what your home could sell for",
    description: "Selling, buying, or only wondering? Tell us about the place and hear from a local agent who has read it before calling.",
    headline: "Know what it is worth before you decide.",
    sub: "A website’s estimate has never stood in your kitchen. Tell us about the place, and an agent who sells in your streets \
          tells you what buyers there would pay, and what would move the price.",
    offer: "Special offer: ask now and receive your valuation in writing, at no charge.",
    form_title: "Ask about your home",
    budget: "Payment a month ($)",
    notes_hint: "Selling or buying? Rooms, condition, what you love about it, when you would like to move.",
    action: "Ask a local agent",
    benefits_title: "Good advice begins with having listened",
    benefits: [
        Passage {
            title: "Prices from your streets",
            text: "What the neighbours’ house fetched last month says more than a formula over the whole county.",
        },
        Passage {
            title: "What to fix, what to leave",
            text: "Fresh paint often pays. A new kitchen seldom does. Hear which is which before you spend.",
        },
        Passage {
            title: "A plan for both ends",
            text: "Selling here and buying there? The order of things is worth money, and it can be planned.",
        },
        Passage {
            title: "No sign in the yard yet",
            text: "Only wondering is a fine reason to ask. Nothing is listed, and nobody is told.",
        },
    ],
    steps: [
        Passage {
            title: "Describe the place",
            text: "Two minutes, here or in the chat. What you don’t know can wait.",
        },
        Passage {
            title: "An agent reads it",
            text: "Somebody who knows the area gets in touch, at the hour you prefer.",
        },
        Passage {
            title: "Talk it through",
            text: "Price, timing, next steps. You decide whether there are any.",
        },
    ],
    reviews: [
        Review {
            text: "The agent had read everything I wrote. For once I didn’t have to tell my story from the beginning.",
            name: "Eleanor W.",
            place: "Raleigh",
        },
        Review {
            text: "We were talked out of a bathroom we didn’t need, and sold in spring as hoped.",
            name: "Marcus and Jo",
            place: "Denver",
        },
        Review {
            text: "I only wanted to know. Nobody pushed. A year later I knew whom to ask.",
            name: "Ines R.",
            place: "San Antonio",
        },
    ],
    faq: [
        Passage {
            title: "Does asking bind me to anything?",
            text: "No. You get an opinion and a conversation. A contract begins only where you sign one.",
        },
        Passage {
            title: "How is the value found?",
            text: "From recent sales close by, adjusted for size, condition, light and noise: the things that buyers notice and formulas don’t.",
        },
        Passage {
            title: "I am buying, not selling. Is this for me?",
            text: "Yes. Say where you would like to live, and which payment a month would suit you. The agent takes it from there.",
        },
        Passage {
            title: "When is the best time to sell?",
            text: "Spring is lively in most places, but a well-priced home in a quiet month has few rivals. It depends on the street more than on the season.",
        },
        Passage {
            title: "Who will get in touch with me?",
            text: "We, or a local agent who fits your request; up to three of them at most. You may say no at any time, and nobody calls again.",
        },
    ],
    closing: "Every move begins with a question. Ask yours.",
};
