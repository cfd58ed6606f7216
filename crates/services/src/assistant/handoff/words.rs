//! What a visitor is told about waiting for a person, in their language. `{}` is filled in.

use beckon_domain::widget::Language;

/// The sentences of a language.
pub(super) struct Words {
    /// Somebody is there, and nobody waits before them.
    pub(super) next: &'static str,
    /// Somebody is there, and this many others are before them.
    pub(super) line: &'static str,
    /// How many minutes it usually takes.
    pub(super) usually: &'static str,
    /// It can't be said how long it takes.
    pub(super) unknown: &'static str,
    /// Nobody is there.
    pub(super) nobody: &'static str,
    /// When somebody will be.
    pub(super) opens: &'static str,
    /// To which address the answer goes.
    pub(super) by_email: &'static str,
    /// No address is known.
    pub(super) ask_email: &'static str,
}

pub(super) const fn in_language(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Es => &ES,
        Language::Fr => &FR,
        Language::De => &DE,
        Language::Pt => &PT,
    }
}

const EN: Words = Words {
    next: "You're next in line.",
    line: "People waiting before you: {}.",
    usually: "It usually takes about {} min.",
    unknown: "I can't say how long it will take.",
    nobody: "Nobody is here at the moment.",
    opens: "We're back on {}.",
    by_email: "We'll answer by e-mail at {}.",
    ask_email: "Leave your e-mail address here, and we'll answer there.",
};

const ES: Words = Words {
    next: "Es su turno en cuanto alguien quede libre.",
    line: "Personas que esperan antes: {}.",
    usually: "Suele tardar unos {} min.",
    unknown: "No puedo decir cuánto tardará.",
    nobody: "En este momento no hay nadie.",
    opens: "Volvemos el {}.",
    by_email: "Responderemos por correo electrónico a {}.",
    ask_email: "Deje aquí su correo electrónico y le responderemos allí.",
};

const FR: Words = Words {
    next: "Vous êtes la prochaine personne dans la file.",
    line: "Personnes qui attendent avant vous : {}.",
    usually: "Il faut en général environ {} min.",
    unknown: "Je ne peux pas dire combien de temps cela prendra.",
    nobody: "Il n'y a personne en ce moment.",
    opens: "Nous serons de retour le {}.",
    by_email: "Nous répondrons par e-mail à {}.",
    ask_email: "Laissez ici votre adresse e-mail et nous y répondrons.",
};

const DE: Words = Words {
    next: "Sie sind als Nächstes an der Reihe.",
    line: "Vor Ihnen warten: {}.",
    usually: "Meist dauert es etwa {} Min.",
    unknown: "Wie lange es dauert, kann ich nicht sagen.",
    nobody: "Im Moment ist niemand da.",
    opens: "Wir sind wieder da am {}.",
    by_email: "Wir antworten per E-Mail an {}.",
    ask_email: "Hinterlassen Sie hier Ihre E-Mail-Adresse, dann antworten wir dort.",
};

const PT: Words = Words {
    next: "É a próxima pessoa na fila.",
    line: "Pessoas à espera antes: {}.",
    usually: "Costuma demorar cerca de {} min.",
    unknown: "Não sei dizer quanto tempo vai demorar.",
    nobody: "De momento não está ninguém.",
    opens: "Voltamos no dia {}.",
    by_email: "Respondemos por e-mail para {}.",
    ask_email: "Deixe aqui o seu e-mail e respondemos por lá.",
};
