//! Runs every page of `fixtures/metadata` and every text of `fixtures/plain` and compares what the report says of it with the
//! `.json` beside it.
//!
//! That file holds `url` (optional) and `article`: the keys of the report's `article` to be checked, each with its value (of
//! `language` the code alone). For texts, `blocks` lists every block as `[kind, text]`. To add a case, write both files.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use analyze::source::page::{Page, SourceKind};
use analyze::{Options, analyze};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The inputs of `folder` with their expectations, sorted by name.
fn cases(folder: &str) -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut inputs: Vec<PathBuf> = std::fs::read_dir(&folder).expect("fixtures").map(|e| e.unwrap().path()).collect();
    inputs.retain(|p| p.extension().is_some_and(|e| e != "json"));
    inputs.sort();
    let expected = |p: &PathBuf| {
        let text = std::fs::read_to_string(p.with_extension("json")).unwrap_or_else(|e| panic!("{}: {e}", p.display()));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", p.display()))
    };
    inputs.iter().map(|p| (p.clone(), expected(p))).collect()
}

fn report(path: &Path, expected: &Value) -> Value {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut page = Page::new(name, SourceKind::File, std::fs::read(path).unwrap());
    page.url = expected["url"].as_str().map(str::to_owned);
    serde_json::to_value(analyze(&page, &Options::default())).unwrap()
}

/// One line for each expected key of `article` that the report contradicts.
fn differences(path: &Path, expected: &Value, report: &Value) -> Vec<String> {
    let slug = path.file_name().unwrap().to_string_lossy();
    let article = expected["article"].as_object().unwrap_or_else(|| panic!("{slug}: no `article`"));
    let mut found = Vec::new();
    for (key, want) in article {
        let got = if key == "language" { &report["article"][key]["code"] } else { &report["article"][key] };
        if got != want {
            found.push(format!("{slug}: {key} is {got}, not {want}"));
        }
    }
    found
}

#[test]
fn pages_say_of_themselves_what_is_expected() {
    let cases = cases("metadata");
    assert!(!cases.is_empty(), "no cases");
    let wrong: Vec<String> = cases.iter().flat_map(|(path, expected)| differences(path, expected, &report(path, expected))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_are_cut_into_the_expected_blocks() {
    let cases = cases("plain");
    assert!(!cases.is_empty(), "no cases");
    let mut wrong = Vec::new();
    for (path, expected) in &cases {
        let report = report(path, expected);
        wrong.extend(differences(path, expected, &report));
        let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
        let place = |p: &Value, key: &str| usize::try_from(p[key].as_u64().unwrap()).unwrap();
        let slice = |p: &Value| text[place(p, "start")..place(p, "end")].iter().collect::<String>();
        let blocks: Vec<Value> = report["paragraphs"].as_array().unwrap().iter().map(|p| json!([p["kind"], slice(p)])).collect();
        let wanted = expected["blocks"].as_array().expect("blocks");
        for index in 0..blocks.len().max(wanted.len()) {
            if blocks.get(index) != wanted.get(index) {
                let slug = path.file_name().unwrap().to_string_lossy();
                wrong.push(format!("{slug}: block {index} is {:?}, not {:?}", blocks.get(index), wanted.get(index)));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
