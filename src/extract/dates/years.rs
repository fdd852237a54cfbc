//! Whether four digits on their own are a year.

use super::lexicon::{Class, licence};
use super::numbers;
use super::scan::Scan;
use crate::document::TokenKind;
use crate::language::Language;

/// Whether `year`, in the tokens from `at` to `end`, is one: by a preposition that dates, or by what stands around.
pub(super) fn stands(scan: &Scan<'_>, at: usize, end: usize, year: i32, given: u8, nested: bool) -> bool {
    if counts(scan, end) || named(scan, at) || joins_number(scan, end) {
        return false;
    }
    let round = year % 100 == 0;
    let own = at > 0 && scan.phrase(at - 1, Class::Determiner).is_some() && (1950..=2060).contains(&year);
    let noun = noun_follows(scan, end) && !own;
    if given & licence::YEAR != 0 || nested {
        return !(round && noun);
    }
    if !scan.is_number(at) || !(1900..=2100).contains(&year) || round {
        return false;
    }
    let before = (at > 0).then(|| at - 1).filter(|b| scan.document.block_at(scan.document.tokens[*b].span.start) == block(scan, at));
    // A clause may begin with a year and go on with the verb where nouns are written with a capital.
    let verb = scan.grammar.language == Language::De && end < scan.end && !scan.document.tokens[end].capital;
    let opens = before.is_none_or(|b| matches!(scan.text(b), "." | "!" | "?" | ":" | "…"));
    if opens {
        return !noun || verb;
    }
    let Some(before) = before else { return !noun };
    // "la Agenda 2030 divide": a name with its year, whatever follows.
    let name = scan.document.tokens[before].capital && !scan.begins_sentence(before);
    match scan.document.tokens[before].kind {
        TokenKind::Word => !noun || (name && scan.grammar.language != Language::De),
        TokenKind::Punctuation => !noun,
        _ => false,
    }
}

fn block(scan: &Scan<'_>, at: usize) -> usize {
    scan.document.block_at(scan.document.tokens[at].span.start)
}

/// Whether what follows says that the digits count something.
fn counts(scan: &Scan<'_>, end: usize) -> bool {
    if end >= scan.end {
        return false;
    }
    let token = scan.document.tokens[end];
    if token.kind == TokenKind::Symbol && !matches!(scan.text(end), "|" | "=" | "+" | ">" | "<" | "~") {
        return true;
    }
    if !token.spaced && matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Address) {
        return true;
    }
    scan.phrase(end, Class::Units).is_some() || scan.phrase(end, Class::Counted).is_some()
}

/// `from 1000 to 5000`: the other end is no year, so this one is none.
fn joins_number(scan: &Scan<'_>, end: usize) -> bool {
    let other = scan.phrase(end, Class::To).and_then(|(len, _)| numbers::digits(scan, end + len));
    other.is_some_and(|n| n >= 2200)
}

/// Whether what stands before makes the digits a number or part of a name.
fn named(scan: &Scan<'_>, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let before = scan.document.tokens[at - 1];
    before.kind == TokenKind::Symbol
        || matches!(scan.text(at - 1), "#" | "°" | ":" if !scan.document.tokens[at].spaced)
        || scan.phrase(at - 1, Class::NotYear).is_some()
        || (at > 1 && scan.phrase(at - 2, Class::NotYear).is_some_and(|(len, _)| len == 2))
}

/// Whether a common noun may follow directly, as after a number of things.
fn noun_follows(scan: &Scan<'_>, end: usize) -> bool {
    if end >= scan.end {
        return false;
    }
    let token = scan.document.tokens[end];
    let noun = !token.capital || scan.grammar.language == Language::De;
    token.kind == TokenKind::Word && noun && scan.phrase(end, Class::AfterYear).is_none()
}
