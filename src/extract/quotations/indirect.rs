//! Speech told without marks: a verb of saying with its clause, a clause closed by its attribution, or `selon X`.

mod source;
mod subjunctive;

use super::attribution::{Attribution, verb_text};
use super::lexicon::{
    ASKED, AUXILIARY, BEFORE_INFINITIVE, Class, DEFINITE, DETERMINER, FINITE, NOUN, OBJECT, OBLIQUE, OPEN, ORGANIZATION, PERSON, SPOKESMAN,
    THAT, TO, TO_GERUND, UNOPENED,
};
use super::speaker::{Resolver, Speaker};
use super::trimmed;
use crate::document::{BlockKind, TokenKind};
use crate::facts::{EntityId, Quotation, QuotationKind};
use crate::language::lexis::Known;
use std::ops::Range;

/// The least number of tokens that a told clause has.
const LEAST: usize = 3;
/// How many clauses one sentence is searched for.
const CLAUSES: usize = 4;
/// How many commas of one sentence are looked behind.
const COMMAS: usize = 12;
/// How far behind its verb a question that is told may begin.
const QUESTION: usize = 8;
/// How far behind its verb what is to be done may begin.
const ORDER: usize = 10;
/// How far behind its verb the name of a speaker may end.
const NAME: usize = 16;
/// How far behind its verb the clause begins where a place or time comes first.
const ASIDE: usize = 12;

/// Adds the indirect speech of all sentences to `out`, which holds the quotations between marks in order.
pub(super) fn find(resolver: &Resolver<'_>, mut utterance: u32, out: &mut Vec<Quotation>) {
    let document = resolver.document;
    let between: Vec<_> = out.iter().map(|q| (q.span, q.kind, q.speaker)).collect();
    let mut first = 0;
    let mut chain = Chain::default();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if matches!(document.blocks[sentence.block].kind, BlockKind::Code | BlockKind::TableRow) {
            continue;
        }
        while between.get(first).is_some_and(|q| q.0.end <= sentence.span.start) {
            first += 1;
        }
        let inside = || between[first..].iter().take_while(|q| q.0.start < sentence.span.end);
        let whole = inside().any(|q| q.1 == QuotationKind::Direct);
        let quoted = inside().last().map(|q| q.2);
        let mut found = if whole { beside(resolver, sentence.tokens.clone()) } else { told(resolver, sentence.tokens.clone()) };
        if found.is_empty() && !whole && resolver.lexicon.subjunctive {
            let before = chain.speaker(index, sentence.block);
            found.extend(subjunctive::told(resolver, sentence.tokens.clone(), before));
        }
        if let Some(speaker) = found.last().map(|(_, a)| a.speaker.id()).or(quoted) {
            chain = Chain { last: Some((index, sentence.block, speaker)) };
        }
        for (content, attribution) in found {
            let Some(span) = trimmed(document, content) else { continue };
            let verb = attribution.verb.map(|at| verb_text(document, resolver, at));
            out.push(Quotation { span, speaker: attribution.speaker.id(), verb, kind: QuotationKind::Indirect, utterance });
            utterance += 1;
        }
    }
}

/// Who was quoted in the sentence before.
#[derive(Debug, Default)]
struct Chain {
    /// The last sentence that told the words of somebody, its block, and who that was.
    last: Option<(usize, usize, Option<EntityId>)>,
}

impl Chain {
    /// The speaker whose words sentence `index` of `block` may go on with.
    fn speaker(&self, index: usize, block: usize) -> Option<Speaker> {
        let (sentence, before, speaker) = self.last?;
        let near = sentence + 1 == index && before + 1 >= block;
        near.then(|| speaker.map_or(Speaker::Unknown, Speaker::Known))
    }
}

pub(super) type Told = (Range<usize>, Attribution);

/// What the sentence `tokens` tells of the words of others: its clauses, else the whole of it.
fn told(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    let clauses = clauses(resolver, tokens.clone());
    if !clauses.is_empty() {
        return clauses;
    }
    let inserted = inserted(resolver, tokens.clone());
    if !inserted.is_empty() {
        return inserted;
    }
    let sourced = source::sourced(resolver, tokens.clone()).filter(|(content, _)| !resolver.is_quoted(content.start));
    let marks = || tokens.clone().any(|at| resolver.is_quoted(at));
    sourced.or_else(|| source::within(resolver, tokens.clone()).filter(|_| !marks())).into_iter().collect()
}

/// Clauses beside what a sentence quotes (“…,” X said, adding that …).
fn beside(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    let mut clauses = clauses(resolver, tokens);
    clauses.retain(|(content, _)| !content.clone().any(|at| resolver.is_quoted(at)));
    clauses
}

/// `X a déclaré que …`, `X said (that) …`, `X sagte, er …`, `X vowed to …`; a few a sentence.
fn clauses(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    for verb in resolver.verbs(tokens.clone()) {
        let Some(class) = resolver.verb(verb, tokens.start) else { continue };
        if resolver.is(verb, NOUN) && !is_predicate(resolver, verb, tokens.start) {
            continue;
        }
        let from = match class {
            Class::Tell if resolver.lexicon.has_unopened => told_start(resolver, verb, tokens.end),
            Class::Say | Class::Tell | Class::Think => clause_start(resolver, verb, tokens.end),
            Class::Ask => asked_start(resolver, verb, tokens.end).or_else(|| {
                // "asked for a second one" names a thing.
                order_start(resolver, verb, tokens.end).filter(|&from| resolver.folded(from) != "for")
            }),
            Class::Order | Class::Judge if resolver.lexicon.subjunctive => subjunctive::clause_start(resolver, verb, tokens.end),
            Class::Order => order_start(resolver, verb, tokens.end),
            _ => None,
        };
        let Some(from) = from.filter(|&from| from + LEAST <= tokens.end && !resolver.is_quoted(from)) else { continue };
        let inverted = resolver.inverted(verb).map(|gender| resolver.pronoun(verb, gender));
        let speaker = inverted.or_else(|| resolver.subject_before(verb, tokens.start));
        let Some(speaker) = speaker.or_else(|| some_subject(resolver, verb, class, tokens.start)) else { continue };
        // "Analysts wonder whether …" is nobody's question; "recommended tipping practices".
        if speaker == Speaker::Unknown && (class == Class::Ask || resolver.is(verb, OBJECT) && is_gerund(resolver, from)) {
            continue;
        }
        out.push((from..clause_end(resolver, from, tokens.end), Attribution { speaker, verb: Some(verb), class, end: from }));
        if out.len() == CLAUSES {
            break;
        }
    }
    out
}

/// The question behind a verb of asking ("asked Ms. Quill whether …", "fragte, ob …").
fn asked_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    for at in verb + 1..end.min(verb + QUESTION) {
        let word = resolver.folded(at);
        let known = resolver.known(at);
        if known.is(ASKED) {
            return Some(at);
        }
        if resolver.document.tokens[at].kind == TokenKind::Punctuation && word != "," || resolver.verb(at, verb).is_some() {
            return None;
        }
    }
    None
}

/// Whether a word that is a noun as well stands where a verb does: behind a name, a pronoun, an auxiliary or who speaks.
fn is_predicate(resolver: &Resolver<'_>, verb: usize, start: usize) -> bool {
    let Some(at) = verb.checked_sub(1).filter(|&at| at >= start) else { return false };
    let (word, known, lexicon) = (resolver.folded(at), resolver.known(at), resolver.lexicon);
    resolver.mention(at).is_some()
        || lexicon.pronoun(known).is_some()
        || known.is(AUXILIARY)
        || known.is(FINITE)
        || known.is(PERSON)
        || known.is(SPOKESMAN)
        || known.is(ORGANIZATION)
        || matches!(word, "who" | "to" | "i" | "we" | "you" | "also")
}

/// Where the clause begins behind "told" and the one who is told: a name, a pronoun or a short noun phrase.
fn told_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    let lexicon = resolver.lexicon;
    let mut at = resolver.mention(verb + 1).map_or(verb + 2, |(name, _)| name.end);
    while at < end.min(verb + 12) {
        let word = resolver.folded(at);
        let known = resolver.known(at);
        if known.is(THAT) {
            return Some(at + 1);
        }
        if lexicon.pronoun(known).is_some() || matches!(word, "it" | "there" | "we" | "i" | "you") {
            return Some(at);
        }
        let phrase = resolver.is(verb + 1, DETERMINER) && at <= verb + 3;
        let noun = !phrase && (resolver.mention(at).is_some() || known.is(DETERMINER) && known.is(OPEN));
        if noun && is_clause(resolver, at, end) {
            return Some(at);
        }
        if resolver.document.tokens[at].kind == TokenKind::Punctuation {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether a finite verb follows at `from` before the clause ends.
pub(super) fn is_clause(resolver: &Resolver<'_>, from: usize, end: usize) -> bool {
    let reach = (from..end.min(from + 24)).take_while(|&at| !matches!(resolver.folded(at), "," | ";" | ":" | "(" | ")"));
    // "'d", "'ll": a clitic is finite, the genitive is none.
    let clitic = |word: &str| word.starts_with('\'') && word.len() > 2 || word == "'d" || word == "'m";
    reach.into_iter().any(|at| resolver.is(at, FINITE) || clitic(resolver.folded(at)))
}

/// Somebody says it, though no name or known noun tells who ("several witnesses said").
fn some_subject(resolver: &Resolver<'_>, verb: usize, class: Class, start: usize) -> Option<Speaker> {
    let mut at = verb;
    while at > start && resolver.is(at - 1, AUXILIARY) {
        at -= 1;
    }
    let noun = at > start && resolver.document.tokens[at - 1].kind == TokenKind::Word && !resolver.is(at - 1, OBLIQUE);
    (class == Class::Say && noun).then_some(Speaker::Unknown)
}

/// The end of the clause at `from`: what another attribution or a semicolon begins is no part of it.
fn clause_end(resolver: &Resolver<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|&at| resolver.folded(at) == ";").unwrap_or(end)
}

/// What is to be done or not to have been done: the infinitive after a verb like "vow" or "urge", or its clause ("demands that …").
fn order_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    // "offers machines that …": further on it tells of a thing.
    let clause =
        (verb + 1..end.min(verb + 3)).take_while(|&at| at == verb + 1 || resolver.is(at - 1, AUXILIARY)).find(|&at| resolver.is(at, THAT));
    let infinitive = || {
        (verb + 1..end.min(verb + ORDER)).take_while(|&at| resolver.document.tokens[at].kind != TokenKind::Punctuation).find(|&at| {
            let known = resolver.known(at);
            // "called for", but not "offers machines for".
            let to = known.is(TO) && (at == verb + 1 || resolver.folded(at) != "for");
            // "accused of hiding": the one accused is no object but the subject.
            let gerund = known.is(TO_GERUND) && (at > verb + 1 || resolver.folded(at) != "of");
            to && governs(resolver, at + 1, end) || gerund && is_gerund(resolver, at + 1)
        })
    };
    clause.map(|at| at + 1).or_else(infinitive).filter(|_| !resolver.is_passive(verb))
}

/// Whether an English gerund stands at `at` ("accused them of hiding …").
fn is_gerund(resolver: &Resolver<'_>, at: usize) -> bool {
    let word = resolver.folded(at);
    let other = ["during", "nothing", "something", "anything", "everything", "upcoming", "ongoing", "existing", "following", "according"];
    word.len() > 4 && word.ends_with("ing") && !other.contains(&word)
}

/// Whether an infinitive stands at `at`, pronouns and negation before it apart; where the forms of the language do not tell it, anything does.
fn governs(resolver: &Resolver<'_>, at: usize, end: usize) -> bool {
    let lexicon = resolver.lexicon;
    let skipped = (at..end.min(at + 3)).take_while(|&i| resolver.is(i, BEFORE_INFINITIVE)).count();
    let word = at + skipped;
    !lexicon.has_infinitives() || word < end && lexicon.is_infinitive(resolver.folded(word), resolver.known(word))
}

/// Where the clause begins that the verb at `verb` governs: after "that", or at once where the language leaves it out.
pub(super) fn clause_start(resolver: &Resolver<'_>, verb: usize, end: usize) -> Option<usize> {
    let lexicon = resolver.lexicon;
    let mut at = verb + 1;
    // "said in Dover, Kent, that …": where it is said comes first.
    if at < end && lexicon.has_unopened && (resolver.is(at, OBLIQUE) || resolver.folded(at) == "at") {
        let that = (at + 2..end.min(at + ASIDE)).find(|&i| resolver.is(i, THAT) && resolver.folded(i - 1) == ",");
        if let Some(that) = that.filter(|that| that + 1 < end) {
            return Some(that + 1);
        }
    }
    if at < end && lexicon.has_open && opens(resolver, verb, at) {
        return Some(at + usize::from(resolver.is(at, THAT) && !resolver.is(at + 1, AUXILIARY)));
    }
    // "said on Tuesday the plant would close".
    let day = at + usize::from(resolver.folded(at) == "on");
    if lexicon.has_unopened && day + 1 < end && resolver.is(day, AUXILIARY) && resolver.folded(day).ends_with("day") {
        let from = day + 1;
        let open = says(resolver, verb) && resolver.is(from, OPEN) && !resolver.is(from, THAT);
        if open || resolver.mention(from).is_some() && opens(resolver, verb, from) {
            return Some(from);
        }
    }
    // "assure ne pas avoir été informée", "afferma di non sapere".
    let skipped = (at..end.min(at + 3)).take_while(|&i| resolver.is(i, BEFORE_INFINITIVE)).count();
    if at + skipped < end
        && lexicon.is_infinitive(resolver.folded(at + skipped), resolver.known(at + skipped))
        && resolver.verb(at + skipped, verb).is_none()
    {
        return Some(at);
    }
    // "a indiqué mardi à la presse que", "told reporters on Monday that".
    while at < end.min(verb + 12) {
        let word = resolver.folded(at);
        let known = resolver.known(at);
        if known.is(THAT) {
            return Some(at + 1);
        }
        if word == "," {
            // What follows a comma at the end of a heading belongs to another sentence.
            let next = if at + 1 < end { resolver.known(at + 1) } else { Known::default() };
            if next.is(THAT) {
                return Some(at + 2);
            }
            let pronoun = lexicon.subjunctive && at <= verb + 3 && next.is(OPEN);
            return if pronoun { Some(at + 1) } else { subjunctive::clause_start(resolver, verb, end) };
        }
        if resolver.document.tokens[at].kind == TokenKind::Punctuation || resolver.verb(at, verb).is_some() && at > verb + 1 {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether the clause of the verb at `verb` begins at `at` (English leaves "that" out).
fn opens(resolver: &Resolver<'_>, verb: usize, at: usize) -> bool {
    let word = resolver.folded(at);
    let known = resolver.known(at);
    let lexicon = resolver.lexicon;
    if lexicon.subjunctive {
        return false;
    }
    if !lexicon.has_unopened {
        return known.is(OPEN);
    }
    if known.is(THAT) {
        return true;
    }
    // A verb may be the last word of the text.
    let Some(token) = resolver.document.tokens.get(at) else { return false };
    let end = resolver.document.sentences[resolver.document.sentence_at(token.span.start)].tokens.end;
    if let Some((name, _)) = resolver.mention(at) {
        // "…, said X, who …": the name is who says it.
        let mark = name.end >= end || resolver.document.tokens[name.end].kind == TokenKind::Punctuation;
        return !mark && (says(resolver, verb) || resolver.is(verb, OBJECT) || is_clause(resolver, name.end, end));
    }
    let subject = lexicon.pronoun(known).is_some() || matches!(word, "we" | "i" | "you" | "there");
    let clause = token.kind != TokenKind::Punctuation && !known.is(UNOPENED);
    let object = resolver.is(verb, OBJECT);
    // "has not said when it will open": what is not said is a question.
    let negated = || (at.saturating_sub(4)..at).any(|i| matches!(resolver.folded(i), "not" | "n't" | "never" | "without"));
    if says(resolver, verb) && known.is(ASKED) && negated() {
        return true;
    }
    // "denied having met them".
    let done = object && is_gerund(resolver, at);
    subject || done || says(resolver, verb) && clause || known.is(OPEN) && (object || is_clause(resolver, at, end))
}

/// The plain verb of saying, which takes any clause.
fn says(resolver: &Resolver<'_>, at: usize) -> bool {
    matches!(resolver.folded(at), "say" | "says" | "said" | "saying")
}

/// `…, a déclaré X.`, `…, X said, …`, `…, sagte X.`: what stands before and after the words put in. A question is no statement
/// ("…, will she reassure them?").
fn inserted(resolver: &Resolver<'_>, tokens: Range<usize>) -> Vec<Told> {
    // "Asked about the rumours, X laughed."
    let asked = resolver.verb_form(tokens.start).is_some_and(|class| matches!(class, Class::Ask | Class::Order));
    if asked || tokens.end.checked_sub(1).is_some_and(|last| resolver.folded(last) == "?") {
        return Vec::new();
    }
    let commas = (tokens.start + 1..tokens.end).filter(|&at| resolver.document.is_comma(at)).take(COMMAS);
    for comma in commas {
        // What attributes words between marks is no insertion into what is told.
        if resolver.is_quoted(comma) || resolver.is_quoted(comma - 1) || resolver.is_quoted(tokens.start) {
            continue;
        }
        if resolver.closes_apposition(tokens.start, comma) {
            continue;
        }
        let Some(found) = resolver.after(comma + 1..tokens.end, false) else { continue };
        let Some(verb) = found.verb else { continue };
        // "That night, Krüger went to bed": where it takes only quotations, English needs a mark behind it ("…, he went on.").
        let behind = verb + 1 + usize::from(resolver.folded(verb + 1) == "on");
        let marked = behind >= tokens.end || resolver.document.tokens[behind].kind == TokenKind::Punctuation;
        if found.class == Class::Speak && resolver.lexicon.has_unopened && !marked {
            continue;
        }
        // "The chair, Ann Roe, insists on …": the verb has its subject before the comma.
        if found.speaker == Speaker::Unknown && resolver.mention(comma - 1).is_some_and(|(_, id)| resolver.is_person(id)) {
            continue;
        }
        // Only English puts the subject of an insertion first; elsewhere a name and its verb behind a comma go on from an apposition.
        if resolver.lexicon.subject_first && resolver.verb(verb, comma + 1).is_some() && !is_closed(resolver, verb, tokens.end) {
            continue;
        }
        if !resolver.lexicon.subject_first && resolver.verb(verb, comma + 1).is_some() && !is_turned(resolver, comma + 1, verb) {
            continue;
        }
        // What a colon parts from the comma is told by another clause.
        let parted = (comma..verb).any(|at| resolver.folded(at) == ":");
        if matches!(found.class, Class::Judge | Class::Ask | Class::Order | Class::Think) || verb > comma + 14 || parted {
            continue;
        }
        // A clause of its own ("…, and he said that …") is no insertion.
        if resolver.is(verb + 1, THAT)
            || resolver.lexicon.has_open && opens(resolver, verb, verb + 1) && resolver.mention(verb + 1).is_none()
        {
            continue;
        }
        let last = found.end.max(verb + 1);
        let next = (last..tokens.end.min(last + NAME)).find(|&at| resolver.folded(at) == ",");
        let rest = next.map_or(tokens.end..tokens.end, |at| at + 1..tokens.end);
        let first = tokens.start..comma;
        // "…, said X, a nurse who …": behind a whole clause a noun phrase tells of the speaker.
        let apposed = matches!(resolver.folded(rest.start), "a" | "an" | "the" | "who" | "whose")
            && resolver.lexicon.has_unopened
            && is_clause(resolver, first.start, first.end);
        let rest = if apposed { tokens.end..tokens.end } else { rest };
        let pieces = [first, rest].into_iter().filter(|piece| piece.len() > 1 && !resolver.is_quoted(piece.start));
        return pieces.map(|piece| (piece, found)).collect();
    }
    Vec::new()
}

/// Whether nothing that a verb tells follows the one at `verb`: the end, a mark, a name that follows it or when and where.
fn is_closed(resolver: &Resolver<'_>, verb: usize, end: usize) -> bool {
    let next = verb + 1;
    let word = resolver.folded(next);
    let known = resolver.known(next);
    let lexicon = resolver.lexicon;
    next >= end
        || resolver.document.tokens[next].kind == TokenKind::Punctuation
        || resolver.mention(next).is_some()
        || known.is(UNOPENED)
        || known.is(OBLIQUE)
        || known.is(AUXILIARY)
        || known.is(PERSON)
        || known.is(SPOKESMAN)
        || lexicon.pronoun(known).is_some()
        || known.is(DEFINITE)
        || matches!(word, "a" | "an" | "in" | "reporters" | "me" | "us" | "him" | "her")
}

/// Whether nothing but auxiliaries and adverbs stands between the comma and the verb of an insertion.
fn is_turned(resolver: &Resolver<'_>, from: usize, verb: usize) -> bool {
    (from..verb).all(|at| {
        resolver.mention(at).is_none() && !resolver.is(at, PERSON) && resolver.lexicon.pronoun(resolver.known(at)).is_none()
            || resolver.is(at, AUXILIARY)
    })
}
