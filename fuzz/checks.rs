//! What must hold for any input; shared by the fuzz targets and by the tests that replay their corpus.
//!
//! Every check takes raw bytes. The first byte chooses among kinds or languages where there is a choice.
#![allow(dead_code)]

use analyze::report::csv::Layer;
use analyze::report::{csv as table, json, text};
use analyze::source::page::{MediaType, Page, SourceKind};
use analyze::source::{content, record};
use analyze::{Options, Report};
use serde_json::Value;
use std::collections::BTreeMap;

/// Bytes of a page, from charset to report.
pub fn page(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let mut page = Page::new("input", SourceKind::File, bytes.to_vec());
    page.media_type = [None, Some(MediaType::Html), Some(MediaType::Text), Some(MediaType::Markdown)][usize::from(first & 3)];
    page.charset = [None, Some("utf-8"), Some("windows-1252"), Some("utf-16")][usize::from(first >> 2 & 3)].map(str::to_owned);
    report(&page);
}

/// A line of `--records`.
pub fn records(data: &[u8]) {
    let id = record::id(data, 1);
    if let Ok(page) = record::page(data, 1, 1 << 20) {
        assert_eq!(page.input, id, "the name of a record does not depend on who asks");
        report(&page);
    }
}

/// Plain text in a language that has tables.
pub fn extract(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let languages = ["fr", "en", "de", "es", "it", "pt", "nl"];
    let mut page = Page::new("input", SourceKind::Record, String::from_utf8_lossy(bytes).into_owned().into_bytes());
    page.media_type = Some(MediaType::Text);
    page.charset = Some("utf-8".to_owned());
    page.language = Some(languages[usize::from(first) % languages.len()].to_owned());
    page.published = Some("2025-10-03".to_owned());
    report(&page);
}

/// What people and spreadsheets get to see.
pub fn faces(data: &[u8]) {
    let words = String::from_utf8_lossy(data);
    let mut page = Page::new(words.chars().take(50).collect::<String>(), SourceKind::Record, words.into_owned().into_bytes());
    page.media_type = Some(MediaType::Html);
    let report = analyze::analyze(&page, &Options::default());
    for width in [1, 40, 80] {
        let shown = text::render(&report, text::Style { color: false, width });
        assert!(!shown.contains(|c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))), "{shown:?}");
    }
    for layer in Layer::ALL {
        let rows = [table::header(layer), table::rows(&report, layer)].concat();
        for row in csv::Reader::from_reader(rows.as_slice()).records() {
            let row = row.expect("every row can be read back");
            assert_eq!(row.len(), 4 + layer.columns().len());
            assert!(row.iter().all(|c| !c.starts_with(['=', '+', '@']) && (!c.starts_with('-') || c.parse::<f64>().is_ok())), "{row:?}");
        }
    }
}

/// Compressed content.
pub fn compressed(data: &[u8]) {
    const CAP: usize = 1 << 16;
    if let Ok(bytes) = content::unwrap(data.to_vec(), CAP) {
        assert!(bytes.len() <= CAP.max(data.len()));
        let _ = content::check(&bytes);
    }
}

/// The report of `page`, with all that must hold for any report.
pub fn report(page: &Page) -> Report {
    let options = Options::default();
    let report = analyze::analyze(page, &options);
    assert_eq!(report, analyze::analyze(page, &options), "the same page gives the same report");
    let line = json::line(&report).expect("a report is JSON");
    let value: Value = serde_json::from_slice(&line).expect("what is printed is JSON");
    check(&value);
    report
}

/// Checks a report as a reader of the JSON sees it.
pub fn check(report: &Value) {
    let points: Vec<char> = report["text"].as_str().expect("there is a text").chars().collect();
    let paragraphs = list(report, "paragraphs");
    let mut end = 0;
    for (paragraph, index) in paragraphs.iter().zip(0u64..) {
        let (from, to) = span(paragraph);
        assert_eq!(paragraph["index"], index);
        assert_eq!(from, if index == 0 { 0 } else { end + 2 }, "paragraphs follow each other: {paragraph}");
        assert!(from < to && to <= points.len(), "{paragraph}");
        assert!(index == 0 || points[end..from] == ['\n', '\n']);
        let mut at = from;
        for sentence in list(paragraph, "sentences") {
            let (start, stop) = span(sentence);
            assert!(at <= start && start < stop && stop <= to, "sentences lie in their paragraph, in order: {paragraph}");
            at = stop;
        }
        end = to;
    }
    assert_eq!(end, points.len(), "the paragraphs are all of the text");
    let names: BTreeMap<&str, &str> = list(report, "entities").iter().map(|e| (string(e, "id"), string(e, "name"))).collect();
    assert_eq!(names.len(), list(report, "entities").len(), "no two entities share an id");
    for entity in list(report, "entities") {
        assert_eq!(entity["count"], list(entity, "mentions").len());
        assert_ne!(entity["count"], 0, "an entity is mentioned");
        let forms: Vec<&str> = list(entity, "forms").iter().filter_map(Value::as_str).collect();
        assert!(list(entity, "mentions").iter().all(|m| forms.contains(&string(m, "text"))), "{entity}");
    }
    for layer in ["questions", "entities", "roles", "role_changes", "figures", "dates", "quotations"] {
        for fact in list(report, layer) {
            facts(fact, &points, paragraphs, &names);
        }
    }
    for figure in list(report, "figures") {
        assert!(figure["value"].is_number(), "{figure}");
        assert!(figure["bound"] != "range" || figure["high"].is_number(), "{figure}");
    }
}

/// Checks every place and every reference in `value`.
fn facts(value: &Value, points: &[char], paragraphs: &[Value], names: &BTreeMap<&str, &str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| facts(item, points, paragraphs, names)),
        Value::Object(keys) => {
            if keys.contains_key("start") {
                let (start, end) = span(value);
                let words: String = points.get(start..end).expect("a place lies in the text").iter().collect();
                assert!(start < end, "{value}");
                assert_eq!(value["text"], words, "a place says its words");
                let index = value["paragraph"].as_u64().and_then(|i| usize::try_from(i).ok()).expect("a place has a paragraph");
                let (from, to) = span(&paragraphs[index]);
                assert!(from <= start && start < to, "a place begins in its paragraph: {value}");
            }
            if keys.len() == 2 && keys.contains_key("id") {
                assert_eq!(names.get(string(value, "id")), Some(&string(value, "name")), "a reference names its entity");
            }
            keys.values().for_each(|item| facts(item, points, paragraphs, names));
        }
        _ => {}
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key}: {value}"))
}

fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no string {key}: {value}"))
}

fn span(value: &Value) -> (usize, usize) {
    let at = |key: &str| value[key].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_else(|| panic!("no {key}: {value}"));
    (at("start"), at("end"))
}
