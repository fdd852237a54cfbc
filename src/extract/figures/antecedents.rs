//! For whom a pronoun or a common noun stands: who its noun introduced, the subject before it, whom the article is about.

use super::anaphors::Anaphor;
use super::meaning::Context;
use super::memory::Memory;
use crate::document::{BlockKind, Sentence, Span, TokenKind};
use crate::facts::{EntityId, EntityType};

/// Bytes before the sentence in which a pronoun finds its name.
const MEMORY: usize = 1200;
/// Sentences over which pronouns are followed back.
const CHAIN: usize = 6;
/// Tokens beside a name in which the noun stands that introduces it.
const BESIDE: usize = 3;
/// Tokens before a name at which a sentence begins: its title.
const OPENING: usize = 3;
/// Atoms from the start of a sentence in which its subject stands after an opening clause.
const SUBJECT: usize = 24;
/// Sentences of the paragraphs before in which a pronoun finds its name.
const ACROSS: usize = 6;

impl Context<'_, '_> {
    /// Whom a sentence without a name of its own goes on about.
    pub(super) fn spoken_of(&self, kind: Option<EntityType>) -> Option<EntityId> {
        self.antecedent(self.sentence.0, Anaphor { end: self.sentence.0, kind, head: None, latter: false })
    }

    /// Whom `anaphor` at atom `at` stands for: the one whom its noun introduced, the subject before it in its sentence or in one before
    /// within the block, else the last one named.
    pub(super) fn antecedent(&self, at: usize, anaphor: Anaphor) -> Option<EntityId> {
        Memory::of(&self.memory.meant, (at, anaphor), || self.look_for_antecedent(at, anaphor))
    }

    fn look_for_antecedent(&self, at: usize, anaphor: Anaphor) -> Option<EntityId> {
        let document = self.reader.document;
        let place = self.reader.atom(at).map_or(self.place.span.start, |a| document.tokens[a.token].span.start);
        let start = self.place.span.start;
        let from = start.saturating_sub(MEMORY);
        if anaphor.latter {
            let before = self.entities.within(Span::new(from, start));
            return before.iter().rev().filter(|m| !self.place_of(m.0).linked).map(|m| m.1).find(|&id| self.may_be(id, None));
        }
        let known = |anaphor: Anaphor, place: usize| {
            let introduced = anaphor.head.and_then(|head| self.introduced(head, anaphor.kind, Span::new(from, place)));
            // `le groupe`, `the company`: the one that the article is about.
            let firm = anaphor.head.is_some() && anaphor.kind == Some(EntityType::Organization);
            introduced.or_else(|| if firm { self.firm_before(place).or(self.topic.hero).or(self.topic.mistaken) } else { None })
        };
        known(anaphor, place).or_else(|| self.within_sentence(at, anaphor)).or_else(|| self.chained(anaphor, known, from))
    }

    /// `Lens est cinquième. Le club a dépensé …`: the organisation that the sentence before is about, where the article's own is far.
    pub(super) fn firm_before(&self, place: usize) -> Option<EntityId> {
        let document = self.reader.document;
        let before = document.sentences.get(document.sentence_at(self.place.span.start).checked_sub(1)?)?;
        let block = document.blocks.get(self.place.block)?.span.start;
        let window = Span::new(block.max(place.saturating_sub(MEMORY)), place);
        let near = self.entities.within(window).iter().any(|m| Some(m.1) == self.topic.hero);
        let found = (before.block == self.place.block && !near).then(|| self.subject_within(before.span, Some(EntityType::Organization)));
        found.flatten().map(|(_, id)| id)
    }

    /// The subject of the same sentence before atom `at` that `anaphor` can stand for.
    fn within_sentence(&self, at: usize, anaphor: Anaphor) -> Option<EntityId> {
        let token = self.reader.atom(at)?.token;
        let window = Span::new(self.place.span.start, self.reader.document.tokens[token].span.start);
        // `Anna Bell, qui fait valoir ses droits`: the one about whom the clause is.
        let told = |m: &&(Span, EntityId)| self.may_be(m.1, anaphor.kind) && self.in_clause_at(at, self.place_of(m.0));
        let near = Span::new(window.start.max(window.end.saturating_sub(MEMORY / 2)), window.end);
        let fits = |m: &&(Span, EntityId)| {
            let place = self.place_of(m.0);
            place.first >= self.dateline && self.may_be(m.1, anaphor.kind) && self.is_subject(place) && !self.punishes(place)
        };
        let names = self.entities.within(near);
        let told = names.iter().rev().find(told).filter(|_| anaphor.head.is_none());
        told.or_else(|| names.iter().rev().find(fits)).map(|m| m.1)
    }

    /// Follows the sentences of the block back to the one whom `anaphor` goes on about.
    fn chained(&self, anaphor: Anaphor, known: impl Fn(Anaphor, usize) -> Option<EntityId>, from: usize) -> Option<EntityId> {
        let document = self.reader.document;
        let start = self.place.span.start;
        let mut kind = anaphor.kind;
        let number = document.sentence_at(start);
        for back in 1..=CHAIN {
            let before = number.checked_sub(back).and_then(|i| document.sentences.get(i));
            let Some(before) = before.filter(|b| b.block == self.place.block && b.span.end > from) else { break };
            let opening = self.reader.atoms.partition_point(|a| document.tokens[a.token].span.start < before.span.start);
            let window = Span::new(before.span.start.max(from), before.span.end);
            let subject = self.subject_within(window, kind);
            let opens = subject.filter(|(first, _)| (opening..*first).all(|at| self.reader.atoms[at].is_word()));
            if let Some((_, id)) = opens {
                return Some(id);
            }
            // A pronoun after `The company …` goes on about the company.
            let thing = |k| if k == Some(EntityType::Organization) { Some(EntityType::Product) } else { k };
            let opened = self.anaphor_at(opening).or_else(|| self.aged_near(opening));
            // `Sa présidente, Anna Bell, dirige …` is not about whom its first word stands for.
            let opened = opened.filter(|_| !self.labels.is_possessive(self.reader.text(opening)));
            // `Le film « Les Marées » …` says itself what it is about.
            let opened = opened.filter(|a| !subject.is_some_and(|(first, _)| first >= a.end && first - a.end <= 1));
            let opened = opened.filter(|a| kind.is_none() || a.kind.is_none() || thing(a.kind) == thing(kind));
            if let Some(opened) = opened {
                kind = kind.or(opened.kind);
                if let Some(id) = known(opened, before.span.start) {
                    return Some(id);
                }
                continue;
            }
            if let Some((_, id)) = subject {
                return Some(id);
            }
            // `Les ventes ont bondi. Elles pèsent …`: what goes on about books goes on about whose they are.
            let books = |at: usize| self.labels.books.has(self.reader.text(at)) || self.is_of_books(at);
            if kind != Some(EntityType::Person) && self.topic.hero.is_some() && (opening..opening + 3).any(books) {
                return self.topic.hero;
            }
            if self.goes_on(before, opening, kind) {
                continue;
            }
            // A pronoun is not guessed at where several could be meant.
            let judged = self.entities.within(window).iter().any(|m| self.may_be(m.1, kind) && self.punishes(self.place_of(m.0)));
            let candidates = || {
                self.entities.within(window).iter().filter(|m| self.may_be(m.1, kind) && !judged && !self.place_of(m.0).linked).map(|m| m.1)
            };
            if let Some(first) = candidates().next().filter(|_| back == 1 && kind.is_none()) {
                let alone = Some(first).filter(|&id| candidates().all(|other| other == id));
                return alone.or_else(|| self.opening_name(before, kind));
            }
        }
        self.far(anaphor, kind, from)
    }

    /// `Fils d'un cheminot, il fut lecteur chez Gallimard.`: a sentence whose own subject is a pronoun goes on about the one before it.
    fn goes_on(&self, sentence: &Sentence, opening: usize, kind: Option<EntityType>) -> bool {
        let reader = self.reader;
        let end = (opening + SUBJECT).min(reader.atoms.partition_point(|a| a.token < sentence.tokens.end));
        (opening + 1..end).filter(|&at| reader.text(at - 1) == ",").any(|at| {
            let found = self.labels.anaphor(reader, at).filter(|a| a.head.is_none() && !a.latter);
            found.is_some_and(|a| (a.kind.is_none() || kind.is_none() || a.kind == kind) && !self.labels.is_possessive(reader.text(at)))
        })
    }

    /// For whom `anaphor`, a word of `kind`, stands where no sentence of its block tells.
    fn far(&self, anaphor: Anaphor, kind: Option<EntityType>, from: usize) -> Option<EntityId> {
        let document = self.reader.document;
        let start = self.place.span.start;
        match kind {
            // A common noun far from its name could be anybody's.
            Some(EntityType::Organization | EntityType::Product) if anaphor.head.is_none() => {
                self.topic.hero.or_else(|| self.across(kind, from))
            }
            Some(EntityType::Organization) if self.only_firm(from).is_some() => self.only_firm(from),
            Some(EntityType::Organization) if !anaphor.head.is_some_and(|head| self.labels.seats.contains(self.reader.text(head))) => None,
            Some(EntityType::Product) => None,
            // `La commune`: of several places the one that is spoken of most.
            Some(EntityType::Location | EntityType::Organization) => {
                let kind = Some(EntityType::Location);
                let places = self.entities.within(Span::new(from, start)).iter().map(|m| m.1).filter(|&id| self.may_be(id, kind));
                let salience = |id: &EntityId| self.entities.get(*id).salience;
                let place = places.reduce(|best, id| if salience(&id) > salience(&best) { id } else { best });
                // `El Ayuntamiento de Peñalta … La ciudad`
                place.or(self.topic.town)
            }
            _ => {
                let before = self.entities.within(Span::new(from, start)).iter().filter(|m| self.may_be(m.1, kind));
                if anaphor.head.is_none() {
                    let block = document.blocks.get(self.place.block).map_or(start, |b| b.span.start);
                    // Who is only named behind a preposition (`chez Marsaudon`) is not spoken of.
                    let spoken = |m: &&(Span, EntityId)| !self.place_of(m.0).oblique;
                    let near = before.clone().rev().take_while(|m| m.0.start >= block).find(spoken).map(|m| m.1);
                    return near.or_else(|| self.across(kind, from)).or_else(|| before.clone().next_back().map(|m| m.1));
                }
                // `Le prévenu` is none of those whom another title introduces, and of the others the one who is spoken of most.
                let other = |span: Span| {
                    let name = document.tokens_in(span).start;
                    let mut words = (name.saturating_sub(BESIDE)..name).filter(|&t| document.tokens[t].kind == TokenKind::Word);
                    words.any(|t| self.labels.head(document.folded(t)) == Some(EntityType::Person))
                };
                let weight = |m: &(Span, EntityId)| self.entities.get(m.1).salience - f64::from(u8::from(other(m.0)));
                before.copied().reduce(|best, m| if weight(&m) > weight(&best) { m } else { best }).map(|m| m.1)
            }
        }
    }

    /// The one organisation that the text names from `from` up to the sentence.
    fn only_firm(&self, from: usize) -> Option<EntityId> {
        let mut firms =
            self.entities.within(Span::new(from, self.place.span.start)).iter().map(|m| m.1).filter(|&id| self.topic.is_firm(id));
        let first = firms.next()?;
        firms.all(|id| id == first).then_some(first)
    }

    /// The name at which a sentence begins, nothing but a title before it.
    fn opening_name(&self, sentence: &Sentence, kind: Option<EntityType>) -> Option<EntityId> {
        let document = self.reader.document;
        let first = sentence.tokens.start;
        let found = self.entities.within(sentence.span).iter().find(|m| self.may_be(m.1, kind))?;
        let name = document.tokens_in(found.0).start;
        let led = |token: usize| {
            let word = document.folded(token);
            document.tokens[token].kind != TokenKind::Word || self.is_link(word) || self.labels.oblique_word(word)
        };
        (name <= first + OPENING && !(first..name).any(led)).then_some(found.1)
    }

    /// Whom the paragraphs before are about: the name at which one of their last sentences begins.
    fn across(&self, kind: Option<EntityType>, from: usize) -> Option<EntityId> {
        let document = self.reader.document;
        let block = document.blocks.get(self.place.block)?;
        let number = block.sentences.start;
        let sentences = (1..=ACROSS).map_while(|back| document.sentences.get(number.checked_sub(back)?));
        let near = sentences.take_while(|s| s.span.start >= from);
        let prose = |s: &&Sentence| document.blocks.get(s.block).is_some_and(|b| b.kind == BlockKind::Paragraph);
        near.filter(prose).find_map(|sentence| self.opening_name(sentence, kind))
    }

    /// Whether `id` can be what a word of `kind` stands for.
    fn may_be(&self, id: EntityId, kind: Option<EntityType>) -> bool {
        let own = self.entities.get(id).kind;
        match kind {
            None => own == EntityType::Person || self.topic.is_firm(id),
            Some(EntityType::Organization) => self.topic.is_firm(id),
            // Pronouns of things.
            Some(EntityType::Product) => {
                self.topic.is_firm(id) || matches!(own, EntityType::Product | EntityType::Work | EntityType::Event)
            }
            Some(kind) => kind == own && !self.topic.is_firm(id),
        }
    }

    /// The subject of the sentence in `window` that a word of `kind` can stand for, with its first atom; of two parties to a penalty
    /// it is the one who bears it.
    fn subject_within(&self, window: Span, kind: Option<EntityType>) -> Option<(usize, EntityId)> {
        let candidates = || self.entities.within(window).iter().filter(|m| self.may_be(m.1, kind)).map(|m| (self.place_of(m.0), m.1));
        let judge = candidates().find(|(place, _)| self.punishes(*place));
        let subject = candidates().find(|(place, _)| self.is_subject(*place) && !self.punishes(*place));
        // `Les Marées a attiré 250 000 spectateurs. Il a coûté …`: pronouns stand for works and places too, where those are the subject.
        let person = |id| kind.is_some() && self.kind_of(id) == EntityType::Person;
        let any = |m: &&(Span, EntityId)| !person(m.1) && self.is_subject(self.place_of(m.0)) && !self.punishes(self.place_of(m.0));
        let open = matches!(kind, None | Some(EntityType::Product)) && subject.is_none();
        let other = || self.entities.within(window).iter().find(any).filter(|_| open).map(|m| (self.place_of(m.0), m.1));
        let subject = subject.or_else(other);
        let bearer = || candidates().find(|(_, id)| judge.is_some_and(|j| j.1 != *id));
        if judge.is_some() { bearer() } else { subject }.map(|(place, id)| (place.first, id))
    }

    /// The last name that the noun at atom `head` stands beside: `the venture fund Crestline`, `Crestline, an American fund`.
    fn introduced(&self, head: usize, kind: Option<EntityType>, window: Span) -> Option<EntityId> {
        let document = self.reader.document;
        let noun = self.reader.text(head);
        let word = |token: usize| document.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word);
        let own = self.reader.atom(head).map_or(0, |a| a.token);
        let is = |token: usize| token != own && word(token) && document.folded(token) == noun;
        let near = |span: Span| {
            let tokens = document.tokens_in(span);
            let open = |&token: &usize| {
                word(token) && !self.reader.nouns.is_stop(document.folded(token)) && !self.labels.oblique_word(document.folded(token))
            };
            let before = (tokens.start.saturating_sub(BESIDE)..tokens.start).rev().take_while(open);
            let comma = document.tokens.get(tokens.end).is_some() && document.token_text(tokens.end) == ",";
            // `Crestline, an American fund`, not `Crestline, when the fund …`
            let apposed = |&token: &usize| {
                let text = document.folded(token);
                word(token) && (self.labels.determiners.contains(text) || !self.reader.nouns.is_stop(text))
            };
            let next = tokens.end + 1;
            let comma = comma && (is(next) || word(next) && self.labels.determiners.contains(document.folded(next)));
            let after = (next..next + 1 + BESIDE).take_while(apposed);
            // `la ville de Lyon`
            let link = tokens.start.checked_sub(2).filter(|&t| kind == Some(EntityType::Location) && self.is_link(document.folded(t + 1)));
            before.into_iter().any(is) || comma && after.into_iter().any(is) || link.is_some_and(is)
        };
        let fits = |id: EntityId| match kind {
            Some(EntityType::Organization) => self.topic.is_firm(id) || self.entities.get(id).kind != EntityType::Location,
            Some(kind) => self.entities.get(id).kind == kind,
            None => true,
        };
        let named = self.topic.named_by(noun);
        let known = |m: &&(Span, EntityId)| fits(m.1) && (named.contains(&m.1) || near(m.0));
        let near = self.entities.within(window).iter().rev().find(known).map(|m| m.1);
        // The one name that has the noun is meant however far it stands.
        near.or_else(|| Some(named).filter(|n| n.len() == 1)?.first().copied().filter(|&id| fits(id)))
    }
}
