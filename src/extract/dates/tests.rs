//! Every row of every table is read and can be reached; what is written in a style is read back; no edge of the calendar is a fault.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::grammar::{Element, Kind, Pattern};
use super::lexicon::Class;
use super::*;
use crate::document::{BlockKind, RawBlock};
use crate::facts::Granularity;
use crate::language::{Language, table};
use jiff::civil::Date;
use proptest::prelude::*;
use std::time::Instant;

fn document(text: &str, language: Language, reference: Option<Date>) -> Document {
    let block = RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
    Document::new(vec![block], Some(language), reference)
}

fn dates(text: &str, language: Language, reference: Option<Date>) -> Vec<(String, Option<String>)> {
    let document = document(text, language, reference);
    find(&document).into_iter().map(|d| (document.slice(d.span).to_owned(), d.value)).collect()
}

fn reference() -> Option<Date> {
    Date::new(2025, 10, 3).ok()
}

/// The first word of each row of `section`, with its value cell.
fn words(language: Language, section: &str) -> Vec<(&'static str, &'static str)> {
    let rows = table::rows(language.tables().dates).filter(|r| r.section == section);
    rows.map(|r| (r.alternatives(0).next().unwrap_or(""), r.cell(1))).collect()
}

#[test]
fn every_row_is_read() {
    for &language in Language::ALL {
        assert_eq!(GRAMMARS.get(language).faults, Vec::<usize>::new(), "lines of {}/dates.tsv", language.code());
    }
}

#[test]
fn every_word_is_found_where_it_stands() {
    for &language in Language::ALL {
        let grammar = GRAMMARS.get(language);
        for row in table::rows(language.tables().dates).filter(|r| !matches!(r.section, "pattern" | "tense-suffix")) {
            let class = Class::ALL.iter().find(|(_, n)| *n == row.section).unwrap().0;
            for word in row.alternatives(0) {
                let glue = if word.ends_with('\'') { "" } else { " " };
                let lead = if matches!(word, "'ll" | "'ve" | "'d") { "we" } else { "12 " };
                let lead = if matches!(class, Class::Suffix | Class::DecadeSuffix) { "12" } else { lead };
                let text = format!("{lead}{word}{glue}avril");
                let document = document(&text, language, None);
                let mut scan = Scan::new(&document, grammar);
                scan.end = document.tokens.len();
                let found =
                    (0..scan.end).any(|at| scan.phrases(at, class).any(|(len, _)| document.span_of(at..at + len).len() >= word.len()));
                assert!(found, "{}/dates.tsv:{}: {word:?} is not found in {text:?}", language.code(), row.line);
            }
        }
    }
}

fn capitalised(word: &str) -> String {
    let first = word.chars().next().unwrap();
    first.to_uppercase().collect::<String>() + &word[first.len_utf8()..]
}

/// Texts that `kind` takes.
fn samples(kind: &Kind, language: Language) -> Vec<String> {
    let first = |section: &str, n: usize| words(language, section).get(n).map_or(String::new(), |(w, _)| (*w).to_owned());
    match kind {
        Kind::Word(class, value) => {
            let section = Class::ALL.iter().find(|(c, _)| c == class).unwrap().1;
            let fits = |cell: &str| value.is_none_or(|v| lexicon::named(cell).or(cell.parse().ok()) == Some(v));
            words(language, section)
                .into_iter()
                .filter(|(_, cell)| fits(cell))
                .take(14)
                .map(|(w, _)| if *class == Class::CenturyName { capitalised(w) } else { w.to_owned() })
                .collect()
        }
        Kind::Day => vec!["12".into(), if language == Language::De { "12.".into() } else { "1".into() }],
        Kind::DigitDay => vec![if language == Language::En { "12th" } else { "12" }.into()],
        Kind::Year => vec!["2019".into()],
        Kind::Count => vec!["3".into(), "90".into()],
        Kind::Ranking => vec![first("ordinal", 0)],
        Kind::Roman => vec!["XX".into()],
        Kind::MidDecade => vec![format!("{}-1990s", first("part", 2))],
        Kind::Numeric => vec!["12.03.2019".into(), "12/03/2019".into(), "12/03".into()],
        Kind::Span => {
            let relative = format!("{} {}", first("direction", 0), words(language, "unit").iter().find(|u| u.1 == "week").unwrap().0);
            let of = ["de", "del"].iter().find(|_| matches!(language, Language::Es | Language::Pt)).map_or("", |o| *o);
            let month = format!("{} {of} 2019", first("month", 3));
            let dot = if language == Language::De { "." } else { "" };
            vec![month.clone(), format!("12{dot} {of} {month}"), "2019".into(), relative, format!("12{dot} {of} {}", first("month", 3))]
        }
        Kind::Mark(mark) => vec![mark.clone()],
    }
}

/// Whether some text made of samples for `elements` is found from end to end.
fn reached(elements: &[&Element], language: Language) -> bool {
    let choices: Vec<Vec<String>> = elements.iter().map(|e| e.kinds.iter().flat_map(|k| samples(k, language)).collect()).collect();
    let contexts: Vec<String> =
        std::iter::once(String::new()).chain(words(language, "preposition").iter().map(|(w, _)| format!("{w} "))).collect();
    // Vary one element at a time around the first choices, then all together by rotation.
    let widest = choices.iter().map(Vec::len).max().unwrap_or(0);
    (0..widest * widest).any(|turn| {
        let words: Vec<&str> = choices
            .iter()
            .enumerate()
            .map(|(i, c)| c[(if i % 2 == 0 { turn % widest } else { turn / widest }) % c.len()].as_str())
            .collect();
        let text = words.join(" ").replace("' ", "'").replace("( ", "(").replace(" )", ")").replace("  ", " ");
        let text = words.windows(2).fold(text, |t, pair| {
            // Marks of ordinals and decades are glued to their digits.
            let glued =
                table::rows(language.tables().dates).any(|r| r.section == "decade-suffix" && r.alternatives(0).any(|w| w == pair[1]));
            if glued { t.replace(&format!("{} {}", pair[0], pair[1]), &format!("{}{}", pair[0], pair[1])) } else { t }
        });
        contexts.iter().any(|context| {
            let told = "1/1/2018 : ";
            let sentence = format!("{told}{context}{text}");
            let found = dates(&sentence, language, reference());
            found.iter().skip(1).any(|(span, _)| span.ends_with(&text))
        })
    })
}

#[test]
fn every_pattern_is_reached() {
    let mut missed = Vec::new();
    for &language in Language::ALL {
        for pattern in &GRAMMARS.get(language).patterns {
            let Pattern { elements, line, .. } = pattern;
            let needed: Vec<&Element> = elements.iter().filter(|e| !e.optional).collect();
            let all: Vec<&Element> = elements.iter().collect();
            if !reached(&needed, language) && !reached(&all, language) {
                missed.push(format!("{}/dates.tsv:{line}", language.code()));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

/// The same text with other white space, apostrophes and hyphens.
fn retyped(text: &str) -> [String; 6] {
    let curly = text.replace('\'', "’");
    let straight = text.replace('’', "'");
    [
        curly.replace(' ', "\u{a0}"),
        straight.replace(' ', "\u{202f}"),
        straight.replace(' ', "\u{2009}"),
        curly.replace('-', "\u{2011}"),
        straight.replace('-', "\u{2010}"),
        curly,
    ]
}

/// All that a report says of the dates of `text`, but for how it is typed.
fn told(text: &str, language: Language, reference: Option<Date>) -> Vec<(Option<String>, DateRelation, Granularity, usize)> {
    let document = document(text, language, reference);
    let words = |d: &DateFact| document.slice(d.span).chars().count();
    find(&document).into_iter().map(|d| (d.value.clone(), d.relation, d.granularity, words(&d))).collect()
}

#[test]
fn typography_never_changes_a_date() {
    for &language in Language::ALL {
        let path = format!("{}/fixtures/cases/{}/dates.txt", env!("CARGO_MANIFEST_DIR"), language.code());
        let cases = std::fs::read_to_string(path).unwrap();
        let mut published = None;
        let mut seen = 0;
        for line in cases.lines().filter(|l| !l.is_empty() && !l.starts_with([' ', '#'])) {
            if let Some(day) = line.strip_prefix("@published ") {
                published = day.parse::<Date>().ok();
                continue;
            }
            let text = line.trim_start_matches('!');
            let plain = told(text, language, published);
            seen += plain.len();
            for other in retyped(text) {
                assert_eq!(told(&other, language, published), plain, "{other:?}");
            }
        }
        assert!(seen > 100, "{}: only {seen} dates", language.code());
    }
}

#[test]
fn every_class_has_its_bit() {
    assert!(Class::ALL.len() <= 64);
    let masks: std::collections::HashSet<u64> = Class::ALL.iter().map(|(class, _)| lexicon::bit(*class)).collect();
    assert_eq!(masks.len(), Class::ALL.len());
}

proptest! {
    #[test]
    fn a_written_day_is_read_back(year in 1600_i16..2100, month in 1_i8..=12, day in 1_i8..=31, style in 0_usize..3) {
        let date = Date::new(year, month, day);
        prop_assume!(date.is_ok());
        let iso = date.unwrap().to_string();
        for &language in Language::ALL {
            let name = words(language, "month").iter().find(|(_, v)| *v == month.to_string()).unwrap().0;
            let capital = capitalised(name);
            let long = match language {
                Language::En => format!("{capital} {day}, {year}"),
                Language::De => format!("{day}. {capital} {year}"),
                Language::Es | Language::Pt => format!("{day} de {name} de {year}"),
                _ => format!("{day} {name} {year}"),
            };
            let digits = if language == Language::En { format!("{month:02}/{day:02}/{year}") } else { format!("{day:02}/{month:02}/{year}") };
            let text = [long, digits, iso.clone()][style].clone();
            let found = dates(&format!("Alpha ({text}) beta."), language, None);
            prop_assert_eq!(found, vec![(text, Some(iso.clone()))]);
        }
    }

    #[test]
    fn a_written_time_is_read_back(hour in 0_i8..24, minute in 0_i8..60) {
        for &language in Language::ALL {
            let found = dates(&format!("2024-05-17, {hour:02}:{minute:02}"), language, None);
            prop_assert_eq!(&found[0].1, &Some(format!("2024-05-17T{hour:02}:{minute:02}")));
        }
    }

    #[test]
    fn no_text_is_a_fault(picks in proptest::collection::vec(0_usize..4000, 0..25), code in 0_usize..7, tight in any::<bool>()) {
        let language = Language::ALL[code];
        let mut pool: Vec<&str> = table::rows(language.tables().dates).flat_map(|r| r.alternatives(0)).collect();
        pool.extend(["12", "31", "2024", "1999", "0", "99", "9999", ".", ",", "-", "–", "/", ":", "(", ")", "’", "\u{a0}", "€", "%", "XX", "é", "😀", "T", "10.30"]);
        let text: Vec<&str> = picks.iter().map(|p| pool[p % pool.len()]).collect();
        let text = text.join(if tight { "" } else { " " });
        let document = document(&text, language, reference());
        let mut last = 0;
        for date in find(&document) {
            prop_assert!(date.span.start >= last && date.span.end <= document.text.len() && !date.span.is_empty());
            prop_assert!(document.text.is_char_boundary(date.span.start) && document.text.is_char_boundary(date.span.end));
            last = date.span.end;
        }
    }
}

#[test]
fn no_edge_of_the_calendar_is_a_fault() {
    let texts = [
        "in 9999 years",
        "9999 years ago",
        "two weeks before 0001-01-01",
        "on 29 February 2023",
        "31 June 2024",
        "29 February",
        "by the end of 9999",
        "9999-12-31",
        "the week of 31 December 9999",
        "from 31 December to 1 January",
        "next week",
        "last century",
        "9999 centuries ago",
        "in 9999 decades",
        "first Monday of December 9999",
        "40 May 2024",
        "at 25:61",
        "2/29",
        "Friday 13 February",
        "9999 BC",
        "the 30th century BC",
        "the last 9999 centuries",
        "24:00",
        "2024. 9999 years later",
        "next weekend",
        "week 53 of 2024",
    ];
    for day in [(1, 1, 1), (9999, 12, 31), (2024, 2, 29), (-9999, 1, 1), (0, 3, 1)] {
        let reference = Date::new(day.0, day.1, day.2).ok();
        for text in texts {
            let _ = dates(&format!("It ended {text}, they said."), Language::En, reference);
        }
    }
    assert!(dates("It ended on 31 June 2024.", Language::En, None).iter().all(|(_, v)| v.as_deref() != Some("2024-06-31")));
    assert_eq!(dates("It ended on 29 February 2024.", Language::En, None)[0].1.as_deref(), Some("2024-02-29"));
}

#[test]
fn without_a_day_of_publication_nothing_relative_has_a_value() {
    for text in ["last week", "yesterday", "three years ago", "on Tuesday", "in March", "on 12 March", "at 10:30", "next summer"] {
        let found = dates(&format!("It happened {text}."), Language::En, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].1, None, "{text}");
    }
}

#[test]
fn time_is_linear_in_the_length() {
    let unit = "fin de la fin de 12 , 13 et 14 du 4 au 22 entre le premier lundi de la semaine du vingt-deux mars à 14 h 30 ";
    let time = |n: usize| {
        let text = unit.repeat(n);
        let document = document(&text, Language::Fr, reference());
        (0..3)
            .map(|_| {
                let start = Instant::now();
                assert!(!find(&document).is_empty());
                start.elapsed()
            })
            .min()
            .unwrap()
    };
    let (small, large) = (time(400), time(1600));
    assert!(large < small * 10, "{small:?} for a quarter, {large:?} for the whole");
}
