//! The patterns of dates: rows of `[pattern]` in the tables, matched against the tokens from a given place on.
//!
//! A row is a form (what to make of the words, see [`super::forms`]), the pattern, and perhaps `lone`: what it finds needs a
//! context. A pattern is a list of elements: the name of a class of words (`month`), such a name with one value (`unit=week`),
//! a built-in (`day`, `digit-day`, `year`, `count`, `ranking`, `roman`, `mid-decade`, `numeric`, `span`), or a mark (`,`). `?` makes an element optional,
//! `a|b` takes either.

use super::forms::Form;
use super::lexicon::{Class, DIGITS, Lexicon, WITH_DIGITS, bit, named};
use super::numbers::MAX_WORDS;
use crate::language::{Language, table};

/// What one element of a pattern takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the class, with that value if one is given.
    Word(Class, Option<i32>),
    /// 1 to 31 in digits, or with the mark of an ordinal, or an ordinal in words.
    Day,
    /// The same without words.
    DigitDay,
    /// A year in four digits, or in words.
    Year,
    /// A whole number in digits or words.
    Count,
    /// An ordinal in digits or words.
    Ranking,
    /// A century in Roman numerals.
    Roman,
    /// A decade behind the word for a part of it: `mid-1990s`.
    MidDecade,
    /// A date in digits alone.
    Numeric,
    /// Any date that a pattern finds.
    Span,
    /// A punctuation mark.
    Mark(String),
}

#[derive(Debug, Clone)]
pub(super) struct Element {
    pub kinds: Vec<Kind>,
    pub optional: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub form: Form,
    pub elements: Vec<Element>,
    /// Only with a context that licenses it.
    pub lone: bool,
    /// Whether a day stands in it: then its words are not to be mistaken for others.
    pub day: bool,
    /// Where it begins with a number that words must follow: the classes of which the next word is one.
    pub then: Option<u64>,
    /// Where it may begin with an article: what the token after that is one of, or the first where there is none.
    pub after_the: Option<u64>,
    /// Whether nothing may stand before that number.
    pub bare: bool,
    /// Of each of these one is among the classes of the first [`REACH`] tokens.
    pub needs: Vec<u64>,
    /// Its row in the table.
    #[cfg_attr(not(test), allow(dead_code))]
    pub line: usize,
}

/// Words and patterns of one language.
#[derive(Debug)]
pub(super) struct Grammar {
    pub language: Language,
    pub lexicon: Lexicon,
    pub patterns: Vec<Pattern>,
    /// Rows that could not be read; always empty (a test sees to it).
    #[cfg_attr(not(test), allow(dead_code))]
    pub faults: Vec<usize>,
    /// The patterns that may begin with a word of each class, then those that may begin with digits.
    by_class: Vec<Vec<u16>>,
    by_digits: Vec<u16>,
    by_roman: Vec<u16>,
    /// The classes with which an expression may begin.
    pub starters: u64,
}

/// The classes that begin a range, a relation or a time of day.
const OPENERS: [Class; 6] = [Class::Preposition, Class::From, Class::Between, Class::Noon, Class::Number, Class::BeforeHour];

/// Classes of which some word, or some digits, must stand in every expression.
pub(super) const CORE: u64 = {
    let classes = [
        Class::Month,
        Class::Weekday,
        Class::Season,
        Class::Unit,
        Class::Units,
        Class::Period,
        Class::LastPeriod,
        Class::Relday,
        Class::Daypart,
        Class::Quarter,
        Class::Half,
        Class::NextDay,
        Class::Hour,
        Class::HourPart,
        Class::BeforeHour,
        Class::Meridiem,
        Class::Noon,
        Class::Zone,
        Class::Now,
        Class::Years,
        Class::DecadeWord,
        Class::DecadeName,
        Class::CenturyName,
        Class::Vague,
        Class::Holiday,
    ];
    let (mut mask, mut at) = (0, 0);
    while at < classes.len() {
        mask |= bit(classes[at]);
        at += 1;
    }
    mask
};

impl Grammar {
    pub(super) fn new(language: Language) -> Self {
        let lexicon = Lexicon::new(language);
        let (longest, mut faults) = (lexicon.longest(), lexicon.faults.clone());
        let mut patterns = Vec::new();
        for row in table::rows(language.tables().dates).filter(|r| r.section == "pattern") {
            let elements: Option<Vec<Element>> = row.cell(1).split_whitespace().map(element).collect();
            match (Form::from_name(row.cell(0)), elements) {
                (Some(form), Some(elements)) if !elements.is_empty() => {
                    let day = elements.iter().any(|e| e.kinds.contains(&Kind::Day));
                    let then = after_number(&elements);
                    let bare = elements.first().is_some_and(|e| !e.optional);
                    let (after_the, needs) = (after_article(&elements), needs(&elements, longest));
                    let (lone, line) = (row.cell(2) == "lone", row.line);
                    patterns.push(Pattern { form, elements, lone, day, then, after_the, bare, needs, line });
                }
                _ => faults.push(row.line),
            }
        }
        let mut by_class = vec![Vec::new(); Class::ALL.len()];
        let (mut by_digits, mut by_roman) = (Vec::new(), Vec::new());
        for (pattern, index) in patterns.iter().zip(0..) {
            let (classes, digits) = first(pattern, &patterns, 0);
            for class in classes {
                if let Some(list) = by_class.get_mut(class as usize) {
                    list.push(index);
                }
            }
            if digits {
                by_digits.push(index);
            }
            if pattern.elements.first().is_some_and(|e| e.kinds.contains(&Kind::Roman)) {
                by_roman.push(index);
            }
        }
        let begins = |(_, list): &(&(Class, &str), &Vec<u16>)| !list.is_empty();
        let first = Class::ALL.iter().zip(&by_class).filter(begins).fold(0, |mask, ((class, _), _)| mask | bit(*class));
        let starters = OPENERS.iter().fold(first, |mask, class| mask | bit(*class));
        Self { language, lexicon, patterns, faults, by_class, by_digits, by_roman, starters }
    }

    /// The patterns that may begin with a word of `class`.
    pub(super) fn starting_with(&self, class: Class) -> &[u16] {
        self.by_class.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// The patterns that begin with a Roman numeral.
    pub(super) fn starting_with_roman(&self) -> &[u16] {
        &self.by_roman
    }

    /// The patterns that may begin with digits.
    pub(super) fn starting_with_digits(&self) -> &[u16] {
        &self.by_digits
    }
}

/// The tokens with which `elements` may go on after an article that may be missing; `None` where they do not begin so or may go on with anything.
fn after_article(elements: &[Element]) -> Option<u64> {
    let (article, rest) = elements.split_first()?;
    if !article.optional || article.kinds != [Kind::Word(Class::The, None)] {
        return None;
    }
    let mut mask = 0;
    for element in rest {
        mask |= element.classes()?;
        if !element.optional {
            return Some(mask);
        }
    }
    None
}

/// How many tokens from its first one on a pattern is asked what words it needs.
pub(super) const REACH: usize = 32;

/// For each element that must stand within the first [`REACH`] tokens, the classes of which its first token has one, where phrases take
/// up to `longest` tokens.
fn needs(elements: &[Element], longest: usize) -> Vec<u64> {
    let mut needs = Vec::new();
    let mut before = 0;
    for element in elements {
        if before >= REACH {
            break;
        }
        needs.extend(element.classes().filter(|_| !element.optional));
        let length = |kind: &Kind| match kind {
            Kind::Word(..) => longest + 1,
            Kind::Day | Kind::DigitDay | Kind::Year | Kind::Count | Kind::Ranking => MAX_WORDS + longest,
            Kind::Roman | Kind::MidDecade | Kind::Numeric | Kind::Mark(_) => longest + 5,
            Kind::Span => REACH,
        };
        before += element.kinds.iter().map(length).max().unwrap_or(0);
    }
    needs
}

impl Element {
    /// The classes of which its first token has one; `None` where that may be anything.
    fn classes(&self) -> Option<u64> {
        let classes = |kind: &Kind| {
            Some(match kind {
                Kind::Word(class, _) => bit(*class),
                Kind::Day | Kind::Ranking => DIGITS | bit(Class::Number) | bit(Class::Ordinal),
                Kind::Year | Kind::Count => DIGITS | WITH_DIGITS | bit(Class::Number),
                Kind::DigitDay | Kind::Numeric => DIGITS,
                Kind::MidDecade => WITH_DIGITS,
                Kind::Roman | Kind::Span | Kind::Mark(_) => return None,
            })
        };
        self.kinds.iter().try_fold(0, |mask, kind| classes(kind).map(|more| mask | more))
    }
}

/// The classes of which the word after the number is one that `elements` begin with; `None` where it need not be a word.
fn after_number(elements: &[Element]) -> Option<u64> {
    let number = |k: &Kind| matches!(k, Kind::Day | Kind::DigitDay | Kind::Count | Kind::Year | Kind::Ranking);
    let at = elements.iter().position(|e| e.kinds.iter().all(number))?;
    let words = |e: &Element| {
        e.kinds.iter().map(|k| if let Kind::Word(class, _) = k { Some(bit(*class)) } else { None }).collect::<Option<Vec<_>>>()
    };
    if elements[..at].iter().any(|e| !e.optional || words(e).is_none()) {
        return None;
    }
    let mut mask = 0;
    for element in &elements[at + 1..] {
        mask |= words(element)?.into_iter().fold(0, |a, b| a | b);
        if !element.optional {
            return Some(mask);
        }
    }
    None
}

/// The classes with which `pattern` may begin, and whether digits may.
fn first(pattern: &Pattern, all: &[Pattern], depth: usize) -> (Vec<Class>, bool) {
    let (mut classes, mut digits) = (Vec::new(), false);
    for element in &pattern.elements {
        for kind in &element.kinds {
            match kind {
                Kind::Word(class, _) => classes.push(*class),
                Kind::Day | Kind::Ranking => {
                    classes.push(Class::Ordinal);
                    classes.push(Class::Number);
                    digits = true;
                }
                Kind::Year | Kind::Count => {
                    classes.push(Class::Number);
                    digits = true;
                }
                Kind::Numeric | Kind::DigitDay | Kind::MidDecade => digits = true,
                Kind::Roman | Kind::Mark(_) => {}
                Kind::Span if depth < 2 => {
                    for inner in all {
                        let (more, digit) = first(inner, all, depth + 1);
                        classes.extend(more);
                        digits |= digit;
                    }
                }
                Kind::Span => {}
            }
        }
        if !element.optional {
            break;
        }
    }
    classes.sort_unstable();
    classes.dedup();
    (classes, digits)
}

fn element(text: &str) -> Option<Element> {
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |t| (t, true));
    let kinds: Option<Vec<Kind>> = text.split('|').map(kind).collect();
    kinds.map(|kinds| Element { kinds, optional })
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "day" => Kind::Day,
        "digit-day" => Kind::DigitDay,
        "year" => Kind::Year,
        "count" => Kind::Count,
        "ranking" => Kind::Ranking,
        "roman" => Kind::Roman,
        "mid-decade" => Kind::MidDecade,
        "numeric" => Kind::Numeric,
        "span" => Kind::Span,
        "," | "-" | "(" | ")" | "." | "'" | "/" => Kind::Mark(name.to_owned()),
        _ => {
            let (name, value) = name.split_once('=').map_or((name, None), |(n, v)| (n, Some(v)));
            let class = Class::ALL.iter().find(|(_, n)| *n == name).map(|(c, _)| *c)?;
            let value = match value {
                Some(v) => Some(named(v).or_else(|| v.parse().ok())?),
                None => None,
            };
            Kind::Word(class, value)
        }
    })
}
