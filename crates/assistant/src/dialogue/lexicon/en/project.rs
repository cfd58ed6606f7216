//! What somebody would spend, and when they want to begin.

use crate::dialogue::lexicon::{Cues, Money, Time, Words};
use beckon_domain::money::Currency;

/// Budgets.
pub(super) static MONEY: Money = Money {
    budget: Cues::new(
        "
        budget|buget|budjet|budgets|budgeted|budgeting
        to|can|could|would|will|wanna|gonna|might|may|max|maximum|i'd|we'd spend|invest
        be spending|investing
        afford
        able|willing|can|could|would|want|wanting|like|happy|prepared|looking|comfortable|plan|planning to? pay|paying
        price range|point|limit|ceiling
        max|maximum|target|top price
        set|put aside
        saved up?
        approved|pre-approved|preapproved|prequalified|pre-qualified for|up|at to?
        payment|payments of|around|about|under|below
        max|maximum|limit of|is|at|:?
        ",
    ),
    other: Cues::new(
        "
        bill|bills|billed|electric|electricity|utility|utilities|kwh|pge|premium|premiums|deductible|mortgage|income|salary|debt|loan|owe|owes|owed|owing
        rent|lease is|was|are|:|currently
        i|we|currently|usually|normally|already spend|spending
        pay|paying|pays|paid|spent|charged|quoted|quote|invoice|fine|fined|ticket|tax|taxes|fee|fees|earn|earning|earns|make|makes|making|worth|valued|value|appraised|equity|asking|listed|listing|sold|sell|selling|bought|cost|costs|damage|damages|settlement|coverage|insured|stole|stolen|lost|deposit|inheritance|inherited|savings|retainer|wage|wages|revenue|turnover|profit|credit|score|price|priced
        for|on power|gas|water|heating
        power|gas|water bill
        charging me|us
        save|saving|saves|losing|lose|ad|ads|advertised|says|said|offer|offers|promo|special|deal
        ",
    ),
    about: Words::new("around about to under max maximum below roughly approximately between from ~ maybe like budget most than over say"),
    currencies: &[
        ("$", Currency::Usd), ("€", Currency::Eur), ("£", Currency::Gbp), ("dollars", Currency::Usd), ("dollar", Currency::Usd),
        ("bucks", Currency::Usd), ("usd", Currency::Usd), ("euros", Currency::Eur), ("euro", Currency::Eur), ("eur", Currency::Eur),
        ("pounds", Currency::Gbp), ("pound", Currency::Gbp), ("gbp", Currency::Gbp), ("quid", Currency::Gbp),
    ],
    after: Words::new(
        "
        or in max maximum tops total budget ish maybe at i i'd if for and but to per is would sounds should works upfront cash right
        now roughly each monthly annually yearly weekly a every we my our the that though so because depending plus including
        down please overall altogether usd all per mo once probably sorry not instead no
        ",
    ),
    week: Cues::new(
        "
        per|a|each|every|/ week|wk
        weekly
        ",
    ),
    month: Cues::new(
        "
        per|a|each|every|/ month|mo|mth|mnth
        monthly|p.m|pcm
        mo|month $
        ",
    ),
    year: Cues::new(
        "
        per|a|each|every|/ year|yr|annum
        yearly|annual|annually|p.a
        ",
    ),
    once: Cues::new(
        "
        total|altogether|overall|once|upfront|cash|one-time|one-off
        one time|off
        in all
        ",
    ),
    rate: Cues::new("per|an|a|each|/ hour|hr|day|night|sqft|sq|square|kwh|watt|foot|panel|person|unit|head|mile"),
    to: Words::new("- – — to"),
    between: Words::new("between from"),
    or: Words::new("or"),
    and: Words::new("and but while"),
    not: Words::new("not"),
    when: Words::new("in by since until year"),
};

/// Times.
pub(super) static TIME: Time = Time {
    urgent: Cues::new(
        "
        asap|a.s.a.p|immediately|imediately|immediatly|urgent|urgently
        as soon|quickly|fast|early as possible
        as soon|quickly|fast as i|we|you can|could
        earliest possible
        right away
        straight away
        sooner the better
        it's|its|is|this|an emergency
        i'm|im|am|we're|are ready to go|start|begin|sign|move|buy|proceed|book
        ",
    ),
    exploring: Cues::new(
        "
        just|only|merely looking|browsing $
        just|only|merely looking|browsing|shopping around|about
        just|only|merely browsing|exploring|researching|curious|comparing
        just|only|merely looking|shopping at|into|over options|ideas|prices|things
        no rush|hurry
        not in? a|any? rush|hurry
        not urgent|urgently
        no urgency
        someday|eventually
        some day
        in the future
        not any time soon
        not anytime soon
        ",
    ),
    start: Cues::new(
        "
        start|starting|begin|beginning|need|needed|needs|want|wanted|move|moving|buy|buying|get|install|installed|installation|done|finished|ready|like|hope|hoping|plan|planning|schedule|book|replace|replaced|sell|selling|rent|renting|fix|fixed|switch|purchase|deadline|timeline|timeframe|decide|aim|aiming|target|looking|ideally|prefer|available|happen
        ",
    ),
    past: Cues::new(
        "
        how|ago|last|past|since|was|were|happened|been|yesterday|previous|previously|expired|had|already
        as soon as
        ",
    ),
    around: Words::new(
        "
        sometime probably maybe around about like by in within the next i we would want to start starting beginning begin ideally hopefully
        i'd prefer say or so us for then please sure yes ok well if possible it's its perhaps roughly approximately early late mid some
        point think guess at latest during over of be i'm im thinking need this is good great fine time
        ",
    ),
    immediate: Cues::new(
        "
        today|tonight|tomorrow|tommorow|tomorow|tmrw|tmr
        this week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday
        next|coming few|couple|two|three of? days
        end of the|this? week
        day or two
        on|next monday|tuesday|wednesday|thursday|friday|saturday|sunday
        in a few|couple of? days
        within the|a|an week|hour|day
        ",
    ),
    weeks: Cues::new(
        "
        next week|weekend
        this month
        end of the|this month
        next|coming few|couple|two|three|four of? weeks
        within|in weeks
        a|an? week or two|so
        soon|soonish
        ",
    ),
    months: Cues::new(
        "
        next month|year|spring|summer|autumn|fall|winter|quarter
        this year|spring|summer|autumn|fall|winter|quarter
        by|in|the|before|until|for|around|late|early spring|summer|autumn|winter
        by|in|before|until|around|late|early the fall
        in|by|around|before|until|early|late|mid|starting|beginning january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec
        end of the|this? year
        by|before|until|around christmas|xmas|thanksgiving|easter
        within the|a year
        next|coming few|couple|two|three|six of? months
        within|in months
        in the new year
        a|an? month or two|so
        q1|q2|q3|q4
        ",
    ),
    within: Words::new("in within next about around under another"),
    from_now: Cues::new("from now|today"),
    lasting: Words::new("for of"),
    day_units: Words::new("day days"),
    week_units: Words::new("week weeks wk wks"),
    month_units: Words::new("month months mo mos"),
    year_units: Words::new("year years yr yrs"),
    asked_immediate: Cues::new(
        "
        now|immediate|ready
        right now
        straightaway|fast|quickly
        monday|tuesday|wednesday|thursday|friday|saturday|sunday
        ",
    ),
    asked_months: Cues::new(
        "
        january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec
        ^ may $
        spring|summer|autumn|winter|christmas|xmas|thanksgiving|easter|holidays
        ^ fall $
        ",
    ),
    asked_exploring: Cues::new(
        "
        can wait
        flexible|whenever|anytime|exploring|browsing|looking
        any time
        not right|just? yet|now|immediately
        no idea|timeline|deadline|date|plan|plans
        not sure
        haven't|havent|not decided
        don't|dont know
        ",
    ),
};
