//! Calendar expressions, absolute and relative, with their relation to what they date.
//!
//! One engine for all languages: the words and patterns are a language's `dates.tsv`, read by `lexicon` and `grammar`; `scan`
//! matches them at a place; `forms` (with `relative` and `within`) makes a `reading` of a match; `ranges` joins two; `resolve` completes
//! what is partial from the day of publication and from what the text has told; `calendar` writes it. What has no place in a table is code: digits (`numeric`), bare years (`years`),
//! times of day (`clock`, `moment`), the tense of the words around (`tense`).
//!
//! A relative or partial expression without a day of publication keeps its place and granularity; its value is `None`.

mod calendar;
mod clock;
mod forms;
mod grammar;
mod holidays;
mod lexicon;
mod memo;
mod moment;
mod neighbours;
mod numbers;
mod numeric;
mod ranges;
mod reading;
mod relative;
mod resolve;
mod scan;
mod tense;
#[cfg(test)]
mod tests;
mod units;
mod within;
mod years;

use crate::document::Document;
use crate::facts::{DateFact, DateRelation};
use crate::language::{PerLanguage, per_language};
use calendar::Hint;
use grammar::Grammar;
use lexicon::{Class, EITHER, FINE, FUTURE, PLAIN, relation};
use reading::{Reading, Time};
use resolve::{Told, dated};
use scan::Scan;

static GRAMMARS: PerLanguage<Grammar> = per_language!(Grammar::new);

/// The dates of `document`, in reading order.
pub fn find(document: &Document) -> Vec<DateFact> {
    let Some(language) = document.language else { return Vec::new() };
    let mut scan = Scan::new(document, GRAMMARS.get(language));
    let mut facts: Vec<DateFact> = Vec::new();
    let mut told = Told::default();
    for block in &document.blocks {
        scan.end = block.tokens.end;
        let mut at = block.tokens.start;
        while at < scan.end {
            let Some(mut found) = expression(&scan, at) else {
                at += 1;
                continue;
            };
            told.enter(document.sentence_at(document.tokens[found.start].span.start));
            at = found.end;
            if tense::nowadays(&scan, &found) || neighbours::names_a_street(&scan, &found) {
                continue;
            }
            let mut told_here = dated(&scan, &found, &told);
            if let Some(end) = neighbours::same_day(&scan, &found, told_here.fields, &told) {
                (found.end, at) = (end, end);
                told_here.fact.span = document.span_of(found.start..end);
            }
            told.hear(&found, &told_here);
            // What counts from a time that the text has not told says nothing.
            if told_here.fact.value.is_none() && matches!(found.reading.time, Time::After(..) | Time::Following(..)) {
                continue;
            }
            facts.push(told_here.fact);
            let further = neighbours::further_decade(&scan, &found).or_else(|| neighbours::further_day(&scan, &found));
            if let Some((end, more)) = further {
                facts.push(dated(&scan, &more, &told).fact);
                at = end;
            }
        }
    }
    facts
}

/// An expression in its place, not yet completed.
#[derive(Debug, Clone, Copy)]
struct Expression {
    start: usize,
    end: usize,
    reading: Reading,
    relation: Option<DateRelation>,
    /// Whether the word before it says that it is to come.
    ahead: bool,
}

/// The expression that begins with token `at`.
fn expression(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    if !scan.may_begin(at) || neighbours::inside_a_name(scan, at) {
        return None;
    }
    if let Some(range) = ranges::opened(scan, at).or_else(|| ranges::listed(scan, at)) {
        return Some(range);
    }
    for (len, phrase) in scan.phrases(at, Class::Preposition) {
        let mut from = scan.skip(at + len, Class::Approx);
        from = scan.skip(from, Class::The);
        if !scan.may_begin(from) {
            continue;
        }
        let bare = relation_of(phrase.value).is_none();
        if let Some(list) = ranges::listed(scan, from).filter(|_| bare) {
            return Some(list);
        }
        let found = ranges::joined(scan, from, phrase.licence).or_else(|| moment::find(scan, from, phrase.licence));
        let fine = |r: &Reading| r.is_fine() || scan.phrase(from, Class::Part).is_some();
        let Some((end, reading)) = found.filter(|(_, r)| phrase.flags & FINE == 0 || fine(r)) else { continue };
        let back = phrase.flags & PLAIN != 0 && reading.relation == Some(DateRelation::On);
        let own = relation_of(phrase.value).filter(|_| !back);
        let relation = own.or(reading.relation);
        if relation.is_none()
            && let Some(told) = anaphoric(scan, at).filter(|told| told.end >= end)
        {
            return Some(told);
        }
        let start = if own.is_some() { at } else { from };
        let ahead = phrase.flags & FUTURE != 0 || (phrase.flags & EITHER != 0 && tense::hint(scan, at, end) == Hint::Future);
        let hint = if ahead { Hint::Future } else { reading.hint };
        let ahead = phrase.flags & FUTURE != 0 && bare;
        return Some(Expression { start, end, reading: Reading { hint, ..reading }, relation, ahead });
    }
    let (end, reading) = ranges::joined(scan, at, 0).or_else(|| moment::find(scan, at, 0))?;
    Some(Expression { start: at, end, reading, relation: reading.relation, ahead: false })
}

/// A time counted from one that the text has told, whose words begin with a preposition or an article: `am nächsten Tag`.
fn anaphoric(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    let found = scan.span(at, 0, 0)?;
    let counted = matches!(found.reading.time, Time::After(..) | Time::Following(..));
    counted.then_some(Expression { start: at, end: found.end, reading: found.reading, relation: None, ahead: false })
}

fn relation_of(value: i32) -> Option<DateRelation> {
    Some(match value {
        relation::ON => DateRelation::On,
        relation::BY => DateRelation::By,
        relation::SINCE => DateRelation::Since,
        relation::UNTIL => DateRelation::Until,
        relation::DURING => DateRelation::During,
        relation::BEFORE => DateRelation::Before,
        relation::AFTER => DateRelation::After,
        _ => return None,
    })
}
