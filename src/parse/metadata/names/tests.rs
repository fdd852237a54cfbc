use super::*;

fn people(text: &str) -> Vec<String> {
    read(text, &["harbourpost".to_owned()], Trust::Words).people
}

#[test]
fn several_names_come_apart_and_prefixes_off() {
    let cases: [(&str, &[&str]); 16] = [
        ("By Jane Doe", &["Jane Doe"]),
        ("By Jane Doe, John Q. Public and Anne-Marie O’Neill", &["Jane Doe", "John Q. Public", "Anne-Marie O’Neill"]),
        ("Von Gundula Brettschneider und Ralf von der Heide", &["Gundula Brettschneider", "Ralf von der Heide"]),
        ("Par Solène Vauquier et Yann Le Bris", &["Solène Vauquier", "Yann Le Bris"]),
        ("Por Álvaro Rincón y Marta Sobrado", &["Álvaro Rincón", "Marta Sobrado"]),
        ("di Corrado Tessaro", &["Corrado Tessaro"]),
        ("Door Wietske van den Berg", &["Wietske van den Berg"]),
        ("Text: Solène Vauquier | Photos: Basile Clicheur", &["Solène Vauquier"]),
        ("Jane Doe, Senior Reporter", &["Jane Doe"]),
        ("Gundula Brettschneider Redakteurin", &["Gundula Brettschneider"]),
        ("Jane Doe (Berlin) <jane@example.org>", &["Jane Doe"]),
        ("By Jane Doe, PhD, RD and John Public", &["Jane Doe, PhD, RD", "John Public"]),
        ("By Jane Doe Updated March 3, 2024", &["Jane Doe"]),
        ("Jane Doe/John Public", &["Jane Doe", "John Public"]),
        ("By Jane Doe for the Harbour Post", &["Jane Doe"]),
        ("Ida Lund og Per Bøgh", &["Ida Lund", "Per Bøgh"]),
    ];
    for (text, wanted) in cases {
        assert_eq!(people(text), wanted, "{text}");
    }
}

#[test]
fn what_is_no_person_is_left_out() {
    for text in [
        "Harbour Post",
        "By Staff",
        "Redaktion",
        "La rédaction",
        "https://example.org/jane",
        "@jane",
        "example.com",
        "Photo: Basile Clicheur",
        "Read More",
        "3 March 2024",
        "Business News",
        "New York",
        "By",
        "",
        "The Editorial Board",
        "Reviewed by Jane Doe",
    ] {
        assert_eq!(people(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn agencies_are_told_from_people() {
    let names = read("Von Max Muster, dpa", &[], Trust::Words);
    assert_eq!((names.people, names.agencies), (vec!["Max Muster".to_owned()], vec!["dpa".to_owned()]));
    for language in crate::language::Language::ALL {
        for row in crate::language::page_words::rows(*language, "agency") {
            assert!(is_agency(row.cell(0)), "{} line {}", language.code(), row.line);
        }
        for row in crate::language::page_words::rows(*language, "label") {
            assert_eq!(collective(row.cell(0)), None, "{} line {}", language.code(), row.line);
            assert!(!is_person(&format!("Nothing {}", row.cell(0)), &[], Trust::Data), "{} line {}", language.code(), row.line);
        }
        for row in crate::language::page_words::rows(*language, "byline") {
            let (rest, found) = without_prefix(row.cell(0));
            assert!(found && rest.is_empty(), "{} line {}", language.code(), row.line);
            assert!(may_be_signed(&fold(&format!("| {} Ada Lind", row.cell(0).to_uppercase()))), "{} line {}", language.code(), row.line);
        }
    }
}

#[test]
fn data_about_an_author_is_believed_more_than_words() {
    let data = |text: &str| read(text, &[], Trust::Data).people;
    assert_eq!(data("Daniel"), ["Daniel"]);
    assert_eq!(data("harbourfan"), Vec::<String>::new());
    assert_eq!(data("Harbour Life Expert"), ["Harbour Life Expert"]);
    assert_eq!(data("viktor almgren"), ["viktor almgren"]);
    assert_eq!(data("jane.doe"), Vec::<String>::new());
    assert_eq!(data("admin"), Vec::<String>::new());
    assert_eq!(read("Daniel", &[], Trust::Marked).people, ["Daniel"]);
    assert_eq!(people("Daniel"), Vec::<String>::new());
}

#[test]
fn names_of_desks_stay_as_they_are_written() {
    for (text, wanted) in [
        ("Von Redaktion", Some("Redaktion")),
        ("dpa/hbp", Some("dpa/hbp")),
        ("Harbour Post et AFP", Some("Harbour Post et AFP")),
        ("harbourpost.example", Some("harbourpost.example")),
        ("Read more", None),
        ("https://example.org/desk", None),
        ("By", None),
        ("Wie geht es weiter?", None),
        ("12 March", None),
    ] {
        assert_eq!(collective(text).as_deref(), wanted, "{text}");
    }
    assert_eq!(read("한지우 기자", &[], Trust::Data).people, ["한지우"]);
}
