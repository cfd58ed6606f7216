//! What is said in a roundabout way, in each language, and what only looks like it.

use super::{asked, describe};
use crate::dialogue::{DialogueState, respond};
use Language::{De, En, Es, Fr, Pt};
use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;

fn turn(language: Language, text: &str) -> (String, bool) {
    let state = DialogueState {
        language: Some(language),
        ..asked(Industry::HomeServices, None)
    };
    let (_, turn) = respond(&state, text);
    (describe(&turn.noted), turn.handoff)
}

/// A message, and what is noted of it.
const FACTS: &[(Language, &str, &str)] = &[
    (En, "two fifty a month", "budget=$250 month"),
    (En, "somewhere around 300ish a month", "budget=$300 month"),
    (
        En,
        "I pay $90 a month and want to get that to 60",
        "budget=$60 month",
    ),
    (En, "$600 a quarter", "budget=$2,400 year"),
    (En, "we're a bakery with thirty-odd employees", "size=30"),
    (
        En,
        "hundred and forty quid a month, max",
        "budget=£140 month",
    ),
    (
        En,
        "monthly 220 to 260 dollars is fine",
        "budget=$240 month",
    ),
    (
        En,
        "opening a second location for Saltgrass Climbing",
        "company=Saltgrass Climbing",
    ),
    (En, "water coming thru the ceiling omg", "time=immediate"),
    (En, "within the next 48 hours", "time=immediate"),
    (En, "I have ten days to respond", "time=weeks"),
    (En, "our lease ends at the end of august", "time=months"),
    (En, "it'll keep", "time=exploring"),
    (
        En,
        "the sooner someone gets here the better",
        "time=immediate",
    ),
    (En, "my name is the only one on the deed", "decides=true"),
    (
        En,
        "I only do the research, my manager picks",
        "decides=false",
    ),
    (
        En,
        "friends call me Buck, full name Robert Ridley",
        "name=Robert Ridley",
    ),
    (De, "Postleitzahl 04109 Leipzig", "place=04109 Leipzig"),
    (
        De,
        "ich zahle 90 Euro und würde gern auf 60 im Monat runter",
        "budget=€60 month",
    ),
    (De, "da hat der Vermieter das Sagen", "decides=false"),
    (De, "in anderthalb Monaten", "time=months"),
    (
        De,
        "sechstausend Euro im Jahr sind eingeplant",
        "budget=€6,000 year",
    ),
    (Es, "llevamos la tienda mi primo y yo", "size=2"),
    (De, "Termin vor Gericht ist in 13 Tagen", "time=weeks"),
    (De, "Mir sind 27 Lüt i dr Firma", "size=27"),
    (
        Es,
        "Milagros Etcheverry a sus órdenes",
        "name=Milagros Etcheverry",
    ),
    (
        Pt,
        "Sou da Queijaria Serra Alta, na Guarda. Ao todo somos catorze",
        "company=Queijaria Serra Alta; place=Guarda; size=14",
    ),
    (
        Es,
        "que el alquiler no supere los 850 euros al mes",
        "budget=€850 month",
    ),
    (Es, "pasado el verano", "time=months"),
    (Es, "tengo diez días para contestar", "time=weeks"),
    (Es, "la última palabra la tiene mi socio", "decides=false"),
    (Fr, "un jour peut-être", "time=exploring"),
    (Fr, "pour le 15 mars", "time=months"),
    (
        Fr,
        "elle c'est Edmonde, moi je suis Corentin Blot",
        "name=Corentin Blot",
    ),
    (Fr, "dans un mois et demi", "time=months"),
    (Fr, "code postal 69003, Lyon", "place=69003, Lyon"),
    (
        Fr,
        "tout le monde m'appelle Jojo, Georges Lacombe",
        "name=Georges Lacombe",
    ),
    (
        De,
        "wir wohnen in Fürth, maximal 1100 im Monat",
        "place=Fürth; budget=€1,100 month",
    ),
    (De, "079 555 01 34", "phone=+41795550134"),
    (
        En,
        "office manager at Harbor Point Dental, 15 people",
        "company=Harbor Point Dental; size=15",
    ),
    (
        Fr,
        "le Cabinet Morvan Architectes, dix personnes",
        "company=Cabinet Morvan Architectes; size=10",
    ),
    (
        Fr,
        "notre boîte, on décide à deux avec mon associé",
        "decides=true",
    ),
    (Pt, "código postal 4000-123 Porto", "place=4000-123 Porto"),
    (Pt, "daqui a um mês e meio", "time=months"),
    (Pt, "quem manda aqui sou eu", "decides=true"),
];

#[test]
fn facts() {
    for &(language, text, told) in FACTS {
        assert_eq!(turn(language, text), (told.to_owned(), false), "{text}");
    }
}

#[test]
fn a_town_narrows_a_region_down() {
    let state = DialogueState {
        language: Some(Fr),
        ..asked(Industry::Solar, None)
    };
    let (state, turn) = respond(&state, "ça marche en Bretagne ?");
    assert_eq!(describe(&turn.noted), "place=Bretagne");
    let (_, turn) = respond(&state, "Quimper");
    assert_eq!(describe(&turn.noted), "place=Quimper");
}

#[test]
fn nothing_told_and_nobody_asked_for() {
    for (language, text) in [
        (En, "I'm not at home"),
        (En, "it's one thirty here"),
        (En, "they gave me 30 days notice back in August"),
        (De, "im März ist ein Baum auf die Garage gefallen"),
        (Es, "en marzo cayó un árbol en el garaje"),
        (Pt, "em agosto me deram 30 dias"),
        (En, "born on May 3rd 1990"),
        (En, "my cousin and I like the shop"),
        (De, "ich habe die Unterlagen hier"),
        (De, "vor drei Wochen"),
        (De, "mein Chef hat mir gekündigt"),
        (De, "mein Chef hat mir 200 Euro mehr im Monat versprochen"),
        (De, "im Winter zahlen wir 260 Euro im Monat für Strom"),
        (De, "gibt es ein Angebot?"),
        (En, "I don't want a huge system"),
        (En, "I'm a nurse at a hospital"),
        (En, "there are four of us in this house"),
        (Es, "quiero un agente que conozca el barrio"),
        (Fr, "mon patron a refusé"),
        (Fr, "la maison a été construite par mon grand-père"),
        (Fr, "il me doit 4000 euros et ne répond pas"),
        (Fr, "on m'a donné un mauvais conseil"),
        (Fr, "je me suis fait arnaquer"),
        (Fr, "pourrais-je avoir un devis ?"),
        (Fr, "dès que mon toit sera refait"),
        (Pt, "minha mulher e eu queremos um seguro"),
        (Pt, "meu marido tem que trabalhar"),
        (Pt, "é só para uma casa"),
        (Es, "hay una fuga en el baño"),
        (Es, "necesito alguien que arregle el grifo"),
        (Fr, "il n'y a pas de garage"),
        (Fr, "ce n'est pas la chaudière"),
        (Pt, "quem decide o preço é a loja?"),
        (Pt, "preciso de ajuda com a autorização de residência"),
    ] {
        assert_eq!(turn(language, text), (String::new(), false), "{text}");
    }
}

#[test]
fn people_asked_for() {
    for (language, text) in [
        (En, "can I just have a word with somebody"),
        (De, "gibt's da auch jemanden aus Fleisch und Blut?"),
        (De, "mit Automaten rede ich nicht"),
        (Es, "¿hay alguien de verdad ahí?"),
        (Fr, "les robots très peu pour moi"),
        (Pt, "peça para alguém do escritório me ligar"),
    ] {
        assert!(turn(language, text).1, "{text}");
    }
    // What is wanted at once is the person.
    assert_eq!(turn(Fr, "un humain, vite"), (String::new(), true));
    // Telling how one is called asks for no call.
    assert!(!turn(Pt, "pode me chamar de Tonho").1);
    assert!(!turn(Fr, "on m'appelle Jojo").1);
}
