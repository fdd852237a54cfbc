//! What an expression says, and the words that it was read from.

use super::calendar::{Fields, Hint};
use super::lexicon::Class;
use crate::facts::{DateRelation, Granularity};

/// The time that an expression states, completed from the day of publication only as far as its words refer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// One time, perhaps partial.
    One(Fields),
    /// From the one to the other, both inside.
    Range(Fields, Fields),
    /// So many units after the time told before (before it where negative).
    After(i32, i32),
    /// The unit so many after the one that holds the time told before.
    Following(i32, i32),
    /// Not to be told.
    Unknown(Granularity),
}

/// What an expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub time: Time,
    /// Whether the words refer to the day of publication.
    pub relative: bool,
    /// Where a partial time lies.
    pub hint: Hint,
    /// Whether it names the second half of a day, so that an hour after it is one of the afternoon.
    pub late: bool,
    /// The relation that words inside it carry.
    pub relation: Option<DateRelation>,
}

impl Reading {
    pub(super) fn absolute(fields: Fields) -> Self {
        Self { time: Time::One(fields), relative: false, hint: Hint::None, late: false, relation: None }
    }
    /// From the one to the other.
    pub(super) fn range(from: Fields, to: Fields, relative: bool) -> Self {
        Self { time: Time::Range(from, to), relative, ..Self::absolute(from) }
    }
    /// A time found from the day of publication; `None` where that is unknown or does not say.
    pub(super) fn relative(fields: Option<Fields>, grain: Granularity) -> Self {
        Self { time: fields.map_or(Time::Unknown(grain), Time::One), relative: true, ..Self::absolute(Fields::default()) }
    }
    /// The one time it states.
    pub(super) fn fields(&self) -> Option<Fields> {
        match self.time {
            Time::One(fields) => Some(fields),
            _ => None,
        }
    }
    /// Whether it states one day, known or not.
    pub(super) fn is_day(&self) -> bool {
        match self.time {
            Time::One(fields) => fields.granularity() == Granularity::Day,
            Time::Unknown(grain) => grain == Granularity::Day,
            Time::Range(from, to) => from.granularity() == Granularity::Day && to.granularity() == Granularity::Day,
            Time::After(..) | Time::Following(..) => false,
        }
    }
    /// Whether it states days or times of day.
    pub(super) fn is_fine(&self) -> bool {
        match self.time {
            Time::One(fields) => fields.granularity() >= Granularity::Day,
            Time::Range(from, _) => from.granularity() >= Granularity::Day,
            Time::Unknown(grain) => grain >= Granularity::Day,
            Time::After(..) | Time::Following(..) => false,
        }
    }
    /// Whether the calendar has it.
    pub(super) fn exists(&self) -> bool {
        match self.time {
            Time::One(fields) => fields.exists(),
            Time::Range(from, to) => from.exists() && to.exists(),
            Time::After(..) | Time::Following(..) | Time::Unknown(_) => true,
        }
    }
}

const CLASSES: usize = Class::ALL.len();

/// The value of the word taken of each class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words([i16; CLASSES]);

/// What the elements of a pattern have taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Captures {
    pub words: Words,
    pub day: Option<i32>,
    pub year: Option<i32>,
    pub count: Option<i32>,
    /// A number and its unit before these: `two years and three months`.
    pub longer: Option<(i32, i32)>,
    pub ranking: Option<i32>,
    pub numeric: Option<Fields>,
    pub span: Option<Reading>,
    /// Whether a captured word has another meaning.
    pub ambiguous: bool,
    /// Whether a captured word names the second half of a day.
    pub late: bool,
    /// Whether the last token taken is the full stop of an abbreviation.
    pub stop: bool,
}

impl Captures {
    pub(super) const EMPTY: Self = Self {
        words: Words([i16::MIN; CLASSES]),
        day: None,
        year: None,
        count: None,
        longer: None,
        ranking: None,
        numeric: None,
        span: None,
        ambiguous: false,
        late: false,
        stop: false,
    };

    /// The value of the captured word of `class`.
    pub(super) fn get(&self, class: Class) -> Option<i32> {
        self.words.0.get(class as usize).copied().filter(|v| *v != i16::MIN).map(i32::from)
    }
    pub(super) fn set(&mut self, class: Class, value: i32) {
        if let (Some(slot), Ok(value)) = (self.words.0.get_mut(class as usize), i16::try_from(value)) {
            *slot = value;
        }
    }
    /// The same without the unit.
    pub(super) fn without_unit(&self) -> Self {
        self.with(Class::Unit, i16::MIN.into())
    }
    /// The same with another word taken.
    pub(super) fn with(&self, class: Class, value: i32) -> Self {
        let mut caps = *self;
        caps.set(class, value);
        caps
    }
    pub(super) fn has(&self, class: Class) -> bool {
        self.get(class).is_some()
    }
    pub(super) fn small(&self, class: Class) -> Option<i8> {
        self.get(class).and_then(|v| i8::try_from(v).ok())
    }
    /// The day of the month in digits or words.
    pub(super) fn day_of_month(&self) -> Option<i8> {
        self.day.and_then(|d| i8::try_from(d).ok())
    }
    pub(super) fn unit(&self) -> Option<i32> {
        [Class::Unit, Class::Units, Class::Period, Class::LastPeriod].iter().find_map(|class| self.get(*class))
    }
    /// Takes a number; one that was taken before stays with its unit.
    pub(super) fn counted(self, n: i32) -> Self {
        let Some(longer) = self.count.zip(self.unit()) else { return Self { count: Some(n), ..self } };
        // `one month and 21 days`: a unit of the other number must not stay behind.
        let mut words = self.words;
        for class in [Class::Unit, Class::Units] {
            if let Some(slot) = words.0.get_mut(class as usize) {
                *slot = i16::MIN;
            }
        }
        Self { count: Some(n), longer: Some(longer), words, ..self }
    }
    /// The direction: below 0 back, above 0 ahead.
    pub(super) fn direction(&self) -> Option<i32> {
        let said = [Class::Direction, Class::Directions, Class::AfterNext].iter().find_map(|class| self.get(*class));
        said.or(self.get(Class::LastPeriod).map(|_| -1))
    }
    /// The year that it names, or the captured span.
    pub(super) fn named_year(&self) -> Option<i32> {
        self.year.or(self.span.and_then(|s| s.fields()).and_then(|f| f.year))
    }
}
