//! From a title of the table to the whole noun phrase around it: what stands before and after it, the organisation, coordination.

use super::houses::Kinds;
use super::slugs::{self, Field};
use super::title_lead::Lead;
use super::titles::{ATTACHED, BODY, COUNT, DEED, Determiner, FIRST, Known, MODIFIER, NATIONALITY, NO_TITLE, OPENING, Titles};
use crate::document::{Document, Span, TokenKind, fold};
use crate::facts::{Entities, EntityId, EntityType, RoleStatus};
use crate::language::lexis::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How far a title may reach from the words that the table knows, in tokens.
pub(super) const REACH: usize = 14;

/// One title of a noun phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Title {
    /// The title as written, without article and status words.
    pub(super) span: Span,
    /// The same with the noun for where it is held, where the table has them as one title ("président du club").
    pub(super) whole: Option<Span>,
    /// Its language-neutral name.
    pub(super) slug: Option<&'static str>,
    /// Its walk of life.
    pub(super) field: Field,
    /// Where it is held.
    pub(super) organization: Option<EntityId>,
    /// What the words around it say about its time.
    pub(super) status: Option<RoleStatus>,
    /// Whether it says little without an organisation.
    pub(super) weak: bool,
    /// Whether it names the post, not who holds it ("présidence").
    pub(super) nominal: bool,
    /// Whether its holder is called new in it.
    pub(super) fresh: bool,
    /// Whether a possessive or a bare "of the group" points to an organisation named before.
    pub(super) elliptic: bool,
    /// What that organisation is, by the noun for it.
    pub(super) house: Kinds,
    /// The tokens of that noun.
    pub(super) noun: Option<NounAt>,
    /// Whether the words name where it is held, but not by a name ("of the finance committee").
    pub(super) closed: bool,
}

/// The first token of a noun for an organisation and one past the last.
pub(super) type NounAt = (usize, usize);

/// A noun phrase of one title or of several coordinated ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TitlePhrase {
    /// All its tokens, with determiner, status words and organisation.
    pub(super) tokens: Range<usize>,
    /// How it begins.
    pub(super) determiner: Determiner,
    /// Its titles, in order.
    pub(super) titles: Vec<Title>,
}

/// Whether a word begins with two capitals, as short names do.
fn is_capitals(word: &str) -> bool {
    word.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
}

/// Reads title phrases within one sentence.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    pub(super) titles: &'static Titles,
    /// Organisations and places by their folded names, for names within closed compounds.
    pub(super) names: &'a FxHashMap<String, EntityId>,
    /// The document as the titles know its words.
    pub(super) words: &'a Reading<'a>,
    /// Which entities are organisations, or act as such.
    pub(super) houses: &'a [bool],
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

/// What the table knows at a token.
pub(super) struct Nucleus {
    pub(super) tokens: Range<usize>,
    /// Where the title begins: inside the token for compounds.
    pub(super) start: usize,
    pub(super) known: Known,
    pub(super) portfolio: bool,
    status: Option<RoleStatus>,
    /// The organisation that the first part of a compound names.
    pub(super) organization: Option<EntityId>,
    compound: bool,
    /// Whether a name that nobody has found stands before the title in its compound ("Foo-Chef").
    unfound: bool,
    /// Whether the table's title goes on with a noun for where it is held ("président du club").
    cut: bool,
}

/// What stands after a nucleus.
pub(super) struct Tail {
    /// One past the last token of the title.
    pub(super) title: usize,
    /// One past the last token of the phrase.
    pub(super) to: usize,
    pub(super) status: Option<RoleStatus>,
    pub(super) organization: Option<EntityId>,
    pub(super) elliptic: bool,
    /// What a bare noun for the organisation tells of it.
    pub(super) house: Kinds,
    /// The tokens of that noun.
    pub(super) noun: Option<NounAt>,
    /// Whether a body without a name follows.
    pub(super) closed: bool,
    pub(super) ranked: bool,
}

impl Reader<'_> {
    /// All title phrases of the sentence, in order; they do not overlap.
    pub(super) fn phrases(&self) -> Vec<TitlePhrase> {
        let mut found: Vec<TitlePhrase> = Vec::new();
        let mut floor = self.sentence.start;
        let mut at = floor;
        while at < self.sentence.end {
            // Most words begin nothing.
            if !self.words.known(at).opens(1 << OPENING | 1 << ATTACHED | 1 << NO_TITLE) {
                at += 1;
                continue;
            }
            if let Some((length, ())) = self.titles.no_titles.starting(self.words, at, self.sentence.end) {
                at += length;
                floor = at;
                continue;
            }
            match self.phrase(at, floor) {
                Some(phrase) => {
                    floor = phrase.tokens.end;
                    at = floor.max(at + 1);
                    found.push(phrase);
                }
                None => at += 1,
            }
        }
        found
    }

    pub(super) fn title(&self, at: usize, floor: usize) -> Option<(Lead, Title, usize)> {
        let nucleus = self.nucleus(at)?;
        let nucleus = self.joined(nucleus);
        let lead = self.lead(&nucleus, floor);
        let tail = self.tail(&nucleus, lead.from);
        // "the first player to win": whom the words count, not what somebody is.
        if (lead.from..nucleus.tokens.start).any(|i| self.words.is(i, FIRST)) && self.is_deed(tail.to) {
            return None;
        }
        if self.says_what_house(&nucleus) || self.is_owner(&nucleus, &tail) || self.is_choice(&nucleus) {
            return None;
        }
        let span = Span::new(lead.title, self.document.span_of(nucleus.tokens.start..tail.title).end);
        // "Leeds lawyer Roe": where somebody is from.
        let from = |id: &EntityId| {
            self.entities.get(*id).kind == EntityType::Location
                && (slugs::is_feat(nucleus.known.slug) || matches!(nucleus.known.slug, "producer" | "film_director" | "screenwriter"))
        };
        let organization = tail.organization.or(nucleus.organization).or(lead.organization.filter(|id| !from(id)));
        let exact = self.titles.exactly(self.words, self.document.tokens_in(span)).filter(|_| !nucleus.compound);
        let ranked = lead.ranked || tail.ranked;
        let whole = span.start == nucleus.start && tail.title == nucleus.tokens.end;
        let kept = !ranked && (whole || !nucleus.known.weak);
        let exact = exact.filter(|_| !nucleus.cut).map(|k| k.slug);
        let slug = exact.or(kept.then_some(nucleus.known.slug));
        // "consejero de Salud": what somebody is in charge of, as only governments have it.
        let portfolio = nucleus.portfolio && tail.title > nucleus.tokens.end && nucleus.known.slug == "board_member";
        let slug = if portfolio { Some("minister") } else { slug };
        let elliptic = organization.is_none() && (lead.possessive || tail.elliptic);
        // "a member of the health committee": a body says of what, though it has no name.
        let bodily = tail.closed && (!self.titles.has_adjectives() || nucleus.known.slug == "member");
        // "the chairmanship": a post by its name has a determiner; "an der Spitze", "al frente" have their own.
        let led = || {
            let (first, second) = (nucleus.tokens.start, nucleus.tokens.start + 1);
            nucleus.tokens.len() > 1 && (self.titles.prepositions.has(self.words, first) || self.titles.articles.has(self.words, second))
        };
        if nucleus.known.nominal && lead.determiner == Determiner::None && lead.organization.is_none() && !led() {
            return None;
        }
        let noun = tail.noun.filter(|_| nucleus.cut).map(|(_, to)| self.document.span_of(nucleus.tokens.start..to).end);
        // "jefe de pilotos": more than the bare noun.
        let gone = nucleus.status.is_none() && tail.status.is_some() && lead.status.is_none();
        // "deposed leader Roe"
        let gone = gone || lead.status.is_some() && self.compounds_by_apposition() && self.person_at(tail.to);
        let detailed = gone || tail.title > nucleus.tokens.end && !self.document.tokens[tail.title - 1].capital;
        let title = Title {
            span,
            whole: noun.map(|end| Span::new(span.start, end)),
            slug,
            field: nucleus.known.field,
            organization,
            status: nucleus.status.or(lead.status).or(tail.status),
            weak: nucleus.known.weak
                && !detailed
                && organization.is_none()
                && !lead.owned
                && !elliptic
                && !bodily
                && lead.title == nucleus.start,
            nominal: nucleus.known.nominal,
            fresh: lead.status == Some(RoleStatus::Incoming) && !lead.chosen,
            elliptic,
            house: tail.house.and(lead.house),
            noun: tail.noun.or(lead.noun),
            closed: organization.is_none() && (tail.closed || nucleus.unfound || lead.personal || portfolio),
        };
        Some((lead, title, tail.to))
    }

    pub(super) fn nucleus(&self, at: usize) -> Option<Nucleus> {
        if at >= self.sentence.end {
            return None;
        }
        let token = self.document.tokens[at];
        if token.kind != TokenKind::Word {
            return None;
        }
        let begins = self.words.is(at, OPENING);
        let Some((whole, known, portfolio)) = begins.then(|| self.titles.starting(self.words, at, self.sentence.end)).flatten() else {
            if !self.words.is(at, ATTACHED) {
                return None;
            }
            let built = self.former(at).or_else(|| self.incoming(at)).or_else(|| self.compound(at));
            return built.filter(|_| self.is_free(at, 1));
        };
        if !self.is_free(at, whole) || self.is_peer(at, whole, known) {
            return None;
        }
        let house = self.before_house(at, whole);
        let (whole, cut) = (house.unwrap_or_else(|| self.before_body(at, whole, known)), house.is_some());
        let length = if portfolio { self.before_mention(at, whole) } else { self.before_organization(at, whole) };
        let known = Known { weak: known.weak && length == whole, ..known };
        (length > 0).then_some(Nucleus {
            tokens: at..at + length,
            start: token.span.start,
            known,
            portfolio,
            status: None,
            organization: None,
            compound: false,
            unfound: false,
            cut,
        })
    }

    /// Whether a title of `length` tokens may begin at token `at`: nothing counts it there, and it is no part of a name.
    fn is_free(&self, at: usize, length: usize) -> bool {
        let start = self.document.tokens[at].span.start;
        let taken = |(span, id): (Span, EntityId)| span.end > start && !self.misread(at, span, id, length);
        !self.is_counted(at) && !self.entities.at(start).is_some_and(taken)
    }

    /// `president-elect`.
    fn incoming(&self, at: usize) -> Option<Nucleus> {
        let (token, word) = (self.document.tokens[at], self.document.folded(at));
        let stem = self.titles.attached_incoming.iter().find_map(|ending| word.strip_suffix(&**ending))?;
        let (length, known, portfolio) = self.titles.starting_with(self.titles.lexis.know(stem), self.words, at, at + 1)?;
        let tokens = at..at + length;
        let (status, organization) = (Some(RoleStatus::Incoming), None);
        let (compound, unfound, cut) = (true, false, false);
        Some(Nucleus { tokens, start: token.span.start, known, portfolio, status, organization, compound, unfound, cut })
    }

    /// Whether a deed stands at token `at` ("to win", "à remporter").
    pub(super) fn is_deed(&self, at: usize) -> bool {
        let Some(token) = self.document.tokens.get(at + 1).filter(|_| at + 1 < self.sentence.end && self.words.is(at, DEED)) else {
            return false;
        };
        let word = self.document.folded(at + 1);
        let endings = &self.titles.deed_endings;
        let plain = token.kind == TokenKind::Word && !token.capital && !self.titles.articles.has(self.words, at + 1);
        plain && (endings.is_empty() || endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(&**ending)))
    }

    /// "the fourth minister to leave": whom the words count, not what somebody is.
    fn is_counted(&self, at: usize) -> bool {
        at > self.sentence.start && !self.document.tokens[at].capital && self.words.is(at - 1, COUNT)
    }

    /// Whether a mention that covers token `at` leaves room for a title of `length` tokens there: a name within a hyphenated
    /// word, a person's name that begins with the title, a title taken for a name (`CEO`, `Secretary of State`).
    fn misread(&self, at: usize, span: Span, id: EntityId, length: usize) -> bool {
        let token = self.document.tokens[at];
        let last = self.document.tokens[at + length - 1];
        let within = span.start >= token.span.start && span.end < token.span.end;
        let before_name = self.entities.get(id).kind == EntityType::Person && span.start == token.span.start && span.end > last.span.end;
        let title = span.start == token.span.start && span.end <= last.span.end && (token.upper || length > 1);
        // "Archbishop of Foo", taken for one name.
        let next = at + length;
        let led = span.start == token.span.start
            && self.entities.get(id).kind != EntityType::Person
            && next < self.sentence.end
            && span.end > last.span.end
            && self.titles.prepositions.has(self.words, next);
        // "Foo-Abgeordnete": a compound that was taken for a name.
        let compound = span == token.span && self.entities.get(id).kind != EntityType::Person && self.compound(at).is_some();
        within || before_name || title || led || compound || self.is_common_capital(at, span)
    }

    /// Where a title of the table ends with the noun of a body that the words behind it name ("président de la commission des
    /// finances"), the title proper is what stands before it.
    fn before_body(&self, at: usize, length: usize, known: Known) -> usize {
        let of_body = matches!(known.slug, "committee_chair" | "parliamentary_group_leader" | "president_european_commission");
        let goes_on = self.titles.prepositions.starting(self.words, at + length, self.sentence.end).is_some();
        if !of_body || length < 2 || !goes_on || !self.titles.has_adjectives() || !self.words.is(at + length - 1, BODY) {
            return length;
        }
        self.titles.starting(self.words, at, at + length - 1).map_or(length, |(length, ..)| length)
    }

    /// "président du club": where a title of the table ends with a noun for the kind of house in which it is held, behind an article, how
    /// long the title proper is.
    fn before_house(&self, at: usize, length: usize) -> Option<usize> {
        let noun = at + length.checked_sub(1)?;
        if length < 3 || self.titles.houses.starting(self.words, noun, noun + 1).is_empty() {
            return None;
        }
        // "directeur de la prison de Foo": the place says which prison, not where the title is held.
        let of = self.titles.prepositions.starting(self.words, noun + 1, self.sentence.end).map(|(length, _)| noun + 1 + length);
        let place = of.and_then(|at| self.document.tokens.get(at)).and_then(|token| self.entities.at(token.span.start));
        if place.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Location) {
            return None;
        }
        let article = self.titles.articles.ending(self.words, at, noun).filter(|(_, kind)| *kind == Determiner::Definite);
        if article.is_none() && !self.contracted(noun) {
            return None;
        }
        let end = noun - article.map_or(0, |(length, _)| length);
        let (preposition, _) = self.titles.prepositions.ending(self.words, at, end)?;
        let title = end.checked_sub(preposition + at)?;
        self.titles.starting(self.words, at, at + title).filter(|(length, known, _)| *length == title && !known.weak).map(|_| title)
    }

    /// Where a title of the table ends with an organisation that the text names ("président de la Commission européenne"), the
    /// title proper is what stands before it.
    fn before_organization(&self, at: usize, length: usize) -> usize {
        let end = self.document.tokens[at + length - 1].span.end;
        let start = self.document.tokens[at].span.start;
        match self.entities.at(end.saturating_sub(1)) {
            // "président du conseil d’administration de Foo", where the board and the firm are taken for one name.
            Some((span, _)) if span.start > start && span.end > end && self.is_body_at(span.start) => length,
            Some((span, id)) if span.start > start && self.entities.get(id).kind == EntityType::Organization => {
                let from = self.document.token_at(span.start).max(at);
                self.titles.starting(self.words, at, from).map_or(length, |(length, ..)| length)
            }
            _ => self.before_mention(at, length),
        }
    }

    fn is_body_at(&self, offset: usize) -> bool {
        self.titles.has_adjectives() && self.words.is(self.document.token_at(offset), BODY)
    }

    /// The organisation at the end of a name that begins within the title and ends at token `to`: that of whose body it is the title.
    pub(super) fn of_body(&self, nucleus: &Nucleus) -> Option<(EntityId, usize)> {
        let last = self.document.tokens[nucleus.tokens.end - 1].span;
        let (span, id) = self.entities.at(last.start).filter(|(span, _)| span.end > last.end && self.is_body_at(span.start))?;
        let to = self.document.token_at(span.end);
        let capitals = (nucleus.tokens.end..to).filter(|&at| self.document.tokens[at].capital);
        let inner = capitals.map(|at| fold(self.document.slice(self.document.span_of(at..to))));
        Some((inner.filter_map(|name| self.names.get(&name).copied()).next().unwrap_or(id), to))
    }

    /// A title does not reach into a name, unless it ends with it ("ministre de l’Intérieur").
    fn before_mention(&self, at: usize, length: usize) -> usize {
        let end = self.document.tokens[at + length - 1].span.end;
        match self.entities.at(end.saturating_sub(1)) {
            Some((span, id)) if self.entities.get(id).kind == EntityType::Person && span.start == self.document.tokens[at].span.start => {
                if span.end > end || self.is_common_capital(at, span) {
                    length
                } else {
                    0
                }
            }
            Some((span, id)) if span.end > end || self.entities.get(id).kind == EntityType::Person => {
                let from = self.document.token_at(span.start).max(at);
                self.titles.starting(self.words, at, from).map_or(0, |(length, ..)| length)
            }
            _ => length,
        }
    }

    /// `ex-ministre`, `exministro`.
    fn former(&self, at: usize) -> Option<Nucleus> {
        let (token, word) = (self.document.tokens[at], self.document.folded(at));
        for prefix in &self.titles.attached_former {
            let Some(rest) = word.strip_prefix(&**prefix) else { continue };
            let bare = rest.strip_prefix('-').unwrap_or(rest);
            let Some((length, known, portfolio)) =
                self.titles.starting_with(self.titles.lexis.know(bare), self.words, at, self.sentence.end)
            else {
                continue;
            };
            // Only the hyphen may be written in more than one byte.
            let start = token.span.end - bare.len().min(token.span.len());
            let start = if self.document.text.is_char_boundary(start) { start } else { token.span.start };
            return Some(Nucleus {
                tokens: at..at + self.before_mention(at, length).max(1),
                start,
                known,
                portfolio,
                status: Some(RoleStatus::Former),
                organization: None,
                compound: true,
                unfound: false,
                cut: false,
            });
        }
        None
    }

    /// `Foo-Chef`, `Außenminister`, `Ex-Foo-Chef`.
    fn compound(&self, at: usize) -> Option<Nucleus> {
        if !self.titles.has_compounds() {
            return None;
        }
        let (token, word) = (self.document.tokens[at], self.document.folded(at));
        let (head, last) = word.rsplit_once('-').unwrap_or(("", word));
        let (within, known) = if head.is_empty() { self.titles.word(last) } else { self.titles.part(last) }?;
        let prefix = head.split('-').next().unwrap_or("");
        let former = self.titles.attached_former.iter().any(|p| **p == *prefix);
        let named = head.strip_prefix(prefix).map_or("", |rest| rest.trim_start_matches('-'));
        let named = if former { named } else { head };
        let organization = if head.is_empty() { None } else { self.mention_in(token.span).or_else(|| self.names.get(named).copied()) };
        // "US-Regisseur": where somebody is from.
        let organization = organization.filter(|_| named != "us" || known.field != Field::Occupation);
        let text = self.document.slice(token.span);
        let cut = text.rfind(['-', '‐', '‑']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        // What stands before the last hyphen names the organisation, or belongs to the title: where the table says so, and of an
        // occupation where nothing is named ("Rallye-Sieger").
        let unnamed = || self.entities.within(token.span).iter().all(|&(inner, _)| inner == token.span) && !is_capitals(&text[..cut]);
        let common = || {
            known.field == Field::Occupation
                && !slugs::is_hired(known.slug)
                && !slugs::is_held(known.slug)
                && organization.is_none()
                && !former
                && unnamed()
        };
        let start = if self.titles.lexis.know(head).is(MODIFIER) || common() { token.span.start } else { token.span.start + cut };
        Some(Nucleus {
            tokens: at..at + 1,
            start,
            // "Deutschlandchef" says enough, "Chef" alone does not.
            known: Known { weak: known.weak && within == 0 && head.is_empty(), ..known },
            portfolio: false,
            status: former.then_some(RoleStatus::Former),
            organization,
            compound: true,
            unfound: organization.is_none() && self.is_unfound_prefix(named, known),
            cut: false,
        })
    }

    /// "VP analyst", "founder CEO": titles side by side are one where the language builds compounds in that way.
    fn joined(&self, nucleus: Nucleus) -> Nucleus {
        let next = nucleus.tokens.end;
        // "chef animateur": the first of those who do the same.
        if nucleus.known.slug == "chief" && nucleus.tokens.len() == 1 && self.titles.has_adjectives() {
            let other = self.nucleus(next).filter(|other| other.known.field == Field::Occupation && !other.compound);
            return match other {
                Some(other) => Nucleus { tokens: nucleus.tokens.start..other.tokens.end, known: other.known, ..nucleus },
                None => nucleus,
            };
        }
        if !self.compounds_by_apposition() || next >= self.sentence.end || self.document.folded(next) == "'s" {
            return nucleus;
        }
        match self.nucleus(next) {
            // "army commander General Roe": a rank is a title of its own.
            Some(other) if slugs::is_rank(other.known.slug) && !slugs::is_rank(nucleus.known.slug) => nucleus,
            Some(other) if !other.compound && other.status.is_none() => {
                Nucleus { tokens: nucleus.tokens.start..other.tokens.end, known: other.known, portfolio: other.portfolio, ..nucleus }
            }
            _ => nucleus,
        }
    }

    pub(super) fn compounds_by_apposition(&self) -> bool {
        !self.titles.has_compounds() && !self.titles.has_adjectives()
    }

    pub(super) fn is_place_or_organization(&self, id: EntityId) -> bool {
        // "Party chair": a noun that was taken for a name is no house.
        let entity = self.entities.get(id);
        let common = || entity.kind == EntityType::Organization && self.titles.is_house_noun(&fold(&entity.name));
        let house = self.houses.get(id.index()).copied().unwrap_or(false);
        house || !matches!(entity.kind, EntityType::Person | EntityType::Event) && !common()
    }

    pub(super) fn is_modifier(&self, at: usize) -> bool {
        let word = self.words.known(at);
        word.is(MODIFIER) || word.is(NATIONALITY)
    }
}
