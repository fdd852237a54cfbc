//! Runs every case file of `fixtures/cases/<language>/<layer>.txt` and compares the facts of that layer with the rows written there.
//!
//! The format is explained in `fixtures/cases/README.md`. `UPDATE_CASES=1` rewrites the rows with what the program says.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use analyze::source::page::{MediaType, Page, SourceKind};
use analyze::{Options, analyze};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The cell that identifies a fact of a layer.
fn first_key(layer: &str) -> &'static str {
    match layer {
        "entities" => "name",
        "roles" | "role_changes" => "person",
        _ => "text",
    }
}

/// Splits a row at `; ` outside of values that were escaped as `\;`.
fn cells(row: &str) -> Vec<String> {
    row.replace("\\;", "\u{1}").split(';').map(|c| c.trim().replace('\u{1}', ";")).collect()
}

/// A fact's value as a cell shows it: references by name, dates by value, null as `null`.
fn shown(value: &Value) -> String {
    match value {
        Value::String(s) => s.replace('\n', "⏎"),
        Value::Object(o) => o.get("name").or_else(|| o.get("value")).map_or_else(|| value.to_string(), shown),
        Value::Array(a) => a.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

struct Case {
    text: String,
    known_gap: bool,
    line: usize,
    rows: Vec<String>,
    published: Option<String>,
}

fn read(path: &Path) -> Vec<Case> {
    let content = std::fs::read_to_string(path).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    let mut published = None;
    for (line, number) in content.lines().zip(1..) {
        if let Some(row) = line.trim_start().strip_prefix("- ").filter(|_| line.starts_with(' ')) {
            cases.last_mut().unwrap_or_else(|| panic!("{}:{number}: a row before any text", path.display())).rows.push(row.to_owned());
        } else if let Some(option) = line.strip_prefix('@') {
            published = option.strip_prefix("published ").map(|d| d.trim().to_owned());
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            let known_gap = line.starts_with('!');
            let text = line.trim_start_matches('!').trim().replace('⏎', "\n\n");
            cases.push(Case { text, known_gap, line: number, rows: Vec::new(), published: published.clone() });
        }
    }
    cases
}

/// The facts of `layer` for `case`, as JSON objects.
fn facts(case: &Case, language: &str, layer: &str) -> Vec<Value> {
    let mut page = Page::new("case", SourceKind::Record, case.text.clone().into_bytes());
    page.media_type = Some(MediaType::Text);
    page.charset = Some("utf-8".into());
    page.language = Some(language.into());
    page.published.clone_from(&case.published);
    let report = analyze(&page, &Options::default());
    let json = serde_json::to_value(&report).unwrap();
    if layer == "sentences" {
        let points: Vec<char> = report.text.chars().collect();
        let spans = report.paragraphs.iter().flat_map(|p| &p.sentences);
        return spans.map(|s| serde_json::json!({ "text": points[s.start..s.end].iter().collect::<String>() })).collect();
    }
    json[layer].as_array().unwrap_or_else(|| panic!("the report has no layer {layer}")).clone()
}

/// What is wrong between the rows and the facts; `None` where they agree.
fn mismatch(case: &Case, facts: &[Value], layer: &str) -> Option<String> {
    let key = first_key(layer);
    let mut wrong = String::new();
    for index in 0..case.rows.len().max(facts.len()) {
        match (case.rows.get(index), facts.get(index)) {
            (Some(row), Some(fact)) => {
                for (cell, at) in cells(row).iter().zip(0..) {
                    let (name, want) = if at == 0 { (key, cell.as_str()) } else { cell.split_once('=').unwrap_or((cell, "?")) };
                    let got = shown(&fact[name]);
                    if got != want {
                        let _ = writeln!(wrong, "    row {}: {name} is {got:?}, expected {want:?}", index + 1);
                    }
                }
            }
            (Some(row), None) => {
                let _ = writeln!(wrong, "    missing: {row}");
            }
            (None, Some(fact)) => {
                let _ = writeln!(wrong, "    unexpected: {}", shown(&fact[key]));
            }
            (None, None) => {}
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}

/// `fact` as a row with the keys that `like` has.
fn row_of(fact: &Value, layer: &str, like: Option<&String>) -> String {
    let escape = |s: String| s.replace(';', "\\;");
    let mut row = escape(shown(&fact[first_key(layer)]));
    for cell in like.map(|l| cells(l)).unwrap_or_default().iter().skip(1) {
        let name = cell.split_once('=').map_or(cell.as_str(), |c| c.0);
        let _ = write!(row, "; {name}={}", escape(shown(&fact[name])));
    }
    row
}

/// Rewrites the rows of `path` with `found`, one list of facts a case.
fn rewrite(path: &Path, cases: &[Case], found: &[Vec<Value>], layer: &str) {
    let content = std::fs::read_to_string(path).unwrap();
    let mut out = String::new();
    let mut at = 0;
    for (line, number) in content.lines().zip(1..) {
        if line.starts_with(' ') && line.trim_start().starts_with("- ") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if cases.get(at).is_some_and(|c| c.line == number) {
            let case = &cases[at];
            for (fact, index) in found[at].iter().zip(0..) {
                let _ = writeln!(out, "  - {}", row_of(fact, layer, case.rows.get(index).or(case.rows.last())));
            }
            at += 1;
        }
    }
    std::fs::write(path, out).unwrap();
}

fn case_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut files = Vec::new();
    for language in std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        let inside = std::fs::read_dir(language).unwrap().map(|e| e.unwrap().path());
        files.extend(inside.filter(|p| p.extension().is_some_and(|x| x == "txt")));
    }
    files.sort();
    files
}

#[test]
fn every_case_file_holds() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let (mut failures, mut count) = (String::new(), 0);
    for path in case_files() {
        let layer = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let language = path.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        let cases = read(&path);
        let found: Vec<Vec<Value>> = cases.iter().map(|c| facts(c, &language, &layer)).collect();
        count += cases.len();
        if update {
            rewrite(&path, &cases, &found, &layer);
            continue;
        }
        for (case, facts) in cases.iter().zip(&found) {
            let at = format!("{}/{}.txt:{}", language, layer, case.line);
            match (mismatch(case, facts, &layer), case.known_gap) {
                (Some(wrong), false) => {
                    let _ = writeln!(failures, "{at}: {}\n{wrong}", case.text);
                }
                (None, true) => {
                    let _ = writeln!(failures, "{at}: a known gap is closed: take its `!` away: {}", case.text);
                }
                _ => {}
            }
        }
    }
    assert!(count > 0, "no case was found");
    assert!(failures.is_empty(), "mismatches:\n{failures}");
}

/// A harness that cannot fail proves nothing: wrong rows, missing rows and rows too many must each be told.
/// What stands at the very beginning or end of a text has no neighbour to look at: each text is also read from its second word on, and in
/// two parts.
#[test]
fn texts_cut_short_are_no_fault() {
    let cut = |case: &Case| {
        let words: Vec<&str> = case.text.split(' ').collect();
        let at = case.line % words.len().max(1);
        [words[1.min(words.len())..].join(" "), words[at..].join(" "), words[..at].join(" ")]
    };
    for path in case_files() {
        let language = path.parent().and_then(|p| p.file_name()).unwrap().to_string_lossy().into_owned();
        for case in read(&path) {
            for text in cut(&case) {
                let short = Case { text, rows: Vec::new(), published: None, ..case };
                let read = std::panic::catch_unwind(|| facts(&short, &language, "entities").len());
                assert!(read.is_ok(), "{}:{}: {}", path.display(), case.line, short.text);
            }
        }
    }
}

#[test]
fn the_harness_tells_wrong_rows() {
    let case = |rows: &[&str]| Case {
        text: "Un. Deux.".into(),
        known_gap: false,
        line: 1,
        rows: rows.iter().map(|r| (*r).to_owned()).collect(),
        published: None,
    };
    let verdict = |rows: &[&str]| {
        let case = case(rows);
        mismatch(&case, &facts(&case, "fr", "sentences"), "sentences")
    };
    assert_eq!(verdict(&["Un.", "Deux."]), None);
    assert!(verdict(&["Un.", "Trois."]).is_some());
    assert!(verdict(&["Un."]).is_some());
    assert!(verdict(&["Un.", "Deux.", "Trois."]).is_some());
}
