//! Trades and repairs.

use super::{Content, Passage, Review};

pub(super) const CONTENT: Content = Content {
    title: "Find a tradesperson for your job",
    description: "From a leak tonight to a kitchen in spring: describe the job once, and hear from local tradespeople who have read it.",
    headline: "Describe the job once. Hear from people who do it.",
    sub: "Plumbing, heating, electrics, roofing, painting, repairs. Say what is wrong, and somebody nearby who has read it tells you \
          when they could come and what it takes.",
    offer: "Special offer: ask now and have the first visit for an estimate at no charge.",
    form_title: "What needs doing?",
    budget: "Budget a month ($)",
    notes_hint: "What is wrong, since when, how old it is, and how one gets to it.",
    action: "Find help for my job",
    benefits_title: "Less calling around, more getting done",
    benefits: [
        Passage {
            title: "The right trade",
            text: "Water on the ceiling may be the roof, a pipe or the shower. Describe it: sorting it out is our part.",
        },
        Passage {
            title: "Urgent means urgent",
            text: "Say ‘right away’, and it goes to those who still have room this week. In the chat you are answered at once.",
        },
        Passage {
            title: "Prices with a reason",
            text: "An estimate says what is work, what is material, and what could still change it.",
        },
        Passage {
            title: "Small jobs welcome",
            text: "A dripping faucet is a job too, and nobody sighs at it.",
        },
    ],
    steps: [
        Passage {
            title: "Describe the job",
            text: "Two minutes, here or in the chat. ‘It makes a noise’ is a start.",
        },
        Passage {
            title: "A local pro reads it",
            text: "Somebody who does such jobs near you gets in touch, at the hour you prefer.",
        },
        Passage {
            title: "Agree on a day",
            text: "Estimate, date, done. You say yes before anybody starts.",
        },
    ],
    reviews: [
        Review {
            text: "Saturday evening, water in the hall. The chat first asked where the main valve was. That alone was worth it.",
            name: "Annette P.",
            place: "Portland",
        },
        Review {
            text: "He arrived with the right part, because he had read what I wrote.",
            name: "Samir L.",
            place: "Detroit",
        },
        Review {
            text: "Three small jobs that nobody wanted, done in one afternoon.",
            name: "Kate O.",
            place: "Albany",
        },
    ],
    faq: [
        Passage {
            title: "Which jobs can I ask for?",
            text: "Anything about a house or an apartment: plumbing, heating and cooling, electrics, roofs, windows, floors, painting, gardens, repairs.",
        },
        Passage {
            title: "It is an emergency. What now?",
            text: "Shut off water or power where you safely can. With gas in the air or a fire, leave and call 911. For all else, use the chat: it answers at once.",
        },
        Passage {
            title: "Are the tradespeople licensed and insured?",
            text: "Where your state asks for a licence, ask to see it, and the insurance too. A good tradesperson expects the question.",
        },
        Passage {
            title: "What does it cost to ask?",
            text: "Nothing, and there is no obligation. You decide when you have an estimate.",
        },
        Passage {
            title: "Who will get in touch with me?",
            text: "We, or local tradespeople who fit your job; up to three of them at most. You may say no at any time, and nobody calls again.",
        },
    ],
    closing: "It has dripped long enough.",
};
