//! Who somebody is, how to reach them, whom they work for, and who decides.

use crate::dialogue::lexicon::{Company, Contact, Cues, Name, Words};

/// Names.
pub(super) static NAME: Name = Name {
    intro: Cues::new(
        "
        my full|first? name is|'s|:
        my name's|names
        my full|first? name would be
        ^ full|first|the? name is|:|-
        ^ the name's
        ^ name
        they|everyone|people call me
        i go by
        i am|was called|named
        i'm|im called|named
        ",
    ),
    weak_intro: Cues::new(
        "
        i'm|im
        i am
        ^ hi|hello|hey|yes|hiya? this is
        call me
        ^ my names
        ",
    ),
    asked_intro: Cues::new(
        "
        it's|its|that's|thats
        it|that|this is|would|will be?
        mine is
        ^ for
        call me
        ",
    ),
    followers: Words::new(
        "and from with in at here my i i'm im i've but calling looking who we our live living speaking again by the on writing nice",
    ),
    outro: Cues::new("here|speaking $"),
    asked_outro: Cues::new(
        "
        is fine|ok|okay|good|enough|great|it $
        is my|the name
        works|will do?
        ",
    ),
    titles: Words::new("mr mrs ms miss dr prof"),
    particles: Words::new(
        "de la del della di da dos das van von der den ter bin ibn al el le du st y",
    ),
    participle: "ing",
    possessives: &["'s", "s'"],
    and: Words::new("and &"),
};

/// Companies.
pub(super) static COMPANY: Company = Company {
    intro: Cues::new(
        "
        i|we work at|for
        i'm|im|am working at|for
        i'm|im|am with
        i'm|im|am calling|writing from|for
        employed at|by|with
        my|our|the company|business|firm|employer is|'s|: called|named?
        my|our|the? company|business name is|:
        ^ company|employer is|:
        company|business|firm called|named
        i run|own|manage|founded
        i'm|im|am the? owner|ceo|founder|president|manager|director|head of|at
        on behalf of
        ",
    ),
    provider: Cues::new("i'm|im|am|was|currently with|at"),
    naming: Words::new("is : called named business's company's firm's employer's"),
    suffixes: Words::new("inc llc ltd corp corporation gmbh plc llp pllc"),
    size_intro: Cues::new(
        "
        we|we're|employ with|are|have|of|employ? about|around|roughly|approximately|only|just|over|nearly|almost|currently|some|maybe|like|a|between?
        there|there's are|is|about|around? about|around|roughly|approximately|only|just|over|nearly|almost|some|maybe|between?
        ",
    ),
    team_of: Cues::new(
        "
        team|company|business|firm|staff|workforce|headcount|size of|is? about|around|roughly|approximately|over|nearly|almost|between?
        ",
    ),
    staff: Cues::new(
        "
        full|part|full-time|part-time? time? employees|employee|workers|staff|staffers|teammates|colleagues
        team members
        people|persons|folks on|in|at|work|working our|the|my|for? team|staff|payroll|company|business|firm|us
        of us at|in|on our|the|my? company|work|business|firm|office|team
        -? person|people|man|employee company|business|team|firm|shop|startup|office|agency
        ",
    ),
    people: Words::new("people persons folks members strong"),
    household: Words::new(
        "household family house home apartment flat kids children adults live living lives injured hurt attending policy insured covered seats",
    ),
    alone: Cues::new(
        "
        just|only me|myself|i
        it's|its just? me
        solo|self-employed|freelancer|freelance
        self employed
        sole proprietor|trader
        one man|woman|person
        one-man|one-woman|one-person
        ",
    ),
};

/// Addresses and numbers.
pub(super) static CONTACT: Contact = Contact {
    others: Cues::new(
        "
        his|her|their email|e-mail|mail|number|phone|cell|address|work|mobile? address|number? is?
        wife's|husband's|partner's|boss's|friend's|mom's|dad's|brother's|sister's|lawyer's|agent's|landlord's email|e-mail|mail|number|phone|cell|address? address|number? is?
        ",
    ),
    unusable: Cues::new(
        "
        your|old|previous|former|wrong|fax|bad email|e-mail|mail|number|phone|cell|address|work|mobile? address|number? is|was?
        fax :?
        ",
    ),
    address_intro: Words::new(
        "is it's its email e-mail mail address at to or and sure yes ok use contact reach me write try : my",
    ),
    at: Words::new("at"),
    dot: Words::new("dot"),
    endings: Words::new(
        "com net org edu gov io co us uk de fr es it pt nl be ch at eu me info biz dev app ca au br mx nz ie in ai",
    ),
    references: Words::new(
        "policy case account acct claim order reference ref invoice docket parcel license licence vin ssn security routing serial ticket confirmation booking permit member tracking apn ein",
    ),
};

/// They decide.
pub(super) static DECIDES: Cues = Cues::new(
    "
    it's|its|it|is all|totally|entirely|completely|is? my call|decision|choice
    ^ my call|decision
    i|i'll|can|get|do|to|alone|would|will make|makes|made the|all|final|these|those|this|that the|final|buying? decision|decisions|call|calls
    i|i'll will|can|alone|do? decide
    i'm|im|am the|an|a|sole|both|also|only the|sole|main|only|home|house|property|business|company|and? owner|decision-maker|homeowner|boss|ceo|founder|co-founder|president|principal|proprietor
    i'm|im|am the|one|a|sole|main the|one|sole|main|only|primary? decision maker
    i'm|im|am the one|person who|that? decides|deciding
    i'm|im|am in charge
    we're the owners|homeowners|decision-makers
    we are the owners|homeowners|decision-makers
    i own the|a|this|my|our company|business|firm|shop|practice
    i have the? final|last say|word
    up to me
    we both? decide together|jointly?
    wife|husband|spouse|partner|fiance|fiancé|fiancée and i|me both|will|can|would|together|jointly? decide
    ",
);

/// Nobody else need be asked.
pub(super) static ASKS_NOBODY: Cues = Cues::new(
    "
    don't|dont|not need|have to ask|consult|check|talk|speak|discuss|run
    no one else
    nobody|noone else
    no need to ask|consult|check|talk|speak|discuss|run
    ",
);

/// They decide, where it was asked.
pub(super) static ASKED_DECIDES: Cues = Cues::new(
    "
    ^ just|only|mostly|mainly? me|myself|mine
    ^ we both
    ^ i|we do|am|will|are|can
    ^ both of? us?
    wife|husband|spouse|partner|fiance|fiancé|fiancée and i|me
    me and my wife|husband|spouse|partner|fiance|fiancé|fiancée
    ",
);

/// Somebody else has a say.
pub(super) static DEFERS: Cues = Cues::new(
    "
    ask|asking|consult|consulting|convince my|our business? wife|husband|spouse|partner|partners|boss|manager|board|landlord|landlady|team|ceo|cfo|family|parents|mom|dad|mother|father|fiance|fiancé|fiancée|girlfriend|boyfriend|director|supervisor|owner|committee|hoa|roommate|roommates|son|daughter|brother|sister
    talk|speak|check|discuss|confer|coordinate|clear|consult|decide|agree|chat this|it|that? to|with|over? with? my|our business? wife|husband|spouse|partner|partners|boss|manager|board|landlord|landlady|team|ceo|cfo|family|parents|mom|dad|mother|father|fiance|fiancé|fiancée|girlfriend|boyfriend|director|supervisor|owner|committee|hoa|roommate|roommates|son|daughter|brother|sister
    ask|consult|with|to the board|committee|hoa|landlord|wife|husband|boss|missus
    run it|this|that by|past my|our|the _
    my|our business? wife|husband|spouse|partner|boss|manager|board|landlord|ceo|cfo|parents|mom|dad|mother|father|director|supervisor|committee|hoa will|would|also|ultimately|must|should? has|have|needs|need|gets to|the|final? decide|approve|agree|sign|say|decision|call|approval
    my|our|the business? wife|husband|spouse|partner|boss|manager|board|landlord|ceo|cfo|parents|mom|dad|mother|father|director|supervisor|committee|hoa|owner will|would|also|ultimately|must|should? decides|decide|approves|approve
    my|our|the business? wife|husband|spouse|partner|boss|manager|board|landlord|ceo|cfo|director|supervisor makes|handles the|all|this|that|these|those|our? final|buying? decision|decisions|call|calls
    need|needs|require|requires|waiting my|our|the|for|on? wife's|husband's|boss's|board's|landlord's|board|manager's|partner's|hoa approval|permission|ok|okay|sign-off
    approval|permission|sign-off from my|our|the _
    it's|its|is my|our|the wife's|husband's|spouse's|partner's|boss's|board's|landlord's|manager's|owner's|parents|parents' call|decision|choice
    not|isn't|isnt just|only? my call|decision|choice
    not up to me
    not just up to me
    not the|a|only|sole owner|homeowner|decision-maker|boss
    not the|a|only|sole only|sole? decision maker
    i don't|dont|can't|cannot decide
    i don't|dont make the|those|these|any final? decision|decisions
    somebody|someone else decides
    they|he|she decide|decides
    hoa|board|committee|landlord needs|has to approve
    ",
);
