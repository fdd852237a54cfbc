//! The words of dates: one hashed look-up a token, multi-word phrases by their first word.
//!
//! Every `[section]` of a language's `dates.tsv` but `[pattern]` is a class of words; a row is `word|other spelling`, value, flags.
//! Words are cut with the tokeniser of the documents, so that a phrase is found however it is typeset.

use crate::document::tokens;
use crate::language::{Language, table};
use rustc_hash::FxHashMap;

/// Declares the classes of words, which are the sections of the tables.
macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// A class of words; patterns name it as the table's section does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Class { $($(#[$doc])* $variant,)* }

        impl Class {
            /// Every class with the name of its section.
            pub(super) const ALL: &'static [(Class, &'static str)] = &[$((Class::$variant, $name)),*];
        }
    };
}

classes! {
    /// 1 to 12.
    Month "month";
    /// 1 Monday to 7 Sunday.
    Weekday "weekday";
    /// 1 spring to 4 winter.
    Season "season";
    /// The units of the calendar.
    Unit "unit";
    /// Units of which there are several.
    Units "units";
    /// Words that hold the unit at hand: `year-end`.
    Period "period";
    /// Words that hold the unit before the one at hand: `Vorjahr`.
    LastPeriod "last-period";
    /// Words that say of a quarter or half-year that it is one of the year at hand.
    OfYear "of-year";
    /// Cardinal numbers in words.
    Number "number";
    /// Ordinal numbers in words; -1 is the last.
    Ordinal "ordinal";
    /// What makes an ordinal of digits.
    Suffix "suffix";
    /// Days by their distance from today.
    Relday "relday";
    /// this, last, next.
    Direction "direction";
    /// the last, the next several.
    Directions "directions";
    /// The beginning, the middle, the end of something.
    Part "part";
    /// morning, evening.
    Daypart "daypart";
    /// Quarters by a code (`Q3`).
    Quarter "quarter";
    /// Half-years by a code (`H1`).
    Half "half";
    /// Prepositions: relation and licence.
    Preposition "preposition";
    /// Articles and determiners.
    The "the";
    /// of.
    Of "of";
    /// and.
    And "and";
    /// The first word of a range.
    From "from";
    /// The word between the ends of a range.
    To "to";
    /// The first word of a range whose ends are joined by `and`.
    Between "between";
    /// Marks a length of time as counted back from now.
    Ago "ago";
    /// Marks a length of time as counted forward from now.
    Ahead "ahead";
    /// A length of time after (1) or before (-1) something.
    Offset "offset";
    /// A length of time after (1) or before (-1) what the text has told.
    Later "later";
    /// A day by its distance from the one that the text has told.
    NextDay "next-day";
    /// The unit after (1) or before (-1) the one that the text has told: `the following week`.
    Following "following";
    /// The unit that the text has told: `the same year`.
    Same "same";
    /// A half more of the unit: `two and a half years`.
    AndHalf "and-half";
    /// The present moment, as one end of a range.
    Now "now";
    /// Words between a length of time and what fills it: `douze heures de débat` is no time of day.
    Content "content";
    /// Parts of the hour after it, in minutes: `et quart`.
    HourPart "hour-part";
    /// Parts of the hour before it, in minutes: `half past`, `Viertel vor`.
    BeforeHour "before-hour";
    /// Marks a length of time before it as counted forward from now.
    Hence "hence";
    /// The unit after the next one, or before the last.
    AfterNext "after-next";
    /// Words before a time of day.
    At "at";
    /// Units after the hour.
    Hour "hour";
    /// am (0) and pm (12).
    Meridiem "meridiem";
    /// Times of day with a name, in minutes.
    Noon "noon";
    /// Time zones, in minutes from UTC.
    Zone "zone";
    /// Before (-1) and of (1) our era.
    Era "era";
    /// The word for decades (`années`).
    Years "years";
    /// Words before a decade in digits (`década de`).
    DecadeWord "decade-word";
    /// What makes a decade of digits (`1990s`).
    DecadeSuffix "decade-suffix";
    /// Decades with a name (`nineties`).
    DecadeName "decade-name";
    /// Hundreds of years with a name (`Ottocento`).
    CenturyName "century-name";
    /// about, around.
    Approx "approx";
    /// Whole expressions of no definite time.
    Vague "vague";
    /// Feast days.
    Holiday "holiday";
    /// several, a few.
    Several "several";
    /// Words that tell the past (-1) or the future (1).
    Tense "tense";
    /// Endings that tell the same.
    TenseSuffix "tense-suffix";
    /// Words after which a participle tells no tense: `will be held`.
    NoTense "no-tense";
    /// Words after which a year's digits are something else.
    NotYear "not-year";
    /// Words before which a number counts things: after a bare year they say that it is none.
    Counted "counted";
    /// Words before which a length of time is not counted from now.
    NotBefore "not-before";
    /// Words between a length of time and its end: `the six months to December`.
    Ending "ending";
    /// Words after which four digits with a noun are its year: `the 2021 peak`.
    Determiner "determiner";
    /// Words that may follow a bare year.
    AfterYear "after-year";
    /// Words for streets and squares, which are named after days.
    Street "street";
}

/// The word means something else as well; alone it needs a context that says date.
pub(super) const AMBIGUOUS: u8 = 1;
/// The word may take a full stop.
pub(super) const ABBREVIATION: u8 = 2;
/// The word counts only with a capital letter.
pub(super) const CAPITAL: u8 = 4;
/// The word counts only without a capital letter.
pub(super) const LOWER: u8 = 8;
/// The word names the second half of a day; of a word that stands for a day.
pub(super) const LATE: u8 = OPENED;
/// A preposition that looks ahead.
pub(super) const FUTURE: u8 = 16;
/// A word between the ends of a range that counts only where a word has opened it.
pub(super) const OPENED: u8 = 32;
/// A preposition that looks back or ahead, as the tense of the words around says.
pub(super) const EITHER: u8 = OPENED;
/// A preposition that carries its relation only before a day or a time of day.
pub(super) const FINE: u8 = 64;
/// A preposition that carries no relation before a time counted back from now.
pub(super) const PLAIN: u8 = 128;

/// What a preposition makes possible after it.
pub(super) mod licence {
    /// A bare year.
    pub const YEAR: u8 = 1;
    /// A month of double meaning.
    pub const MONTH: u8 = 2;
    /// A season.
    pub const SEASON: u8 = 4;
    /// A bare day of the month.
    pub const DAY: u8 = 8;
    /// A bare hour.
    pub const CLOCK: u8 = 16;
    /// A bare hour, without a word that says so.
    pub const HOUR: u8 = 32;
    /// What an end of a range, or a date within another, may be: anything but a bare day or hour.
    pub const ENDS: u8 = YEAR | MONTH | SEASON | CLOCK;
}

/// A word or phrase with its meaning in one class.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The folded words after the first.
    pub rest: Vec<String>,
    pub class: Class,
    pub value: i32,
    pub flags: u8,
    pub licence: u8,
}

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FxHashMap<String, u32>,
    entries: Vec<Vec<Phrase>>,
    /// For every entry, the classes of its phrases.
    masks: Vec<u64>,
    tense_suffixes: Vec<(String, i32)>,
    /// Rows that could not be read, as line numbers; always empty (a test sees to it).
    pub(super) faults: Vec<usize>,
}

impl Lexicon {
    pub(super) fn new(language: Language) -> Self {
        let mut lexicon = Self { entries: vec![Vec::new()], ..Self::default() };
        for row in table::rows(language.tables().dates) {
            if row.section == "pattern" {
                continue;
            }
            let class = Class::ALL.iter().find(|(_, name)| *name == row.section).map(|(class, _)| *class);
            let value = class.and_then(|class| value(class, row.cell(1)));
            let (Some(class), Some(value)) = (class, value) else {
                lexicon.faults.push(row.line);
                continue;
            };
            let (flags, licence) = marks(row.cell(2));
            for word in row.alternatives(0) {
                if class == Class::TenseSuffix {
                    lexicon.tense_suffixes.push((crate::document::fold(word), value));
                } else {
                    lexicon.add(word, language, Phrase { rest: Vec::new(), class, value, flags, licence });
                }
            }
        }
        for phrases in &mut lexicon.entries {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        lexicon.masks = lexicon.entries.iter().map(|phrases| phrases.iter().fold(0, |mask, p| mask | bit(p.class))).collect();
        lexicon
    }

    fn add(&mut self, word: &str, language: Language, mut phrase: Phrase) {
        let mut words = cut(word, language);
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        phrase.rest = words;
        let next = u32::try_from(self.entries.len()).unwrap_or(0);
        let index = *self.words.entry(first).or_insert(next);
        if index == next {
            self.entries.push(Vec::new());
        }
        if let Some(entry) = self.entries.get_mut(index as usize) {
            entry.push(phrase);
        }
    }

    /// How many tokens the longest phrase takes.
    pub(super) fn longest(&self) -> usize {
        self.entries.iter().filter_map(|phrases| phrases.first()).map(|p| p.rest.len() + 1).max().unwrap_or(1)
    }

    /// The index of the phrases that begin with `word`, 0 where there are none.
    pub(super) fn index(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The phrases of `index`, longest first.
    pub(super) fn phrases(&self, index: u32) -> &[Phrase] {
        self.entries.get(index as usize).map_or(&[], Vec::as_slice)
    }

    /// The classes of the phrases of `index`.
    pub(super) fn mask(&self, index: u32) -> u64 {
        self.masks.get(index as usize).copied().unwrap_or(0)
    }

    /// The value of the single word `word` in `class`.
    pub(super) fn word(&self, word: &str, class: Class) -> Option<i32> {
        self.phrases(self.index(word)).iter().find(|p| p.class == class && p.rest.is_empty()).map(|p| p.value)
    }

    /// Past (-1) or future (1), by the ending of a verb.
    pub(super) fn tense_of(&self, word: &str) -> Option<i32> {
        self.tense_suffixes.iter().find(|(suffix, _)| word.len() > suffix.len() + 2 && word.ends_with(suffix.as_str())).map(|(_, v)| *v)
    }
}

/// The folded tokens of `phrase`, as the tokeniser cuts it inside a sentence.
pub(super) fn cut(phrase: &str, language: Language) -> Vec<String> {
    if language.has_clitics() && matches!(phrase, "'ll" | "'ve" | "'d") {
        // A clitic is one token after a word.
        return vec![crate::document::fold(phrase)];
    }
    let mut words = Vec::new();
    tokens::pieces(phrase, language, |_, folded| words.push(folded.to_owned()));
    words
}

fn marks(cell: &str) -> (u8, u8) {
    let (mut flags, mut licences) = (0, 0);
    for mark in cell.split_whitespace() {
        match mark {
            "ambiguous" => flags |= AMBIGUOUS,
            "abbreviation" => flags |= ABBREVIATION,
            "capital" => flags |= CAPITAL,
            "lower" => flags |= LOWER,
            "future" => flags |= FUTURE,
            "opened" => flags |= OPENED,
            "fine" => flags |= FINE,
            "plain" => flags |= PLAIN,
            "late" => flags |= LATE,
            "either" => flags |= EITHER,
            "year" => licences |= licence::YEAR,
            "month" => licences |= licence::MONTH,
            "season" => licences |= licence::SEASON,
            "day" => licences |= licence::DAY,
            "clock" => licences |= licence::CLOCK,
            "hour" => licences |= licence::HOUR,
            _ => {}
        }
    }
    (flags, licences)
}

/// Names that stand for values in the tables.
const NAMES: &[(&str, i32)] = &[
    ("this", 0),
    ("last", -1),
    ("previous", -2),
    ("next", 1),
    ("coming", 2),
    ("before-last", -3),
    ("rolling", ROLLING),
    ("after-next", 3),
    ("past", -1),
    ("future", 1),
    ("start", 1),
    ("middle", 2),
    ("end", 3),
    ("rest", part::REST),
    ("second", unit::SECOND),
    ("minute", unit::MINUTE),
    ("hour", unit::HOUR),
    ("day", unit::DAY),
    ("weekend", unit::WEEKEND),
    ("week", unit::WEEK),
    ("fortnight", unit::FORTNIGHT),
    ("month", unit::MONTH),
    ("quarter", unit::QUARTER),
    ("half", unit::HALF),
    ("season", unit::SEASON),
    ("year", unit::YEAR),
    ("decade", unit::DECADE),
    ("century", unit::CENTURY),
    ("fiscal", unit::FISCAL),
    ("none", relation::NONE),
    ("on", relation::ON),
    ("by", relation::BY),
    ("since", relation::SINCE),
    ("until", relation::UNTIL),
    ("during", relation::DURING),
    ("before", relation::BEFORE),
    ("after", relation::AFTER),
];

/// The direction of a length of time that ends now: `over the past year`.
pub(super) const ROLLING: i32 = -4;

/// The parts of `[part]` that change a value.
pub(super) mod part {
    /// From now to the end of it.
    pub const REST: i32 = 4;
}

/// The units of `[unit]`.
pub(super) mod unit {
    #![allow(missing_docs)]
    pub const SECOND: i32 = 100;
    pub const MINUTE: i32 = 101;
    pub const HOUR: i32 = 102;
    pub const DAY: i32 = 103;
    pub const WEEKEND: i32 = 104;
    pub const WEEK: i32 = 105;
    pub const FORTNIGHT: i32 = 106;
    pub const MONTH: i32 = 107;
    pub const QUARTER: i32 = 108;
    pub const HALF: i32 = 109;
    pub const SEASON: i32 = 110;
    pub const YEAR: i32 = 111;
    pub const DECADE: i32 = 112;
    pub const CENTURY: i32 = 113;
    pub const FISCAL: i32 = 114;
}

/// The relations of `[preposition]`.
pub(super) mod relation {
    #![allow(missing_docs)]
    pub const NONE: i32 = 200;
    pub const ON: i32 = 201;
    pub const BY: i32 = 202;
    pub const SINCE: i32 = 203;
    pub const UNTIL: i32 = 204;
    pub const DURING: i32 = 205;
    pub const BEFORE: i32 = 206;
    pub const AFTER: i32 = 207;
}

/// The bit of a token that is digits.
pub(super) const DIGITS: u64 = 1 << 62;
/// The bit of a token that is a year or decade but not digits alone: `mid-2025`, `’98`.
pub(super) const WITH_DIGITS: u64 = 1 << 63;

/// The bit of `class` in a mask.
pub(super) const fn bit(class: Class) -> u64 {
    1 << class as u64
}

/// The value of a name of [`NAMES`].
pub(super) fn named(name: &str) -> Option<i32> {
    NAMES.iter().find(|(n, _)| *n == name).map(|(_, v)| *v)
}

/// The value of a table cell: empty, a name, a number, or for feast days a rule (see [`super::holidays`]).
fn value(class: Class, cell: &str) -> Option<i32> {
    if cell.is_empty() {
        return Some(0);
    }
    if class == Class::Holiday {
        return super::holidays::encode(cell);
    }
    named(cell).or_else(|| cell.parse().ok())
}
