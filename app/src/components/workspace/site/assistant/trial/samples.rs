//! What visitors of an industry write, to click on.

use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;

/// Three sentences: a visitor who tells much, a question, and the wish for a person.
pub(super) const fn samples(industry: Industry, language: Language) -> [&'static str; 3] {
    let [tells, asks] = match language {
        Language::En => english(industry),
        Language::Es => spanish(industry),
        Language::Fr => french(industry),
        Language::De => german(industry),
        Language::Pt => portuguese(industry),
    };
    [tells, asks, person(language)]
}

const fn person(language: Language) -> &'static str {
    match language {
        Language::En => "Can I talk to a person?",
        Language::Es => "¿Puedo hablar con una persona?",
        Language::Fr => "Puis-je parler à quelqu'un ?",
        Language::De => "Kann ich mit einem Menschen sprechen?",
        Language::Pt => "Posso falar com uma pessoa?",
    }
}

const fn english(industry: Industry) -> [&'static str; 2] {
    match industry {
        Industry::Solar => [
            "Hi, I'm Ana. I'd like solar panels, about $20,000, this spring",
            "Do you offer financing?",
        ],
        Industry::RealEstate => [
            "I'm Tom, looking for a house in Austin around $450k within 3 months",
            "Do you show houses on weekends?",
        ],
        Industry::Insurance => [
            "We're 12 people and pay $900 a month, I'm Lee and I decide",
            "What does a policy cover?",
        ],
        Industry::Legal => [
            "My name is Sam Reed, I need help with a contract this week",
            "How much is a first consultation?",
        ],
        Industry::HomeServices => [
            "My kitchen tap leaks, can someone come tomorrow? I'm Joe",
            "Do you work on Sundays?",
        ],
    }
}

const fn spanish(industry: Industry) -> [&'static str; 2] {
    match industry {
        Industry::Solar => [
            "Hola, me llamo Ana y quiero placas solares, unos 20.000 euros, esta primavera",
            "¿Ofrecen financiación?",
        ],
        Industry::RealEstate => [
            "Soy Tomás, busco casa en Madrid por 450.000 euros en 3 meses",
            "¿Hacen visitas los sábados?",
        ],
        Industry::Insurance => [
            "Somos 12 personas y pagamos 900 euros al mes, me llamo Luis",
            "¿Qué cubre la póliza?",
        ],
        Industry::Legal => [
            "Me llamo Sara Ruiz y necesito ayuda con un contrato esta semana",
            "¿Cuánto cuesta la primera consulta?",
        ],
        Industry::HomeServices => [
            "El grifo gotea, ¿pueden venir mañana? Me llamo José",
            "¿Trabajan los domingos?",
        ],
    }
}

const fn french(industry: Industry) -> [&'static str; 2] {
    match industry {
        Industry::Solar => [
            "Bonjour, je m'appelle Anne, je voudrais des panneaux solaires pour 20 000 euros ce printemps",
            "Proposez-vous un financement ?",
        ],
        Industry::RealEstate => [
            "Je m'appelle Thomas, je cherche une maison à Lyon pour 450 000 euros d'ici 3 mois",
            "Faites-vous des visites le samedi ?",
        ],
        Industry::Insurance => [
            "Nous sommes 12 et payons 900 euros par mois, je m'appelle Luc",
            "Que couvre le contrat ?",
        ],
        Industry::Legal => [
            "Je m'appelle Sarah Roy, j'ai besoin d'aide pour un contrat cette semaine",
            "Combien coûte le premier rendez-vous ?",
        ],
        Industry::HomeServices => [
            "Mon robinet fuit, pouvez-vous venir demain ? Je m'appelle Jean",
            "Travaillez-vous le dimanche ?",
        ],
    }
}

const fn german(industry: Industry) -> [&'static str; 2] {
    match industry {
        Industry::Solar => [
            "Hallo, ich heiße Anna und möchte eine Solaranlage für etwa 20.000 Euro im Frühjahr",
            "Bieten Sie eine Finanzierung an?",
        ],
        Industry::RealEstate => [
            "Ich bin Thomas und suche ein Haus in München für 450.000 Euro in 3 Monaten",
            "Gibt es Besichtigungen am Samstag?",
        ],
        Industry::Insurance => [
            "Wir sind 12 Leute und zahlen 900 Euro im Monat, ich heiße Lukas",
            "Was deckt die Versicherung ab?",
        ],
        Industry::Legal => [
            "Ich heiße Sara Roth und brauche diese Woche Hilfe mit einem Vertrag",
            "Was kostet die Erstberatung?",
        ],
        Industry::HomeServices => [
            "Mein Wasserhahn tropft, kann morgen jemand kommen? Ich heiße Jonas",
            "Arbeiten Sie sonntags?",
        ],
    }
}

const fn portuguese(industry: Industry) -> [&'static str; 2] {
    match industry {
        Industry::Solar => [
            "Olá, chamo-me Ana e quero painéis solares por uns 20.000 euros nesta primavera",
            "Oferecem financiamento?",
        ],
        Industry::RealEstate => [
            "Sou o Tomás e procuro casa em Lisboa por 450.000 euros em 3 meses",
            "Fazem visitas ao sábado?",
        ],
        Industry::Insurance => [
            "Somos 12 pessoas e pagamos 900 euros por mês, chamo-me Luís",
            "O que cobre o seguro?",
        ],
        Industry::Legal => [
            "Chamo-me Sara Reis e preciso de ajuda com um contrato esta semana",
            "Quanto custa a primeira consulta?",
        ],
        Industry::HomeServices => [
            "A torneira está a pingar, podem vir amanhã? Chamo-me João",
            "Trabalham ao domingo?",
        ],
    }
}
