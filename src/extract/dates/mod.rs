//! Calendar expressions, absolute and relative, with their relation to what they date.
//!
//! One engine for all languages: the words and patterns are a language's `dates.tsv`, read by `lexicon` and `grammar`; `scan`
//! matches them at a place; `forms` makes calendar fields of a match; `ranges` joins two; `calendar` completes what is partial
//! from the day of publication and writes it. What has no place in a table is code: digits (`numeric`), bare years (`years`),
//! times of day (`clock`), the tense of the words around (`tense`).
//!
//! A relative or partial expression without a day of publication keeps its place and granularity; its value is `None`.

mod calendar;
mod clock;
mod forms;
mod grammar;
mod holidays;
mod lexicon;
mod numbers;
mod numeric;
mod ranges;
mod scan;
mod tense;
mod years;

use crate::document::Document;
use crate::facts::{DateFact, DateRelation, Granularity};
use crate::language::{PerLanguage, per_language};
use calendar::{Fields, Hint};
use forms::{Reading, Time};
use grammar::Grammar;
use jiff::civil::Date;
use lexicon::{Class, licence, relation};
use scan::Scan;

static GRAMMARS: PerLanguage<Grammar> = per_language!(Grammar::new);

/// The dates of `document`, in reading order.
pub fn find(document: &Document) -> Vec<DateFact> {
    let Some(language) = document.language else { return Vec::new() };
    let mut scan = Scan::new(document, GRAMMARS.get(language));
    let mut facts: Vec<DateFact> = Vec::new();
    for block in &document.blocks {
        scan.end = block.tokens.end;
        let mut at = block.tokens.start;
        // The day that times of day without one refer to: the last one of the same sentence.
        let mut day: Option<(usize, Fields)> = None;
        while at < scan.end {
            let Some(found) = expression(&scan, at) else {
                at += 1;
                continue;
            };
            let sentence = document.sentence_at(document.tokens[found.start].span.start);
            let anchor = day.filter(|(s, _)| *s == sentence).map(|(_, fields)| fields);
            let (fact, fields) = fact(&scan, &found, anchor);
            if let Some(fields) = fields.filter(|f| f.date().is_some()) {
                day = Some((sentence, fields));
            }
            facts.push(fact);
            at = found.end;
        }
    }
    facts
}

/// An expression in its place, not yet completed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expression {
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
    if let Some(range) = ranges::opened(scan, at) {
        return Some(range);
    }
    for (len, phrase) in scan.phrases(at, Class::Preposition) {
        let mut from = scan.skip(at + len, Class::Approx);
        from = scan.skip(from, Class::The);
        let found = ranges::joined(scan, from, phrase.licence).or_else(|| moment(scan, from, phrase.licence));
        if let Some((end, reading)) = found {
            let relation = relation_of(phrase.value);
            let start = if relation.is_some() { at } else { from };
            return Some(Expression { start, end, reading, relation });
        }
    }
    let (end, reading) = ranges::joined(scan, at, 0).or_else(|| moment(scan, at, 0))?;
    Some(Expression { start: at, end, reading, relation: None })
}

/// One time from token `at` on: a date, a date with its time of day, or a time of day.
fn moment(scan: &Scan<'_>, at: usize, given: u8) -> Option<(usize, Reading)> {
    let span = scan.span(at, given, 0);
    if let Some(found) = span {
        return Some(with_clock(scan, found.end, found.reading));
    }
    let time = clock::time(scan, at).filter(|t| t.sure || given & licence::CLOCK != 0)?;
    let mut from = if scan.text(time.end) == "," { time.end + 1 } else { time.end };
    if let Some((len, _)) = scan.phrase(from, Class::Preposition).filter(|(_, p)| p.value == relation::NONE && p.licence & licence::DAY != 0) {
        from += len;
    }
    from = scan.skip(from, Class::The);
    if let Some(date) = scan.span(from, licence::DAY, 0)
        && let Some(fields) = date.reading.fields().filter(|f| f.granularity() == Granularity::Day)
    {
        let time = Time::One(Fields { clock: Some(time.clock), ..fields });
        return Some((date.end, Reading { time, ..date.reading }));
    }
    let fields = Fields { clock: Some(time.clock), ..Fields::default() };
    Some((time.end, Reading { time: Time::One(fields), relative: true, hint: Hint::None }))
}

/// A day with the time of day that follows it.
fn with_clock(scan: &Scan<'_>, end: usize, reading: Reading) -> (usize, Reading) {
    let Some(fields) = reading.fields().filter(|f| f.granularity() == Granularity::Day) else {
        return (end, reading);
    };
    let mut from = if scan.text(end) == "," { end + 1 } else { end };
    let marked = scan.phrase(from, Class::At);
    from = marked.map_or(from, |(len, _)| from + len);
    from = scan.skip(from, Class::Approx);
    match clock::time(scan, from) {
        Some(time) if time.sure || marked.is_some() => {
            (time.end, Reading { time: Time::One(Fields { clock: Some(time.clock), ..fields }), ..reading })
        }
        _ => (end, reading),
    }
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
fn fact(scan: &Scan<'_>, found: &Expression, anchor: Option<Fields>) -> (DateFact, Option<Fields>) {
    let reference = scan.document.reference;
    let hint = match found.relation {
        _ if found.reading.hint != Hint::None => found.reading.hint,
        Some(DateRelation::Since) => Hint::Past,
        Some(DateRelation::By) => Hint::Future,
        _ if partial(&found.reading) => tense::hint(scan, found.start, found.end),
        _ => Hint::None,
    };
    let (value, granularity, fields, used) = match found.reading.time {
        Time::One(fields) => {
            let (full, used) = complete(fields, reference, hint, anchor);
            (full.and_then(|f| f.iso()), fields.granularity(), full, used)
        }
        Time::Range(from, to) => {
            let (value, used) = range_value(from, to, reference, hint, anchor);
            (value, to.granularity(), None, used)
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
    let resolved = value.is_some() && (found.reading.relative || used);
    (DateFact { span: scan.document.span_of(found.start..found.end), value, granularity, relation, resolved }, fields)
}

fn partial(reading: &Reading) -> bool {
    match reading.time {
        Time::One(fields) => fields.is_partial(),
        Time::Range(from, to) => from.is_partial() || to.is_partial(),
        Time::Unknown(_) => false,
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
