use crate::document::{BlockKind, Document, RawBlock};
use crate::language::{Language, table};

fn sentences(text: &str, language: Language) -> Vec<String> {
    let block = RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
    let document = Document::new(vec![block], Some(language), None);
    document.sentences.iter().map(|s| document.slice(s.span).to_owned()).collect()
}

#[test]
fn every_abbreviation_keeps_its_sentence_together() {
    for &language in Language::ALL {
        for row in table::rows(language.tables().abbreviations) {
            let written = row.cell(0);
            let next = match row.section {
                "never" | "name" => "Zorbo",
                "number" => "12",
                _ => continue,
            };
            let text = format!("Zorba {written}. {next} zorb.");
            let found = sentences(&text, language);
            assert_eq!(found, [text.as_str()], "{} line {}", language.code(), row.line);
        }
    }
}

#[test]
fn every_ordinary_end_ends_a_sentence() {
    for &language in Language::ALL {
        for row in table::rows(language.tables().abbreviations).filter(|r| r.section == "end") {
            let text = format!("Zorba zorb, {}. Zorbo zorb.", row.cell(0));
            assert_eq!(sentences(&text, language).len(), 2, "{} line {}", language.code(), row.line);
        }
    }
}

#[test]
fn every_starter_begins_a_sentence_after_an_acronym() {
    for &language in Language::ALL {
        for row in table::rows(language.tables().abbreviations).filter(|r| r.section == "starter") {
            let mut starter = row.cell(0).to_owned();
            let first: String = starter.chars().take(1).flat_map(char::to_uppercase).collect();
            let rest: String = starter.chars().skip(1).collect();
            starter = format!("{first}{rest}");
            let glue = if starter.ends_with('\'') { "" } else { " " };
            let text = format!("Zorba zorb A.B.C. {starter}{glue}ami zorb.");
            assert_eq!(sentences(&text, language).len(), 2, "{} line {}: {text}", language.code(), row.line);
        }
    }
}

#[test]
fn a_long_run_of_marks_takes_linear_time() {
    for piece in [". ", "\"", "« ", "?!", "A.", "1. ", "• ", "… "] {
        let text = piece.repeat(200_000);
        let begin = std::time::Instant::now();
        let found = sentences(&text, Language::Fr);
        assert!(!found.is_empty());
        assert!(begin.elapsed().as_secs() < 5, "{piece:?} took {:?}", begin.elapsed());
    }
}
