//! Trades and repairs.

use super::super::super::content::Passage;
use super::{Comparison, Guide, Head, Row};

pub(super) const GUIDE: Guide = Guide {
    head: Head {
        title: "How to hire a tradesperson: a guide",
        description: "Describe the job, read the estimate, pay in stages: how to hire for a repair or a renovation without being surprised.",
        headline: "How to hire for a job in your house, without surprises.",
        lede: "Most trouble with tradespeople is trouble with words: what was meant, what was included, when it would be paid. It can be avoided.",
    },
    chapters: [
        Passage {
            title: "Stop the damage first",
            text: "Water: the main valve. Gas: windows open, out of the house, then call the utility. Power: the breaker. Know where they are before \
                   you need them. What is then still urgent is seldom as urgent as it felt, and the price of an emergency visit is twice that of tomorrow’s.",
        },
        Passage {
            title: "Describe the problem, not the solution",
            text: "\"The ceiling under the bathroom is wet after showers\" is worth more than \"I need a new shower\". Say since when, how \
                   old things are, and how one gets to them. Two photographs save a visit.",
        },
        Passage {
            title: "Check three things, once",
            text: "A licence where your state asks for one, insurance that covers your house and their people, and two customers of this year \
                   whom you may call. Whoever has them shows them gladly.",
        },
        Passage {
            title: "Ask for an estimate that can be read",
            text: "Work and material apart, what is included and what isn’t, what could still change it and who decides. A sum on the \
                   back of a card is a guess. For larger jobs get three, and ask the cheapest what the others have that they don’t.",
        },
        Passage {
            title: "Pay for what is done",
            text: "A small deposit for material is usual; half of it all is not. Pay in stages that you can see, keep a tenth until the last \
                   thing works, and put changes in writing on the day they are made, with the price.",
        },
    ],
    checklist: [
        "What is wrong, since when, and what you tried",
        "Two photographs: one near, one of the whole room",
        "The age and make of what is broken",
        "When somebody can come, and who opens",
        "What you can spend before you want to be asked",
    ],
};

pub(super) const COMPARISON: Comparison = Comparison {
    head: Head {
        title: "Handyman, specialist or contractor? Side by side",
        description: "Who should do the job: a handyman, a licensed specialist or a general contractor? Price, permits and liability, side by side.",
        headline: "Handyman, specialist or general contractor.",
        lede: "The wrong one costs twice: once for the work and once for doing it again. Size and risk of the job decide.",
    },
    options: [
        "A handyman",
        "A licensed specialist",
        "A general contractor",
    ],
    rows: [
        Row {
            aspect: "Good for",
            cells: [
                "Small jobs of many kinds",
                "One trade: wires, pipes, roof, heating",
                "Several trades with one plan",
            ],
        },
        Row {
            aspect: "Price",
            cells: [
                "By the hour, lowest",
                "By the hour or the job, with material",
                "The trades’ prices and a share for running it",
            ],
        },
        Row {
            aspect: "Permits and inspections",
            cells: [
                "Not allowed to do work that needs one",
                "Takes them out for their trade",
                "Takes out all of them",
            ],
        },
        Row {
            aspect: "If something goes wrong",
            cells: [
                "Between you and them; ask for insurance",
                "Their licence and insurance answer",
                "One contract answers for everybody",
            ],
        },
        Row {
            aspect: "Can usually come",
            cells: [
                "This week",
                "Within days, at once in an emergency",
                "Within weeks",
            ],
        },
    ],
    advice: [
        Passage {
            title: "Call a handyman",
            text: "for a list of small things that have waited: one visit, one bill.",
        },
        Passage {
            title: "Call a specialist",
            text: "for whatever can burn, flood or fall. Saving there is expensive.",
        },
        Passage {
            title: "Call a contractor",
            text: "when three trades have to come in the right order, or a wall has to go.",
        },
    ],
};
