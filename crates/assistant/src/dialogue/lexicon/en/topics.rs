//! What a question is about.

use crate::dialogue::lexicon::{Cues, Topics};

pub(super) static TOPICS: Topics = Topics {
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
};
