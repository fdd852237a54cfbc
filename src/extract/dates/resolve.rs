//! From what an expression says to its value: completed from the day of publication, and from what the text has told before.

use super::calendar::{Fields, Hint};
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
}

impl Told {
    /// Goes on with the sentence `here`.
    pub(super) fn enter(&mut self, here: usize) {
        if self.sentence != Some(here) {
            (self.sentence, self.day, self.year) = (Some(here), None, None);
            self.last = self.last.filter(|(_, told_in)| here <= told_in + 2);
        }
    }

    /// Takes in what `found` has told.
    pub(super) fn hear(&mut self, found: &Expression, fields: Option<Fields>, resolved: bool) {
        let Some(fields) = fields else { return };
        if !found.reading.relative && !resolved {
            self.year = fields.year.map(|year| (year, found.end)).or(self.year);
        }
        self.last = Some((fields, self.sentence.unwrap_or(0)));
        self.day = fields.date().map(Fields::of_day).or(self.day);
    }

    /// A month or a day without year takes the year that its sentence has named shortly before.
    fn year_for(&self, fields: Fields, start: usize) -> Fields {
        let open = fields.is_partial() && fields.month.is_some() && fields.weekday.is_none();
        let year = self.year.filter(|(_, end)| open && start <= end + YEAR_REACH).map(|(year, _)| year);
        Fields { year: fields.year.or(year), ..fields }
    }
}

/// The value of an expression, with the one time that it states.
#[derive(Debug, Default)]
struct Value {
    text: Option<String>,
    fields: Option<Fields>,
    /// Whether the day of publication was needed.
    used: bool,
}

/// The fact of an expression, and the one time that it states where it does.
pub(super) fn fact(scan: &Scan<'_>, found: &Expression, told: &Told) -> (DateFact, Option<Fields>) {
    let reference = scan.document.reference;
    let hint = hint(scan, found);
    let (value, granularity) = match found.reading.time {
        Time::One(fields) => {
            let fields = told.year_for(fields, found.start);
            let (full, used) = complete(fields, reference, hint, told.day);
            (Value { text: full.and_then(|f| f.iso()), fields: full, used }, fields.granularity())
        }
        Time::Range(from, to) => {
            let (text, used) = range_value(from, to, reference, hint, told.day);
            (Value { text, fields: None, used }, to.granularity())
        }
        Time::After(unit, n) => {
            // Where the text has told no time yet, what lies before is counted from the story's own day; so are days that come.
            let told = told.last.map(|(fields, _)| fields);
            let ahead = || counted_grain(unit) == Granularity::Day && tense::hint(scan, found.start, found.end) != Hint::Past;
            let base = told.or(reference.filter(|_| n < 0 || ahead()).map(Fields::of_day));
            let full = base.and_then(|base| after(base, unit, n));
            (Value { text: full.and_then(|f| f.iso()), fields: full, used: told.is_none() }, counted_grain(unit))
        }
        Time::Following(unit, n) => {
            let told = told.last.map(|(fields, _)| fields);
            let base = told.or(reference.filter(|_| n < 0).map(Fields::of_day));
            let full = base.and_then(|base| following(base, unit, n));
            (Value { text: full.and_then(|f| f.iso()), fields: full, used: told.is_none() }, grain(unit))
        }
        Time::Unknown(grain) => (Value::default(), grain),
    };
    let counted = matches!(found.reading.time, Time::After(..) | Time::Following(..));
    let relation = found.relation.unwrap_or_else(|| relation(&found.reading, granularity, value.text.is_some()));
    let resolved = value.text.is_some() && (value.used || (found.reading.relative && !counted));
    let span = scan.document.span_of(found.start..found.end);
    (DateFact { span, value: value.text, granularity, relation, resolved }, value.fields)
}

/// Where a partial time lies: by its relation, by the tense of the words around, by its own words.
fn hint(scan: &Scan<'_>, found: &Expression) -> Hint {
    match found.relation {
        Some(DateRelation::Since) if found.reading.hint == Hint::None => Hint::Past,
        Some(DateRelation::By) => Hint::Future,
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
