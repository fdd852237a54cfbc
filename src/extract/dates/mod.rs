//! Calendar expressions, absolute and relative, with their relation to what they date.
//!
//! One engine for all languages: the words and patterns are a language's `dates.tsv`, read by `lexicon` and `grammar`; `scan`
//! matches them at a place; `forms` makes calendar fields of a match; `ranges` joins two; `calendar` completes what is partial
//! from the day of publication and writes it. What has no place in a table is code: digits (`numeric`), bare years (`years`),
//! times of day (`clock`, `moment`), the tense of the words around (`tense`).
//!
//! A relative or partial expression without a day of publication keeps its place and granularity; its value is `None`.

mod calendar;
mod clock;
mod forms;
mod grammar;
mod holidays;
mod lexicon;
mod moment;
mod numbers;
mod numeric;
mod ranges;
mod scan;
mod tense;
#[cfg(test)]
mod tests;
mod years;

use crate::document::Document;
use crate::facts::{DateFact, DateRelation, Granularity};
use crate::language::{PerLanguage, per_language};
use calendar::{Fields, Hint};
use forms::{Reading, Time};
use grammar::Grammar;
use jiff::civil::Date;
use lexicon::{Class, FUTURE, relation};
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
        // The day that a time of day refers to is the last one of its sentence.
        let mut sentence = usize::MAX;
        while at < scan.end {
            let Some(found) = expression(&scan, at) else {
                at += 1;
                continue;
            };
            let here = document.sentence_at(document.tokens[found.start].span.start);
            if here != sentence {
                (sentence, told.day, told.year) = (here, None, None);
                told.last = told.last.filter(|_| here <= told.last_in + 2);
            }
            at = found.end;
            if tense::nowadays(&scan, &found) {
                continue;
            }
            let (fact, fields) = fact(&scan, &found, told);
            if let (Some(fields), false) = (fields, found.reading.relative || fact.resolved) {
                told.year = fields.year.or(told.year);
            }
            if let Some(fields) = fields {
                (told.last, told.last_in) = (Some(fields), here);
                told.day = fields.date().map(Fields::of_day).or(told.day);
            }
            // What counts from a time that the text has not told says nothing.
            if fact.value.is_some() || !matches!(found.reading.time, Time::After(..) | Time::Following(..)) {
                facts.push(fact);
            }
        }
    }
    facts
}

/// What the text has told before.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// The last time of this sentence or of the two before.
    last: Option<Fields>,
    /// The sentence that told it.
    last_in: usize,
    /// The year that this sentence has named.
    year: Option<i32>,
    /// The last day of the sentence.
    day: Option<Fields>,
}

impl Told {
    /// A month or a day without year takes the year that its sentence has named.
    fn year_for(&self, fields: Fields) -> Fields {
        let open = fields.is_partial() && fields.month.is_some() && fields.weekday.is_none();
        if open { Fields { year: fields.year.or(self.year), ..fields } } else { fields }
    }
}

/// An expression in its place, not yet completed.
#[derive(Debug, Clone, Copy)]
struct Expression {
    start: usize,
    end: usize,
    reading: Reading,
    relation: Option<DateRelation>,
}

/// The expression that begins with token `at`.
fn expression(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    if !scan.may_begin(at) {
        return None;
    }
    if let Some(range) = ranges::opened(scan, at).or_else(|| ranges::listed(scan, at)) {
        return Some(range);
    }
    for (len, phrase) in scan.phrases(at, Class::Preposition) {
        let mut from = scan.skip(at + len, Class::Approx);
        from = scan.skip(from, Class::The);
        let found = ranges::joined(scan, from, phrase.licence).or_else(|| moment::find(scan, from, phrase.licence));
        if let Some((end, reading)) = found {
            let relation = relation_of(phrase.value).or(reading.relation);
            if relation.is_none()
                && let Some(told) = anaphoric(scan, at).filter(|told| told.end >= end)
            {
                return Some(told);
            }
            let start = if relation_of(phrase.value).is_some() { at } else { from };
            let hint = if phrase.flags & FUTURE != 0 { Hint::Future } else { reading.hint };
            return Some(Expression { start, end, reading: Reading { hint, ..reading }, relation });
        }
    }
    let (end, reading) = ranges::joined(scan, at, 0).or_else(|| moment::find(scan, at, 0))?;
    Some(Expression { start: at, end, reading, relation: reading.relation })
}

/// A time counted from one that the text has told, whose words begin with a preposition or an article: `am nächsten Tag`.
fn anaphoric(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    let found = scan.span(at, 0, 0)?;
    let counted = matches!(found.reading.time, Time::After(..) | Time::Following(..));
    counted.then_some(Expression { start: at, end: found.end, reading: found.reading, relation: None })
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

/// The fact of an expression, and the one time that it states where it does.
fn fact(scan: &Scan<'_>, found: &Expression, told: Told) -> (DateFact, Option<Fields>) {
    let reference = scan.document.reference;
    let hint = match found.relation {
        Some(DateRelation::Since) if found.reading.hint == Hint::None => Hint::Past,
        Some(DateRelation::By) => Hint::Future,
        _ if partial(&found.reading) => match tense::hint(scan, found.start, found.end) {
            Hint::None => found.reading.hint,
            hint => hint,
        },
        _ => Hint::None,
    };
    let (value, granularity, fields, used) = match found.reading.time {
        Time::One(fields) => {
            let fields = told.year_for(fields);
            let (full, used) = complete(fields, reference, hint, told.day);
            (full.and_then(|f| f.iso()), fields.granularity(), full, used)
        }
        Time::Range(from, to) => {
            let (value, used) = range_value(from, to, reference, hint, told.day);
            (value, to.granularity(), None, used)
        }
        Time::After(unit, n) => {
            // Where the text has told no time yet, the story's own day is the one that it counts from.
            let base = told.last.or(reference.map(Fields::of_day));
            let full = base.and_then(|base| forms::after(base, unit, n));
            (full.and_then(|f| f.iso()), forms::grain_after(unit), full, told.last.is_none())
        }
        Time::Following(unit, n) => {
            let full = told.last.and_then(|base| forms::following(base, unit, n));
            (full.and_then(|f| f.iso()), forms::grain(unit), full, false)
        }
        Time::Unknown(grain) => (None, grain, None, false),
    };
    let period = (Granularity::HalfYear..=Granularity::Season).contains(&granularity)
        || (found.reading.relative && granularity < Granularity::Day)
        || (value.is_none() && granularity < Granularity::Day);
    let relation = match (found.relation, found.reading.time) {
        (Some(relation), _) => relation,
        (None, Time::Range(..)) => DateRelation::FromTo,
        (None, _) if period => DateRelation::During,
        (None, _) => DateRelation::On,
    };
    let resolved =
        value.is_some() && (used || (found.reading.relative && !matches!(found.reading.time, Time::After(..) | Time::Following(..))));
    (DateFact { span: scan.document.span_of(found.start..found.end), value, granularity, relation, resolved }, fields)
}

fn partial(reading: &Reading) -> bool {
    match reading.time {
        Time::One(fields) => fields.is_partial(),
        Time::Range(from, to) => from.is_partial() || to.is_partial(),
        Time::After(..) | Time::Following(..) | Time::Unknown(_) => false,
    }
}

/// The complete fields, and whether the day of publication was needed for them.
fn complete(fields: Fields, reference: Option<Date>, hint: Hint, anchor: Option<Fields>) -> (Option<Fields>, bool) {
    let clock_alone = fields.clock.is_some() && fields.day.is_none() && fields.weekday.is_none();
    if let (true, Some(day)) = (clock_alone, anchor) {
        return (Some(Fields { clock: fields.clock, ..day }), reference.is_some());
    }
    if !fields.is_partial() {
        return (Some(fields), false);
    }
    (reference.and_then(|r| fields.complete(r, hint)), true)
}

fn range_value(from: Fields, to: Fields, reference: Option<Date>, hint: Hint, anchor: Option<Fields>) -> (Option<String>, bool) {
    let (first, used) = complete(from, reference, hint, anchor);
    let (second, also) = complete(to, reference, hint, anchor);
    let value = match (first, second) {
        (Some(first), Some(second)) => {
            let second = ranges::not_before(first, second, to);
            first.iso().zip(second.iso()).map(|(a, b)| format!("{a}/{b}"))
        }
        _ => None,
    };
    (value, used || also)
}
