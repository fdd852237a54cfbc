//! What stands before a title within its noun phrase: modifiers, status words, the organisation, a determiner.

use super::houses::Kinds;
use super::slugs::{self, Field};
use super::title_reader::{NounAt, Nucleus, Reader, Tail};
use super::titles::{AND, ARTICLE, BEFORE, Determiner, Known, MODIFIER, RANK, STOP};
use crate::document::{Span, TokenKind};
use crate::facts::{EntityId, EntityType, RoleStatus};

/// What stands before a nucleus.
pub(super) struct Lead {
    /// First token of the phrase.
    pub(super) from: usize,
    /// First byte of the title.
    pub(super) title: usize,
    pub(super) determiner: Determiner,
    pub(super) status: Option<RoleStatus>,
    pub(super) organization: Option<EntityId>,
    pub(super) possessive: bool,
    /// What a noun before it tells of the organisation ("the hospital's director").
    pub(super) house: Kinds,
    /// The tokens of that noun.
    pub(super) noun: Option<NounAt>,
    pub(super) ranked: bool,
    /// Whether a person's name in the genitive stands before it ("Roe's lawyer").
    pub(super) personal: bool,
    /// Whether it is told whose it is, though not by a name ("the band's leader").
    pub(super) owned: bool,
    /// Whether somebody is only chosen for it ("nominee for").
    pub(super) chosen: bool,
}

/// Whether an English word has the form of a regular verb in the past ("fired", but not "speed").
fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
}

impl Reader<'_> {
    pub(super) fn lead(&self, nucleus: &Nucleus, floor: usize) -> Lead {
        let mut lead = Lead {
            from: nucleus.tokens.start,
            title: nucleus.start,
            determiner: Determiner::None,
            status: None,
            organization: None,
            possessive: false,
            house: Kinds::default(),
            noun: None,
            ranked: false,
            personal: false,
            owned: false,
            chosen: false,
        };
        self.take_modifiers(&mut lead, nucleus, floor);
        self.give_back_name(&mut lead, nucleus, floor);
        self.take_first_half(&mut lead, floor);
        self.pass_nationality(&mut lead, nucleus, floor);
        self.pass_age(&mut lead, floor);
        // "a Leeds-based lawyer"
        lead.from -= usize::from(lead.from > floor && self.is_seat(lead.from - 1));
        for _ in 0..4 {
            if lead.from <= floor {
                break;
            }
            // "acting and first female president"
            let joined =
                usize::from(lead.from < nucleus.tokens.start && lead.from > floor + 1 && self.titles.and.has(self.words, lead.from - 1));
            if let Some((length, status)) = self.titles.before.ending(self.words, floor, lead.from - joined) {
                // "his nominee for commerce secretary": who is chosen for a post that is filled by choice, not by votes.
                let chosen = length > 1 && self.titles.prepositions.has(self.words, lead.from - joined - 1);
                if chosen && !slugs::is_filled_by_choice(nucleus.known.slug) {
                    break;
                }
                lead.chosen |= chosen;
                lead.from -= length + joined;
                lead.status = lead.status.or(status);
            } else if lead.organization.is_none() && nucleus.organization.is_none() && self.take_owner(&mut lead, floor) {
                // An organisation in front of the title; more status words may stand before it.
            } else if self.pass_patron(&mut lead, floor) || self.pass_unknown_attributes(&mut lead, floor) {
                // Whose lawyer somebody is, or what is unknown of it; status words may stand before it.
            } else {
                break;
            }
        }
        if lead.from > floor
            && lead.organization.is_none()
            && let Some((length, determiner)) = self.titles.articles.ending(self.words, floor, lead.from)
        {
            lead.from -= length;
            // "his nominee for secretary": whose choice it is, not whose secretary.
            lead.determiner = if lead.chosen { Determiner::Definite } else { determiner };
            lead.possessive |= lead.determiner == Determiner::Possessive;
            // "until now a whip"
            if lead.status.is_none()
                && let Some((length, status @ Some(RoleStatus::Outgoing))) = self.titles.before.ending(self.words, floor, lead.from)
            {
                lead.from -= length;
                lead.status = status;
            }
        } else if lead.from > floor && lead.organization.is_none() && self.contracted(lead.from) {
            lead.determiner = Determiner::Definite;
        } else if lead.organization.is_none() && self.is_persons(lead.from, floor) {
            lead.determiner = Determiner::Definite;
            lead.personal = true;
        } else if lead.organization.is_some()
            && let Some((length, Determiner::Definite)) = self.titles.articles.ending(self.words, floor, lead.from)
        {
            lead.from -= length;
            lead.determiner = Determiner::Definite;
        }
        // "one of his lawyers", "l’un des fondateurs": of several, the one that is told of.
        if let Some((length, ())) = self.titles.partitives.ending(self.words, floor, lead.from) {
            lead.from -= length;
            lead.determiner = if lead.determiner == Determiner::None { Determiner::Indefinite } else { lead.determiner };
        }
        lead
    }

    /// "a former Roe adviser", "the Roe campaign manager": passes the person whose the title's holder is, behind a word of the title's phrase.
    fn pass_patron(&self, lead: &mut Lead, floor: usize) -> bool {
        if !self.compounds_by_apposition() || lead.personal || lead.organization.is_some() || !self.follows_person(lead.from) {
            return false;
        }
        let name = self.entities.at(self.document.tokens[lead.from - 1].span.start).map(|(span, _)| self.document.token_at(span.start));
        let within = |start: &usize| {
            *start > floor
                && (self.titles.articles.has(self.words, start - 1) || self.titles.before.ending(self.words, floor, *start).is_some())
        };
        let Some(start) = name.filter(within) else { return false };
        lead.from = start;
        lead.personal = true;
        true
    }

    /// "Roe's lawyer": whether a person's name in the genitive stands right before token `at`.
    fn is_persons(&self, at: usize, floor: usize) -> bool {
        let genitive = at > floor + 1 && self.document.folded(at - 1) == "'s";
        genitive && self.follows_person(at - 1)
    }

    /// "l’ancien Président tanzanien", "le Ministre": whether what stands before the title at token `at` tells that no name is meant by
    /// its capital, though it was taken for one that covers `span`.
    pub(super) fn is_common_capital(&self, at: usize, span: Span) -> bool {
        if at <= self.sentence.start || span != self.document.tokens[at].span || !self.titles.has_adjectives() {
            return false;
        }
        let before = self.words.known(at - 1);
        let office =
            || self.titles.starting(self.words, at, at + 1).is_some_and(|(_, known, _)| known.field == Field::Office && !known.weak);
        before.is(BEFORE) || (before.is(ARTICLE) || self.contracted(at)) && office()
    }

    /// Words before the table's title that belong to it: known modifiers, capitalised words, and any short run behind a determiner.
    fn take_modifiers(&self, lead: &mut Lead, nucleus: &Nucleus, floor: usize) {
        let document = self.document;
        let capital = document.tokens[nucleus.tokens.start].capital;
        let mut at = lead.from;
        while at > floor && nucleus.tokens.start - at < 7 {
            let before = at - 1;
            let token = document.tokens[before];
            let named = self.entities.at(token.span.start).filter(|(span, _)| span.start >= document.tokens[floor].span.start);
            let governs = nucleus.portfolio && !slugs::is_sent(nucleus.known.slug);
            let field = named.is_some_and(|(_, id)| governs && self.is_field_name(id) && !token.upper);
            if token.kind != TokenKind::Word
                || (named.is_some() && !field && !self.is_mere_modifier(before, named))
                || self.is_status_word(floor, at)
            {
                break;
            }
            let and = !self.titles.has_compounds()
                && self.titles.and.has(self.words, before)
                && before > floor
                && capital
                && document.tokens[before - 1].capital
                && self.entities.at(document.tokens[before - 1].span.start).is_none();
            let inner = before > self.sentence.start && !token.upper && !self.stops(before);
            let proper = field || (capital && token.capital && self.compounds_by_apposition() && inner);
            let native = nucleus.known.field == Field::Occupation && self.titles.nationalities.has(self.words, before);
            if native || !(self.is_modifier(before) || and || proper) {
                break;
            }
            at = before;
        }
        if self.compounds_by_apposition() {
            at = self.behind_determiner(nucleus, at, floor);
            if at == lead.from && self.is_said_of_holder(nucleus, at, floor) {
                at -= 1;
                lead.personal = true;
            }
        }
        if at < lead.from {
            lead.ranked = (at..lead.from).any(|i| self.words.is(i, RANK));
            // "U.S. Treasury Secretary": a name that reaches into the title begins before it.
            let start = document.tokens[at].span.start;
            let cut = self.entities.at(start).filter(|(span, _)| span.start < start);
            lead.from = cut.map_or(at, |(span, _)| document.token_at(span.start).max(floor));
            lead.title = document.tokens[at].span.start;
        }
    }

    /// "Democratic Party for the People leader": what was taken for modifiers is the rest of a name that was found in part only.
    fn give_back_name(&self, lead: &mut Lead, nucleus: &Nucleus, floor: usize) {
        let at = lead.from;
        if at >= nucleus.tokens.start || at < floor + 3 || !self.document.tokens[at].capital || !self.compounds_by_apposition() {
            return;
        }
        let article = self.titles.articles.ending(self.words, floor, at).map_or(0, |(length, _)| length);
        let end = at - article - 1;
        if self.is_modifier(at) || end <= floor || !matches!(self.document.folded(end), "of" | "for") {
            return;
        }
        let last = self.document.tokens[end - 1].span.end;
        let Some((span, id)) = self.entities.at(last - 1).filter(|(span, _)| span.end == last) else { return };
        let from = self.document.token_at(span.start);
        if self.entities.get(id).kind == EntityType::Organization && from >= floor {
            (lead.from, lead.title, lead.organization) = (from, nucleus.start, Some(id));
        }
    }

    /// "Geschichts- und Politiklehrerin": a compound of which the last part is only told once.
    fn take_first_half(&self, lead: &mut Lead, floor: usize) {
        let Some(half) = lead.from.checked_sub(2).filter(|&half| half >= floor) else { return };
        if !self.titles.has_compounds() || !self.titles.and.has(self.words, half + 1) {
            return;
        }
        let hyphen = usize::from(half > floor && self.document.folded(half) == "-");
        let (first, token) = (half - hyphen, self.document.tokens[half - hyphen]);
        let joined = hyphen == 0 && self.document.folded(half).ends_with('-');
        if (joined || hyphen == 1 && token.span.end == self.document.tokens[half].span.start) && token.kind == TokenKind::Word {
            (lead.from, lead.title) = (first, token.span.start);
        }
    }

    /// "the president's lawyer": who only says whose the lawyer is.
    pub(super) fn is_owner(&self, nucleus: &Nucleus, tail: &Tail) -> bool {
        let at = tail.to;
        let word = || self.document.tokens.get(at + 1).filter(|token| at + 1 < self.sentence.end && !token.capital);
        let bare = at < self.sentence.end && at == nucleus.tokens.end;
        bare && self.document.folded(at) == "'s" && self.compounds_by_apposition() && word().is_some()
    }

    /// "nominee for commerce secretary": what somebody is to be says more than that somebody is chosen.
    pub(super) fn is_choice(&self, nucleus: &Nucleus) -> bool {
        let end = self.sentence.end;
        if nucleus.known.slug != "candidate" {
            return false;
        }
        let Some((length, _)) = self.titles.before.starting(self.words, nucleus.tokens.start, end) else { return false };
        let at = nucleus.tokens.start + length;
        let post = |at: usize| self.nucleus(at).is_some_and(|post| slugs::is_filled_by_choice(post.known.slug));
        length > 1 && (at..end.min(at + 4)).take_while(|&at| self.document.tokens[at].kind == TokenKind::Word).any(post)
    }

    /// Whether a modifier was taken for a name by itself ("Acting").
    fn is_mere_modifier(&self, at: usize, named: Option<(Span, EntityId)>) -> bool {
        let word = self.words.known(at);
        word.is(MODIFIER) && word.is(BEFORE) && named.is_some_and(|(span, _)| span == self.document.tokens[at].span)
    }

    /// The nationality before an occupation is no part of the title.
    fn pass_nationality(&self, lead: &mut Lead, nucleus: &Nucleus, floor: usize) {
        let before = lead.from.saturating_sub(1);
        let native = lead.from > floor && self.titles.nationalities.has(self.words, before);
        if native && nucleus.known.field == Field::Occupation {
            lead.from = before;
        }
    }

    /// "the 54-year-old economist"
    fn pass_age(&self, lead: &mut Lead, floor: usize) {
        let (document, from) = (self.document, lead.from);
        let told = |at: usize| document.tokens[at].kind == TokenKind::Number && document.folded(at + 1) == "-";
        if let Some(at) = from.checked_sub(3).filter(|&at| at > floor && told(at))
            && document.folded(from - 1).starts_with("year-old")
        {
            lead.from = at;
        }
    }

    /// Whether an entity may be the field of a minister that was taken for a name ("Climate Change Minister").
    fn is_field_name(&self, id: EntityId) -> bool {
        !matches!(self.entities.get(id).kind, EntityType::Person | EntityType::Location)
    }

    fn is_status_word(&self, floor: usize, end: usize) -> bool {
        self.titles
            .before
            .ending(self.words, floor, end)
            .is_some_and(|(length, _)| length > 1 || !self.titles.modifiers.has(self.words, end - 1))
    }

    fn stops(&self, at: usize) -> bool {
        self.words.is(at, STOP)
    }

    /// `at`, or further left where up to three unknown words stand between a determiner and it ("a wealth director").
    fn behind_determiner(&self, nucleus: &Nucleus, at: usize, floor: usize) -> usize {
        let document = self.document;
        for from in (floor.max(at.saturating_sub(3))..at).rev() {
            let token = document.tokens[from];
            // "The bank fired chief executive Roe": a verb between its subject and its object.
            let verb = is_past(document.folded(from)) && from > floor && !self.titles.articles.has(self.words, from - 1);
            // "this angered Adv Roe"
            let verb = verb || is_past(document.folded(from)) && !token.capital && document.tokens[nucleus.tokens.start].capital;
            if token.kind != TokenKind::Word
                || verb
                || document.folded(from) == "'s"
                || self.titles.nationalities.has(self.words, from)
                || self.titles.prepositions.has(self.words, from)
                || self.titles.articles.has(self.words, from)
                || self.stops(from)
                || self.entities.at(token.span.start).is_some()
                || self.is_status_word(floor, from + 1)
            {
                return at;
            }
            // "the former bank manager": status words may stand between.
            let status = self.titles.before.ending(self.words, floor, from).map_or(0, |(length, _)| length);
            let before = from - status;
            let determined = before > floor && (self.titles.articles.has(self.words, before - 1) || document.folded(before - 1) == "'s");
            // "a Leeds-based family lawyer"
            let determined = determined || before > floor && self.is_seat(before - 1);
            // "Airline boss Roe": one word that opens the sentence.
            let participle = document.folded(from).ends_with("ed") || document.folded(from).ends_with("ing");
            let opens = from == self.sentence.start && from + 1 == at && token.capital && !token.upper && !participle;
            // "named fisheries minister": a field, behind a verb or "as".
            let preposition = before > floor && self.titles.prepositions.has(self.words, before - 1);
            let field = nucleus.portfolio && before > floor && !preposition && self.stops(before - 1) && !token.capital;
            // "Roe, athletic director at Foo": one unknown word between a name and the title.
            let mark = before > floor && document.folded(before - 1) == "," && from + 1 == at && status == 0 && !token.capital;
            let apposed = mark && !document.folded(from).ends_with("ly") && !participle && self.follows_person(before - 1);
            // "hired wealth director Roe": one unknown word behind a verb.
            let object = before > floor && is_past(document.folded(before - 1)) && from + 1 == at && status == 0 && !token.capital;
            let object = object && !participle && !document.folded(from).ends_with("ly");
            // "accused former bank chairman Roe"
            let bygone = status > 0 && (before == self.sentence.start || from + 1 == at && !token.capital && !participle);
            if determined || opens || field || apposed || object || bygone {
                return from;
            }
        }
        at
    }

    /// "fellow MP", "fellow Labour councillor": whether a title that tells somebody's like too does so, before a word of the title.
    pub(super) fn is_peer(&self, at: usize, length: usize, known: Known) -> bool {
        let next = at + length;
        known.slug == "researcher"
            && length == 1
            && self.words.is(at, BEFORE)
            && next < self.sentence.end
            && self.document.tokens[next].kind == TokenKind::Word
            && !self.stops_at(next)
            && !self.words.known(next).opens(1 << ARTICLE | 1 << AND)
            && !self.person_at(next)
    }

    /// Whether the name of a person ends right before token `at`.
    fn follows_person(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).and_then(|last| self.document.tokens.get(last)) else { return false };
        let end = last.span.end;
        self.entities.at(end - 1).is_some_and(|(span, id)| span.end == end && self.entities.get(id).kind == EntityType::Person)
    }

    /// "Apple chief executive", "Apple's chief executive", "the company's chief executive".
    fn take_owner(&self, lead: &mut Lead, floor: usize) -> bool {
        let document = self.document;
        // "Browns' new coach"
        let plural = || lead.from >= floor + 2 && document.folded(lead.from - 1) == "'" && document.folded(lead.from - 2).ends_with('s');
        let genitive = document.folded(lead.from - 1) == "'s" || !self.titles.has_adjectives() && plural();
        let last = lead.from - usize::from(genitive);
        if last <= floor || !genitive && self.titles.has_adjectives() {
            return false;
        }
        let end = document.tokens[last - 1].span.end;
        if let Some((span, id)) = self.entities.at(end - 1)
            && span.end == end
            && self.is_place_or_organization(id)
        {
            let from = document.token_at(span.start);
            if from < floor {
                return false;
            }
            lead.organization = Some(id);
            lead.from = from;
            if !genitive {
                self.pass_words_before_owner(lead, floor);
            }
            return true;
        }
        if genitive && let Some((length, ())) = self.titles.organization_nouns.ending(self.words, floor, last) {
            lead.from = last - length;
            lead.noun = Some((lead.from, last));
            // "the Roe campaign's director": it is called after a person.
            if self.pass_namesake(lead, floor) {
                lead.noun = None;
                lead.owned = true;
                return true;
            }
            lead.possessive = true;
            lead.house = self.titles.houses.starting(self.words, lead.from, last);
            return true;
        }
        // "the band's singer": what it belongs to has no name.
        let owner = &document.tokens[last - 1];
        if genitive && owner.kind == TokenKind::Word && !owner.capital {
            lead.from = last - 1;
            lead.owned = true;
            self.pass_namesake(lead, floor);
            return true;
        }
        false
    }

    /// "a senior Foo officer", "the influential Foo presenter": passes what stands before the name of whose the title's holder is.
    fn pass_words_before_owner(&self, lead: &mut Lead, floor: usize) {
        if !self.compounds_by_apposition() {
            return;
        }
        let end = lead.from;
        let unnamed = |at: usize| self.entities.at(self.document.tokens[at].span.start).is_none();
        while lead.from > floor && end - lead.from < 3 && self.is_modifier(lead.from - 1) && unnamed(lead.from - 1) {
            lead.from -= 1;
        }
        // "The trust Foo": one unknown word behind an article.
        let Some(word) = lead.from.checked_sub(1).filter(|&word| word > floor && lead.from == end) else { return };
        let plain = self.plain_word(word, end) && !self.document.tokens[word].capital && self.nucleus(word).is_none();
        if plain && self.titles.articles.has(self.words, word - 1) && self.titles.before.ending(self.words, floor, end).is_none() {
            lead.from = word;
        }
    }

    /// "the Roe campaign's director": passes the person after whom something is called, between an article and the noun for it.
    fn pass_namesake(&self, lead: &mut Lead, floor: usize) -> bool {
        if !self.compounds_by_apposition() || lead.from < floor + 2 || !self.document.tokens[lead.from - 1].capital {
            return false;
        }
        let last = self.document.tokens[lead.from - 1].span;
        let start = match self.entities.at(last.start) {
            Some((span, _)) => self.follows_person(lead.from).then(|| self.document.token_at(span.start)),
            None => Some(lead.from - 1),
        };
        let namesake = start.filter(|&start| start > floor && self.titles.articles.has(self.words, start - 1));
        lead.from = namesake.unwrap_or(lead.from);
        lead.personal |= namesake.is_some();
        namesake.is_some()
    }
}
