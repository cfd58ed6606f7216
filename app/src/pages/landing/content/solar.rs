//! Solar panels and storage.

use super::{Content, Passage, Review};

pub(super) const CONTENT: Content = Content {
    title: "Solar quotes for your roof",
    description: "Find out what solar would do for your roof and your power bill. Tell us a little, and hear from local installers who have read it.",
    headline: "Your roof has been working for free. Let it earn.",
    sub: "Tell us about your house and your power bill. An installer who works in your area looks at your roof, your shade and your \
          rates, and comes back with numbers for you, not for an average.",
    offer: "Special offer: ask now and have the shade on your roof assessed with the quote, at no charge.",
    form_title: "What would solar do for you?",
    budget: "Budget a month ($)",
    notes_hint: "Your usual power bill, the age of the roof, an electric car, a battery: whatever you know.",
    action: "Get my solar quote",
    benefits_title: "Decide with your own numbers in hand",
    benefits: [
        Passage {
            title: "A quote for this roof",
            text: "Pitch, direction and shade decide what panels yield. They are looked at before a figure is named.",
        },
        Passage {
            title: "Credits counted once",
            text: "Federal, state and utility programmes differ and change. You see which apply to you, and until when.",
        },
        Passage {
            title: "Buy, borrow or lease",
            text: "Three ways to pay, laid side by side over the years, with what each costs when you move.",
        },
        Passage {
            title: "Batteries, without the hype",
            text: "Whether storage pays depends on your rates and your outages. Sometimes the honest answer is: not yet.",
        },
    ],
    steps: [
        Passage {
            title: "Tell us about the house",
            text: "Two minutes, here or in the chat. Guess where you don’t know.",
        },
        Passage {
            title: "An installer reads it",
            text: "Somebody who works in your area gets in touch, at the hour you prefer.",
        },
        Passage {
            title: "Compare in peace",
            text: "You get a written quote. Keep it, question it, or leave it.",
        },
    ],
    reviews: [
        Review {
            text: "I asked in the chat at eleven at night whether our north-facing roof was hopeless. By breakfast somebody had answered, with a drawing.",
            name: "Teresa M.",
            place: "Sacramento",
        },
        Review {
            text: "They told us to fix the roof first and come back in the autumn. That is when I decided to come back.",
            name: "Daniel K.",
            place: "Tucson",
        },
        Review {
            text: "One form, one call, one quote I could read without a dictionary.",
            name: "Priya S.",
            place: "Austin",
        },
    ],
    faq: [
        Passage {
            title: "Is my roof suitable?",
            text: "South and west are best, east works, and an open part of some two hundred square feet is a good start. Shade from a tree \
                   or a chimney costs more than most people think, which is why it is looked at first.",
        },
        Passage {
            title: "What does it cost to ask?",
            text: "Nothing, and there is no obligation. You decide after you have seen a quote in writing.",
        },
        Passage {
            title: "How long does an installation take?",
            text: "The work on the roof takes a few days. The permit and the utility’s approval take longer, from some weeks to a few \
                   months, depending on where you live.",
        },
        Passage {
            title: "What happens in a power cut?",
            text: "Panels alone switch off, to protect those who repair the line. With a battery and the right switch, part of the house stays on.",
        },
        Passage {
            title: "Who will get in touch with me?",
            text: "We, or a local installer who fits your request; up to three of them at most. You may say no at any time, and nobody calls again.",
        },
    ],
    closing: "The sun will be up again tomorrow. So could your quote.",
};
