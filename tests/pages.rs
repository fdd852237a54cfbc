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
//! `url` is optional. Of `article` (the report's object of that name) only the keys written are checked. `blocks` are all of the
//! report's paragraphs, with their kinds, in order; `warnings` the codes of all its warnings, none where the key is missing.
//!
//! To add one: make the folder with `page.html`, run `UPDATE_PAGES=1 cargo test --test pages`, which writes what the program says
//! (for an existing file: keeping the keys of `article`), and read it over before committing it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use analyze::source::page::{MediaType, SourceKind};
use analyze::{Options, Page};
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
