//! Tests over all languages: every table row in a generated sentence, typography, formats read back, no damage on any input.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::document::{BlockKind, RawBlock, fold};
use crate::language::{Language, table};
use proptest::prelude::*;

fn document(text: &str, language: Language) -> Document {
    let blocks = text.split("\n\n").map(|t| RawBlock { kind: BlockKind::Paragraph, text: t.to_owned() }).collect();
    Document::new(blocks, Some(language), None)
}

fn figures(text: &str, language: Language) -> Vec<Figure> {
    find(&document(text, language), &Entities::default(), &[])
}

fn with_reader<T>(text: &str, language: Language, check: impl Fn(&Reader<'_, '_>) -> T) -> T {
    let document = document(text, language);
    let none = Taken { dates: Vec::new(), names: Vec::new() };
    let mut atoms = Vec::new();
    atoms::fill(&document, &document.blocks[0], lexicon::of(language), &none, &mut atoms);
    check(&Reader {
        document: &document,
        atoms: &atoms,
        lexicon: lexicon::of(language),
        units: units::of(language),
        nouns: nouns::of(language),
        bounds: bounds::of(language),
    })
}

/// Runs `check` on every row of a table of every language; what it returns are faults.
fn every_row(pick: fn(Language) -> &'static str, check: impl Fn(Language, table::Row<'static>) -> Vec<String>) {
    let mut faults = Vec::new();
    for &language in Language::ALL {
        let mut rows = 0;
        for row in table::rows(pick(language)) {
            rows += 1;
            faults.extend(check(language, row).into_iter().map(|f| format!("{}:{} [{}] {f}", language.code(), row.line, row.section)));
        }
        assert!(rows > 10, "{} has a table with {rows} rows only", language.code());
    }
    assert!(faults.is_empty(), "{} rows that nothing reaches:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_unit_is_reachable() {
    every_row(
        |l| l.tables().units,
        |language, row| {
            let dictionary = with_reader("x", language, |r| r.units.is_dictionary(row.section));
            let column = usize::from(
                !dictionary
                    || matches!(
                        row.section,
                        "per" | "per_noun" | "rate_after" | "multiple" | "money_or_mass" | "percent_before" | "part" | "small_points"
                    ),
            );
            let forms = row.alternatives(column).map(|f| f.trim_start_matches('='));
            forms
                .filter(|form| {
                    if dictionary {
                        // An elided form is met before a vowel.
                        let elided = form.ends_with('\'');
                        let text = if elided { format!("{form}una") } else { (*form).to_owned() };
                        return !with_reader(&text, language, |r| r.units.knows(r, row.section, usize::from(elided)));
                    }
                    let found = figures(&format!("7 {form}"), language);
                    let right = |f: &Figure| f.unit.as_deref() == Some(row.cell(0)).filter(|u| *u != "times") && f.value.abs() == 7.0;
                    !found.first().is_some_and(right)
                })
                .map(str::to_owned)
                .collect()
        },
    );
}

#[test]
fn every_currency_is_reachable() {
    every_row(
        |l| l.tables().money,
        |language, row| {
            let forms = row.alternatives(1).map(|f| f.trim_start_matches('='));
            // One name can be two currencies' (`lira`): the last row wins, and either is money.
            forms.filter(|form| !with_reader(form, language, |r| r.units.money(r))).map(str::to_owned).collect()
        },
    );
}

#[test]
fn every_symbol_is_reachable() {
    for &language in Language::ALL {
        for row in table::rows(units::SHARED) {
            for form in row.alternatives(usize::from(row.section != "code")).map(|f| f.trim_start_matches('=')) {
                let text = match row.section {
                    "prefix" => format!("{form} 7"),
                    "temperature_letter" => format!("7{form}"),
                    _ => format!("7 {form}"),
                };
                let found = figures(&text, language);
                let unit = found.first().and_then(|f| f.unit.as_deref());
                assert!(unit.is_some(), "{} symbols.tsv:{} {text}: {found:?}", language.code(), row.line);
                if row.section == "code" {
                    assert_eq!(unit, Some(form), "{} {text}", language.code());
                }
            }
        }
    }
}

/// Whether the word or phrase `form` means what its row of `numbers.tsv` says.
fn number_word_holds(language: Language, section: &str, number: Option<i128>, form: &str) -> bool {
    let lexicon = lexicon::of(language);
    let entry = lexicon.entry(&fold(form)).unwrap_or_default();
    let bare = form.trim_start_matches('=');
    match section {
        // An elided form is met before a vowel: `vent'anni`.
        "cardinal" if form.ends_with('\'') => with_reader(&format!("{form}anni"), language, |r| {
            r.number(0, false).is_some_and(|n| n.value.as_whole() == number && n.end == 1)
        }),
        "cardinal" => {
            with_reader(form, language, |r| r.number(0, false).is_some_and(|n| n.value.as_whole() == number && n.end == r.atoms.len()))
        }
        "hundred" => entry.hundred,
        "score" => entry.score,
        "scale" => entry.scale.map(i128::from) == number,
        "and" => entry.and,
        "inverted" => entry.inverted,
        "article" => entry.article,
        "pronoun" => entry.pronoun,
        "half" => entry.half,
        "halves" => entry.halves == number,
        "fraction" => entry.fraction == number,
        "ordinal" => entry.ordinal == number,
        "collective" => entry.collective.map(|c| c.0) == number,
        "vague" => entry.vague == number,
        "several" => entry.several,
        "minus" => entry.minus,
        "point" => entry.point,
        "half_of" => with_reader(form, language, |r| lexicon.half_of.longest(r.document, r.atoms, 0).is_some()),
        "and_half" => with_reader(form, language, |r| lexicon.and_half.longest(r.document, r.atoms, 0).is_some()),
        "ordinal_suffix" => {
            with_reader(&format!("7{form}"), language, |r| lexicon.ordinal_suffixes.longest(r.document, r.atoms, 1).is_some())
        }
        "abbreviation" => with_reader(&format!("7 {bare}"), language, |r| lexicon.abbreviations.longest(r.document, r.atoms, 1).is_some()),
        _ => false,
    }
}

#[test]
fn every_number_word_is_reachable() {
    every_row(
        |l| l.tables().numbers,
        |language, row| {
            if matches!(
                row.section,
                "decimal"
                    | "point_ordinal"
                    | "apart_suffix"
                    | "scale_article"
                    | "bare_thousand"
                    | "bare_vague"
                    | "capital_nouns"
                    | "million_of"
                    | "unit_suffix"
                    | "compound"
            ) {
                return Vec::new();
            }
            let number: Option<i128> = row.cell(0).parse().ok();
            let forms = row.alternatives(usize::from(number.is_some()));
            forms.filter(|form| !number_word_holds(language, row.section, number, form)).map(str::to_owned).collect()
        },
    );
}

/// Whether the phrase `form` does what its row of `bounds.tsv` says.
fn bound_holds(language: Language, section: &str, form: &str) -> bool {
    let before = if form.ends_with('\'') { format!("{form}una") } else { format!("{form} 7") };
    let between = if form.ends_with('\'') { format!("7 {form}una") } else { format!("7 {form} 9") };
    match section {
        "before" => with_reader(&before, language, |r| r.bounds.before(r, r.atoms.len() - 1).is_some()),
        "after" => with_reader(&format!("7 {form}"), language, |r| r.bounds.after(r, 1).is_some_and(|b| b.0 == r.atoms.len())),
        "joint" => with_reader(&between, language, |r| r.bounds.joint(r, 1).is_some_and(|j| j.0 + 1 == r.atoms.len())),
        "opening" => with_reader(&before, language, |r| r.bounds.opening(r, r.atoms.len() - 1).is_some()),
        "change" | "change_word" => with_reader(&before, language, |r| r.bounds.changes_before(r, r.atoms.len() - 1)),
        "time" => with_reader(&before, language, |r| r.bounds.times_before(r, r.atoms.len() - 1)),
        "level" => with_reader(&before, language, |r| r.bounds.is_level(r, 0, r.atoms.len() - 1)),
        "article" | "than" => true,
        _ => false,
    }
}

#[test]
fn every_bound_is_reachable() {
    every_row(
        |l| l.tables().bounds,
        |language, row| {
            let column = usize::from(matches!(row.section, "before" | "after" | "joint" | "opening"));
            row.alternatives(column).filter(|form| !bound_holds(language, row.section, form)).map(str::to_owned).collect()
        },
    );
}

#[test]
fn every_label_is_reachable() {
    use FigureKind::{Age, Count, Duration, Money, Percent, PercentagePoints, Quantity, Ratio};
    const KINDS: [FigureKind; 8] = [Money, Percent, PercentagePoints, Duration, Count, Quantity, Ratio, Age];
    every_row(
        |l| l.tables().labels,
        |language, row| {
            let labels = labels::of(language);
            let folded = |form: &str| fold(form.trim_matches('*'));
            let lost: Box<dyn Fn(&str) -> bool> = match row.section {
                "label" => Box::new(|_| false),
                "report" => Box::new(|form| !labels.reports.has(&folded(form))),
                "punish" => Box::new(|form| !labels.punishes.has(&folded(form))),
                "head_person" | "head_organization" | "head_location" => Box::new(|form| {
                    let article = labels.definite.iter().filter(|a| !a.ends_with('\'')).min().map_or("", |a| a);
                    !with_reader(&format!("{article} {}", form.replace('*', "auto")), language, |r| {
                        labels.anaphor(r, 0).is_some_and(|a| a.end == r.atoms.len())
                    })
                }),
                "source" => Box::new(|form| {
                    let text = if form.ends_with('\'') { format!("{form}un") } else { form.to_owned() };
                    !with_reader(&text, language, |r| labels.sources.longest(r.document, r.atoms, 0).is_some())
                }),
                "latter" => Box::new(|form| !with_reader(form, language, |r| labels.anaphor(r, 0).is_some_and(|a| a.latter))),
                "announce" => Box::new(|form| !labels.announces.has(&folded(form)) || !labels.reports.has(&folded(form))),
                "books" => Box::new(|form| !labels.books.has(&folded(form))),
                "compare" => Box::new(|form| !with_reader(form, language, |r| labels.compare.longest(r.document, r.atoms, 0).is_some())),
                "against" => Box::new(|form| {
                    let text = if form.ends_with('\'') { format!("{form}un") } else { form.to_owned() };
                    !with_reader(&text, language, |r| labels.against.longest(r.document, r.atoms, 0).is_some())
                }),
                "possessive" | "anaphor_thing" => Box::new(|form| !with_reader(form, language, |r| labels.anaphor(r, 0).is_some())),
                "definite" | "self" | "earn" | "passive" | "perfect" | "far_perfect" | "appraisal" | "ours" | "demonstrative"
                | "clause" | "owner_link" | "partitive" | "lasting" | "mine" => Box::new(|form| {
                    !form.ends_with('\'') && with_reader(form, language, |r| r.atoms.len() != 1 || r.text(0) != folded(form))
                }),
                _ => return Vec::new(),
            };
            if row.section != "label" {
                return row.alternatives(0).filter(|form| lost(form)).map(str::to_owned).collect();
            }
            let held =
                |r: &Reader<'_, '_>, more: usize| KINDS.iter().any(|&k| labels.cue(r, 0, k).is_some_and(|c| c.0 + more == r.atoms.len()));
            // An elided form is met before a vowel.
            let lost = |form: &&str| match form.strip_suffix('\'') {
                Some(_) => !with_reader(&format!("{form}un"), language, |r| held(r, 1)),
                None => !with_reader(form.trim_matches('*'), language, |r| held(r, 0)),
            };
            row.alternatives(2).filter(lost).map(str::to_owned).collect()
        },
    );
}

/// The texts of the case files, with their language.
fn cases() -> Vec<(String, Language)> {
    let mut out = Vec::new();
    for &language in Language::ALL {
        let path = format!("{}/fixtures/cases/{}/figures.txt", env!("CARGO_MANIFEST_DIR"), language.code());
        let text = std::fs::read_to_string(path).unwrap();
        out.extend(text.lines().filter(|l| !l.is_empty() && !l.starts_with([' ', '#', '@', '!'])).map(|l| (l.to_owned(), language)));
    }
    out
}

/// Everything about a figure but its place and its written form.
fn meaning(figure: &Figure) -> (FigureKind, u64, Option<u64>, Option<String>, Option<String>, Bound, Option<&'static str>) {
    let bits = f64::to_bits;
    (figure.kind, bits(figure.value), figure.high.map(bits), figure.unit.clone(), figure.per.clone(), figure.bound, figure.label)
}

#[test]
fn typography_never_changes_a_result() {
    let all = cases();
    assert!(all.len() > 1000, "only {} cases", all.len());
    for (text, language) in all {
        let plain: Vec<_> = figures(&text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " "), language).iter().map(meaning).collect();
        for space in ['\u{a0}', '\u{202f}', '\u{2009}'] {
            let set: String = text
                .chars()
                .map(|c| match c {
                    ' ' => space,
                    '\'' => '’',
                    '-' if text.contains(" -") || text.contains("(-") => '−',
                    other => other,
                })
                .collect();
            assert_eq!(figures(&set, language).iter().map(meaning).collect::<Vec<_>>(), plain, "{set}");
        }
    }
}

/// `value` with groups of three, joined by `mark`.
fn grouped(value: u64, mark: &str) -> String {
    let digits = value.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let mut out = digits[..first].to_owned();
    for group in digits.as_bytes()[first..].chunks(3) {
        out.push_str(mark);
        out.push_str(std::str::from_utf8(group).unwrap());
    }
    out
}

proptest! {
    #[test]
    fn whole_numbers_read_back(value in 0_u64..999_999_999_999, style in 0_usize..6, which in 0_usize..7) {
        let language = Language::ALL[which];
        let own = if language == Language::En { "," } else { "." };
        let text = match style {
            0 => value.to_string(),
            1 => grouped(value, own),
            2 => grouped(value, " "),
            3 => grouped(value, "\u{202f}"),
            4 => grouped(value, "\u{a0}"),
            _ => grouped(value, "’"),
        };
        let found = figures(&format!("€{text}"), language);
        prop_assert_eq!(found.len(), 1, "{:?}", text);
        prop_assert_eq!(found[0].value, value as f64, "{}", text);
        prop_assert_eq!(found[0].unit.as_deref(), Some("EUR"));
    }

    #[test]
    fn decimals_and_scales_read_back(whole in 0_u32..999, tenth in 1_u32..10, scale in 0_usize..3, which in 0_usize..7) {
        let language = Language::ALL[which];
        let mark = if language == Language::En { "." } else { "," };
        let (letters, power) = [("", 0), ("M", 6), ("k", 3)][scale];
        let text = format!("{whole}{mark}{tenth} {letters}€");
        let found = figures(&text, language);
        let expected: f64 = format!("{whole}.{tenth}e{power}").parse().unwrap();
        prop_assert_eq!(found.len(), 1, "{}", &text);
        prop_assert_eq!(found[0].value, expected, "{}", text);
    }

    #[test]
    fn any_input_is_safe_and_words_stay_whole(text in "([0-9]{1,4}|[.,:/ \u{a0}%€$+-]|deux|cent|million|et|demi|à|zwei|und|en|one|half|[a-zé']{1,6}){0,40}", which in 0_usize..7) {
        let language = Language::ALL[which];
        let document = document(&text, language);
        for figure in find(&document, &Entities::default(), &[]) {
            let cuts = |at: usize| {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                inside(document.text[..at].chars().next_back()) && inside(document.text[at..].chars().next())
            };
            prop_assert!(!cuts(figure.span.start) && !cuts(figure.span.end), "{:?} in {:?}", document.slice(figure.span), text);
            prop_assert!(figure.value.is_finite());
        }
    }

    #[test]
    fn no_characters_do_harm(text in "\\PC{0,80}", which in 0_usize..7) {
        for figure in figures(&text, Language::ALL[which]) {
            prop_assert!(figure.value.is_finite() && figure.span.start < figure.span.end);
        }
    }
}
