//! Runs the built program over every article of `fixtures/articles`, as saved page and as plain text, and checks what it must find.
//!
//! `<slug>.expected.json` says, layer by layer, which facts must be there (`include`: the keys written are compared, references by
//! name, a bound date by its value), how many there are (`count`), and which strings of the page must stay out (`absent`).
//! A fact, or a layer's count, under `pending` is a known shortcoming: it is told, not asserted.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const LAYERS: [&str; 7] = ["entities", "roles", "role_changes", "figures", "dates", "quotations", "questions"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

fn slugs() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut slugs: Vec<String> = names.filter_map(|n| n.strip_suffix(".expected.json").map(str::to_owned)).collect();
    slugs.sort();
    slugs
}

fn run(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_analyze")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The report of an article as `html` or `txt`.
fn report(slug: &str, kind: &str, expected: &Value) -> Value {
    let path = folder().join(format!("{slug}.{kind}"));
    let published = expected["published"].as_str().unwrap();
    run(&["--format", "json", "--published", published, path.to_str().unwrap()])
}

/// A reference by its name, a bound date by its value, anything else as it is.
fn plain(value: &Value) -> &Value {
    ["name", "value"].iter().find_map(|key| value.get(key)).unwrap_or(value)
}

fn same(got: &Value, want: &Value) -> bool {
    match (plain(got), want) {
        (got, want) if want.is_number() => got.as_f64() == want.as_f64(),
        (got, want) => got == want,
    }
}

/// What of `expected` the report lacks, as one line each; known shortcomings begin with `pending`.
fn lacks(report: &Value, expected: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for layer in LAYERS {
        let facts = report[layer].as_array().unwrap();
        let want = &expected[layer];
        for (list, pending) in [(&want["include"], ""), (&want["pending"]["include"], "pending ")] {
            for fact in list.as_array().into_iter().flatten() {
                let keys = fact.as_object().unwrap();
                if !facts.iter().any(|f| keys.iter().all(|(key, value)| same(&f[key], value))) {
                    out.push(format!("{pending}{layer}: no {fact}"));
                }
            }
        }
        for (count, pending) in [(&want["count"], ""), (&want["pending"]["count"], "pending ")] {
            if let Some(count) = count.as_u64().filter(|c| *c != facts.len() as u64) {
                let texts: Vec<&Value> = facts.iter().map(|f| &f["text"]).collect();
                out.push(format!("{pending}{layer}: {} instead of {count}: {texts:?}", facts.len()));
            }
        }
    }
    for (key, value) in expected["article"].as_object().into_iter().flatten() {
        let got = if key == "language" { &report["article"]["language"]["code"] } else { &report["article"][key] };
        if got != value {
            out.push(format!("article.{key} is {got}, not {value}"));
        }
    }
    for string in expected["absent"].as_array().into_iter().flatten() {
        if report["text"].as_str().unwrap().contains(string.as_str().unwrap()) {
            out.push(format!("the text holds {string}"));
        }
    }
    out
}

/// Checks that every `text` with `start` and `end` within `value` is that stretch of the article, in code points.
fn spans(value: &Value, points: &[char], checked: &mut usize) {
    match value {
        Value::Object(map) => {
            if let (Some(text), Some(start), Some(end)) = (map.get("text").and_then(Value::as_str), map.get("start"), map.get("end")) {
                let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert_eq!(points[range].iter().collect::<String>(), text);
                *checked += 1;
            }
            map.values().for_each(|v| spans(v, points, checked));
        }
        Value::Array(list) => list.iter().for_each(|v| spans(v, points, checked)),
        _ => {}
    }
}

#[test]
fn every_article_gives_its_facts() {
    let mut wrong = String::new();
    for slug in slugs() {
        let expected: Value = serde_json::from_slice(&std::fs::read(folder().join(format!("{slug}.expected.json"))).unwrap()).unwrap();
        for kind in ["html", "txt"] {
            let mut expected = expected.clone();
            if kind == "txt" {
                expected["absent"] = Value::Null;
            }
            for line in lacks(&report(&slug, kind, &expected), &expected) {
                if line.starts_with("pending") {
                    eprintln!("{slug}.{kind}: {line}");
                } else {
                    wrong += &format!("{slug}.{kind}: {line}\n");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_span_says_its_text_and_every_report_fits_the_schema() {
    let schema = run(&["--schema"]);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (mut checked, mut astral) = (0, 0);
    for slug in slugs() {
        let expected: Value = serde_json::from_slice(&std::fs::read(folder().join(format!("{slug}.expected.json"))).unwrap()).unwrap();
        for kind in ["html", "txt"] {
            let report = report(&slug, kind, &expected);
            let points: Vec<char> = report["text"].as_str().unwrap().chars().collect();
            astral += usize::from(points.iter().any(|c| u32::from(*c) > 0xFFFF));
            spans(&report, &points, &mut checked);
            let faults: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
            assert!(faults.is_empty(), "{slug}.{kind}: {faults:?}");
        }
    }
    assert!(checked > 100, "only {checked} spans");
    assert!(astral >= 4, "only {astral} texts hold characters beyond the basic plane");
}
