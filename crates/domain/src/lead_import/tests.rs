use proptest::prelude::*;

use super::*;
use crate::lead::{BudgetPeriod, LeadStatus};

fn rows(bytes: &[u8], piece: usize) -> (Format, Vec<Record>) {
    let mut sniffer = Sniffer::default();
    for piece in bytes.chunks(piece) {
        sniffer.push(piece);
    }
    let format = sniffer.finish().unwrap();
    let mut reader = Reader::new(format);
    let mut records = Vec::new();
    for piece in bytes.chunks(piece) {
        reader.push(piece);
        while let Some(record) = reader.next_record() {
            records.push(record.unwrap());
        }
    }
    reader.finish();
    while let Some(record) = reader.next_record() {
        records.push(record.unwrap());
    }
    (format, records)
}

fn utf16(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

const TABLE: &str = "Name;E-Mail;Notiz\r\n\"Jürgen \"\"J\"\" Groß\";j@example.com;\"zwei\r\nZeilen\"\r\n\r\nÉva 🌞;e@example.com;x\r\n";

#[test]
fn a_file_is_read_however_it_is_written_and_cut() {
    let plain = "Name;E-Mail\nJürgen Groß;j@example.com\n";
    let ansi: Vec<u8> = plain
        .chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect();
    for piece in [1, 2, 3, 7, 1000] {
        for bytes in [
            TABLE.as_bytes().to_vec(),
            format!("\u{feff}{TABLE}").into_bytes(),
            utf16(TABLE),
        ] {
            let (format, records) = rows(&bytes, piece);
            assert_eq!(format.separator, b';');
            assert_eq!(records.len(), 3, "{format:?}");
            assert_eq!(records[0].cells, ["Name", "E-Mail", "Notiz"]);
            assert_eq!(
                records[1].cells,
                ["Jürgen \"J\" Groß", "j@example.com", "zwei\r\nZeilen"]
            );
            assert_eq!(records[2].cells[0], "Éva 🌞");
        }
        let (format, records) = rows(&ansi, piece);
        assert_eq!(format.encoding, Encoding::Windows1252);
        assert_eq!(records[1].cells[0], "Jürgen Groß");
    }
}

#[test]
fn reading_goes_on_after_any_row() {
    let ansi = b"Name,Mail\n\xc4nne,a@example.com\n\x80uro,\"b\nc\"\nlast,d";
    for bytes in [
        TABLE.as_bytes().to_vec(),
        format!("\u{feff}{TABLE}").into_bytes(),
        utf16(TABLE),
        ansi.to_vec(),
    ] {
        let (format, records) = rows(&bytes, 5);
        for (place, record) in records.iter().enumerate() {
            let end = usize::try_from(record.end).unwrap();
            let mut reader = Reader::after(format, record.end, record.number);
            reader.push(&bytes[end..]);
            reader.finish();
            let rest = std::iter::from_fn(|| reader.next_record()).collect::<Result<Vec<_>, _>>();
            assert_eq!(rest.unwrap(), records[place + 1..]);
        }
    }
}

#[test]
fn what_is_no_table_is_told() {
    let sniff = |bytes: &[u8]| {
        let mut sniffer = Sniffer::default();
        sniffer.push(bytes);
        sniffer.finish()
    };
    assert_eq!(sniff(b" \n"), Err(FileProblem::Empty));
    assert_eq!(sniff(b"PK\x03\x04..."), Err(FileProblem::Workbook));
    assert_eq!(
        sniff(b"\x00\x01\x02\x00\x00\x00zz"),
        Err(FileProblem::NotText)
    );
    assert_eq!(sniff(b"Name\nAna\n").unwrap().separator, b',');
    let endless = format!("a,b\n1,\"{}", "x".repeat(300_000));
    let mut reader = Reader::new(sniff(endless.as_bytes()).unwrap());
    reader.push(endless.as_bytes());
    assert!(reader.next_record().unwrap().is_ok());
    assert_eq!(
        reader.next_record().unwrap(),
        Err(FileProblem::RowTooLong { row: 2 })
    );
}

fn guessed(header: &str) -> Vec<Option<Target>> {
    let header: Vec<String> = header.split(',').map(str::to_owned).collect();
    guess(&header)
}

#[test]
fn headers_tell_what_columns_hold() {
    use Target::{ArrivedAt, Company, Email, FirstName, LastName, Location, Name, Phone};
    assert_eq!(
        guessed("Vorname,Nachname,E-Mail-Adresse,Telefon,Firma,Ort"),
        [FirstName, LastName, Email, Phone, Company, Location].map(Some)
    );
    assert_eq!(
        guessed("Nombre,Correo electrónico,Teléfono,Empresa,Fecha de creación"),
        [Name, Email, Phone, Company, ArrivedAt].map(Some)
    );
    assert_eq!(
        guessed("Prénom,Nom,Courriel,Téléphone,Société,Ville"),
        [FirstName, LastName, Email, Phone, Company, Location].map(Some)
    );
    assert_eq!(
        guessed("City,State,Email,Email,Shoe size"),
        [Some(Location), Some(Location), Some(Email), None, None]
    );
}

fn read(header: &str, cells: &[&str]) -> Result<NewLead, Vec<String>> {
    let titles: Vec<String> = header.split(',').map(str::to_owned).collect();
    let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
    let germany = Dialling::of(49).unwrap();
    read_row(&cells, &guess(&titles), germany).map_err(|problems| {
        problems
            .iter()
            .map(|problem| problem.sentence(&titles))
            .collect()
    })
}

#[test]
fn a_row_becomes_a_lead() {
    let header = "Vorname,Nachname,E-Mail,Telefon,City,Country,Budget,Mitarbeiter,Entscheider,Status,Created at";
    let cells = [
        "Ana",
        "López",
        "ANA@Example.com",
        "(030) 901820",
        "Berlin",
        "Germany",
        "€ 5.000,50 / month",
        "11-50",
        "Ja",
        "Qualified",
        "31.03.2026",
    ];
    let lead = read(header, &cells).unwrap();
    let contact = &lead.facts.contact;
    assert_eq!(contact.name.as_deref(), Some("Ana López"));
    assert_eq!(contact.email.as_ref().unwrap().as_str(), "ana@example.com");
    assert_eq!(contact.phone.as_ref().unwrap().as_str(), "+4930901820");
    assert_eq!(lead.facts.location.as_deref(), Some("Berlin, Germany"));
    let budget = lead.facts.budget.unwrap();
    assert_eq!(
        (budget.amount.cents, budget.period),
        (500_050, BudgetPeriod::Month)
    );
    assert_eq!(budget.amount.currency.code(), "EUR");
    assert_eq!(lead.facts.company_size, Some(11));
    assert_eq!(lead.facts.decision_maker, Some(true));
    assert_eq!(lead.status, LeadStatus::Qualified);
    assert_eq!(
        lead.arrived_at.unwrap().to_rfc3339(),
        "2026-03-31T00:00:00+00:00"
    );
}

#[test]
fn a_bad_row_says_all_that_is_wrong_with_it() {
    let problems = read("Name,E-Mail,Budget", &["Ana", "ana@", "lots", "more"]).unwrap_err();
    assert_eq!(
        problems,
        [
            "Column 4 “more”: This row has more cells than the header. A text with the separator in it needs quotation marks around it.",
            "E-Mail “ana@”: Enter an e-mail address like name@example.com.",
            "Budget “lots”: Write an amount like 5000 or 5,000.00.",
        ]
    );
    let nobody = read("Name,E-Mail,Budget", &["", " ", "5000"]).unwrap_err();
    assert!(nobody[0].starts_with("Nothing here says who this is"));
    assert!(
        read("Name,E-Mail,Budget", &["Ana"]).is_ok(),
        "short rows are filled up"
    );
}

#[test]
fn who_stands_twice_is_seen_by_either_way_to_reach_them() {
    let contact = |cells: &[&str]| read("Name,E-Mail,Telefon", cells).unwrap().facts.contact;
    let mut seen = Seen::default();
    assert_eq!(
        seen.note(&contact(&["A", "a@example.com", "+49 30 901820"]), 2),
        None
    );
    assert_eq!(seen.note(&contact(&["B", "b@example.com", ""]), 3), None);
    assert_eq!(seen.note(&contact(&["C", "A@example.com", ""]), 4), Some(2));
    assert_eq!(seen.note(&contact(&["D", "", "030 901820"]), 5), Some(2));
    assert_eq!(seen.note(&contact(&["E", "", ""]), 6), None);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), piece in 1_usize..50) {
        let mut sniffer = Sniffer::default();
        sniffer.push(&bytes);
        if let Ok(format) = sniffer.finish() {
            let mut reader = Reader::new(format);
            for piece in bytes.chunks(piece) {
                reader.push(piece);
                while let Some(Ok(record)) = reader.next_record() {
                    prop_assert!(record.end <= bytes.len() as u64 + 3);
                    let columns: Vec<_> = Target::ALL.into_iter().map(Some).collect();
                    let _ = read_row(&record.cells, &columns, Dialling::NORTH_AMERICA);
                }
            }
        }
    }

    #[test]
    fn no_cell_panics(cells in prop::collection::vec("\\PC{0,12}|[0-9.,/€$ -]{0,12}", 17)) {
        let columns: Vec<_> = Target::ALL.into_iter().map(Some).collect();
        let _ = read_row(&cells, &columns, Dialling::of(49).unwrap());
    }
}
