//! Words of others, and who says them.
//!
//! What stands between quotation marks is a quotation if something attributes it: a verb of speech before or after it, a preposition
//! (`selon X`), a colon, or the quotation that it goes on from. Whole sentences between marks are taken without attribution; titles of
//! works, names and terms are not. Indirect speech is a verb of saying with its clause, or a clause with `selon X`.
//! All words come from the table `quotations.tsv` of the language; who speaks is resolved in [`speaker`]
//! and [`subject`].

mod attribution;
mod carried;
mod dialogue;
mod documents;
mod incise;
mod indirect;
mod kinds;
mod lexicon;
mod passive;
mod people;
mod phrase;
mod pointing;
mod several;
mod shape;
mod sources;
mod speaker;
mod subject;
mod topic;
mod transcript;

use crate::document::marks::Quoted;
use crate::document::{BlockKind, Document, Span, TokenKind};
use crate::facts::{Entities, EntityId, Quotation, QuotationKind, Role};
use attribution::{Attribution, verb_text};
use lexicon::{AND, Class, DETERMINER, THAT};
use shape::{Shape, Words};
use speaker::{Resolver, Speaker};
use std::ops::Range;

/// How many tokens before and after a quotation are looked at: more than any sentence has that was written to be read, so
/// that a hostile one cannot make the work grow with the square of its length.
const FRAME: usize = 300;

/// How near a verb stands that tells words quoted behind it and no others.
const BESIDE: usize = 6;

/// How many quotations one attribution at the end of a sentence may tell.
const TOLD: usize = 16;

/// How many quotations without attribution are compared with those that have one.
const REPEATS: usize = 64;

/// The quotations of `document`, in reading order.
pub fn find(document: &Document, entities: &Entities, roles: &[Role]) -> Vec<Quotation> {
    let Some(language) = document.language else { return Vec::new() };
    let marks = document.quoted();
    let outer: Vec<&Quoted> = marks.iter().filter(|q| q.depth == 0 && document.blocks[q.block].kind != BlockKind::Code).collect();
    let mut resolver = Resolver::new(document, entities, roles, lexicon::of(language), marks);
    let incises = resolver.incises(&outer);
    let mut finder = Finder {
        document,
        resolver: &resolver,
        marks: &outer,
        incises,
        accepted: Vec::new(),
        rejected: Vec::new(),
        subjects: Vec::new(),
        utterance: 0,
    };
    for index in 0..outer.len() {
        finder.judge(index);
    }
    finder.headings();
    finder.repeats();
    let mut out = finder.quotations();
    dialogue::find(&resolver, &mut finder.utterance, &mut out);
    transcript::find(&resolver, &mut finder.utterance, &mut out);
    out.sort_by_key(|q| (q.span.start, q.span.end));
    indirect::find(&resolver, finder.utterance, &mut out);
    out.sort_by_key(|q| (q.span.start, q.span.end));
    quoted_within(&mut out);
    for (span, subject) in finder.subjects {
        let at = out.partition_point(|q| q.span.start < span.start);
        let same = out[at..].iter_mut().take_while(|q| q.span.start == span.start).find(|q| q.span == span);
        if let Some(quotation) = same.filter(|q| q.speaker.is_none() && q.kind == QuotationKind::Partial) {
            quotation.speaker = Some(subject);
        }
    }
    out
}

/// Gives words quoted in what somebody told, asked or demanded (`asked them to pay "at once"`) to whoever did, where nobody else is told.
fn quoted_within(quotations: &mut [Quotation]) {
    let mut around: Option<(Span, Option<EntityId>)> = None;
    for quotation in quotations {
        match (quotation.kind, quotation.speaker) {
            (QuotationKind::Indirect, speaker) => {
                // "One lawyer said X had threatened to go “at once”": the lawyer tells it.
                let within = around.is_some_and(|(span, outer)| outer.is_none() && span.contains(quotation.span));
                if !within {
                    around = Some((quotation.span, speaker));
                }
            }
            (QuotationKind::Partial, None) => {
                quotation.speaker = around.filter(|(span, _)| quotation.span.end <= span.end).and_then(|(_, speaker)| speaker);
            }
            _ => {}
        }
    }
}

/// A quotation that was accepted.
struct Accepted {
    mark: usize,
    content: Range<usize>,
    attribution: Option<Attribution>,
    speaker: Option<EntityId>,
    whole: bool,
    utterance: u32,
    /// Whether the attribution stands after it.
    closed: bool,
}

struct Finder<'a> {
    document: &'a Document,
    resolver: &'a Resolver<'a>,
    marks: &'a [&'a Quoted],
    /// What attributes each quotation from within its marks.
    incises: Vec<Option<Attribution>>,
    accepted: Vec<Accepted>,
    rejected: Vec<usize>,
    /// The subjects of sentences that quote words within, of whom nothing says that they are theirs.
    subjects: Vec<(Span, EntityId)>,
    utterance: u32,
}

impl Finder<'_> {
    /// The tokens of the sentence before the opening mark, and after the closing one up to the next quotation.
    fn frame(&self, index: usize) -> (Range<usize>, Range<usize>) {
        let mark = self.marks[index];
        let opening = mark.opening.start;
        let before = self.resolver.sentence(opening).start.max(opening.saturating_sub(FRAME))..opening;
        let last = mark.closing.end.max(mark.content.end);
        let mut after = last..self.resolver.sentence(last - 1).end.max(last);
        // "… .» — X": a signature behind a dash makes a sentence of its own.
        let end = self.document.blocks[mark.block].tokens.end;
        if after.is_empty() && last + 1 < end && matches!(self.document.token_text(last), "–" | "—" | "―") {
            after.end = self.resolver.sentence(last).end;
        }
        after.end = after.end.min(last + FRAME);
        if let Some(next) = self.marks.get(index + 1) {
            after.end = after.end.min(next.opening.start.max(last));
        }
        (before.start.min(before.end)..before.end, after)
    }

    fn judge(&mut self, index: usize) {
        let mark = self.marks[index];
        let content = self.content(mark);
        if content.is_empty() {
            return;
        }
        let shape = self.shape(mark, &content);
        if shape.words == 0 {
            return;
        }
        let previous = self.accepted.last().filter(|a| a.mark + 1 == index);
        if mark.continues
            && let Some(last) = previous
        {
            let (mut speaker, utterance, mut attribution) = (last.speaker, last.utterance, last.attribution);
            let (_, after) = self.frame(index);
            // The attribution may come after the last part only.
            if let Some(found) = self.resolver.after(after, shape.comma) {
                attribution = Some(found);
                speaker = found.speaker.id();
                for part in self.accepted.iter_mut().rev().take_while(|a| a.utterance == utterance) {
                    part.speaker = speaker;
                    part.attribution = attribution;
                }
            }
            self.accept(index, content, attribution, speaker, true, utterance, attribution.is_some());
            return;
        }
        let (before, after) = self.frame(index);
        let split = previous.filter(|last| last.closed && self.joined(last, &before));
        if let Some(last) = split {
            let (speaker, utterance, attribution) = (last.speaker, last.utterance, last.attribution);
            let whole = last.whole || shape.words > 3;
            self.accept(index, content, attribution, speaker, whole, utterance, true);
            return;
        }
        let (mut attribution, closed) = self.attribute(&shape, before.clone(), after.clone(), mark);
        if attribution.is_none_or(|a| a.verb.is_none()) {
            attribution = self.incises.get(index).copied().flatten().or(attribution);
        }
        if attribution.is_none() {
            attribution = self.pointed(index, &after);
        }
        let name = self.is_name(mark, &content, &shape, &before, attribution.as_ref());
        let alone = || self.stands_alone(mark, &shape, &before) || self.follows(index, &shape, &before, &after);
        let predicated = if attribution.is_none() { self.predicated(index, &shape, &before) } else { None };
        if name || attribution.is_none() && predicated.is_none() && !alone() {
            // A name stays one where it is told again.
            if !(name && shape.capital) {
                self.rejected.push(index);
            }
            return;
        }
        let opens = before.iter_words(self.document) == 0 || self.document.token_text(before.end - 1) == ":";
        let whole = shape.sentence
            || shape.capital && shape.terminal && shape.words > 1 && before.iter_words(self.document) == 0
            || shape.capital && shape.words > 1 && opens
            || shape.capital && shape.words > 4
            || shape.words > 9 && attribution.is_some_and(|a| a.class != Class::Judge);
        let speaker = attribution.map_or_else(
            || predicated.or_else(|| self.carried(index, &before)),
            |a| {
                let named = self.same_speaker(index, &a).or(a.speaker.id());
                named.or_else(|| self.known_already(index, &a)).or_else(|| self.resumed(index, &before))
            },
        );
        self.utterance += 1;
        let utterance = self.utterance;
        if attribution.is_none()
            && speaker.is_none()
            && let Some(id) = self.own(index, &before, whole)
        {
            self.subjects.push((self.document.span_of(content.clone()), id));
        }
        self.accept(index, content, attribution, speaker, whole, utterance, closed);
    }

    #[allow(clippy::too_many_arguments)]
    fn accept(
        &mut self,
        mark: usize,
        content: Range<usize>,
        attribution: Option<Attribution>,
        speaker: Option<EntityId>,
        whole: bool,
        utterance: u32,
        closed: bool,
    ) {
        self.accepted.push(Accepted { mark, content, attribution, speaker, whole, utterance, closed });
    }

    /// Who and what attributes the quotation, and whether that stands after it.
    fn attribute(&self, shape: &Shape, before: Range<usize>, after: Range<usize>, mark: &Quoted) -> (Option<Attribution>, bool) {
        let colon = before.end > before.start && self.document.token_text(before.end - 1) == ":";
        let comma = shape.comma || !after.is_empty() && self.document.token_text(after.start) == ",";
        let ends = matches!(self.document.token_text(mark.content.end - 1), "?" | "!" | "…");
        let alone = before.iter_words(self.document) == 0;
        // "X : « … », jure-t-il": what follows at once says it more surely than a colon.
        let unsaid = || self.resolver.before(before.clone()).is_none_or(|a| a.verb.is_none() || a.speaker == Speaker::Unknown);
        let told = colon && !after.is_empty() && comma && unsaid();
        let behind = || self.resolver.after(after.clone(), true).filter(|found| found.verb.is_some_and(|v| v <= after.start + 3));
        if told && let Some(found) = behind().filter(|a| matches!(a.class, Class::Say | Class::Speak) && a.speaker != Speaker::Unknown) {
            return (Some(found), true);
        }
        // "Asked “Why?” X answered: “…”": a colon gives what follows to X.
        let ahead = |found: &Attribution| !comma && !alone && found.end < after.end && self.document.token_text(found.end) == ":";
        if !colon
            && (comma || ends || alone || shape.words > 4)
            && let Some(found) = self.resolver.after(after.clone(), comma || ends)
            && (comma || ends || alone || found.verb.is_some_and(|v| v <= after.start + 3))
            && !ahead(&found)
        {
            return (Some(found), true);
        }
        let found = self.resolver.before(before.clone());
        // "The tolls set by X are a “poor idea” for the valley, Y said": a verb further off tells of something else.
        let beside = |a: &Attribution| a.verb.is_some_and(|verb| before.end - verb <= BESIDE);
        if !colon
            && !shape.capital
            && shape.words > 1
            && found.as_ref().is_none_or(|a| a.speaker == Speaker::Unknown || !beside(a))
            && let Some(told) = self.told_behind(mark)
        {
            return (Some(told), false);
        }
        if let Some(mut found) = found.filter(|a| self.reaches(a, &before, colon, shape)) {
            found.speaker = self.resolver.agent_behind(&found, &after).unwrap_or(found.speaker);
            return (Some(found), false);
        }
        if colon && shape.words > 1 {
            // "Elle se veut seule à lui tenir tête : « … »".
            let subject =
                || self.resolver.subject_at_head(before.clone()).filter(|found| shape.is_announced() && *found != Speaker::Unknown);
            let speaker = self.resolver.last_named(before.clone()).or_else(subject);
            if let Some(speaker) = speaker {
                // "L’affaire X : « … »": whose words these are is told further on.
                let speaker = if self.resolver.is_case(before.clone()) { Speaker::Unknown } else { speaker };
                return (Some(Attribution { speaker, verb: None, class: Class::Say, end: before.end }), false);
            }
        }
        if let Some(found) = self.resolver.around(before.clone(), after.clone()) {
            return (Some(found), false);
        }
        let around = before.start..after.end.max(before.start);
        (self.resolver.preposition_in(around), false)
    }

    /// The attribution that the sentence around quoted words ends with, behind all that it quotes (“… a “poor idea” and “wrong”, X said”).
    fn told_behind(&self, mark: &Quoted) -> Option<Attribution> {
        let end = self.resolver.sentence(mark.closing.end.max(mark.content.end) - 1).end;
        let last = self.marks[self.marks.partition_point(|m| m.content.start < mark.content.start)..]
            .iter()
            .take_while(|m| m.content.start < end)
            .take(TOLD)
            .last()?;
        self.resolver.trailing(last.closing.end.max(last.content.end).min(end)..end)
    }

    /// Whether a verb before the quotation is near enough to attribute it.
    fn reaches(&self, found: &Attribution, before: &Range<usize>, colon: bool, shape: &Shape) -> bool {
        let Some(verb) = found.verb else { return false };
        // "wrote that it was over and that “…”": a clause begins anew.
        let says = matches!(found.class, Class::Say | Class::Tell);
        let anew = (verb + 1..before.end)
            .rev()
            .find(|&at| says && self.resolver.is(at, THAT) && at > before.start && self.resolver.is(at - 1, AND));
        let distance = before.end - anew.unwrap_or(verb);
        match found.class {
            // "a lancé des « piques »": a noun of the article's own.
            Class::Speak => {
                let noun = (2..=3).contains(&distance)
                    && self.resolver.is(before.end - 1, DETERMINER)
                    && shape.words <= 3
                    && !self.resolver.is_reflexive(verb);
                colon || !noun && distance <= 24
            }
            Class::Judge | Class::Think | Class::Order => colon || distance <= 24 && !shape.sentence || distance <= 6,
            Class::Ask => colon || distance <= 8,
            _ => colon || distance <= 24,
        }
    }

    /// Whether this quotation goes on with the last one across its attribution (`“…,” she said, “…”`).
    fn joined(&self, last: &Accepted, before: &Range<usize>) -> bool {
        let mark = self.marks[last.mark];
        let end = mark.closing.end.max(mark.content.end);
        if before.start > end || before.end < end || before.end - end > 30 {
            return false;
        }
        // The attribution runs up to here, and the sentence goes on.
        let text = self.document.token_text(before.end.saturating_sub(1));
        last.attribution.is_some_and(|a| a.verb.is_some_and(|v| v >= end)) && matches!(text, "," | ":" | "–" | "—" | ";")
    }

    /// Words quoted in a headline, or once more, are a quotation where the same words are attributed elsewhere.
    fn repeats(&mut self) {
        let quiet: Vec<usize> = (0..self.accepted.len()).filter(|&i| self.accepted[i].speaker.is_none()).collect();
        if quiet.is_empty() && self.rejected.is_empty() {
            return;
        }
        struct Known {
            text: String,
            speaker: Option<EntityId>,
            attributed: bool,
        }
        let sources = self.accepted.iter().filter(|a| a.attribution.is_some() || a.speaker.is_some()).take(4 * REPEATS);
        let known: Vec<Known> = sources
            .map(|a| Known { text: self.folded_text(&a.content), speaker: a.speaker, attributed: a.attribution.is_some() })
            .collect();
        for index in quiet.into_iter().take(REPEATS) {
            let this = &self.accepted[index];
            let (told, text) = (this.attribution.is_some(), self.folded_text(&this.content));
            if told && !self.is_heading(this.mark) {
                continue;
            }
            // A speaker that a headline tells and does not name (`adviser says`) may be another one where but two words are the same.
            let long = text.matches(' ').count() >= if told { 2 } else { 1 };
            let same = |known: &&Known| long && known.speaker.is_some() && known.text.contains(text.as_str());
            self.accepted[index].speaker = known.iter().find(same).and_then(|known| known.speaker);
        }
        let rejected = std::mem::take(&mut self.rejected);
        for index in rejected.into_iter().take(REPEATS) {
            let content = self.content(self.marks[index]);
            let text = self.folded_text(&content);
            let headline = self.is_heading(index) && text.matches(' ').count() >= 2;
            let same = |k: &&Known| {
                let alike = if text.contains(' ') { k.text.contains(text.as_str()) } else { k.text == text };
                alike && (k.attributed || headline)
            };
            if let Some(speaker) = known.iter().find(same).map(|known| known.speaker) {
                self.utterance += 1;
                let utterance = self.utterance;
                self.accept(index, content, None, speaker, false, utterance, false);
            }
        }
    }

    fn folded_text(&self, range: &Range<usize>) -> String {
        let words = range.clone().filter(|&at| self.document.tokens[at].kind != TokenKind::Punctuation);
        words.map(|at| self.document.folded(at)).collect::<Vec<_>>().join(" ")
    }

    fn quotations(&self) -> Vec<Quotation> {
        // Who was labelled last, and in which block ("“ROE: I never saw it.”", "“Nor did anybody else.”").
        let mut turn: Option<(EntityId, usize)> = None;
        let quotation = |a: &Accepted| {
            let block = self.marks[a.mark].block;
            // A transcript that is quoted as a whole.
            let label = if a.attribution.is_none() { transcript::label(self.resolver, a.content.clone()) } else { None };
            let labelled = label.as_ref().and_then(|(_, words)| transcript::speaker(self.resolver, words));
            let content = label.filter(|_| labelled.is_some()).map_or(a.content.clone(), |(from, _)| from..a.content.end);
            let goes_on = || turn.filter(|(_, last)| last + 1 == block && a.attribution.is_none()).map(|(id, _)| id);
            let speaker = labelled.or(a.speaker).or_else(goes_on);
            turn = labelled.or_else(goes_on).map(|id| (id, block));
            Quotation {
                span: self.document.span_of(content),
                speaker,
                verb: a.attribution.and_then(|f| f.verb).map(|verb| verb_text(self.document, self.resolver, verb)),
                kind: if a.whole { QuotationKind::Direct } else { QuotationKind::Partial },
                utterance: a.utterance.saturating_sub(1),
            }
        };
        self.accepted.iter().map(quotation).collect()
    }
}

/// The span of `tokens` without marks at its ends; quotation marks and brackets stay.
fn trimmed(document: &Document, mut tokens: Range<usize>) -> Option<Span> {
    let mark = |at: usize| matches!(document.token_text(at), "," | "." | ";" | ":" | "!" | "?" | "…" | "..." | "–" | "—" | "―" | "-");
    while tokens.start < tokens.end && mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && mark(tokens.start) {
        tokens.start += 1;
    }
    (tokens.start < tokens.end).then(|| document.span_of(tokens))
}
