//! Whom pronouns and common nouns stand for: `elle`, `le cimentier`, `the 51-year-old`.

use super::atoms::Atom;
use super::figure::Raw;
use super::meaning::Context;
use crate::document::{BlockKind, Sentence, Span, TokenKind};
use crate::facts::{EntityId, EntityType, FigureKind};

/// Bytes before the sentence in which a pronoun finds its name.
const MEMORY: usize = 1200;
/// Sentences over which pronouns are followed back.
const CHAIN: usize = 6;
/// Tokens beside a name in which the noun stands that introduces it.
const BESIDE: usize = 3;
/// Tokens before a name at which a sentence begins: its title.
const OPENING: usize = 3;
/// Sentences of the paragraphs before in which a pronoun finds its name.
const ACROSS: usize = 6;
/// A word or phrase that stands for somebody named before.
#[derive(Debug, Clone, Copy)]
pub struct Anaphor {
    /// One past its last atom.
    pub end: usize,
    /// What it stands for, where the word says so.
    pub kind: Option<EntityType>,
    /// The atom of its noun; pronouns have none.
    pub head: Option<usize>,
    /// Whether it is the last one named.
    pub latter: bool,
}

impl Context<'_, '_> {
    /// `Le maire de Lyon` names its man itself, and a title within a clause may be anybody's: `Le maire` at its start is the one named before.
    pub(super) fn stands_alone(&self, at: usize, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let title = matches!(anaphor.kind, Some(EntityType::Person | EntityType::Location)) && anaphor.head.is_some();
        let next = reader.atom(anaphor.end);
        let aged = reader.atom(anaphor.end + 1).is_some_and(Atom::is_number);
        let named =
            !aged && reader.nouns.is_link(reader.text(anaphor.end)) || next.is_some_and(|a| a.capital && !reader.lexicon.capital_nouns);
        let opens = at == self.sentence.0 || at.checked_sub(1).is_some_and(|b| reader.text(b) == ",");
        // `cet ancien de Nordal` points back, whatever follows.
        !title || opens && !named || self.labels.demonstratives.contains(reader.text(at))
    }

    /// The word or phrase at atom `at` that stands for somebody named before: one of the tables', or an article and a noun that belongs
    /// to a name of the article (`the council`).
    pub(super) fn anaphor_at(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if let Some(found) = self.labels.anaphor(reader, at) {
            return Some(found);
        }
        if let Some(end) = self.foreign_house(at) {
            return Some(Anaphor { end, kind: Some(EntityType::Organization), head: Some(end - 1), latter: false });
        }
        if !self.labels.definite.contains(reader.text(at)) {
            return None;
        }
        if let Some(native) = self.native(at) {
            return Some(native);
        }
        let atom = reader.atom(at + 1).filter(|a| a.is_word() && a.last && (!a.capital || reader.lexicon.capital_nouns))?;
        let id = *self.topic.named_by(atom.text).first()?;
        let kind = if self.topic.is_firm(id) { EntityType::Organization } else { self.entities.get(id).kind };
        let named = reader.nouns.is_link(reader.text(at + 2)) || reader.atom(at + 2).is_some_and(|a| a.capital && a.is_word());
        (!named && kind != EntityType::Person).then_some(Anaphor { end: at + 2, kind: Some(kind), head: Some(at + 1), latter: false })
    }

    /// `Le Brestois a marqué`, `The Frenchman won`: whom a sentence calls by where he is from.
    fn native(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        let word = reader.atom(at + 1).filter(|a| at == self.sentence.0 && a.is_word() && a.capital && !reader.lexicon.capital_nouns)?;
        let span = reader.document.tokens[word.token].span;
        let next = reader.atom(at + 2).is_some_and(|a| a.is_word() && !a.capital);
        let native =
            self.labels.is_native(word.text) && self.entities.within(span).is_empty() && next && !self.is_link(reader.text(at + 2));
        native.then_some(Anaphor { end: at + 2, kind: Some(EntityType::Person), head: None, latter: false })
    }

    /// `Sweden's central bank`: a place's organisation without its name, from the `'s` at atom `at` on.
    pub(super) fn foreign_house(&self, at: usize) -> Option<usize> {
        let reader = self.reader;
        if reader.text(at) != "'s" {
            return None;
        }
        let noun = (at + 1..at + 4)
            .take_while(|&i| reader.atom(i).is_some_and(|a| a.is_word() && !a.capital))
            .find(|&i| self.labels.head(reader.text(i)) == Some(EntityType::Organization))?;
        let start = reader.document.tokens[reader.atoms[at].token].span.start;
        let place = start.checked_sub(1).and_then(|before| self.entities.at(before));
        let named = reader.atom(noun + 1).is_some_and(|a| a.is_word() && a.capital);
        (!named && place.is_some_and(|(_, id)| self.kind_of(id) == EntityType::Location)).then_some(noun + 1)
    }

    /// `du groupe`, `della società`: a link that holds the article, and a noun that stands for somebody named before.
    pub(super) fn fused(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if !self.is_link(reader.text(at)) || self.labels.definite.contains(reader.text(at + 1)) {
            return None;
        }
        let noun = reader.atom(at + 1).filter(|a| a.is_word() && a.last && !a.taken)?;
        let kind = self.labels.head(noun.text)?;
        let next = reader.atom(at + 2);
        let named = reader.nouns.is_link(reader.text(at + 2)) || next.is_some_and(|a| a.is_word() && a.capital);
        (!named).then_some(Anaphor { end: at + 2, kind: Some(kind), head: Some(at + 1), latter: false })
    }

    /// Whom a figure belongs to that opens its sentence: the subject right after it, somebody of whom the sentence before speaks.
    pub(super) fn opened(&self, raw: &Raw) -> Option<EntityId> {
        let reader = self.reader;
        // `Twice a year, it releases forecasts`, `Fort de 20 ans d'expérience, saura-t-il`: what opens the sentence belongs to the
        // subject after it.
        let comma = (raw.end..raw.end + 4).find(|&at| reader.text(at) == ",");
        let comma = comma.filter(|_| raw.start.saturating_sub(self.sentence.0) <= 4);
        let mut after = comma.map_or(0..0, |comma| comma + 1..(comma + 4).min(self.sentence.1));
        let inverted = |at: usize| {
            let pronoun = reader.text(at).rsplit_once('-').and_then(|(_, pronoun)| self.labels.pronoun(pronoun));
            pronoun.map(|kind| Anaphor { end: at + 1, kind, head: None, latter: false })
        };
        let found = after.find_map(|at| {
            let told = self.labels.sources.ending_at(reader.document, reader.atoms, at, 4).is_some();
            let own = self.anaphor_at(at).filter(|a| !told && self.stands_alone(at, *a));
            own.or_else(|| inverted(at)).map(|a| (at, a))
        });
        let start = self.sentence.0;
        let found = found.or_else(|| self.postponed(raw));
        let found = found.or_else(|| self.aged(raw).or_else(|| self.aged_near(start)).or_else(|| self.dropped()).map(|a| (start, a)));
        // `Il a dénoncé …`, `It says rents have risen`: the one who speaks of it.
        let (at, found) = found.filter(|(_, a)| !self.only_speaks(raw, *a))?;
        self.antecedent(at, found)
    }

    /// Whether a verb of reporting follows the pronoun, and nothing leads back to it.
    pub(super) fn only_speaks(&self, raw: &Raw, anaphor: Anaphor) -> bool {
        let reader = self.reader;
        let verb = (anaphor.end..(anaphor.end + 4).min(raw.start)).find(|&at| self.labels.reports.has(reader.text(at)));
        anaphor.head.is_none() && verb.is_some_and(|verb| !self.leads_back(verb, raw))
    }

    /// `Déjà condamné à 18 mois, il encourt …`: a clause without a subject before the comma has that of the clause after it.
    fn postponed(&self, raw: &Raw) -> Option<(usize, Anaphor)> {
        let reader = self.reader;
        let comma = (raw.end..(raw.end + 10).min(self.sentence.1)).find(|&at| reader.text(at) == ",")?;
        let open = raw.start.saturating_sub(self.sentence.0) <= 6 && (self.sentence.0..raw.start).all(|at| reader.atoms[at].is_word());
        let pronoun = |a: &Anaphor| open && !a.latter && (a.head.is_none() || self.labels.demonstratives.contains(reader.text(comma + 1)));
        let pronoun = self.labels.anaphor(reader, comma + 1).filter(pronoun);
        pronoun.map(|a| (comma + 1, a))
    }

    /// `Deberá pagar una multa`: a sentence that begins with its verb goes on about the one before.
    pub(super) fn dropped(&self) -> Option<Anaphor> {
        let at = self.sentence.0;
        let word = self.reader.atom(at).filter(|a| a.is_word() && !a.dated && !a.taken)?;
        let auxiliary = self.labels.perfects.contains(word.text) || self.labels.passives.contains(word.text);
        let led = self.labels.oblique_word(word.text)
            || self.labels.determiners.contains(word.text)
            || self.reader.nouns.is_stop(word.text) && !auxiliary;
        let span = self.reader.document.tokens[word.token].span;
        let verb = !led && self.reader.entry(at).is_none() && self.entities.within(span).is_empty();
        (self.labels.drops_subjects && verb).then_some(Anaphor { end: at + 1, kind: None, head: None, latter: false })
    }

    /// `Nachfolger der 69-Jährigen`, `der 55 Jahre alte Ingenieur`: an article before an age without a name stands for a person.
    fn aged(&self, raw: &Raw) -> Option<Anaphor> {
        let before = raw.start.checked_sub(1).filter(|b| *b >= self.sentence.0)?;
        let article = raw.kind == FigureKind::Age && self.labels.definite.contains(self.reader.text(before));
        let bare = !(raw.end..raw.end + 3).any(|at| self.reader.atom(at).is_some_and(|a| a.taken && !a.dated));
        article.then_some(Anaphor { end: raw.end, kind: Some(EntityType::Person), head: None, latter: false }).filter(|_| bare)
    }

    /// `The 51-year-old`, `La Marseillaise, 22 ans,` at the start of the sentence, atom `at`, stand for a person.
    pub(super) fn aged_near(&self, at: usize) -> Option<Anaphor> {
        let reader = self.reader;
        if !self.labels.definite.contains(reader.text(at)) {
            return None;
        }
        let figure = self.figures.iter().find(|f| f.kind == FigureKind::Age && f.start > at && f.start <= at + 5)?;
        let bare = reader.atom(figure.end).is_none_or(|a| !a.capital || reader.lexicon.capital_nouns);
        let apposed =
            reader.text(figure.start - 1) == "," && (at + 1..figure.start - 1).all(|i| reader.atoms[i].is_word() && !reader.atoms[i].taken);
        (figure.start == at + 1 && bare || apposed).then_some(Anaphor {
            end: figure.end,
            kind: Some(EntityType::Person),
            head: None,
            latter: false,
        })
    }

    /// Whom a sentence without a name of its own goes on about.
    pub(super) fn spoken_of(&self, kind: Option<EntityType>) -> Option<EntityId> {
        self.antecedent(self.sentence.0, Anaphor { end: self.sentence.0, kind, head: None, latter: false })
    }

    /// Whom `anaphor` at atom `at` stands for: the one whom its noun introduced, the subject before it in its sentence or in one before
    /// within the block, else the last one named.
    pub(super) fn antecedent(&self, at: usize, anaphor: Anaphor) -> Option<EntityId> {
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
    fn firm_before(&self, place: usize) -> Option<EntityId> {
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
            // A pronoun is not guessed at where several could be meant.
            let judged = self.entities.within(window).iter().any(|m| self.may_be(m.1, kind) && self.punishes(self.place_of(m.0)));
            let candidates = || self.entities.within(window).iter().map(|m| m.1).filter(|&id| self.may_be(id, kind) && !judged);
            if let Some(first) = candidates().next().filter(|_| back == 1 && kind.is_none()) {
                let alone = Some(first).filter(|&id| candidates().all(|other| other == id));
                return alone.or_else(|| self.opening_name(before, kind));
            }
        }
        match kind {
            // A common noun far from its name could be anybody's.
            Some(EntityType::Organization | EntityType::Product) if anaphor.head.is_none() => {
                self.topic.hero.or_else(|| self.across(kind, from))
            }
            Some(EntityType::Organization) => None,
            // `La commune`: of several places the one that is spoken of most.
            Some(EntityType::Location) => {
                let places = self.entities.within(Span::new(from, start)).iter().map(|m| m.1).filter(|&id| self.may_be(id, kind));
                let salience = |id: &EntityId| self.entities.get(*id).salience;
                let place = places.reduce(|best, id| if salience(&id) > salience(&best) { id } else { best });
                // `El Ayuntamiento de Peñalta … La ciudad`
                place.or(self.topic.town)
            }
            _ => {
                let mut before = self.entities.within(Span::new(from, start)).iter().filter(|m| self.may_be(m.1, kind));
                if anaphor.head.is_none() {
                    let block = document.blocks.get(self.place.block).map_or(start, |b| b.span.start);
                    let last = before.next_back();
                    let near = last.filter(|m| m.0.start >= block).map(|m| m.1);
                    return near.or_else(|| self.across(kind, from)).or(last.map(|m| m.1));
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
            Some(EntityType::Product) => self.topic.is_firm(id) || own == EntityType::Product,
            Some(kind) => kind == own && !self.topic.is_firm(id),
        }
    }

    /// The subject of the sentence in `window` that a word of `kind` can stand for, with its first atom; of two parties to a penalty
    /// it is the one who bears it.
    fn subject_within(&self, window: Span, kind: Option<EntityType>) -> Option<(usize, EntityId)> {
        let candidates = || self.entities.within(window).iter().filter(|m| self.may_be(m.1, kind)).map(|m| (self.place_of(m.0), m.1));
        let judge = candidates().find(|(place, _)| self.punishes(*place));
        let subject = candidates().find(|(place, _)| self.is_subject(*place) && !self.punishes(*place));
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
