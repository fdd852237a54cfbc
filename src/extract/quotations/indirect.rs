//! Speech told without marks: a verb of saying with its clause, a clause closed by its attribution, or `selon X`.

use super::attribution::{Attribution, verb_text};
use super::lexicon::Class;
use super::speaker::{Resolver, Speaker};
use super::trimmed;
use crate::document::{BlockKind, Span, TokenKind};
use crate::facts::{Quotation, QuotationKind};
use std::ops::Range;

/// The least number of tokens that a told clause has.
const LEAST: usize = 3;
/// How many clauses one sentence is searched for.
const CLAUSES: usize = 4;
/// How many commas of one sentence are looked behind.
const COMMAS: usize = 12;
/// How far behind its verb the name of a speaker may end.
const NAME: usize = 16;

/// Adds the indirect speech of all sentences that no quotation (`whole`, in order) fills.
pub(super) fn find(resolver: &Resolver<'_>, mut utterance: u32, whole: &[Span], out: &mut Vec<Quotation>) {
    let document = resolver.document;
    for sentence in &document.sentences {
        let kind = document.blocks[sentence.block].kind;
        let near = whole.partition_point(|q| q.end <= sentence.span.start);
        if matches!(kind, BlockKind::Code | BlockKind::TableRow) || whole.get(near).is_some_and(|q| q.overlaps(sentence.span)) {
            continue;
        }
        for (content, attribution) in told(resolver, sentence.tokens.clone()) {
            let Some(span) = trimmed(document, content) else { continue };
            let verb = attribution.verb.map(|at| verb_text(document, resolver, at));
            out.push(Quotation { span, speaker: attribution.speaker.id(), verb, kind: QuotationKind::Indirect, utterance });
            utterance += 1;
        }
    }
}

type Told = (Range<usize>, Attribution);

/// What the sentence `tokens` tells of the words of others: its clauses, else the whole of it.
fn told(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    let clauses = clauses(resolver, tokens.clone());
    if !clauses.is_empty() || tokens.clone().any(|at| resolver.is_quoted(at)) {
        return clauses;
    }
    let inserted = inserted(resolver, tokens.clone());
    if !inserted.is_empty() { inserted } else { sourced(resolver, tokens).into_iter().collect() }
}

/// `X a déclaré que …`, `X said (that) …`, `X sagte, er …`, `X vowed to …`; a few a sentence.
fn clauses(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    for verb in tokens.clone() {
        let Some(class) = resolver.verb(verb, tokens.start) else { continue };
        let from = match class {
            Class::Say | Class::Tell | Class::Think => clause_start(resolver, verb, tokens.end),
            Class::Order => order_start(resolver, verb, tokens.end),
            _ => None,
        };
        let Some(from) = from.filter(|&from| tokens.end - from >= LEAST && !resolver.is_quoted(from)) else { continue };
        let inverted = resolver.lexicon.inversion(resolver.folded(verb)).map(|(_, gender)| resolver.pronoun(verb, gender));
        let speaker = inverted.or_else(|| resolver.subject_before(verb, tokens.start));
        let Some(speaker) = speaker.or_else(|| some_subject(resolver, verb, class, tokens.start)) else { continue };
        out.push((from..clause_end(resolver, from, tokens.end), Attribution { speaker, verb: Some(verb), class, end: from }));
        if out.len() == CLAUSES {
            break;
        }
    }
    out
}

/// Somebody says it, though no name or known noun tells who ("several witnesses said").
fn some_subject(resolver: &Resolver<'_>, verb: usize, class: Class, start: usize) -> Option<Speaker> {
    let mut at = verb;
    while at > start && resolver.lexicon.auxiliary.has(resolver.folded(at - 1)) {
        at -= 1;
    }
    let noun =
        at > start && resolver.document.tokens[at - 1].kind == TokenKind::Word && !resolver.lexicon.oblique.has(resolver.folded(at - 1));
    (class == Class::Say && noun).then_some(Speaker::Unknown)
}

/// The end of the clause at `from`: what another attribution or a semicolon begins is no part of it.
fn clause_end(resolver: &Resolver<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|&at| resolver.folded(at) == ";").unwrap_or(end)
}

/// What is to be done: the infinitive after a verb like "vow" or "urge".
fn order_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    (verb + 1..end.min(verb + 7))
        .take_while(|&at| resolver.document.tokens[at].kind != TokenKind::Punctuation)
        .find(|&at| resolver.lexicon.to.has(resolver.folded(at)))
}

/// Where the clause begins that the verb at `verb` governs: after "that", or at once where the language leaves it out.
fn clause_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    let lexicon = resolver.lexicon;
    let mut at = verb + 1;
    if at < end && !lexicon.open.is_empty() && opens(resolver, at) {
        return Some(at);
    }
    // "a indiqué mardi à la presse que", "told reporters on Monday that".
    while at < end.min(verb + 12) {
        let word = resolver.folded(at);
        if lexicon.that.has(word) {
            return Some(at + 1);
        }
        if word == "," {
            let next = resolver.folded(at + 1);
            let german = lexicon.that.has("dass");
            if lexicon.that.has(next) {
                return Some(at + 2);
            }
            return (german && at <= verb + 3 && at + 1 < end && lexicon.open.has(next)).then_some(at + 1);
        }
        if resolver.document.tokens[at].kind == TokenKind::Punctuation || resolver.verb(at, verb).is_some() && at > verb + 1 {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether a clause begins at `at` right after its verb (English leaves "that" out).
fn opens(resolver: &Resolver<'_>, at: usize) -> bool {
    let word = resolver.folded(at);
    let lexicon = resolver.lexicon;
    if lexicon.that.has("dass") {
        return false;
    }
    if lexicon.unopened.is_empty() {
        return lexicon.open.has(word);
    }
    let says = matches!(resolver.folded(at - 1), "say" | "says" | "said");
    let clause = resolver.document.tokens[at].kind != TokenKind::Punctuation && !lexicon.unopened.has(word) && !lexicon.that.has(word);
    lexicon.open.has(word) || resolver.mention(at).is_some() || says && clause
}

/// `…, a déclaré X.`, `…, X said, …`, `…, sagte X.`: what stands before and after the words put in. A question is no statement
/// ("…, will she reassure them?").
fn inserted(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    if tokens.end.checked_sub(1).is_some_and(|last| resolver.folded(last) == "?") {
        return Vec::new();
    }
    let commas = (tokens.start + 1..tokens.end).filter(|&at| resolver.folded(at) == ",").take(COMMAS);
    for comma in commas {
        let Some(found) = resolver.after(comma + 1..tokens.end, false) else { continue };
        let Some(verb) = found.verb else { continue };
        // What a colon parts from the comma is told by another clause.
        let parted = (comma..verb).any(|at| resolver.folded(at) == ":");
        if matches!(found.class, Class::Judge | Class::Ask | Class::Order | Class::Think) || verb > comma + 14 || parted {
            continue;
        }
        // A clause of its own ("…, and he said that …") is no insertion.
        if resolver.lexicon.that.has(resolver.folded(verb + 1))
            || !resolver.lexicon.open.is_empty() && opens(resolver, verb + 1) && resolver.mention(verb + 1).is_none()
        {
            continue;
        }
        let last = found.end.max(verb + 1);
        let next = (last..tokens.end.min(last + NAME)).find(|&at| resolver.folded(at) == ",");
        let rest = next.map_or(tokens.end..tokens.end, |at| at + 1..tokens.end);
        let first = tokens.start..comma;
        let pieces = [first, rest].into_iter().filter(|piece| piece.len() > 1);
        return pieces.map(|piece| (piece, found)).collect();
    }
    Vec::new()
}

/// `Selon X, …`, `According to X, …`.
fn sourced(resolver: &Resolver<'_>, tokens: Range<usize>) -> Option<Told> {
    let found = resolver.preposition_at(tokens.start, tokens.end, false)?;
    let named = found.speaker != Speaker::Unknown || (tokens.start..found.end).any(|at| resolver.lexicon.person.has(resolver.folded(at)));
    if !named {
        return None;
    }
    let comma = (found.end..tokens.end).find(|&at| resolver.folded(at) == ",")?;
    (comma + LEAST < tokens.end && comma <= found.end + 12).then_some((comma + 1..tokens.end, found))
}
