//! What a column of a file may hold, and how its header tells.

use serde::{Deserialize, Serialize};

use crate::search::fold;

/// Into what of a lead a column goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The whole name.
    Name,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// Company.
    Company,
    /// Where they are; several columns are joined.
    Location,
    /// Industry.
    Industry,
    /// How far along.
    Status,
    /// What they would spend.
    Budget,
    /// In which currency.
    Currency,
    /// For what time.
    Period,
    /// When they want to begin.
    Timeline,
    /// How many people their company employs.
    CompanySize,
    /// Whether they decide.
    DecisionMaker,
    /// Free text; several columns are joined.
    Notes,
    /// When they arrived.
    ArrivedAt,
}

impl Target {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Company,
        Self::Location,
        Self::Industry,
        Self::Status,
        Self::Budget,
        Self::Currency,
        Self::Period,
        Self::Timeline,
        Self::CompanySize,
        Self::DecisionMaker,
        Self::Notes,
        Self::ArrivedAt,
    ];

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::Location => "location",
            Self::Industry => "industry",
            Self::Status => "status",
            Self::Budget => "budget",
            Self::Currency => "currency",
            Self::Period => "period",
            Self::Timeline => "timeline",
            Self::CompanySize => "company_size",
            Self::DecisionMaker => "decision_maker",
            Self::Notes => "notes",
            Self::ArrivedAt => "arrived_at",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::FirstName => "First name",
            Self::LastName => "Last name",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Company => "Company",
            Self::Location => "Location",
            Self::Industry => "Industry",
            Self::Status => "Status",
            Self::Budget => "Budget",
            Self::Currency => "Currency of the budget",
            Self::Period => "Period of the budget",
            Self::Timeline => "Timeline",
            Self::CompanySize => "Company size",
            Self::DecisionMaker => "Decision maker",
            Self::Notes => "Notes",
            Self::ArrivedAt => "Arrived at",
        }
    }

    /// Whether several columns may go into it.
    pub const fn joins(self) -> bool {
        matches!(self, Self::Location | Self::Notes)
    }

    /// What headers call it, folded, without blanks and punctuation: English, German, Spanish, French, Portuguese.
    #[expect(clippy::too_many_lines, reason = "a list of words")]
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "name",
                "fullname",
                "contactname",
                "contact",
                "leadname",
                "ansprechpartner",
                "kontakt",
                "vollstandigername",
                "nombrecompleto",
                "contacto",
                "nomcomplet",
                "nomecompleto",
                "contato",
            ],
            Self::FirstName => &[
                "firstname",
                "givenname",
                "forename",
                "vorname",
                "nombre",
                "primernombre",
                "prenom",
                "primeironome",
            ],
            Self::LastName => &[
                "lastname",
                "surname",
                "familyname",
                "nachname",
                "familienname",
                "apellido",
                "apellidos",
                "nom",
                "nomdefamille",
                "sobrenome",
                "apelido",
            ],
            Self::Email => &[
                "email",
                "mail",
                "emailaddress",
                "mailaddress",
                "emailadresse",
                "mailadresse",
                "correo",
                "correoelectronico",
                "emailcontacto",
                "courriel",
                "adresseemail",
                "adressemail",
                "adresseelectronique",
                "enderecodeemail",
                "workemail",
                "contactemail",
            ],
            Self::Phone => &[
                "phone",
                "phonenumber",
                "telephone",
                "telephonenumber",
                "tel",
                "mobile",
                "mobilephone",
                "cell",
                "cellphone",
                "workphone",
                "telefon",
                "telefonnummer",
                "handy",
                "handynummer",
                "mobil",
                "mobiltelefon",
                "rufnummer",
                "telefono",
                "movil",
                "celular",
                "numerodetelefono",
                "portable",
                "numerodetelephone",
                "telefone",
                "telemovel",
            ],
            Self::Company => &[
                "company",
                "companyname",
                "organization",
                "organisation",
                "business",
                "businessname",
                "account",
                "accountname",
                "firma",
                "firmenname",
                "unternehmen",
                "empresa",
                "compania",
                "negocio",
                "entreprise",
                "societe",
                "nomdelentreprise",
            ],
            Self::Location => &[
                "location",
                "city",
                "town",
                "state",
                "region",
                "country",
                "ort",
                "stadt",
                "standort",
                "bundesland",
                "land",
                "ciudad",
                "ubicacion",
                "provincia",
                "pais",
                "ville",
                "lieu",
                "pays",
                "cidade",
                "localizacao",
            ],
            Self::Industry => &[
                "industry",
                "branche",
                "industria",
                "sector",
                "secteur",
                "setor",
            ],
            Self::Status => &["status", "leadstatus", "stage", "estado", "statut", "etat"],
            Self::Budget => &["budget", "presupuesto", "orcamento"],
            Self::Currency => &[
                "budgetcurrency",
                "currency",
                "wahrung",
                "moneda",
                "devise",
                "monnaie",
                "moeda",
            ],
            Self::Period => &["budgetperiod", "period"],
            Self::Timeline => &[
                "timeline",
                "timeframe",
                "zeitrahmen",
                "plazo",
                "delai",
                "prazo",
            ],
            Self::CompanySize => &[
                "companysize",
                "employees",
                "numberofemployees",
                "headcount",
                "mitarbeiter",
                "mitarbeiterzahl",
                "unternehmensgrosse",
                "empleados",
                "tamanodelaempresa",
                "effectif",
                "employes",
                "funcionarios",
            ],
            Self::DecisionMaker => &["decisionmaker", "entscheider", "decisor", "decideur"],
            Self::Notes => &[
                "notes",
                "note",
                "comment",
                "comments",
                "message",
                "description",
                "notizen",
                "notiz",
                "bemerkung",
                "bemerkungen",
                "kommentar",
                "nachricht",
                "notas",
                "comentarios",
                "mensaje",
                "commentaire",
                "commentaires",
                "remarques",
                "observacoes",
            ],
            Self::ArrivedAt => &[
                "arrivedat",
                "createdat",
                "created",
                "createdate",
                "datecreated",
                "createddate",
                "erstelltam",
                "angelegtam",
                "erstellungsdatum",
                "fechadecreacion",
                "datedecreation",
                "datadecriacao",
            ],
        }
    }

    fn of_header(header: &str) -> Option<Self> {
        // `ß` and `ss` are one to those who write headers.
        let word: String = fold(header)
            .replace('ß', "ss")
            .chars()
            .filter(|character| character.is_alphanumeric())
            .collect();
        Self::ALL
            .into_iter()
            .find(|target| target.synonyms().contains(&word.as_str()))
    }
}

/// What each column goes into, by what the header says. Nothing goes twice into what holds one thing.
pub fn guess(header: &[String]) -> Vec<Option<Target>> {
    let mut taken: Vec<Target> = Vec::new();
    let columns = header.iter().map(|title| {
        let target = Target::of_header(title)?;
        if taken.contains(&target) && !target.joins() {
            return None;
        }
        taken.push(target);
        Some(target)
    });
    let mut columns: Vec<_> = columns.collect();
    // "Nombre" and "Nom" are the whole name where there is no other.
    let has = |columns: &[Option<Target>], target| columns.contains(&Some(target));
    let lone = match (
        has(&columns, Target::FirstName),
        has(&columns, Target::LastName),
    ) {
        (true, false) => Some(Target::FirstName),
        (false, true) => Some(Target::LastName),
        _ => None,
    };
    if !has(&columns, Target::Name) && lone.is_some() {
        for column in &mut columns {
            if *column == lone {
                *column = Some(Target::Name);
            }
        }
    }
    columns
}
