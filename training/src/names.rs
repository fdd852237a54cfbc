//! The name lists of a labeller: every list's names, cut into words by the program's tokeniser.

use crate::files;
use analyze::document::{BlockKind, Document, RawBlock};
use analyze::language::Language;
use analyze::model::hash;
use analyze::model::lexicon::{List, NAME_TOKENS, name};
use anyhow::Result;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// The kinds of gazetteer files and the list that each feeds.
const KINDS: [(&str, List); 19] = [
    ("person_first", List::First),
    ("person_last", List::Surname),
    ("person_full", List::Person),
    ("place_city", List::City),
    ("place_city_alt", List::CityVariant),
    ("place_country", List::Country),
    ("place_country_formal", List::Country),
    ("place_region", List::Region),
    ("org_company", List::Company),
    ("org_institution", List::Institution),
    ("org_international", List::Institution),
    ("org_party", List::Association),
    ("org_media", List::Media),
    ("demonym", List::Demonym),
    ("language_name", List::Demonym),
    ("date_days", List::Calendar),
    ("date_months", List::Calendar),
    ("product", List::Product),
    ("event", List::Event),
];

/// Legal forms and other words that a company's everyday name does without.
const COMPANY_TAILS: [&str; 50] = [
    "inc",
    "inc.",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "companies",
    "ltd",
    "ltd.",
    "limited",
    "plc",
    "llc",
    "lp",
    "l.p.",
    "sa",
    "s.a.",
    "se",
    "ag",
    "nv",
    "n.v.",
    "spa",
    "s.p.a.",
    "ab",
    "asa",
    "oyj",
    "a/s",
    "kgaa",
    "gmbh",
    "holding",
    "holdings",
    "group",
    "groupe",
    "trust",
    "bancorp",
    "de",
    "/de/",
    "adr",
    "cl",
    "class",
    "a",
    "b",
    "s.a",
    "tbk",
    "bhd",
    "ltda",
    "&",
    "the",
    ",",
];

/// Every name's hash with the lists it is on.
pub fn learn(folders: &[&Path], language: Language) -> Result<Vec<(u64, u16)>> {
    let mut lists: FxHashMap<u64, u16> = FxHashMap::default();
    let code = language.code();
    for folder in folders {
        for (kind, list) in KINDS {
            for region in [code, "all", "us", "eu", "en", "es"] {
                let foreign = region != code && matches!(region, "en" | "es");
                // First names and surnames cross borders; the rest of another language's lists does not.
                if foreign && !matches!(list, List::First | List::Surname) {
                    continue;
                }
                let path = folder.join(format!("{kind}.{region}.txt"));
                if !files::exists(&path) {
                    continue;
                }
                // Every surname of a country, without frequencies: a megabyte that half of all words are on.
                if kind == "person_last" && region == "fr" {
                    continue;
                }
                for line in files::read(&path)?.lines().filter(|l| !l.starts_with('#')) {
                    add(&mut lists, line.trim(), list, language);
                }
            }
        }
    }
    let mut out: Vec<(u64, u16)> = lists.into_iter().collect();
    out.sort_unstable();
    Ok(out)
}

/// The one-word names of inhabitants and languages, folded.
pub fn demonyms(folder: &Path, language: Language) -> Result<FxHashSet<String>> {
    let mut out = FxHashSet::default();
    for kind in ["demonym", "language_name"] {
        let path = folder.join(format!("{kind}.{}.txt", language.code()));
        if files::exists(&path) {
            out.extend(files::read(&path)?.lines().map(str::to_lowercase));
        }
    }
    Ok(out)
}

fn add(lists: &mut FxHashMap<u64, u16>, text: &str, list: List, language: Language) {
    if text.chars().count() < 2 {
        return;
    }
    let document = Document::new(vec![RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() }], Some(language), None);
    let mut words: Vec<&str> = (0..document.tokens.len()).map(|t| document.folded(t)).collect();
    if list == List::Company {
        while words.len() > 1 && words.last().is_some_and(|w| COMPANY_TAILS.contains(w) || *w == "." || *w == "/") {
            words.pop();
        }
    }
    if words.is_empty() || words.len() > NAME_TOKENS {
        return;
    }
    *lists.entry(name(words.iter().map(|w| hash::word(w)))).or_default() |= 1 << list as u16;
}
