//! The tense of the words around a partial date: it says whether `Thursday` is the last or the next one.

use super::Expression;
use super::calendar::Hint;
use super::lexicon::{AMBIGUOUS, Class};
use super::scan::Scan;

/// The value in the tables of a word that opens another clause.
const CLAUSE: i32 = 0;
/// How far to look for a verb on either side, in tokens.
const REACH: usize = 14;

/// The hint of the nearest word within the sentence that tells past or future.
pub(super) fn hint(scan: &Scan<'_>, start: usize, end: usize) -> Hint {
    nearest(scan, start, end, true)
}

/// The same within the clause after the date, or within the whole sentence.
fn nearest(scan: &Scan<'_>, start: usize, end: usize, clause: bool) -> Hint {
    let document = scan.document;
    let sentence = document.sentence_at(document.tokens[start].span.start);
    let tokens = document.sentences.get(sentence).map_or(start..end, |s| s.tokens.clone());
    let before = (tokens.start.max(start.saturating_sub(REACH))..start).rev();
    let after = end..tokens.end.min(end + REACH);
    let back = before.enumerate().find_map(|(distance, at)| tense(scan, at).filter(|t| *t != CLAUSE).map(|t| (distance, t)));
    // `approved on Tuesday a law that will …`: another clause has a tense of its own.
    let told = |at: usize| tense(scan, at).filter(|t| clause || *t != CLAUSE);
    let ahead = after.enumerate().find_map(|(distance, at)| told(at).map(|t| (distance, t))).filter(|(_, t)| *t != CLAUSE);
    let nearest = match (back, ahead) {
        (Some(b), Some(a)) => Some(if a.0 < b.0 { a.1 } else { b.1 }),
        (one, other) => one.or(other).map(|(_, t)| t),
    };
    match nearest {
        Some(t) if t > 0 => Hint::Future,
        Some(_) => Hint::Past,
        None => Hint::None,
    }
}

/// Whether the nearest word before that tells a tense tells the past, and none after it what is to come.
pub(super) fn done(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let document = scan.document;
    let sentence = document.sentence_at(document.tokens[start].span.start);
    let tokens = document.sentences.get(sentence).map_or(start..end, |s| s.tokens.clone());
    let first = tokens.start.max(start.saturating_sub(REACH));
    let place = (first..start).rev().find(|&at| tense(scan, at).is_some_and(|t| t != CLAUSE));
    // `will have`
    let back = place.and_then(|at| at.checked_sub(1).and_then(|b| tense(scan, b)).filter(|t| *t > 0).or_else(|| tense(scan, at)));
    let ahead = (end..tokens.end.min(end + REACH)).find_map(|at| tense(scan, at)).filter(|t| *t != CLAUSE);
    back.is_some_and(|t| t < 0) && ahead.is_none_or(|t| t < 0)
}

/// Whether a word for today stands for the present age: alone in a sentence that tells nothing past or to come.
pub(super) fn nowadays(scan: &Scan<'_>, found: &Expression) -> bool {
    let article = found.start.checked_sub(1).filter(|b| scan.phrase(*b, Class::The).is_some());
    let day = found.end == found.start + 1 && scan.phrase(found.start, Class::Relday).is_some();
    if day && article.is_some() && scan.phrase(found.start, Class::Daypart).is_some() {
        // "la mañana", "de morgen"
        return true;
    }
    let today = found.end == found.start + 1 && scan.phrase(found.start, Class::Relday).is_some_and(|(_, p)| p.flags & AMBIGUOUS != 0);
    if !today || found.relation.is_some() {
        return false;
    }
    let document = scan.document;
    let sentence = document.sentence_at(document.tokens[found.start].span.start);
    let whole = document.sentences.get(sentence).is_some_and(|s| s.tokens.len() > found.end - found.start + 1);
    whole && nearest(scan, found.start, found.end, false) == Hint::None
}

fn tense(scan: &Scan<'_>, at: usize) -> Option<i32> {
    if at > 0 && scan.phrase(at - 1, Class::NoTense).is_some() {
        return None;
    }
    let phrase = scan.phrase(at, Class::Tense).map(|(_, p)| p.value);
    phrase.or_else(|| scan.grammar.lexicon.tense_of(scan.text(at)))
}
