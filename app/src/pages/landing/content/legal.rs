//! Legal services.

use super::{Content, Passage, Review};

pub(super) const CONTENT: Content = Content {
    title: "Talk to a lawyer who has read your case",
    description: "Describe what happened in your own words. A local lawyer in the right field reads it before you speak, and tells you where you stand.",
    headline: "Tell it once, in your own words. Be understood.",
    sub: "You shouldn’t have to know the name of your problem to get help with it. Say what happened. A lawyer who works in that field \
          reads it, and tells you where you stand and what it would take.",
    offer: "Special offer: ask now and have the first conversation at no charge.",
    form_title: "Describe your matter",
    budget: "Budget a month ($)",
    notes_hint: "What happened, when, and any date you must keep. Leave out names and secrets for now.",
    action: "Ask a lawyer",
    benefits_title: "Clear words about a serious thing",
    benefits: [
        Passage {
            title: "The right field first",
            text: "Family, work, injury, property, estates, business: your request goes to somebody who does that every day.",
        },
        Passage {
            title: "Deadlines noticed",
            text: "Some rights end after weeks. Whoever reads your request looks for the clock before anything else.",
        },
        Passage {
            title: "Costs before commitment",
            text: "By the hour, a fixed fee, or a share of what is won: you hear which is possible before you sign.",
        },
        Passage {
            title: "Discreet from the first line",
            text: "Your words are read by those who may help you, and by nobody else.",
        },
    ],
    steps: [
        Passage {
            title: "Say what happened",
            text: "A few sentences, here or in the chat. The order doesn’t matter.",
        },
        Passage {
            title: "A lawyer reads it",
            text: "Somebody in the right field gets in touch, at the hour you prefer.",
        },
        Passage {
            title: "Know where you stand",
            text: "You hear your options, the costs and the odds, then decide.",
        },
    ],
    reviews: [
        Review {
            text: "I was ashamed to ask and didn’t know whom. The questions were kind, and the answer was plain.",
            name: "Renée A.",
            place: "New Orleans",
        },
        Review {
            text: "She saw in one paragraph that I had nine days left. I would have waited for a letter.",
            name: "Tom H.",
            place: "Milwaukee",
        },
        Review {
            text: "The advice was not to sue. It saved me a year.",
            name: "Vikram D.",
            place: "San Jose",
        },
    ],
    faq: [
        Passage {
            title: "Am I a client once I have sent this?",
            text: "No. A lawyer represents you only after both of you have agreed to it, usually in writing. Until then, please leave out confidential details.",
        },
        Passage {
            title: "What does the first conversation cost?",
            text: "Many lawyers don’t charge for it, and those who do say so before it begins. Sending this form costs nothing.",
        },
        Passage {
            title: "I have a court date soon. Is this fast enough?",
            text: "Write the date in the first line, or use the chat. If it is within days, call a lawyer or your local bar’s referral service as well.",
        },
        Passage {
            title: "What if I can’t afford a lawyer?",
            text: "Say so. Some matters are taken for a share of what is won, and for others legal aid may be open to you. You will be told honestly.",
        },
        Passage {
            title: "Who will get in touch with me?",
            text: "We, or a local lawyer who fits your request; up to three of them at most. You may say no at any time, and nobody calls again.",
        },
    ],
    closing: "It gets smaller once somebody has read it.",
};
