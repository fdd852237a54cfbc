//! The pages of `fixtures/pages`: what the program makes of whole HTML pages.
//!
//! A page is a folder `fixtures/pages/<slug>` with `page.html`, as short as shows one pattern, all its names and words invented,
//! and `expected.json`:
//!
//! ```json
//! {
//!   "url": "https://news.example/2031/05/harbour",
//!   "article": {"title": "…", "published": "2031-05-02"},
//!   "blocks": [
//!     ["title", "…"],
//!     ["paragraph", "…"]
//!   ],
//!   "warnings": ["no_article"]
//! }
//! ```
//!
//! `url` is optional; so is `names`, which is `false` on the few pages where only the names of elements or the JSON-LD tell what
//! belongs to the article (see `pages_without_names_keep_their_body`). Of `article` (the report's object of that name) only the keys written are checked. `blocks` are all of the
//! report's paragraphs, with their kinds, in order; `warnings` the codes of all its warnings, none where the key is missing.
//!
//! To add one: make the folder with `page.html`, run `UPDATE_PAGES=1 cargo test --test pages`, which writes what the program says
//! (for an existing file: keeping the keys of `article`), and read it over before committing it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use analyze::source::page::{MediaType, SourceKind};
use analyze::{Options, Page};
use regex::Regex;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("page.html").is_file())
        .collect();
    folders.sort();
    folders
}

/// What the program says of a page, in the form of `expected.json`.
fn observe(folder: &Path, wanted: &Value) -> Value {
    let bytes = std::fs::read(folder.join("page.html")).unwrap();
    let mut page = Page::new(folder.file_name().unwrap().to_string_lossy(), SourceKind::File, bytes);
    page.media_type = Some(MediaType::Html);
    page.url = wanted["url"].as_str().map(str::to_owned);
    let report = serde_json::to_value(analyze::analyze(&page, &Options::default())).unwrap();

    let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    let offset = |paragraph: &Value, key: &str| usize::try_from(paragraph[key].as_u64().unwrap()).unwrap();
    let blocks: Vec<Value> = report["paragraphs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| json!([p["kind"], text[offset(p, "start")..offset(p, "end")].iter().collect::<String>()]))
        .collect();
    let keys = wanted["article"].as_object().map_or_else(|| vec!["title".to_owned()], |a| a.keys().cloned().collect());
    let article: Map<String, Value> = keys.into_iter().map(|key| (key.clone(), report["article"][&key].clone())).collect();
    let warnings: Vec<Value> = report["warnings"].as_array().unwrap().iter().map(|w| w["code"].clone()).collect();

    let mut seen = Map::new();
    if wanted["names"] == json!(false) {
        seen.insert("names".to_owned(), json!(false));
    }
    if let Some(url) = &page.url {
        seen.insert("url".to_owned(), json!(url));
    }
    seen.insert("article".to_owned(), Value::Object(article));
    seen.insert("blocks".to_owned(), Value::Array(blocks));
    if !warnings.is_empty() {
        seen.insert("warnings".to_owned(), Value::Array(warnings));
    }
    Value::Object(seen)
}

/// The body that the program reads out of `html`, as the set of its runs of four words.
fn shingles(html: &str) -> Vec<String> {
    let mut page = Page::new("page", SourceKind::File, html.as_bytes().to_vec());
    page.media_type = Some(MediaType::Html);
    let report = serde_json::to_value(analyze::analyze(&page, &Options::default())).unwrap();
    let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    let offset = |paragraph: &Value, key: &str| usize::try_from(paragraph[key].as_u64().unwrap()).unwrap();
    let paragraphs = report["paragraphs"].as_array().unwrap().iter().filter(|p| p["kind"] != "title");
    let body: Vec<String> = paragraphs.map(|p| text[offset(p, "start")..offset(p, "end")].iter().collect()).collect();
    let body = body.join("\n").to_lowercase();
    let words: Vec<&str> = body.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut found: Vec<String> = words.windows(4.min(words.len()).max(1)).map(|w| w.join(" ")).collect();
    found.sort();
    found.dedup();
    found
}

/// F1 of two sets of shingles.
fn likeness(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|s| b.binary_search(s).is_ok()).count();
    if a.is_empty() && b.is_empty() { 1.0 } else { 2.0 * shared as f64 / (a.len() + b.len()) as f64 }
}

/// `html` without classes, ids, roles and properties, and without scripts.
fn without_names(html: &str) -> String {
    let scripts = Regex::new(r"(?is)<script\b.*?</script\s*>").unwrap();
    let names = Regex::new(r#"(?i)\s(?:class|id|role|itemprop|itemtype|itemscope|data-[a-z-]+)(?:="[^"]*"|='[^']*'|=[^\s>]*)?"#).unwrap();
    names.replace_all(&scripts.replace_all(html, ""), "").into_owned()
}

/// `html` with blank lines in place of paragraphs.
fn with_breaks(html: &str) -> String {
    let open = Regex::new(r"(?i)<p\b[^>]*>").unwrap();
    let close = Regex::new(r"(?i)</p\s*>").unwrap();
    close.replace_all(&open.replace_all(html, ""), "<br><br>").into_owned()
}

/// `html` with plain boxes in place of paragraphs.
fn with_boxes(html: &str) -> String {
    let tag = Regex::new(r"(?i)<(/?)p\b").unwrap();
    tag.replace_all(html, "<${1}div").into_owned()
}

/// The body does not hang on classes, ids or JSON-LD, nor on `<p>`, but on the pages marked `"names": false`; those must need it.
#[test]
fn pages_without_names_keep_their_body() {
    if std::env::var_os("UPDATE_PAGES").is_some() {
        // The files that it reads are being written.
        return;
    }
    let changes: [(&str, fn(&str) -> String); 3] =
        [("names", without_names), ("boxes", |h| with_boxes(&without_names(h))), ("breaks", |h| with_breaks(&without_names(h)))];
    let mut failures = Vec::new();
    for folder in folders() {
        let html = std::fs::read(folder.join("page.html")).unwrap();
        let html = String::from_utf8_lossy(&html);
        let expected: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
        let whole = shingles(&html);
        let kept: Vec<(&str, f64)> = changes.iter().map(|(name, change)| (*name, likeness(&whole, &shingles(&change(&html))))).collect();
        let holds = kept.iter().all(|(_, kept)| *kept >= 0.95);
        if holds == (expected["names"] == json!(false)) {
            failures.push(format!("{}: {kept:.2?}, marked {}", folder.display(), expected["names"]));
        }
    }
    assert!(failures.is_empty(), "{} pages:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn words_with_mere_line_breaks_between_are_text() {
    let page = format!("<h1>Words</h1><p>The first paragraph says what follows, and ends.</p>{}", "word<br>".repeat(40_000));
    let mut page = Page::new("page", SourceKind::File, page.into_bytes());
    page.media_type = Some(MediaType::Html);
    let report = analyze::analyze(&page, &Options::default());
    let value = serde_json::to_value(report).unwrap();
    let text = value["text"].as_str().unwrap();
    assert!(text.contains("The first paragraph says"), "{}", text.len());
    assert!(text.contains("word word word"), "{}", text.len());
}

/// One line a key, one line a block.
fn lines(value: &Value) -> String {
    let fields: Vec<String> = value
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| match value {
            Value::Array(blocks) if key == "blocks" => {
                let rows: Vec<String> = blocks.iter().map(|b| format!("    {b}")).collect();
                format!("  \"blocks\": [\n{}\n  ]", rows.join(",\n"))
            }
            _ => format!("  \"{key}\": {value}"),
        })
        .collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

#[test]
fn pages_are_read_as_expected() {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut failures = Vec::new();
    for folder in folders() {
        let file = folder.join("expected.json");
        let wanted: Value = std::fs::read_to_string(&file)
            .map_or(Value::Null, |text| serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display())));
        let seen = observe(&folder, &wanted);
        if update {
            std::fs::write(&file, lines(&seen)).unwrap();
        } else if seen != wanted {
            failures.push(format!("{}\n--- expected\n{}--- seen\n{}", folder.display(), lines(&wanted), lines(&seen)));
        }
    }
    assert!(failures.is_empty(), "{} pages differ:\n{}", failures.len(), failures.join("\n"));
}
