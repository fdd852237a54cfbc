//! Numbers that are no figures: parts of names, references, addresses, telephone numbers, times, versions, list numbering.

use super::number::Reader;
use super::quantity::Quantity;

/// Where a run of digits that is no figure ends: telephone numbers, times, versions, dates that no calendar knows.
pub fn run(reader: &Reader<'_, '_>, at: usize) -> Option<usize> {
    let atom = reader.atom(at)?;
    if atom.text == "+" && reader.glued(at + 1) && reader.text(at + 1).len() <= 3 && reader.atom(at + 1)?.is_number() {
        return run(reader, at + 1).filter(|&end| digits(reader, at, end) >= 9);
    }
    if !atom.is_number() {
        return None;
    }
    if cited(reader, at) {
        return Some(at + 1);
    }
    // `Tel. 030 46644664`, `007`: a number that begins with nought names something; what follows it may be the rest of a telephone number.
    let text = reader.text(at);
    let nought = text.len() > 2 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let rest = reader.atom(at + 1).is_some_and(|a| a.is_number() && a.text.len() > 3);
    if nought
        && (rest || reader.glued(at + 1) == reader.atom(at + 1).is_some_and(|a| !a.is_word()) && !matches!(reader.text(at + 1), ":" | "/"))
    {
        return Some(at + 1 + usize::from(rest));
    }
    let mut end = at + 1;
    let mut groups = 1;
    let mut tight = false;
    while let Some(next) = group_after(reader, end) {
        tight |= matches!(reader.text(end), ":" | "/" | ".");
        groups += 1;
        end = next;
    }
    let total = digits(reader, at, end);
    let pairs = (at..end).filter(|&i| reader.atoms[i].is_number()).all(|i| reader.text(i).len() <= 2);
    // Times and the like (`10:30`, `17/05/2018`), pairs as in telephone numbers, long chains of groups.
    let triples = groups == 3 && total == 10 && reader.text(end - 1).len() == 4;
    let clock = groups >= 2 && tight && !result(reader, at, groups) && !fraction_like(reader, at, groups);
    let phone = groups >= 4 && pairs && total >= 8 || groups >= 3 && total >= 9 && hyphens(reader, at, end) >= 2;
    let trunk = groups >= 3 && total >= 8 && reader.text(at).starts_with('0');
    (clock || phone || triples || trunk).then_some(end)
}

/// `46(8):623–44`, `[3]`: the volume, number and pages of a reference, the mark of a note.
fn cited(reader: &Reader<'_, '_>, at: usize) -> bool {
    let number = |at: usize| reader.atom(at).is_some_and(super::atoms::Atom::is_number);
    let glued = |text: &[&str], at: usize| reader.glued(at) && text.contains(&reader.text(at));
    let opened = at.checked_sub(1).filter(|_| reader.glued(at));
    let volume = glued(&["("], at + 1) && number(at + 2) && glued(&[")"], at + 3) && glued(&[":"], at + 4);
    let issue = opened.is_some_and(|b| glued(&["("], b) && b > 0 && number(b - 1)) && glued(&[")"], at + 1) && glued(&[":"], at + 2);
    let pages = opened.is_some_and(|b| glued(&[":"], b) && b > 0 && reader.text(b - 1) == ")");
    // `arXiv:1512.01655`, `python:3.7`
    let tagged = opened.is_some_and(|b| glued(&[":"], b) && b > 0 && reader.atoms[b - 1].is_word());
    let note = opened.is_some_and(|b| b > 0 && reader.text(b) == "[") && glued(&["]"], at + 1);
    let last = opened.filter(|&b| b > 1 && matches!(reader.text(b), "-" | "–") && reader.glued(b) && number(b - 1));
    let range = last.is_some_and(|b| reader.glued(b - 1) && reader.text(b - 2) == ":" && b > 2 && reader.text(b - 3) == ")");
    volume || issue || pages || range || note || tagged
}

fn digits(reader: &Reader<'_, '_>, from: usize, to: usize) -> usize {
    (from..to).filter(|&i| reader.atoms[i].is_number()).map(|i| reader.text(i).len()).sum()
}

fn hyphens(reader: &Reader<'_, '_>, from: usize, to: usize) -> usize {
    (from..to).filter(|&i| reader.text(i) == "-").count()
}

/// `3:1`: the result of a game, which no time is written like.
fn result(reader: &Reader<'_, '_>, at: usize, groups: usize) -> bool {
    groups == 2 && reader.text(at + 1) == ":" && (reader.text(at + 2).len() == 1 && reader.text(at).len() <= 2)
}

fn fraction_like(reader: &Reader<'_, '_>, at: usize, groups: usize) -> bool {
    groups == 2 && super::digits::read(reader, at).is_some_and(|d| d.end == at + 3)
}

/// The atom after the next group of digits, where one follows at `end` directly or after a mark.
fn group_after(reader: &Reader<'_, '_>, end: usize) -> Option<usize> {
    let atom = reader.atom(end)?;
    if atom.is_number() {
        let last = atom.text.len() == 4 && reader.text(end - 1).len() == 3;
        // `0800 123 4567`: after a trunk number of any length.
        let trunk = reader.text(end - 1).starts_with('0') && matches!(reader.text(end - 1).len(), 4 | 5) && atom.text.len() >= 3;
        return ((atom.text.len() == 2 || atom.text.len() == 3 && reader.text(end - 1).len() == 3 || last || trunk) && atom.spaced)
            .then_some(end + 1);
    }
    let mark = matches!(atom.text, "-" | "/" | "." | ":") && !atom.spaced;
    (mark && reader.glued(end + 1) && reader.atom(end + 1)?.is_number()).then_some(end + 2)
}

/// Whether a bare quantity (no unit, nothing counted) belongs to a name, a reference, an address or a list.
pub fn bare(reader: &Reader<'_, '_>, quantity: &Quantity, bounded: bool) -> bool {
    let start = quantity.start;
    list_number(reader, quantity)
        || glued_to_name(reader, quantity)
        || named_before(reader, start)
        || (!bounded && year(reader, quantity))
        || zero(reader, quantity)
}

/// A word that takes a number for a name stands before: `article 49`, `page 3`, `rue`.
pub fn reference(reader: &Reader<'_, '_>, start: usize) -> bool {
    // `ISSN 1077-2626`: a later part of the same run.
    let part = |at: usize| {
        let joined = at > 1 && matches!(reader.text(at - 1), "-" | "–" | "/" | ".") && reader.glued(at) && reader.glued(at - 1);
        (joined && reader.atoms[at - 2].is_number()).then(|| at - 2)
    };
    let start = (0..4).fold(start, |at, _| part(at).unwrap_or(at));
    reader.nouns.references.ending_at(reader.document, reader.atoms, start, 4).is_some()
        || start.checked_sub(1).is_some_and(|b| matches!(reader.text(b), "#" | "№"))
}

/// `Sections 21, 24 and 26`: a number of a list whose first one a word takes for a name.
pub fn listed_reference(reader: &Reader<'_, '_>, start: usize) -> bool {
    let joined = |at: usize| {
        let mark = at.checked_sub(1)?;
        let and = reader.entry(mark).is_some_and(|e| e.and);
        let before = mark.checked_sub(1)?;
        let number = if and && reader.text(before) == "," { before.checked_sub(1)? } else { before };
        let plain = reader.atoms[number].is_number() && !reader.atoms[number].dated;
        (plain && (and || reader.text(mark) == ",")).then_some(number)
    };
    let first = (0..4).fold(start, |at, _| joined(at).unwrap_or(at));
    first < start && reader.atoms[start].is_number() && reference(reader, first)
}

/// `12 rue`, `12, rue`, `12 Main Street`.
pub fn address(reader: &Reader<'_, '_>, end: usize) -> bool {
    let from = end + usize::from(reader.text(end) == ",");
    (from..from + 4)
        .map_while(|i| reader.atom(i).filter(|a| a.is_word()).map(|a| (i, a)))
        .take_while(|(i, a)| *i == from || a.capital)
        .any(|(i, a)| reader.nouns.streets.contains(a.text) && (i == from || reader.atoms[from].capital))
}

/// The number of a list item: alone before a point or bracket at the start of its block.
fn list_number(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    quantity.start == 0
        && quantity.number.digits
        && matches!(reader.text(quantity.end), "." | ")" | "-" | "/")
        && reader.atom(quantity.end + 1).is_none_or(|a| a.spaced)
        && (reader.document.blocks.len() > 1 || reader.atom(quantity.end + 1).is_some())
}

/// Letters or signs glued to the number make it a name: `F-16`, `3D`, `737s`, `A/2`.
fn glued_to_name(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let before = quantity.start.checked_sub(1).and_then(|b| reader.atom(b).map(|a| (b, a)));
    if let Some((b, atom)) = before
        && reader.glued(quantity.start)
    {
        let joined = matches!(atom.text, "-" | "–" | "/" | "_" | ".") && !atom.spaced && b > 0 && reader.atoms[b - 1].is_word();
        if joined || atom.is_word() && !atom.text.ends_with('\'') {
            return true;
        }
    }
    reader.atom(quantity.end).is_some_and(|a| !a.spaced && a.is_word())
        || (reader.text(quantity.end) == "-"
            && reader.glued(quantity.end)
            && reader.glued(quantity.end + 1)
            && reader.atom(quantity.end + 1).is_some_and(super::atoms::Atom::is_word))
}

/// A capitalised word stands right before, not at the start of the sentence: `Boeing 737`, `Windows 11`.
fn named_before(reader: &Reader<'_, '_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).and_then(|b| reader.atom(b)) else { return false };
    if !reader.atoms[start].is_number() || !before.is_word() || !before.capital || reader.nouns.is_stop(before.text) {
        return false;
    }
    let sentence = reader.document.sentence_at(reader.document.tokens[before.token].span.start);
    let first = reader.document.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    before.token != first
}

/// `la librairie Mille Pages`: within a sentence a number word with a capital before another is part of a name.
pub fn named_word(reader: &Reader<'_, '_>, start: usize, end: usize) -> bool {
    let capital = |at: usize| reader.atom(at).is_some_and(|a| a.is_word() && a.capital);
    let inside = start.checked_sub(1).and_then(|b| reader.atom(b)).is_some_and(|a| a.is_word() && !a.capital);
    // In a headline all words may have one.
    let plain = || {
        (start.saturating_sub(6)..start)
            .any(|at| !capital(at) && reader.text(at).chars().count() > 4 && !reader.nouns.is_stop(reader.text(at)))
    };
    !reader.lexicon.capital_nouns && inside && capital(start) && capital(end) && reader.atoms[end].text.len() > 1 && plain()
}

/// `zero` in words, of nothing in particular (`net zero`, `from zero`).
fn zero(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    !quantity.number.digits && quantity.value.as_whole() == Some(0) && reader.atoms.len() > 2
}

/// A plain number that reads as a year before a noun (`2005 levels`); amounts of that size are round or grouped.
pub fn year_before_noun(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let text = reader.text(quantity.start);
    quantity.end == quantity.start + 1 && text.len() == 4 && text.parse::<u32>().is_ok_and(|y| (1901..2100).contains(&y) && y != 2000)
}

/// `Boeing 737 flew`: what follows a name and a short number is no noun counted.
pub fn model(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let text = reader.text(quantity.start);
    let short = quantity.end == quantity.start + 1 && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    short
        && !reader.lexicon.capital_nouns
        && !quantity.start.checked_sub(1).is_some_and(|b| reader.atoms[b].dated)
        && named_before(reader, quantity.start)
}

/// Four digits that read as a year.
pub fn year(reader: &Reader<'_, '_>, quantity: &Quantity) -> bool {
    let text = reader.text(quantity.start);
    quantity.end == quantity.start + 1
        && text.len() == 4
        && text.parse::<u32>().is_ok_and(|y| (1500..2100).contains(&y))
        && reader.atoms.len() > 2
}
