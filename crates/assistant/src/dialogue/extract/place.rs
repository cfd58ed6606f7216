//! What the place tells where the visitor is: a country, and the money that is paid with there.

use beckon_domain::money::Currency;

use super::Context;
use crate::dialogue::gazetteer;
use crate::dialogue::text::Message;

/// The money of the country of a place.
pub(super) fn currency(place: &str, context: &Context) -> Option<Currency> {
    match country_of(&Message::read(place, &[], context.lexicon))? {
        "US" => Some(Currency::Usd),
        "GB" => Some(Currency::Gbp),
        "CH" | "LI" => Some(Currency::Chf),
        "CA" => Some(Currency::Cad),
        "BR" => Some(Currency::Brl),
        "MX" => Some(Currency::Mxn),
        "DE" | "AT" | "FR" | "ES" | "PT" | "BE" | "LU" | "IE" | "NL" | "IT" => Some(Currency::Eur),
        _ => None,
    }
}

/// The country of the first town that a text names.
pub(super) fn country_of(message: &Message) -> Option<&'static str> {
    (0..message.len()).find_map(|at| gazetteer::country(message, at))
}
