//! Buying, selling and renting homes.

use super::super::super::content::Passage;
use super::{Comparison, Guide, Head, Row};

pub(super) const GUIDE: Guide = Guide {
    head: Head {
        title: "How to sell your home: a guide, step by step",
        description: "Price, repairs, agent, offers and closing: what happens when you sell a home, what each step costs, and where money is lost.",
        headline: "Selling a home, in the order in which it happens.",
        lede: "Most people sell two or three homes in a lifetime, and the other side does it every week. This evens it out a little.",
    },
    chapters: [
        Passage {
            title: "Decide why, and by when",
            text: "A move with a date, a home that has become too large, a price too good to ignore: each asks for another plan. Work backwards \
                   from the day on which you must be out, and leave a month that nothing is planned for.",
        },
        Passage {
            title: "Learn the price from what was sold",
            text: "Not from what is asked. Three to five sales of the last half year, within a few streets, corrected for what differs: that is \
                   what an agent does, and what a buyer’s bank will do. An online estimate is a beginning and often wrong by a tenth.",
        },
        Passage {
            title: "Repair what buyers see and inspectors find",
            text: "Paint, light, a garden that is cut, a roof without a drip. Each pays for itself. A new kitchen seldom does: buyers would \
                   have chosen another. What you can’t repair, write down; what is hidden comes back as a lawsuit.",
        },
        Passage {
            title: "Choose an agent as you would a surgeon",
            text: "Ask what they sold in your streets this year, how long it took, and how far the price was from the first asked. Ask what \
                   they would do in the first two weeks. Commissions can be discussed; so can the length of the contract.",
        },
        Passage {
            title: "Read an offer beyond its price",
            text: "How sure is the money? What must happen before it is final: an inspection, a sale of theirs, a bank’s valuation? When \
                   would they move? The second-highest offer with the fewest conditions is often the best.",
        },
    ],
    checklist: [
        "When you would like to move, and when you must",
        "What is owed on the house",
        "What was renewed, and in which year",
        "What you know to be wrong with it",
        "What you love about it: a buyer will too",
    ],
};

pub(super) const COMPARISON: Comparison = Comparison {
    head: Head {
        title: "Agent, by owner or cash buyer? Side by side",
        description: "Selling a home with an agent, by yourself or to a cash buyer: price, time, work and certainty of each, side by side.",
        headline: "With an agent, by yourself, or to a cash buyer.",
        lede: "Every way to sell trades price for time or time for work. Which trade is good depends on what you have most of.",
    },
    options: ["With an agent", "By yourself", "To a cash buyer"],
    rows: [
        Row {
            aspect: "Price",
            cells: [
                "What the market gives",
                "What you can find and negotiate",
                "Below the market: they live from the difference",
            ],
        },
        Row {
            aspect: "Costs",
            cells: [
                "A commission, which can be discussed",
                "Listing, photographs, contract, perhaps the buyer’s agent",
                "Few; fees are in the price",
            ],
        },
        Row {
            aspect: "Time",
            cells: ["Weeks to a few months", "Often longer", "Days to weeks"],
        },
        Row {
            aspect: "Your work",
            cells: [
                "Keep it tidy, decide",
                "Everything: showings, calls, contract, dates",
                "A walk through the house",
            ],
        },
        Row {
            aspect: "Certainty",
            cells: [
                "Depends on the buyer’s bank",
                "Depends on the buyer’s bank, and on your contract",
                "High once signed; read the clause that lets them out",
            ],
        },
    ],
    advice: [
        Passage {
            title: "With an agent",
            text: "if the price matters most and you have a few weeks. Most people are here.",
        },
        Passage {
            title: "By yourself",
            text: "if a buyer is already there: a tenant, a neighbour, a cousin. Have a lawyer write the contract.",
        },
        Passage {
            title: "To a cash buyer",
            text: "if the house needs more work than you can face, or the date is close. Get two offers.",
        },
    ],
};
