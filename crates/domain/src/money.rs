//! Sums of money: whole cents and their currency, never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A currency, by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "currency", rename_all = "UPPERCASE")
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Canadian dollar.
    Cad,
    /// Swiss franc.
    Chf,
    /// Brazilian real.
    Brl,
    /// Mexican peso.
    Mxn,
}

impl Currency {
    /// Its ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Cad => "CAD",
            Self::Chf => "CHF",
            Self::Brl => "BRL",
            Self::Mxn => "MXN",
        }
    }

    /// The sign put before an amount.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Usd => "$",
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Cad => "CA$",
            Self::Chf => "CHF ",
            Self::Brl => "R$",
            Self::Mxn => "MX$",
        }
    }
}

/// An amount of money in integer cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the currency's unit.
    pub cents: i64,
    /// Of which currency.
    pub currency: Currency,
}

impl fmt::Display for Money {
    /// Whole units with thousands separated, as in `$5,000`; cents only where there are some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, cents) = (
            self.cents.unsigned_abs() / 100,
            self.cents.unsigned_abs() % 100,
        );
        let digits = units.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let minus = if self.cents < 0 { "-" } else { "" };
        write!(f, "{minus}{}{grouped}", self.currency.sign())?;
        if cents > 0 {
            write!(f, ".{cents:02}")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_well() {
        let usd = |cents| {
            Money {
                cents,
                currency: Currency::Usd,
            }
            .to_string()
        };
        assert_eq!(usd(500_000), "$5,000");
        assert_eq!(usd(123_456_789), "$1,234,567.89");
        assert_eq!(usd(-5), "-$0.05");
        assert_eq!(usd(i64::MIN), "-$92,233,720,368,547,758.08");
    }
}
