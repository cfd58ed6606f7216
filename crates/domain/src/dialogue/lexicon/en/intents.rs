//! What a message is about.

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
        is there? anyone|anybody|someone|somebody there|here|around|available|i
        ",
    ),
    call_me: Cues::new(
        "
        can|could|will|would someone|somebody|anyone|anybody|you|u|they please? call|phone|ring|contact|text|email|e-mail me
        have|get|ask|want|need someone|somebody|anyone to? call|phone|ring|contact|text|email|e-mail me
        please|pls|just call|phone|ring me
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
        fed up
        i'm|im|am|getting so|very|really|getting? frustrated|annoyed|angry
        sick of this|it|you
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
        rather|prefer to? keep
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
        already found|hired|have someone|somebody|one|a
        stop asking|messaging|texting|contacting|talking|writing|bothering|it me? $
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
        ^ not really|quite|exactly|me|just
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
    opener: Cues::new(
        "
        ^ and|but|so|ok|okay|well|also|hi|hello|hey? what|what's|whats|how|how's|hows|where|who|which|why|whose|do|does|did|is|are|can|could|would|will|should
        ^ and|but|so|ok|okay|well|also|hi|hello|hey? when do|does|did|will|would|can|could|are|is|should
        i|we|just wonder|wondering|curious if|whether|how|what|when
        tell me about|how|what|more
        want|like|need|wanted to know
        ",
    ),
    price: Cues::new(
        "
        how much
        price|prices|pricing|priced|cost|costs|costing|quote|quotes|fee|fees|rate|rates|expensive|cheap|discount|estimate|estimates
        you|they charge
        ",
    ),
    quote: Cues::new(
        "
        ^ price|prices|pricing|cost|costs|quote|rates|fees|estimate please|pls? $
        ^ how much
        want|need|like|get|give|send|request|looking me|for|to? get|have? a|an|some|your|the? free|rough|quick? price|prices|pricing|quote|quotes|estimate|estimates|ballpark
        ",
    ),
    robot: Cues::new(
        "
        are|r you|u a|an|the|really|actually|even|just? real|live|actual? bot|robot|human|ai|person|machine|chatbot|computer|automated|chatgpt|gpt
        are|r you|u real $
        is this|that|it a|an|really|actually|just? real|live|actual? bot|robot|human|ai|person|machine|chatbot|computer|automated
        am i talking|speaking|chatting to|with a|an? real|live|actual? bot|robot|human|ai|person|machine|chatbot|computer
        who are|r you|u
        who|what is this $
        what are you $
        ",
    ),
    meaning: Cues::new(
        "
        what do you|u mean
        i|we don't|dont|didn't|didnt understand|follow|get $
        i|we don't|dont|do|didn't|didnt not? understand|follow the|your|that|this|what
        ^ huh|what|pardon $
        ",
    ),
    why: Cues::new(
        "
        why do|would|are|should you|u|i|we need|want|ask|asking|have|give|tell
        why you|u need|ask|asking|want
        ^ why $
        what do|would you|u need that|it|this|my for
        what for $
        is that|this|it necessary|required|needed
        do i have|need to
        ",
    ),
    wait: Cues::new(
        "
        how long until|before|till|to|will|does|do|is i|it|you|the|someone|somebody|they|get|take|hear|wait|a|this
        when will|can|would|do|does someone|somebody|you|they|i|we call|contact|hear|reply|answer|expect|get|respond|be|write|reach
        how soon|fast|quickly
        what's|whats|what is? the? wait|response|waiting
        ",
    ),
    privacy: Cues::new(
        "
        spam
        sell|share|selling|sharing|give|use|store|keep my|our data|info|information|details|number|email|e-mail
        what do|will you do|use with|my
        privacy|gdpr
        who gets|sees|reads|has my|this|it
        is this|it|my safe|secure|confidential|data|info|information
        ",
    ),
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
