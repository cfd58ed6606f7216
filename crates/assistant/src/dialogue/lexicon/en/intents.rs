//! What a message wants.

use crate::dialogue::lexicon::{Cues, Intents};

pub(super) static INTENTS: Intents = Intents {
    greeting: Cues::new(
        "
        ^ hi|hello|hey|hiya|howdy|greetings|hallo|helo|hii there|everyone|all|team|again|guys?
        ^ good morning|afternoon|evening|day
        how are|r you|u doing|today?
        how's|hows it going
        ^ what's|whats up
        ^ wassup|sup $
        ^ yo $
        ",
    ),
    thanks: Cues::new(
        "
        thanks|thank|thx|thanx|tysm|cheers|appreciate|appreciated
        ^ ty $
        ",
    ),
    goodbye: Cues::new(
        "
        ^ bye|goodbye|cya|ciao|farewell
        bye|goodbye $
        good night
        see you|ya|u later|soon|around|then|tomorrow
        talk to? you? later|soon $
        gotta|got|have|need to? go|run|leave $
        ^ take care
        ^ never mind
        ^ nevermind
        ^ wrong chat|site|website|page|window
        have a good|great|nice|lovely|wonderful day|one|evening|night|weekend|afternoon|time
        ^ that's|thats|that|this is? all|it for|from? now|today|me? $
        ",
    ),
    person: Cues::new(
        "
        talk|speak|chat|talking|speaking|chatting to|with a|an|the|your|some|any? real|live|actual|human|proper|sales? person|human|being|someone|somebody|anyone|agent|representative|rep|operator|manager|supervisor|people|humans|advisor|adviser|specialist|expert|lawyer|attorney|realtor|broker|installer|contractor|technician|plumber|electrician|salesperson|team|staff|consultant|employee
        want|like|need|prefer|can|could|may i? to? talk|speak|chat $
        want|like|need|prefer|rather|get|gimme|give me? to? have? a|an|the real|live|actual|human? person|human|representative|operator
        want|like|need|prefer|rather|get|gimme|give me? to? have? a|an|the real|live|actual|human agent
        connect|transfer|switch|redirect me to|with
        put me through|on
        human|agent|person|representative|operator|rep please|pls|plz
        real|live|actual|human human|person|agent|being|representative
        ^ please? a|an? agent|human|representative|operator|person|rep $
        customer service|support|care
        ^ anyone|anybody|someone|somebody there|here|around|available $
        is there? anyone|anybody|someone|somebody there|here|around|available|i
        ",
    ),
    call_me: Cues::new(
        "
        can|could|will|would someone|somebody|anyone|anybody|you|u|they please? call|phone|ring|contact|text|email|e-mail me
        have|get|ask|want|need someone|somebody|anyone to? call|phone|ring|contact|text|email|e-mail me
        have|get|ask a|an|the|your _ call|phone|contact me
        please|pls|just call|phone|ring me $
        please|pls|just call|phone|ring me back|at|on|now|today|asap|tomorrow|when|if|whenever|about|to|with|regarding
        call|phone|ring me monday|tuesday|wednesday|thursday|friday|saturday|sunday
        call|phone|ring me back|please|pls|now|today|tomorrow|later|asap|whenever|anytime
        want|like|need|request|schedule|book a phone? call|callback|call-back back? $
        give me a call|ring|callback
        ",
    ),
    negation: Cues::new(
        "
        not|don't|dont|never|didn't|didnt|did|doesn't|doesnt|won't|wont|already|without
        no need
        ",
    ),
    frustration: Cues::new(
        "
        this|bot|chat|chatbot|service is so|really|totally|completely|absolutely|just|very|a? useless|ridiculous|stupid|pointless|annoying|frustrating|garbage|crap|worthless|hopeless|joke|bullshit|bs
        this|that|it|bot|chat|chatbot is? not|isn't|isnt|doesn't|doesnt helpful|helping|help|useful
        it's|its|that's|thats so|really|totally|completely? useless|pointless|worthless
        it's|its|that's|thats|you're|youre|ur not helpful|helping|useful
        ^ useless|ridiculous|pointless|frustrating|worthless|unhelpful $
        you are|r so|really|totally|completely|just? useless|stupid|dumb|annoying|worthless|terrible|unhelpful
        you're|youre|ur so|really|totally|completely|just? useless|stupid|dumb|annoying|worthless|terrible|unhelpful
        you are|r not|no helping|helpful|help|listening|understanding
        you're|youre|ur no|not help|listening|understanding
        useless|stupid|dumb|annoying|terrible|worst|awful bot|robot|chatbot|machine|assistant|chat|service
        waste|wasting of? my|our? time
        you don't|dont understand|listen
        you do not understand|listen
        i already|just told|answered|said that|this|you
        i keep|have telling|told you already|twice|before
        fed up $
        i'm|im|am|getting so|very|really|getting? frustrated|annoyed $
        frustrated|annoyed|angry with|at you|this $
        fed up with you|this $
        sick of this|it|you $
        ^ this|that makes no sense
        ",
    ),
    abuse: Cues::new(
        "
        fuck|fuk|screw|damn you|u|off|this|yourself
        ^ fuck|fucking|bullshit|asshole|bitch
        asshole|bastard|moron|idiot|bitch|cunt|stfu|motherfucker|dickhead
        go to hell
        shut up
        you|u suck|sucks
        suck my _
        ",
    ),
    refusal: Cues::new(
        "
        rather not
        prefer not
        rather|prefer to? keep it|that|this private|to
        keep it|that|this private|to
        don't|dont|won't|wont|not|wouldn't want|wish|like|willing|going|comfortable|feel|gonna to? comfortable? to? give|giving|share|sharing|say|saying|tell|telling|disclose|provide|answer|discuss
        won't|wont|don't|dont|not|never|can't|cannot say|share|tell|disclose|sharing|telling|disclosing|saying
        not comfortable
        won't|don't|wont|dont|not give|giving my|you|out|that
        none|not of? your business
        not your business
        ^ lol|haha|um|uh|well|hmm|sorry? no|nope|nah|na|skip|pass|next|later|never $
        ^ no thanks|thank|way|need|comment
        skip it|this|that
        no comment
        that's|thats|it's|its|is private|personal|confidential
        ^ maybe? not|later now|yet|today? $
        move on
        why should i
        ",
    ),
    unsure: Cues::new(
        "
        not sure|certain|decided
        don't|dont really? know
        do not know
        don't|dont have a|an|any|one? budget|number|idea|clue|timeline|date|plan|yet|email|e-mail|phone
        haven't|havent|not decided|thought|figured
        no idea|clue|budget|timeline|deadline
        n / a
        idk|dunno|unsure|undecided
        hard to say|tell
        ^ it? depends
        you tell me
        ^ good question
        ^ none|nothing|whatever $
        ",
    ),
    silence: Cues::new(
        "
        not interested $
        not interested anymore|thanks|thank|at
        not really? interested in this|it|your|you|any $
        leave me alone
        already found|hired someone|somebody|one
        stop asking|messaging|texting|contacting|bothering me|us|questions
        stop it
        stop talking|writing|asking $
        ^ please? stop $
        ^ unsubscribe
        opt out
        go away
        don't|dont|do not? contact|message|text|bother me
        remove me from
        ",
    ),
    yes: Cues::new(
        "
        ^ yes|yeah|yep|yup|ya|yea|sure|ok|okay|k|alright|right|fine|correct|absolutely|certainly|definitely|indeed|exactly|great|cool|perfect|please
        ^ of course
        ^ sounds good|great
        ^ go ahead
        ",
    ),
    no: Cues::new(
        "
        ^ no|nope|nah|negative
        ^ not really|quite|exactly|me|just|alone
        ",
    ),
    correction: Cues::new(
        "
        ^ no|nope|oops|whoops|correction
        i meant|mean
        my mistake|bad
        typo
        scratch that
        should be|have
        is wrong|incorrect
        wrong number|email|name|address|e-mail
        ^ not _ but
        instead
        ",
    ),
    apology: Cues::new("^ sorry|wait|actually|apologies|hang|hold"),
    misfortune: Cues::new(
        "
        had|in|after|from|a|an|my car|bad|serious|work|motorcycle|bike? accident|crash
        injured|injury|hurt|died|widowed|funeral|divorce|divorcing|evicted|eviction|arrested|assaulted
        got|was|been fired
        laid off
        passed away
        caught fire
        house|kitchen|garage fire
        flooded|flooding|burst|leaking|leaks|leak|stolen|robbed|vandalized|collapsed
        lost my|our job|home|husband|wife|mother|father|mom|dad|son|daughter
        ",
    ),
};
