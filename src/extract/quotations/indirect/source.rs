//! A whole sentence that is somebody's: `Selon X, …`, `Laut X ist …`, `X zufolge …`, `As X said, …`.

use super::super::attribution::Attribution;
use super::super::lexicon::{AS_TOLD, Class, DEFINITE, DETERMINER, OBLIQUE, OF, PERSON, POSTPOSITION, SPOKESMAN};
use super::super::speaker::{Resolver, Speaker};
use super::{LEAST, Told};
use crate::document::TokenKind;
use std::ops::Range;

/// How far an apposition or a bracket behind a name may reach.
const APPOSITION: usize = 14;
/// How long the words may be that tell whose a sentence is.
const LEAD: usize = 16;

/// What stands behind the words at the start of the sentence that tell whose it is.
pub(super) fn sourced(resolver: &Resolver<'_>, tokens: Range<usize>) -> Option<Told> {
    if let Some(told) = as_told(resolver, tokens.clone()) {
        return Some(told);
    }
    // `X zufolge …`.
    let postposed = resolver.postposition_at(tokens.start, tokens.end).filter(|found| found.end - 1 + LEAST < tokens.end);
    if let Some(found) = postposed {
        return Some((found.end..tokens.end, found));
    }
    let found = resolver.preposition_at(tokens.start, tokens.end, false)?;
    if !is_source(resolver, &found, tokens.start..found.end) {
        return None;
    }
    if resolver.lexicon.ends_with_verb {
        // The verb follows the name at once.
        let width = resolver.preposition_width(tokens.start, tokens.end);
        let from = phrase_end(resolver, tokens.start + width, tokens.end)?;
        return (from + LEAST < tokens.end).then_some((from..tokens.end, found));
    }
    let comma = (found.end..tokens.end).find(|&at| resolver.folded(at) == ",")?;
    (comma + LEAST < tokens.end && comma <= found.end + 12).then_some((comma + 1..tokens.end, found))
}

/// A sentence that is somebody's by words in its midst (`Zunächst ist laut X …`): where verbs part, the whole of it.
pub(super) fn within(resolver: &Resolver<'_>, tokens: Range<usize>) -> Option<Told> {
    if !resolver.lexicon.ends_with_verb || tokens.len() <= LEAST {
        return None;
    }
    for at in tokens.start + 1..tokens.end {
        if resolver.is(at, POSTPOSITION) {
            let found = resolver.before_postposition(at, tokens.start);
            return Some((tokens, found));
        }
        if resolver.preposition_width(at, tokens.end) == 0 {
            continue;
        }
        let found = resolver.preposition_at(at, tokens.end, false)?;
        return is_source(resolver, &found, at..found.end).then_some((tokens, found));
    }
    None
}

/// Whether the words of `range` name somebody who can say something.
fn is_source(resolver: &Resolver<'_>, found: &Attribution, range: Range<usize>) -> bool {
    let noun = |at: usize| {
        let word = resolver.known(at);
        word.is(PERSON) || word.is(SPOKESMAN)
    };
    let named = |at: usize| resolver.mention(at).is_some_and(|(_, id)| resolver.is_person(id));
    found.speaker != Speaker::Unknown || range.into_iter().any(|at| noun(at) || named(at))
}

/// `As X said, …`, `Wie X mitteilte, …`.
fn as_told(resolver: &Resolver<'_>, tokens: Range<usize>) -> Option<Told> {
    if !resolver.is(tokens.start, AS_TOLD) {
        return None;
    }
    let comma = (tokens.start + 2..tokens.end.min(tokens.start + LEAD)).find(|&at| resolver.folded(at) == ",")?;
    let says = |&at: &usize| matches!(resolver.verb(at, tokens.start), Some(Class::Say | Class::Tell));
    let verb = (tokens.start + 1..comma).rev().find(says)?;
    let speaker =
        resolver.subject_before(verb, tokens.start + 1).or_else(|| resolver.named_after(verb + 1..comma)).unwrap_or(Speaker::Unknown);
    let attribution = Attribution { speaker, verb: Some(verb), class: Class::Say, end: comma };
    (comma + LEAST < tokens.end).then_some((comma + 1..tokens.end, attribution))
}

/// The end of the noun phrase at `from`, with the apposition or bracket behind it; `None` where it cannot be told.
fn phrase_end(resolver: &Resolver<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from;
    let mut noun = false;
    while at < end.min(from + LEAD) {
        if let Some((name, _)) = resolver.mention(at) {
            at = name.end;
            noun = true;
            continue;
        }
        let (word, known, token) = (resolver.folded(at), resolver.known(at), &resolver.document.tokens[at]);
        match word {
            "(" => at = (at..end.min(at + APPOSITION)).find(|&i| resolver.folded(i) == ")")? + 1,
            "," if noun => return (at + 1..end.min(at + APPOSITION)).find(|&i| resolver.folded(i) == ",").map(|i| i + 1),
            _ if token.kind == TokenKind::Punctuation && !resolver.is_quoted(at) => return None,
            _ => {
                let lexicon = resolver.lexicon;
                let joins = known.is(OF) || known.is(DETERMINER) || known.is(DEFINITE) || known.is(OBLIQUE);
                let low = !token.capital && token.kind == TokenKind::Word && !resolver.is_quoted(at);
                if noun && low && !joins && !matches!(word, "und" | "en") {
                    return Some(at);
                }
                noun |= token.capital && lexicon.nouns_capital;
                at += 1;
            }
        }
    }
    None
}
