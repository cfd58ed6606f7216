//! The industries that have landing pages and dialogues of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An industry served by the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "industry", rename_all = "kebab-case")
)]
#[serde(rename_all = "kebab-case")]
pub enum Industry {
    /// Buying, selling and renting homes.
    RealEstate,
    /// Insurance of all kinds.
    Insurance,
    /// Solar panels and storage.
    Solar,
    /// Legal services.
    Legal,
    /// Trades and repairs.
    HomeServices,
}

impl Industry {
    /// All industries, in the order pages list them.
    pub const ALL: [Self; 5] = [
        Self::RealEstate,
        Self::Insurance,
        Self::Solar,
        Self::Legal,
        Self::HomeServices,
    ];

    /// The part of an address that names it: `/leads/{slug}`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RealEstate => "real-estate",
            Self::Insurance => "insurance",
            Self::Solar => "solar",
            Self::Legal => "legal",
            Self::HomeServices => "home-services",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RealEstate => "Real estate",
            Self::Insurance => "Insurance",
            Self::Solar => "Solar",
            Self::Legal => "Legal",
            Self::HomeServices => "Home services",
        }
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Industry {
    type Err = UnknownIndustry;

    fn from_str(slug: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|industry| industry.slug() == slug)
            .ok_or(UnknownIndustry)
    }
}

/// The text names no industry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an industry is one of real-estate, insurance, solar, legal and home-services")]
pub struct UnknownIndustry;
