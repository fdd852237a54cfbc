//! German tells the words of others by the form of the verb: `…, das Haus öffne im Mai`, `Er habe davon nichts gewusst.`

use super::super::attribution::Attribution;
use super::super::lexicon::{Class, REPORTED, REPORTED_SURE};
use super::super::speaker::{Resolver, Speaker};
use super::{LEAST, Told};
use std::ops::Range;

/// How far behind its verb a told clause may begin, and its own verb behind its start.
const NEAR: usize = 12;
const REACH: usize = 40;

/// A sentence in the subjunctive of reported speech: the whole of it by its main verb, else the clause that holds the form.
///
/// `before` is the one whose words the sentence before told.
pub(super) fn told(resolver: &Resolver<'_>, tokens: Range<usize>, before: Option<Speaker>) -> Option<Told> {
    let form = tokens.clone().find(|&at| is_form(resolver, at))?;
    if tokens.len() <= LEAST || tokens.clone().any(|at| matches!(resolver.folded(at), "ich" | "denn")) {
        return None;
    }
    let comma = (tokens.start..form).rev().find(|&at| resolver.folded(at) == ",");
    let main = comma.is_none() || form + 1 < tokens.end && is_second(tokens.start, form);
    let attribution = |speaker| Attribution { speaker, verb: None, class: Class::Say, end: form };
    if main {
        return Some((tokens, attribution(before.unwrap_or(Speaker::Unknown))));
    }
    let comma = comma?;
    let speaker = resolver.subject_before(comma, tokens.start).or(before).unwrap_or(Speaker::Unknown);
    (comma + LEAST < tokens.end).then_some((comma + 1..tokens.end, attribution(speaker)))
}

/// Whether the form at `form` is the verb of the first clause: no conjunction before its comma.
fn is_second(start: usize, form: usize) -> bool {
    form <= start + 2
}

/// The clause behind a comma after the verb at `verb`, if its own verb is in the subjunctive or it is an infinitive with "zu".
pub(super) fn clause_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    if !resolver.lexicon.subjunctive {
        return None;
    }
    let comma = (verb + 1..end.min(verb + NEAR)).find(|&at| resolver.folded(at) == ",")?;
    let from = comma + 1;
    let reach = from..end.min(from + REACH);
    let infinitive = |at: usize| resolver.folded(at) == "zu" && at + 1 < end && is_infinitive(resolver, at + 1);
    let first = reach.clone().find(|&at| resolver.folded(at) == ",").unwrap_or(reach.end);
    let told = reach.clone().any(|at| is_reported(resolver, at)) && !relative(resolver, from);
    (told || (from..first).any(infinitive)).then_some(from)
}

/// A relative clause or a conjunction of time or reason, which tells nothing said.
fn relative(resolver: &Resolver<'_>, from: usize) -> bool {
    matches!(resolver.folded(from), "als" | "während" | "nachdem" | "bevor" | "obwohl" | "denen" | "dessen" | "deren" | "wo")
}

fn is_form(resolver: &Resolver<'_>, at: usize) -> bool {
    resolver.is(at, REPORTED_SURE) && is_verb(resolver, at)
}

fn is_reported(resolver: &Resolver<'_>, at: usize) -> bool {
    resolver.is(at, REPORTED) && is_verb(resolver, at)
}

fn is_verb(resolver: &Resolver<'_>, at: usize) -> bool {
    !resolver.is_quoted(at) && !resolver.document.tokens[at].upper
}

/// A lower-case word that ends like an infinitive.
fn is_infinitive(resolver: &Resolver<'_>, at: usize) -> bool {
    let (word, token) = (resolver.folded(at), &resolver.document.tokens[at]);
    !token.capital
        && word.len() > 2
        && (word.ends_with("en") || word.ends_with("ern") || word.ends_with("eln") || word == "sein" || word == "tun")
}
