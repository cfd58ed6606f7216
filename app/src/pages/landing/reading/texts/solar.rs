//! Solar panels and storage.

use super::super::super::content::Passage;
use super::{Comparison, Guide, Head, Row};

pub(super) const GUIDE: Guide = Guide {
    head: Head {
        title: "How to buy solar: a guide for homeowners",
        description: "Roof, bill, quote, credits, contract: what decides whether solar pays for your house, in the order in which you will need to know it.",
        headline: "Before the first quote: what decides whether solar pays.",
        lede: "Ten minutes of reading that make every conversation with an installer shorter. No brand is recommended here, and no figure is \
               promised that nobody can know without seeing your roof.",
    },
    chapters: [
        Passage {
            title: "Begin with the bill, not with the panels",
            text: "What solar is worth to you is what it replaces: the kilowatt-hours you buy and what each costs at the hour you use it. \
                   Take twelve months of bills, since one month says little about a year. Look for the price per kilowatt-hour, for \
                   prices that change with the time of day, and for charges that stay however little you use.",
        },
        Passage {
            title: "Look at the roof as an installer would",
            text: "Direction and pitch matter, shade matters more: one chimney can cost a row of panels its noon. Age matters most of all. \
                   A roof that has to be replaced in five years should be replaced first, because taking panels down and putting them back \
                   costs as much as a small car.",
        },
        Passage {
            title: "Know what your utility does with what you don’t use",
            text: "Some credit a surplus at the full price, some at a fraction of it, some by the hour. This rule decides more about \
                   the result than the brand of the panels, and it is why a neighbour across the county line may have done better or worse \
                   with the same system.",
        },
        Passage {
            title: "Read a quote by the watt and by the year",
            text: "Divide the price by the watts to compare quotes of different sizes. Then look for the yield promised for the first year, \
                   how it was computed, and whether shade was measured or assumed. A good quote names the panel, the inverter, both \
                   warranties, and who comes if something fails in year nine.",
        },
        Passage {
            title: "Sign late, and only what you have read",
            text: "A price that holds only tonight is no price. Check who owns the credits, what happens when you sell the house, and \
                   whether the payment rises each year. Tax credits change; ask somebody who prepares taxes whether you can use them.",
        },
    ],
    checklist: [
        "Twelve months of power bills, or the yearly total",
        "The age of the roof, and when it was last repaired",
        "What may change: an electric car, a heat pump, a pool",
        "Photographs of the roof and of the electrical panel",
        "Whether you own the roof, alone or with neighbours",
    ],
};

pub(super) const COMPARISON: Comparison = Comparison {
    head: Head {
        title: "Solar: buy, borrow or lease? Side by side",
        description: "Cash, loan, or lease and power purchase: what each way to pay for solar costs, who owns the panels, and what happens when you move.",
        headline: "Buy, borrow or lease: three ways to pay for the same panels.",
        lede: "The panels on the roof are the same. What differs is who owns them, who gets the credits, and what you owe when you sell.",
    },
    options: ["Pay cash", "Borrow", "Lease or power purchase"],
    rows: [
        Row {
            aspect: "You pay",
            cells: [
                "Everything at the start",
                "Little or nothing at the start, then instalments with interest",
                "Nothing at the start, then a monthly rate or a price per kilowatt-hour",
            ],
        },
        Row {
            aspect: "The panels belong to",
            cells: ["You", "You, as security for the lender", "The company"],
        },
        Row {
            aspect: "Tax credits go to",
            cells: [
                "You, if you owe enough tax",
                "You, if you owe enough tax",
                "The company",
            ],
        },
        Row {
            aspect: "Repairs are",
            cells: [
                "Yours, within the warranties",
                "Yours, within the warranties",
                "The company’s",
            ],
        },
        Row {
            aspect: "When you sell the house",
            cells: [
                "The system is part of it",
                "The loan has to be paid off, or taken over",
                "The buyer has to take over the contract, and to be accepted",
            ],
        },
    ],
    advice: [
        Passage {
            title: "Pay cash",
            text: "if the money would otherwise lie idle and you mean to stay: nothing else costs less over the years.",
        },
        Passage {
            title: "Borrow",
            text: "if the instalment stays below what the power bill falls by, and the loan has no fee hidden in the price of the system.",
        },
        Passage {
            title: "Lease",
            text: "if you can’t use tax credits and want nothing to do with upkeep. Read by how much the rate rises each year.",
        },
    ],
};
