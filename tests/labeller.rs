//! The labellers that ship: what they find in fixed sentences never changes unnoticed, and a damaged weight file is refused.
//!
//! `fixtures/labels/<language>.txt` holds one sentence a line with its names in brackets, as the labeller marks them (rightly or not).
//! After a new training `UPDATE_CASES=1 cargo test --test labeller` writes them anew; read the difference before committing it.

use analyze::document::{BlockKind, Document, RawBlock};
use analyze::language::Language;
use analyze::model::{BlobError, Kind, Models};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `text` with the names that the labeller of `language` finds in it in brackets.
fn marked(models: &Models, language: Language, text: &str) -> String {
    let document = Document::new(vec![RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() }], Some(language), None);
    let mut out = String::new();
    let mut done = 0;
    for mention in models.label(&document) {
        assert!(mention.score > 0.0 && mention.score <= 1.0, "{mention:?}");
        let span = document.span_of(mention.tokens);
        let kind = match mention.kind {
            Kind::Person => "PER",
            Kind::Organization => "ORG",
            Kind::Location => "LOC",
            Kind::Miscellaneous => "MISC",
        };
        out += &format!("{}[{kind} {}]", &document.text[done..span.start], document.slice(span));
        done = span.end;
    }
    out + &document.text[done..]
}

/// The sentence without its brackets.
fn plain(line: &str) -> String {
    let mut out = line.to_owned();
    for kind in ["PER", "ORG", "LOC", "MISC"] {
        out = out.replace(&format!("[{kind} "), "");
    }
    out.replace(']', "")
}

#[test]
fn labels_of_fixed_sentences_stay() {
    let models = Models::default();
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for language in Language::ALL {
        let file: PathBuf = root().join(format!("fixtures/labels/{}.txt", language.code()));
        let text = std::fs::read_to_string(&file).unwrap();
        let mut fresh = String::new();
        for line in text.lines() {
            let now = if line.starts_with('#') { line.to_owned() } else { marked(&models, *language, &plain(line)) };
            if now != line {
                wrong.push(format!("{}\n  now {now}\n  was {line}", language.code()));
            }
            sentences += usize::from(!line.starts_with('#'));
            fresh += &now;
            fresh.push('\n');
        }
        if update {
            std::fs::write(&file, fresh).unwrap();
        }
    }
    assert!(sentences >= 20);
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labelling_twice_gives_the_same() {
    let text = std::fs::read_to_string(root().join("fixtures/labels/fr.txt")).unwrap();
    let text = plain(&text);
    let first = marked(&Models::default(), Language::Fr, &text);
    assert!(first.contains("[PER "), "{first}");
    assert_eq!(first, marked(&Models::default(), Language::Fr, &text));
}

#[test]
fn a_damaged_weight_file_is_refused() {
    let good = std::fs::read(root().join("models/fr.bin")).unwrap();
    assert!(Models::default().with_override(Language::Fr, good.clone()).is_ok());
    for at in [0, 9, 13, 21, 40, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert!(Models::default().with_override(Language::Fr, bad).is_err(), "byte {at}");
    }
    let cut = Models::default().with_override(Language::Fr, good[..good.len() / 2].to_vec());
    assert_eq!(cut.unwrap_err(), BlobError::Length);
    let other = Models::default().with_override(Language::Fr, b"<!DOCTYPE html>".to_vec());
    assert_eq!(other.unwrap_err(), BlobError::NotWeights);
}

#[test]
fn a_replaced_labeller_is_the_one_in_force() {
    let english = std::fs::read(root().join("models/en.bin")).unwrap();
    let models = Models::default().with_override(Language::De, english).unwrap();
    let text = "Agnes Morvan joined Solvane in Paris.";
    assert_eq!(marked(&models, Language::De, text), marked(&Models::default(), Language::En, text));
}
