//! Attributes that no table knows, around titles: what German puts between an article and a title, what a title is of up to the comma
//! before its holder's name (German, English, Dutch), what says what somebody is before a title that says little (English).

use super::title_lead::Lead;
use super::title_reader::{Nucleus, REACH, Reader, Tail};
use super::titles::{AND, ARTICLE, BEFORE, Determiner, MODIFIER, NATIONALITY, PREPOSITION, STOP};
use crate::document::TokenKind;
use crate::facts::{EntityId, EntityType};

/// How many adjectives stand before a title.
const MOST: usize = 3;
/// Prepositions that lead to attributes of nouns and to no complement of a title.
const OTHERS: [&str; 10] = ["an", "auf", "aus", "gegen", "im", "über", "zu", "zum", "zur", "zwischen"];
/// Endings of English adjectives and nouns that stand before what somebody is.
const ADJECTIVES: [&str; 7] = ["ist", "ic", "al", "ive", "ary", "ese", "ian"];
/// Endings of adjectives.
const ENDINGS: [&str; 5] = ["er", "en", "em", "es", "e"];

impl Reader<'_> {
    /// "der langgediente Trainer", "Roe, anglikanischer Bischof": passes adjectives that no table knows, behind a determiner or what opens an
    /// apposition. They are no part of the title, but for what somebody speaks on ("hochschulpolitischer Sprecher").
    pub(super) fn pass_unknown_attributes(&self, lead: &mut Lead, floor: usize) -> bool {
        if !self.titles.has_compounds() || !self.capitalises_nouns() || lead.from <= floor || !self.is_attribute(lead.from - 1) {
            return false;
        }
        let mut first = lead.from - 1;
        while first > floor && lead.from - first < MOST && self.is_attribute(first - 1) {
            first -= 1;
        }
        first -= if self.is_age(first, floor) { 2 } else { 0 };
        if !self.opens_attributes(first, floor) {
            return false;
        }
        if first + 1 == lead.from && lead.status.is_none() && self.document.folded(first).contains("politisch") {
            lead.title = self.document.tokens[first].span.start;
        }
        lead.from = first;
        true
    }

    /// "Chef der türkischen Volksgruppe": the end of a common noun behind adjectives at `noun`, for what a title is of that says little
    /// by itself.
    pub(super) fn past_attributed_noun(&self, noun: usize, limit: usize) -> Option<usize> {
        let at = (noun..limit.min(noun + MOST)).find(|&at| !self.is_attribute(at))?;
        let common = self.document.tokens[at].capital && self.plain_word(at, limit) && self.nucleus(at).is_none();
        (common && self.capitalises_nouns()).then_some(at + 1)
    }

    fn capitalises_nouns(&self) -> bool {
        self.document.language.is_some_and(crate::language::Language::capitalises_nouns)
    }

    /// Whether token `at` looks like an adjective before a noun.
    fn is_attribute(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        let word = self.words.known(at);
        let other = 1 << STOP | 1 << ARTICLE | 1 << PREPOSITION | 1 << AND | 1 << BEFORE;
        token.kind == TokenKind::Word
            && !token.capital
            && !word.opens(other)
            && (self.document.folded(at).len() > 4 || self.document.folded(at) == "alte")
            && ENDINGS.iter().any(|ending| self.document.folded(at).ends_with(ending))
            && self.entities.at(token.span.start).is_none()
    }

    /// "17 Jahre alter": whether an adjective at token `at` ends an age.
    fn is_age(&self, at: usize, floor: usize) -> bool {
        let counted = at > floor + 2 && self.document.tokens[at - 2].kind == TokenKind::Number;
        counted && self.document.folded(at - 1) == "jahre" && self.document.folded(at).starts_with("alt")
    }

    /// Whether the adjectives from token `first` on are those of a noun phrase that begins with them or a determiner before them, no verb.
    fn opens_attributes(&self, first: usize, floor: usize) -> bool {
        let word = self.document.folded(first);
        let past = word.ends_with("te") || word.ends_with("ten");
        if first > floor && self.words.is(first - 1, ARTICLE) {
            // "das sagte Trainer Roe"
            return !past || !matches!(self.document.folded(first - 1), "das" | "dies");
        }
        // "Foolands jüngster Minister"
        if first > floor && self.document.folded(first - 1).ends_with('s') && !past {
            let last = self.document.tokens[first - 1].span;
            let owner = self.entities.at(last.start).filter(|(span, _)| span.end == last.end);
            return owner.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Location);
        }
        let number = self.document.tokens[first].kind == TokenKind::Number;
        let strong = number || word.ends_with("er") || word.ends_with("em") || word.ends_with("es") || word.ends_with('e') && !past;
        strong && first > floor + 1 && matches!(self.document.folded(first - 1), "," | "(") && self.person_ends_at(first - 1)
    }

    /// Whether a person's name, perhaps with something in brackets, ends right before token `at`.
    fn person_ends_at(&self, at: usize) -> bool {
        let Some(mut last) = at.checked_sub(1) else { return false };
        if self.document.folded(last) == ")" {
            let open = (last.saturating_sub(4)..last).rev().find(|&at| self.document.folded(at) == "(");
            let Some(before) = open.and_then(|open| open.checked_sub(1)) else { return false };
            last = before;
        }
        let start = self.document.tokens[last].span.start;
        self.entities.at(start).is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Person)
    }

    /// Passes what stands between a title and its holder's name behind a comma.
    pub(super) fn pass_to_name(&self, tail: &mut Tail, nucleus: &Nucleus, from: usize, limit: usize) {
        self.pass_attributes_to_name(tail, nucleus, from, limit);
        self.pass_places_to_name(tail, nucleus, limit);
    }

    /// "der Präsident der israelischen Industriellen, Roe,": what a title is of, up to the comma or bracket before its holder's name; the
    /// organisation that is named in it.
    fn pass_attributes_to_name(&self, tail: &mut Tail, nucleus: &Nucleus, from: usize, limit: usize) {
        let definite = matches!(self.titles.articles.starting(self.words, from, limit), Some((_, Determiner::Definite)));
        if !definite || !self.capitalises_nouns() || tail.elliptic || tail.to >= limit {
            return;
        }
        // "des Transatlantischen Dialogs": the rest of a name that was found in part only.
        let rest = tail.to > nucleus.tokens.end && self.document.tokens[tail.to].capital && self.plain_word(tail.to, limit);
        if !rest && !self.leads(tail.to) {
            return;
        }
        let (mut named, mut nouns) = (None, 0);
        let mut at = tail.to;
        while at < limit.min(tail.to + REACH) {
            let token = self.document.tokens[at];
            if let Some((span, id)) = self.entities.at(token.span.start) {
                if self.entities.get(id).kind == EntityType::Person {
                    return;
                }
                named = named.or(self.house(id).filter(|_| nouns == 0));
                nouns += 1;
                at = self.document.token_at(span.end).max(at + 1);
                continue;
            }
            let word = self.words.known(at);
            let lower = word.opens(1 << AND | 1 << MODIFIER | 1 << NATIONALITY) || self.is_attribute(at) || self.leads(at);
            if token.kind != TokenKind::Word || !(token.capital && self.nucleus(at).is_none() || !token.capital && lower) {
                break;
            }
            nouns += usize::from(token.capital);
            at += 1;
        }
        let last = self.document.tokens[at - 1];
        if at == tail.to || !last.capital && last.kind == TokenKind::Word || !self.is_name_between_marks(at) {
            return;
        }
        tail.to = at;
        // What is known of it is then the place at most that its name begins with.
        let place = |id: &EntityId| self.entities.get(*id).kind == EntityType::Location;
        if tail.organization.filter(|id| !(rest && place(id))).is_none() {
            tail.organization = named;
            tail.closed |= named.is_none();
        }
    }

    /// "of separatist leader Roe": whether the word before token `at` says what somebody is by a title that says little by itself, and that
    /// the name of its holder follows.
    pub(super) fn is_said_of_holder(&self, nucleus: &Nucleus, at: usize, floor: usize) -> bool {
        let Some(word) = at.checked_sub(1).filter(|&word| word > floor && nucleus.known.weak && self.person_at(nucleus.tokens.end)) else {
            return false;
        };
        let (folded, capital) = (self.document.folded(word), self.document.tokens[word].capital);
        let adjective = folded.contains('-') || ADJECTIVES.iter().any(|ending| folded.ends_with(ending));
        let before = self.words.known(word - 1);
        let led = before.opens(1 << PREPOSITION | 1 << ARTICLE | 1 << AND | 1 << NATIONALITY) && self.document.folded(word - 1) != "to";
        let plain = self.plain_word(word, at) && !capital && !self.words.is(word, BEFORE);
        plain && (adjective || led && !folded.ends_with("ing") && !folded.ends_with("ly"))
    }

    /// "leader of Foo's community Roe", "governor of Foo's north, Roe,": past what belongs to what the title seemed to be of, which ends before
    /// `end`, up to the name of who holds it; with the house that is named last in it.
    pub(super) fn past_owned(&self, end: usize, limit: usize) -> Option<(Option<EntityId>, usize)> {
        if !self.compounds_by_apposition() || end >= limit || self.document.folded(end) != "'s" {
            return None;
        }
        let (mut at, mut named) = (end + 1, None);
        while at < limit.min(end + 5) && !self.person_at(at) {
            match self.entities.at(self.document.tokens[at].span.start) {
                Some((span, id)) => {
                    named = Some(id);
                    at = self.document.token_at(span.end).max(at + 1);
                }
                None if self.plain_word(at, limit) && self.nucleus(at).is_none() => at += 1,
                None => break,
            }
        }
        let told = at > end + 1 && (self.person_at(at) || self.is_name_between_marks(at));
        told.then_some((named.filter(|&id| self.is_place_or_organization(id)), at))
    }

    /// "the head of the League in Foo and Bar, Roe,", "de inspecteur voor de bouw in Foo, Roe,": past the places behind what a title is of, up to the comma before its holder's name.
    fn pass_places_to_name(&self, tail: &mut Tail, nucleus: &Nucleus, limit: usize) {
        let english = |word: &str| matches!(word, "in" | "of" | "at" | "for" | "on" | "the" | "and" | "&");
        let dutch = |word: &str| matches!(word, "in" | "van" | "te" | "voor" | "bij" | "de" | "het" | "en");
        let leads =
            |at: usize| if self.titles.has_compounds() { dutch(self.document.folded(at)) } else { english(self.document.folded(at)) };
        if self.titles.has_adjectives() || self.capitalises_nouns() || tail.to == nucleus.tokens.end || tail.to >= limit || !leads(tail.to)
        {
            return;
        }
        let mut at = tail.to;
        while at < limit {
            let token = self.document.tokens[at];
            match self.entities.at(token.span.start) {
                Some((_, id)) if self.entities.get(id).kind == EntityType::Person => return,
                Some((span, _)) => at = self.document.token_at(span.end).max(at + 1),
                None if leads(at) || token.capital && self.plain_word(at, limit) && self.nucleus(at).is_none() => at += 1,
                None => break,
            }
        }
        if at > tail.to && !leads(at - 1) && self.is_name_between_marks(at) {
            tail.to = at;
            tail.closed |= tail.organization.is_none();
        }
    }

    /// Whether token `at` leads to an attribute behind a noun.
    fn leads(&self, at: usize) -> bool {
        self.words.known(at).opens(1 << ARTICLE | 1 << PREPOSITION) || OTHERS.contains(&self.document.folded(at))
    }

    fn house(&self, id: EntityId) -> Option<EntityId> {
        let entity = self.entities.get(id);
        (entity.kind == EntityType::Organization).then_some(id)
    }

    /// Whether a comma at token `at` leads to a person's name behind which its clause goes on or ends, or a bracket to one that fills it.
    fn is_name_between_marks(&self, at: usize) -> bool {
        let Some(mark) = self.document.tokens.get(at).filter(|_| at + 1 < self.sentence.end) else { return false };
        let comma = self.document.slice(mark.span) == ",";
        let honorific = self.titles.honorifics.starting(self.words, at + 1, self.sentence.end).map_or(0, |(length, ())| length);
        let Some(name) = self.document.tokens.get(at + 1 + honorific).filter(|_| self.person_at(at + 1 + honorific)) else { return false };
        let Some((span, _)) = self.entities.at(name.span.start) else { return false };
        let end = self.document.token_at(span.end);
        let next = if end < self.sentence.end { self.document.folded(end) } else { "." };
        comma && matches!(next, "," | "(" | "." | ":" | ";" | ")" | "-" | "–")
    }
}
