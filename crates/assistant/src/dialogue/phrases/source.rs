//! The files of `dialogues/`, as they are built in. A language is added by its files and a line here.

use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;

type File = (&'static str, &'static str);

macro_rules! file {
    ($name:expr) => {
        (
            concat!("dialogues/", $name),
            include_str!(concat!("../../../dialogues/", $name)),
        )
    };
}

macro_rules! of_industry {
    ($industry:expr, $language:literal) => {
        match $industry {
            Industry::RealEstate => file!(concat!("real_estate.", $language, ".toml")),
            Industry::Insurance => file!(concat!("insurance.", $language, ".toml")),
            Industry::Solar => file!(concat!("solar.", $language, ".toml")),
            Industry::Legal => file!(concat!("legal.", $language, ".toml")),
            Industry::HomeServices => file!(concat!("home_services.", $language, ".toml")),
        }
    };
}

/// What is said in a language whatever the industry.
pub(super) fn phrases(language: Language) -> File {
    match language {
        Language::En => file!("common.en.toml"),
        Language::Es => file!("common.es.toml"),
        Language::Fr => file!("common.fr.toml"),
        Language::De => file!("common.de.toml"),
        Language::Pt => file!("common.pt.toml"),
    }
}

/// What is said in a language about an industry.
pub(super) fn dialogue(language: Language, industry: Industry) -> File {
    match language {
        Language::En => of_industry!(industry, "en"),
        Language::Es => of_industry!(industry, "es"),
        Language::Fr => of_industry!(industry, "fr"),
        Language::De => of_industry!(industry, "de"),
        Language::Pt => of_industry!(industry, "pt"),
    }
}
