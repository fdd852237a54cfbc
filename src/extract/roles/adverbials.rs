//! What stands between the parts of a statement and says only how, when or for how long: adverbs, dates, ages, spans of time. Patterns
//! never see it.

use super::items::{Builder, ITEM_RULES, ITEM_TITLES};
use super::rules::{ADVERB, AGE, ASKED, DURATION_LEAD, DURATION_NUMBER, DURATION_TRAIL, DURATION_UNIT, SKIPPED};
use super::sequence::{Content, Sequence};
use crate::document::TokenKind;
use crate::extract::pattern::Weight;
use crate::language::Language;
use crate::language::lexis::Reading;

/// How many tokens an age takes between its marks, with them ("(âgé de 44 ans)").
const AGED: usize = 7;

/// How many words a number takes in a span of time ("two and a half").
const NUMBER: usize = 4;

/// How many words say of which kind a coming or going is.
const ADJECTIVES: usize = 6;

/// What adverbs of a language end in that are made of adjectives.
const fn adverb_ending(language: Language) -> Option<&'static str> {
    match language {
        Language::En => Some("ly"),
        Language::Fr => Some("ment"),
        Language::Es | Language::It | Language::Pt => Some("mente"),
        Language::De | Language::Nl => None,
    }
}

/// What stands before the ending of French adverbs, but hardly of nouns ("seulement", "unanimement", "récemment").
const FRENCH: [&str; 11] =
    ["alement", "llement", "ivement", "quement", "usement", "ièrement", "amment", "emment", "ément", "ulement", "itement"];

/// How many letters of an adverb stand before its ending, at least.
const STEM: usize = 4;

/// Lets the list of adverbs hold the words of a document that end as they do.
pub(super) fn mark_adverbs(words: &mut Reading<'_>, language: Language) {
    if let Some(ending) = adverb_ending(language) {
        words.mark(ADVERB, |word| word.len() >= ending.len() + STEM && word.ends_with(ending));
    }
}

/// Whether token `at` is an adverb by its ending.
pub(super) fn is_adverb(words: &Reading<'_>, at: usize) -> bool {
    let token = || words.document.tokens.get(at).filter(|token| !token.capital && token.kind == TokenKind::Word);
    words.is(at, ADVERB) && token().is_some()
}

impl Builder<'_> {
    /// Whether token `at` is an adverb that says nothing but how, not a noun that ends like one.
    pub(super) fn is_plain_adverb(&self, at: usize) -> bool {
        let document = self.reader.document;
        let language = self.rules.language;
        if !is_adverb(self.words, at) || self.words.is(at, ASKED) {
            return false;
        }
        language != Language::Fr || FRENCH.iter().any(|ending| document.folded(at).ends_with(ending))
    }

    /// Passes over a span of time ("for nearly twelve years", "trois ans plus tard").
    pub(super) fn duration(&self, at: usize, end: usize) -> Option<usize> {
        let (document, words) = (self.reader.document, self.words);
        let number = |i: usize| i < end && (document.tokens[i].kind == TokenKind::Number || words.is(i, DURATION_NUMBER));
        if !number(at) && !words.known(at).opens(1 << DURATION_LEAD) {
            return None;
        }
        let mut next = at;
        while words.width(DURATION_LEAD, next, end) > 0 {
            next += words.width(DURATION_LEAD, next, end);
        }
        let first = next;
        while next < first + NUMBER && number(next) {
            // "treinta y cinco"
            next += words.width(DURATION_NUMBER, next, end).max(1);
        }
        let unit = words.width(DURATION_UNIT, next, end);
        if next == first || unit == 0 {
            return None;
        }
        next += unit;
        Some(next + words.width(DURATION_TRAIL, next, end))
    }

    /// Passes over the age before a name ("31-year-old", "22-jährige").
    pub(super) fn age(&self, at: usize, end: usize) -> Option<usize> {
        let document = self.reader.document;
        let told = at + 2 < end && document.tokens[at].kind == TokenKind::Number && document.folded(at + 1) == "-";
        let word = |i: usize| self.words.is(i, AGE);
        if told && word(at + 2) {
            return Some(at + 3);
        }
        // "de 46 ans", "aged 46"
        let number = (at + 1..end.min(at + 3)).take_while(|&i| word(i - 1)).find(|&i| document.tokens[i].kind == TokenKind::Number)?;
        let after = if number + 1 < end && word(number + 1) { number + 2 } else { number + 1 };
        (document.folded(number).len() == 2).then_some(after)
    }

    /// Passes over an age between marks (", 44 ans,", "(44)"); of two commas the words around share the last.
    pub(super) fn age_between_marks(&self, at: usize) -> Option<usize> {
        let document = self.reader.document;
        if document.tokens[at].kind != TokenKind::Punctuation {
            return None;
        }
        let close = match document.folded(at) {
            "," => ",",
            "(" => ")",
            _ => return None,
        };
        let end = self.reader.sentence.end.min(at + AGED);
        let mark = (at + 1..end).find(|&i| document.folded(i) == close)?;
        let number = |i: usize| document.tokens[i].kind == TokenKind::Number && (2..=3).contains(&document.folded(i).len());
        let word = |i: usize| self.words.is(i, AGE);
        let numbers = (at + 1..mark).filter(|&i| number(i)).count();
        let fits = numbers == 1 && (at + 1..mark).all(|i| number(i) || word(i));
        fits.then_some(mark + 1)
    }

    /// Passes over a date; a preposition before it goes with it.
    pub(super) fn date(&self, out: &mut Sequence, at: usize, end: usize) -> Option<usize> {
        let document = self.reader.document;
        let start = document.tokens[at].span.start;
        // "ist seit dem 1. Mai": the first word of a date may be that of a phrase before it.
        let index = self.dates.partition_point(|d| d.span.end <= start);
        let date = self.dates.get(index).filter(|d| d.span.start <= start)?;
        let last = out.tokens.last().cloned().filter(|t| t.end == at && t.len() == 1);
        let lonely = out.contents.last() == Some(&Content::Nothing);
        if let Some(last) = last
            && lonely
            && self.rules.date_prepositions.has(self.words, last.start)
        {
            out.items.pop();
            out.contents.pop();
            out.tokens.pop();
        }
        let after = document.token_at(date.span.end).clamp(at + 1, end.max(at + 1));
        // "the resignation, on 2 May, of Roe": the commas go with the date.
        if after < end && document.is_comma(after) && out.items.last().is_some_and(|item| item.weight == Weight::Comma) {
            out.items.pop();
            out.contents.pop();
            out.tokens.pop();
            return Some(after + 1);
        }
        Some(after)
    }

    /// "la démission inattendue et brutale de": behind a noun of coming or going what only says of which kind it is, up to the word for
    /// whose it is.
    pub(super) fn past_adjectives(&self, at: usize) -> usize {
        let (document, named) = (self.reader.document, &self.rules.named);
        if !self.reader.titles.has_adjectives() {
            return at;
        }
        let [of, ..] = named.prepositions;
        let end = self.reader.sentence.end.min(at + ADJECTIVES);
        for next in at..end {
            let class = self.rules.classes.starting(self.words, next, end);
            if class.is_some_and(|(_, index)| self.rules.class_symbols[usize::from(index)].iter().any(|&symbol| of == Some(symbol))) {
                return next;
            }
            let token = document.tokens[next];
            let and = self.reader.titles.and.starting(self.reader.words, next, end).is_some();
            let plain = !self.words.known(next).opens(ITEM_RULES) && !self.reader.words.known(next).opens(ITEM_TITLES);
            if token.kind != TokenKind::Word || token.capital || !and && !plain && !self.words.is(next, SKIPPED) {
                return at;
            }
        }
        at
    }
}
