//! Words of others, and who says them.
//!
//! What stands between quotation marks is a quotation if something attributes it: a verb of speech before or after it, a preposition
//! (`selon X`), a colon, or the quotation that it goes on from. Whole sentences between marks are taken without attribution; titles of
//! works, names and terms are not. Indirect speech is a verb of saying with its clause, or a clause with `selon X`.
//! All words come from the table `quotations.tsv` of the language; who speaks is resolved in [`speaker`].

mod attribution;
mod indirect;
mod lexicon;
mod speaker;

use crate::document::marks::{self, Quoted};
use crate::document::{BlockKind, Document, Span, TokenKind};
use crate::facts::{Entities, EntityId, Quotation, QuotationKind, Role};
use attribution::{Attribution, verb_text};
use lexicon::Class;
use speaker::Resolver;
use std::ops::Range;

/// How many tokens before and after a quotation are looked at: more than any sentence has that was written to be read, so
/// that a hostile one cannot make the work grow with the square of its length.
const FRAME: usize = 300;

/// How many quotations without attribution are compared with those that have one.
const REPEATS: usize = 64;

/// The quotations of `document`, in reading order.
pub fn find(document: &Document, entities: &Entities, roles: &[Role]) -> Vec<Quotation> {
    let Some(language) = document.language else { return Vec::new() };
    let marks = marks::quoted(document);
    let outer: Vec<&Quoted> = marks.iter().filter(|q| q.depth == 0 && document.blocks[q.block].kind != BlockKind::Code).collect();
    let resolver = Resolver::new(document, entities, roles, lexicon::of(language), &marks);
    let mut finder = Finder { document, resolver: &resolver, marks: &outer, accepted: Vec::new(), rejected: Vec::new(), utterance: 0 };
    for index in 0..outer.len() {
        finder.judge(index);
    }
    finder.repeats();
    let mut out = finder.quotations();
    let whole: Vec<Span> = out.iter().filter(|q| q.kind == QuotationKind::Direct).map(|q| q.span).collect();
    indirect::find(&resolver, finder.utterance, &whole, &mut out);
    out.sort_by_key(|q| (q.span.start, q.span.end));
    out
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
    accepted: Vec<Accepted>,
    rejected: Vec<usize>,
    utterance: u32,
}

impl Finder<'_> {
    fn sentence(&self, at: usize) -> Range<usize> {
        let at = at.min(self.document.tokens.len() - 1);
        self.document.sentences[self.document.sentence_at(self.document.tokens[at].span.start)].tokens.clone()
    }

    /// The tokens of the sentence before the opening mark, and after the closing one up to the next quotation.
    fn frame(&self, index: usize) -> (Range<usize>, Range<usize>) {
        let mark = self.marks[index];
        let opening = mark.opening.start;
        let before = self.sentence(opening).start.max(opening.saturating_sub(FRAME))..opening;
        let last = mark.closing.end.max(mark.content.end);
        let mut after = last..self.sentence(last - 1).end.max(last);
        // "… .» — X": a signature behind a dash makes a sentence of its own.
        let end = self.document.blocks[mark.block].tokens.end;
        if after.is_empty() && last + 1 < end && matches!(self.document.token_text(last), "–" | "—" | "―") {
            after.end = self.sentence(last).end;
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
            self.accept(index, content, attribution, speaker, shape.words > 3, utterance, true);
            return;
        }
        let (mut attribution, closed) = self.attribute(&shape, before.clone(), after, mark);
        if attribution.is_none_or(|a| a.verb.is_none()) {
            attribution = self.incise(&content).or(attribution);
        }
        if self.is_name(mark, &content, &shape, &before, attribution.as_ref())
            || attribution.is_none() && !self.stands_alone(mark, &shape, &before)
        {
            self.rejected.push(index);
            return;
        }
        let opens = before.iter_words(self.document) == 0 || self.document.token_text(before.end - 1) == ":";
        let whole = shape.sentence
            || shape.capital && shape.words > 1 && opens
            || shape.capital && shape.words > 4
            || shape.words > 9 && attribution.is_some_and(|a| a.class != Class::Judge);
        let speaker =
            attribution.map_or_else(|| self.carried(index, &before), |a| a.speaker.id().or_else(|| self.known_already(index, &a)));
        self.utterance += 1;
        let utterance = self.utterance;
        self.accept(index, content, attribution, speaker, whole, utterance, closed);
    }

    /// Whether words between marks are somebody's by themselves: whole sentences, longer pieces of them, and those in reported speech.
    fn stands_alone(&self, mark: &Quoted, shape: &Shape, before: &Range<usize>) -> bool {
        let reported = before.clone().rev().take(12).any(|at| self.resolver.lexicon.reported.has(self.document.folded(at)));
        let headline = matches!(self.document.blocks[mark.block].kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
        let block = &self.document.blocks[mark.block].tokens;
        if headline && shape.words > 1 && mark.opening.start == block.start && mark.closing.end == block.end {
            return true;
        }
        shape.sentence || shape.words >= 4 && !shape.capital && before.iter_words(self.document) > 0 || reported && shape.words > 1
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

    /// What is quoted, without the comma that only joins it to the sentence around.
    fn content(&self, mark: &Quoted) -> Range<usize> {
        let mut content = mark.content.clone();
        while content.end > content.start && matches!(self.document.token_text(content.end - 1), "," | ";") {
            content.end -= 1;
        }
        content
    }

    fn shape(&self, mark: &Quoted, content: &Range<usize>) -> Shape {
        let tokens = &self.document.tokens;
        let words = content.clone().filter(|&at| matches!(tokens[at].kind, TokenKind::Word | TokenKind::Number)).count();
        let first = content.clone().find(|&at| tokens[at].kind != TokenKind::Punctuation).unwrap_or(content.start);
        let capital = tokens[first].capital;
        let terminal = matches!(self.document.token_text(content.end - 1), "." | "?" | "!" | "…" | "...");
        let inner = content.end > content.start + 1
            && (content.start..content.end - 1).any(|at| matches!(self.document.token_text(at), "." | "?" | "!") && tokens[at + 1].capital);
        let comma = mark.content.end > content.end;
        let outside = mark.opening.start == self.sentence(mark.opening.start).start
            && self.document.tokens.get(mark.closing.end).is_some_and(|t| self.document.slice(t.span) == ".");
        let sentence = words >= 4 && capital && (terminal || inner || outside);
        Shape { words, capital, terminal, comma, sentence }
    }

    /// Who and what attributes the quotation, and whether that stands after it.
    fn attribute(&self, shape: &Shape, before: Range<usize>, after: Range<usize>, mark: &Quoted) -> (Option<Attribution>, bool) {
        let colon = before.end > before.start && self.document.token_text(before.end - 1) == ":";
        let comma = shape.comma || !after.is_empty() && self.document.token_text(after.start) == ",";
        let ends = matches!(self.document.token_text(mark.content.end - 1), "?" | "!" | "…");
        let alone = before.iter_words(self.document) == 0;
        if !colon
            && (comma || ends || alone || shape.words > 4)
            && let Some(found) = self.resolver.after(after.clone(), comma || ends)
            && (comma || ends || alone || found.verb.is_some_and(|v| v <= after.start + 3))
        {
            return (Some(found), true);
        }
        let found = self.resolver.before(before.clone());
        if let Some(found) = found.filter(|a| self.reaches(a, &before, colon, shape)) {
            return (Some(found), false);
        }
        if colon && shape.words > 1 {
            let speaker = self.resolver.last_named(before.clone());
            if let Some(speaker) = speaker {
                return (Some(Attribution { speaker, verb: None, class: Class::Say, end: before.end }), false);
            }
        }
        if let Some(found) = self.resolver.around(before.clone(), after.clone()) {
            return (Some(found), false);
        }
        let around = before.start..after.end.max(before.start);
        (self.resolver.preposition_in(around), false)
    }

    /// An attribution inside the marks ("« Le désaccord est total, souligne-t-elle. La suite … »").
    fn incise(&self, content: &Range<usize>) -> Option<Attribution> {
        let lexicon = self.resolver.lexicon;
        let says = |at: usize| matches!(lexicon.verb(self.resolver.folded(at)), Some(Class::Say | Class::Speak | Class::Ask));
        content.clone().filter(|&at| self.document.token_text(at) == "," && at + 3 < content.end).find_map(|comma| {
            let verb = (comma + 1..comma + 4).find(|&at| says(at))?;
            let lead = (comma + 1..verb)
                .all(|at| lexicon.auxiliary.has(self.resolver.folded(at)) || lexicon.inversion(self.resolver.folded(at)).is_some());
            let gender = (comma + 1..=verb).find_map(|at| lexicon.inversion(self.resolver.folded(at)).map(|(_, gender)| gender));
            let named = self
                .resolver
                .mention(verb + 1)
                .filter(|(m, id)| self.resolver.is_person(*id) && matches!(self.resolver.folded(m.end), "," | "." | "–" | "—"));
            let speaker = match (gender, named) {
                (Some(gender), _) => self.resolver.pronoun(comma, gender),
                (None, Some((_, id))) => speaker::Speaker::Known(id),
                (None, None) => return None,
            };
            lead.then_some(Attribution { speaker, verb: Some(verb), class: Class::Say, end: verb + 1 })
        })
    }

    /// Whether a verb before the quotation is near enough to attribute it.
    fn reaches(&self, found: &Attribution, before: &Range<usize>, colon: bool, shape: &Shape) -> bool {
        let Some(verb) = found.verb else { return false };
        let distance = before.end - verb;
        match found.class {
            Class::Judge | Class::Think | Class::Order => colon || distance <= 24 && !shape.sentence || distance <= 6,
            Class::Ask => colon || distance <= 8,
            _ => colon || distance <= 24,
        }
    }

    /// Names, titles of works and terms, which marks only set off.
    fn is_name(&self, mark: &Quoted, content: &Range<usize>, shape: &Shape, before: &Range<usize>, found: Option<&Attribution>) -> bool {
        let titled = shape.capital
            && !shape.comma
            && (2..=8).contains(&shape.words)
            && content
                .clone()
                .filter(|&at| self.document.tokens[at].kind == TokenKind::Word)
                .all(|at| self.document.tokens[at].capital || self.document.token_text(at).len() <= 3);
        if titled && before.iter_words(self.document) > 0 && self.document.token_text(before.end - 1) != ":" {
            return true;
        }
        if shape.sentence || shape.terminal && shape.words > 2 {
            return false;
        }
        let word = if before.is_empty() { "" } else { self.document.folded(before.end - 1) };
        let earlier = if before.len() > 1 { self.document.folded(before.end - 2) } else { "" };
        let lexicon = self.resolver.lexicon;
        let work = lexicon.work.has(word) || lexicon.work.has(earlier) && lexicon.determiner.has(word);
        if work && (shape.capital && shape.words <= 8 || found.is_none()) {
            return true;
        }
        let verb = found.and_then(|a| a.verb);
        let distance = verb.map_or(usize::MAX, |verb| mark.opening.start.saturating_sub(verb));
        if distance <= 1 {
            // Beside a verb it is quoted; right after a preposition ("laut „…“") a name is the source.
            let preposition = verb.is_some_and(|v| v < mark.opening.start && self.resolver.lexicon.verb(self.resolver.folded(v)).is_none());
            return preposition && shape.words <= 3;
        }
        let entity = self.resolver.mention(content.start).is_some_and(|(m, _)| m.start <= content.start && content.end <= m.end);
        let nouns = lexicon.nouns_capital && found.is_some_and(|a| a.class == Class::Judge);
        entity || !nouns && shape.capital && shape.words == 1 && !shape.comma && !shape.terminal
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

    /// Who is meant by a definite noun that no name goes with: the one who was quoted just before.
    fn known_already(&self, index: usize, found: &Attribution) -> Option<EntityId> {
        let last = self.accepted.last()?;
        let near = self.marks[index].block <= self.marks[last.mark].block + 3;
        (near && found.class != Class::Judge && found.verb.is_some_and(|verb| self.resolver.is_definite(verb)))
            .then_some(last.speaker)
            .flatten()
    }

    /// The speaker of a quotation without words of its own that say so: the one who spoke last, if it stands beside or alone.
    fn carried(&self, index: usize, before: &Range<usize>) -> Option<EntityId> {
        let mark = self.marks[index];
        if let Some(last) = self.accepted.last() {
            let block = self.marks[last.mark].block;
            if block == mark.block || block + 1 == mark.block && before.is_empty() {
                return last.speaker;
            }
        }
        // A block of its own: whoever the sentence before it speaks of.
        let start = self.document.blocks[mark.block].tokens.start;
        if !before.is_empty() || mark.opening.start > start + 1 || start == 0 {
            return None;
        }
        let sentence = self.sentence(start - 1);
        let verb = self.resolver.before(sentence.clone()).map(|a| a.speaker);
        verb.or_else(|| self.resolver.last_named(sentence)).and_then(speaker::Speaker::id)
    }

    /// Words quoted in a headline, or once more, are a quotation where the same words are attributed elsewhere.
    fn repeats(&mut self) {
        let mut known: Vec<(String, Option<EntityId>)> = Vec::new();
        for accepted in self.accepted.iter().filter(|a| a.attribution.is_some()).take(4 * REPEATS) {
            known.push((self.folded_text(&accepted.content), accepted.speaker));
        }
        let rejected = std::mem::take(&mut self.rejected);
        for index in rejected.into_iter().take(REPEATS) {
            let content = self.content(self.marks[index]);
            let text = self.folded_text(&content);
            let found = known.iter().find(|(k, _)| if text.contains(' ') { k.contains(text.as_str()) } else { *k == text });
            if let Some(speaker) = found.map(|(_, speaker)| *speaker) {
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
        let quotations = self.accepted.iter();
        quotations
            .map(|a| Quotation {
                span: self.document.span_of(a.content.clone()),
                speaker: a.speaker,
                verb: a.attribution.and_then(|f| f.verb).map(|verb| verb_text(self.document, self.resolver, verb)),
                kind: if a.whole { QuotationKind::Direct } else { QuotationKind::Partial },
                utterance: a.utterance.saturating_sub(1),
            })
            .collect()
    }
}

/// What the quoted words look like.
struct Shape {
    words: usize,
    capital: bool,
    terminal: bool,
    /// Whether a comma stands before the closing mark.
    comma: bool,
    /// Whether it is at least a whole sentence by its form.
    sentence: bool,
}

/// How many words a range of tokens holds.
trait Words {
    fn iter_words(&self, document: &Document) -> usize;
}

impl Words for Range<usize> {
    fn iter_words(&self, document: &Document) -> usize {
        self.clone().filter(|&at| document.tokens[at].kind == TokenKind::Word).count()
    }
}

/// The span of `tokens` without marks at its end.
fn trimmed(document: &Document, mut tokens: Range<usize>) -> Option<Span> {
    let mark =
        |at: usize| document.tokens[at].kind == TokenKind::Punctuation && !matches!(document.token_text(at), ")" | "(" | "»" | "”" | "\"");
    while tokens.start < tokens.end && mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && mark(tokens.start) {
        tokens.start += 1;
    }
    (tokens.start < tokens.end).then(|| document.span_of(tokens))
}
