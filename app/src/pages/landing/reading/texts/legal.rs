//! Legal services.

use super::super::super::content::Passage;
use super::{Comparison, Guide, Head, Row};

pub(super) const GUIDE: Guide = Guide {
    head: Head {
        title: "Your first meeting with a lawyer: a guide",
        description: "Deadlines, papers, fees and the questions to ask: how to get the most out of the first conversation about your case.",
        headline: "How to get the most out of the first conversation.",
        lede: "Lawyers cost by the hour and clocks run by the day. An evening of preparation saves both. This is general information, and \
               no advice about your case.",
    },
    chapters: [
        Passage {
            title: "Find the deadline first",
            text: "Answering a lawsuit, contesting a dismissal, claiming after an accident: many rights end on a day, and some days come \
                   after weeks. If a paper names a date, or a court sent it, say so in your first sentence.",
        },
        Passage {
            title: "Write down what happened, in order",
            text: "One page, dates on the left. Who said what, what you signed, what you have in writing. Leave the feelings for the \
                   conversation and the conclusions to the lawyer: facts in order are worth an hour of fees.",
        },
        Passage {
            title: "Keep everything, change nothing",
            text: "Letters, messages, photographs, the broken part: keep them as they are. Don’t delete, don’t write to the other \
                   side in anger, and don’t post about it. What you put in writing now will be read aloud later.",
        },
        Passage {
            title: "Understand what it may cost",
            text: "By the hour, at a fixed fee, or for a share of what is won: which of them is usual depends on the field. Ask who does the \
                   work, what is billed beside the fee, and what it costs to stop half-way. Ask for it in writing.",
        },
        Passage {
            title: "Ask what they would do, and what they would not",
            text: "How often have you done this? What would the other side say? What is the likely end, and the bad one? A good answer has an \
                   \"it depends\" in it, and says on what. Nobody honest promises the result.",
        },
    ],
    checklist: [
        "Any paper with a date or a court’s name on it",
        "The contract, the policy or the letter it is about",
        "One page of what happened, in order",
        "The names of everybody involved, so that conflicts are found",
        "What you would call a good outcome",
    ],
};

pub(super) const COMPARISON: Comparison = Comparison {
    head: Head {
        title: "Lawyer’s fees: hourly, fixed or contingent?",
        description: "What an hourly, a fixed and a contingency fee mean for you: who carries the risk, what is billed beside it, and where each is usual.",
        headline: "Hourly, fixed or contingent: what each fee means for you.",
        lede: "The fee decides who carries the risk that it takes longer. Ask for all that are possible in your case before you sign one.",
    },
    options: ["By the hour", "A fixed fee", "A share of what is won"],
    rows: [
        Row {
            aspect: "You pay",
            cells: [
                "For the time that is used, often from a deposit",
                "One sum, agreed beforehand",
                "Nothing unless something is won, then a percentage",
            ],
        },
        Row {
            aspect: "The risk that it takes longer is",
            cells: ["Yours", "The lawyer’s", "The lawyer’s"],
        },
        Row {
            aspect: "Usual in",
            cells: [
                "Disputes, family matters, business",
                "Wills, contracts, filings, simple defences",
                "Injuries, and some claims of employees",
            ],
        },
        Row {
            aspect: "Beside it you may owe",
            cells: [
                "Court fees, experts, copies",
                "Whatever the agreement leaves out",
                "Court fees and experts, win or lose: ask",
            ],
        },
        Row {
            aspect: "Ask before you sign",
            cells: [
                "For an estimate of each stage, and a bill each month",
                "What exactly is included, and what isn’t",
                "Whether the share is taken before or after costs",
            ],
        },
    ],
    advice: [
        Passage {
            title: "By the hour",
            text: "fits what nobody can foresee, if you set a limit after which you are asked.",
        },
        Passage {
            title: "A fixed fee",
            text: "fits work with a clear end. It buys you peace of mind, and every question you like.",
        },
        Passage {
            title: "A share",
            text: "fits claims for money that you couldn’t afford to pursue otherwise. In criminal and most family matters it isn’t allowed.",
        },
    ],
};
