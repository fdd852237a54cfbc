//! From what an expression says to its value: completed from the day of publication, and from what the text has told before.

use super::calendar::{Fields, Hint};
use super::lexicon::unit;
use super::ranges;
use super::reading::{Reading, Time};
use super::scan::Scan;
use super::units::{after, counted_grain, following, grain};
use super::{Expression, tense};
use crate::facts::{DateFact, DateRelation, Granularity};
use jiff::civil::Date;

/// How many tokens further on a year that a sentence has named still holds for a month.
const YEAR_REACH: usize = 8;

/// What the text has told before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The sentence at hand.
    sentence: Option<usize>,
    /// The last time of this sentence or of the two before, with the sentence that told it.
    last: Option<(Fields, usize)>,
    /// The year that this sentence has named, with the token after it.
    year: Option<(i32, usize)>,
    /// The last day of the sentence.
    day: Option<Fields>,
    /// The last period of this sentence, of months or coarser, from its first to its last one.
    period: Option<(Fields, Fields)>,
}

impl Told {
    /// Goes on with the sentence `here`.
    pub(super) fn enter(&mut self, here: usize) {
        if self.sentence != Some(here) {
            (self.sentence, self.day, self.year, self.period) = (Some(here), None, None, None);
            self.last = self.last.filter(|(_, told_in)| here <= told_in + 2);
        }
    }

    /// Takes in what `found` has told: one time, or the two ends of a range.
    pub(super) fn hear(&mut self, found: &Expression, dated: &Dated) {
        let (fields, resolved) = (dated.fields, dated.fact.resolved);
        let period = dated.ends.or(fields.map(|f| (f, f)));
        let whole = |f: &Fields| (Granularity::Year..=Granularity::Month).contains(&f.granularity()) && f.year.is_some();
        self.period = period.filter(|(from, to)| whole(from) && whole(to)).or(self.period);
        let Some(fields) = fields else { return };
        if !found.reading.relative && !resolved {
            self.year = fields.year.map(|year| (year, found.end)).or(self.year);
        }
        self.last = Some((fields, self.sentence.unwrap_or(0)));
        self.day = fields.date().map(Fields::of_day).or(self.day);
    }

    /// The same period `n` years later (earlier where negative): what a figure is compared with.
    fn same_period(&self, n: i32) -> Option<(Fields, Fields)> {
        let moved = |f: Fields| Some(Fields { year: Some(f.year?.checked_add(n)?), ..f }).filter(Fields::exists);
        let (from, to) = self.period?;
        Some((moved(from)?, moved(to)?))
    }

    /// A month or a day without year takes the year that its sentence has named shortly before.
    fn year_for(&self, fields: Fields, start: usize) -> Fields {
        let open = fields.is_partial() && fields.month.is_some() && fields.weekday.is_none();
        let year = self.year.filter(|(_, end)| open && start <= end + YEAR_REACH).map(|(year, _)| year);
        Fields { year: fields.year.or(year), ..fields }
    }
}

/// The value of an expression.
#[derive(Debug, Default)]
struct Value {
    text: Option<String>,
    /// The one time that it states.
    fields: Option<Fields>,
    /// The two ends of a range.
    ends: Option<(Fields, Fields)>,
    /// Whether the day of publication was needed.
    used: bool,
}

impl Value {
    fn one(fields: Option<Fields>, used: bool) -> Self {
        Self { text: fields.and_then(|f| f.iso()), fields, ends: None, used }
    }
    fn range(from: Fields, to: Fields, used: bool) -> Self {
        let text = from.iso().zip(to.iso()).map(|(from, to)| format!("{from}/{to}"));
        Self { text, fields: None, ends: Some((from, to)), used }
    }
}

/// An expression with its value.
#[derive(Debug)]
pub(super) struct Dated {
    pub fact: DateFact,
    /// The one time that it states.
    pub fields: Option<Fields>,
    /// The two ends of a range.
    pub ends: Option<(Fields, Fields)>,
}

/// The fact of an expression, and the times that it states.
pub(super) fn dated(scan: &Scan<'_>, found: &Expression, told: &Told) -> Dated {
    let (value, granularity) = value(scan, found, told);
    let counted = matches!(found.reading.time, Time::After(..) | Time::Following(..));
    let relation = found.relation.unwrap_or_else(|| relation(&found.reading, granularity, value.text.is_some()));
    let resolved = value.text.is_some() && (value.used || (found.reading.relative && !counted));
    let span = scan.document.span_of(found.start..found.end);
    Dated { fact: DateFact { span, value: value.text, granularity, relation, resolved }, fields: value.fields, ends: value.ends }
}

fn value(scan: &Scan<'_>, found: &Expression, told: &Told) -> (Value, Granularity) {
    let reference = scan.document.reference;
    let hint = hint(scan, found);
    // Where the text has told no time yet, what lies before is counted from the story's own day.
    let last = told.last.map(|(fields, _)| fields);
    let base = |ahead: bool, n: i32| last.or(reference.filter(|_| n < 0 || ahead).map(Fields::of_day));
    if let Some((from, to)) = compared(found, told) {
        let value = if from == to { Value::one(Some(from), false) } else { Value::range(from, to, false) };
        return (value, to.granularity());
    }
    match found.reading.time {
        Time::One(fields) => {
            let fields = told.year_for(fields, found.start);
            let (full, used) = complete(fields, reference, hint, told.day);
            (Value::one(full, used), fields.granularity())
        }
        Time::Range(from, to) => {
            let (first, used) = complete(from, reference, hint, told.day);
            let (second, also) = complete(to, reference, hint, told.day);
            let value = first.zip(second).map(|(first, second)| Value::range(first, ranges::not_before(first, second, to), used || also));
            (value.unwrap_or_default(), to.granularity())
        }
        Time::After(unit, n) => {
            // So are days that come.
            let ahead = counted_grain(unit) == Granularity::Day && n > 0 && tense::hint(scan, found.start, found.end) != Hint::Past;
            (Value::one(base(ahead, n).and_then(|base| after(base, unit, n)), last.is_none()), counted_grain(unit))
        }
        Time::Following(unit, n) => (Value::one(base(false, n).and_then(|base| following(base, unit, n)), last.is_none()), grain(unit)),
        Time::Unknown(grain) => (Value::default(), grain),
    }
}

/// The period that a figure of this sentence is compared with: `3 % in January, against 2 % a year earlier`.
fn compared(found: &Expression, told: &Told) -> Option<(Fields, Fields)> {
    match found.reading.time {
        Time::After(unit::YEAR, n) if n < 0 => told.same_period(n),
        Time::Following(unit::YEAR, n) if n < 0 => told.same_period(n).filter(|(from, _)| from.granularity() == Granularity::Year),
        _ => None,
    }
}

/// Where a partial time lies: by its relation, by the tense of the words around, by its own words.
fn hint(scan: &Scan<'_>, found: &Expression) -> Hint {
    if found.ahead {
        return Hint::Future;
    }
    match found.relation {
        Some(DateRelation::Since) if found.reading.hint == Hint::None => Hint::Past,
        Some(DateRelation::By) => Hint::Future,
        // What has been put off until a day has it before itself, whatever the tense.
        Some(DateRelation::Until) if found.reading.fields().is_some_and(|f| f.month.is_some() && f.day.is_some()) => Hint::Future,
        _ if partial(&found.reading) => match tense::hint(scan, found.start, found.end) {
            Hint::None => found.reading.hint,
            hint => hint,
        },
        _ => Hint::None,
    }
}

/// The relation where no word carries one: within a period, on a day.
fn relation(reading: &Reading, granularity: Granularity, known: bool) -> DateRelation {
    let coarse = granularity < Granularity::Day;
    let period = (Granularity::HalfYear..=Granularity::Season).contains(&granularity) || (coarse && (reading.relative || !known));
    match reading.time {
        Time::Range(..) => DateRelation::FromTo,
        _ if period => DateRelation::During,
        _ => DateRelation::On,
    }
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
