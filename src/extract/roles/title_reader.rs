//! From a title of the table to the whole noun phrase around it: what stands before and after it, the organisation, coordination.

use super::phrases::span_of;
use super::slugs::Field;
use super::titles::{Determiner, Known, Titles};
use crate::document::{Document, Span, TokenKind};
use crate::facts::{Entities, EntityId, EntityType, RoleStatus};
use std::ops::Range;

/// How far a title may reach from the words that the table knows, in tokens.
pub(super) const REACH: usize = 14;

/// One title of a noun phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Title {
    /// The title as written, without article and status words.
    pub(super) span: Span,
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
    /// Whether a possessive or a bare "of the group" points to an organisation named before.
    pub(super) elliptic: bool,
}

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

/// Reads title phrases within one sentence.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    pub(super) titles: &'static Titles,
    /// The tokens of the sentence.
    pub(super) sentence: Range<usize>,
}

/// What the table knows at a token.
pub(super) struct Nucleus {
    pub(super) tokens: Range<usize>,
    /// Where the title begins: inside the token for compounds.
    start: usize,
    known: Known,
    pub(super) portfolio: bool,
    status: Option<RoleStatus>,
    /// The organisation that the first part of a compound names.
    pub(super) organization: Option<EntityId>,
    compound: bool,
}

/// What stands before a nucleus.
struct Lead {
    /// First token of the phrase.
    from: usize,
    /// First byte of the title.
    title: usize,
    determiner: Determiner,
    status: Option<RoleStatus>,
    organization: Option<EntityId>,
    possessive: bool,
    ranked: bool,
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
    pub(super) ranked: bool,
}

impl Reader<'_> {
    /// All title phrases of the sentence, in order; they do not overlap.
    pub(super) fn phrases(&self) -> Vec<TitlePhrase> {
        let mut found: Vec<TitlePhrase> = Vec::new();
        let mut floor = self.sentence.start;
        let mut at = floor;
        while at < self.sentence.end {
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

    fn phrase(&self, at: usize, floor: usize) -> Option<TitlePhrase> {
        let (lead, first, mut end) = self.title(at, floor, true)?;
        let mut phrase = TitlePhrase { tokens: lead.from..end, determiner: lead.determiner, titles: vec![first] };
        while phrase.titles.len() < 5 {
            let Some(conjunction) = self.conjunction(end) else { break };
            let start = self.past_determiner(end + conjunction);
            let Some((_, title, next)) = self.title(start, end + conjunction, false) else { break };
            phrase.titles.push(title);
            end = next;
        }
        phrase.tokens.end = end;
        self.share_organization(&mut phrase.titles);
        Some(phrase)
    }

    /// "cofondateur et PDG de Foo": what ends the coordination holds for all of it; so does a status word at its start.
    fn share_organization(&self, titles: &mut [Title]) {
        let last = titles.last().map(|t| (t.organization, t.span.start));
        if let Some((Some(organization), start)) = last {
            for title in titles.iter_mut().filter(|t| t.organization.is_none() && !t.elliptic && t.span.start < start) {
                title.organization = (title.field != Field::Occupation).then_some(organization).or(title.organization);
            }
        }
        let mut status = None;
        for title in titles {
            if title.status.is_none() && status == Some(RoleStatus::Former) {
                title.status = status;
            }
            status = title.status;
        }
    }

    /// How many tokens of `, `, `et` … at `at` join two titles.
    fn conjunction(&self, at: usize) -> Option<usize> {
        if at >= self.sentence.end {
            return None;
        }
        let comma = usize::from(self.document.folded(at) == ",");
        let and = self.titles.and.starting(self.document, at + comma, self.sentence.end).map_or(0, |(length, ())| length);
        (comma + and > 0).then_some(comma + and)
    }

    fn past_determiner(&self, mut at: usize) -> usize {
        let end = self.sentence.end;
        for _ in 0..3 {
            let article = self.titles.articles.starting(self.document, at, end).map(|(length, _)| length);
            let before = || self.titles.before.starting(self.document, at, end).map(|(length, _)| length);
            let Some(length) = article.or_else(before).filter(|_| self.nucleus(at).is_none()) else { break };
            at += length;
        }
        while at < end && self.is_modifier(at) && self.nucleus(at).is_none() {
            at += 1;
        }
        at
    }

    fn title(&self, at: usize, floor: usize, first: bool) -> Option<(Lead, Title, usize)> {
        let nucleus = self.nucleus(at)?;
        let nucleus = self.joined(nucleus);
        let lead = self.lead(&nucleus, floor);
        let tail = self.tail(&nucleus);
        let _ = first;
        let span = Span::new(lead.title, span_of(self.document, nucleus.tokens.start..tail.title).end);
        let organization = tail.organization.or(nucleus.organization).or(lead.organization);
        let exact = self.titles.exactly(self.document, self.document.tokens_in(span)).filter(|_| !nucleus.compound);
        let ranked = lead.ranked || tail.ranked;
        let slug = exact.map(|k| k.slug).or((!ranked).then_some(nucleus.known.slug)).filter(|_| !nucleus.known.weak || exact.is_some());
        let title = Title {
            span,
            slug,
            field: nucleus.known.field,
            organization,
            status: nucleus.status.or(lead.status).or(tail.status),
            weak: nucleus.known.weak && organization.is_none(),
            elliptic: organization.is_none() && (lead.possessive || tail.elliptic),
        };
        Some((lead, title, tail.to))
    }

    pub(super) fn nucleus(&self, at: usize) -> Option<Nucleus> {
        if at >= self.sentence.end {
            return None;
        }
        let token = self.document.tokens[at];
        let mention = self.entities.at(token.span.start);
        let inside = mention.is_some_and(|(span, _)| span.start < token.span.start || span.end > token.span.end);
        if inside || token.kind != TokenKind::Word {
            return None;
        }
        if let Some((length, known, portfolio)) = self.titles.starting(self.document, at, self.sentence.end) {
            let named = mention.is_some_and(|(span, _)| span.end >= token.span.end);
            let length = self.before_mention(at, length);
            return (!named && length > 0).then_some(Nucleus {
                tokens: at..at + length,
                start: token.span.start,
                known,
                portfolio,
                status: None,
                organization: None,
                compound: false,
            });
        }
        self.compound(at)
    }

    /// A title does not reach into a name, unless it ends with it ("ministre de l’Intérieur").
    fn before_mention(&self, at: usize, length: usize) -> usize {
        let end = self.document.tokens[at + length - 1].span.end;
        match self.entities.at(end.saturating_sub(1)) {
            Some((span, id)) if span.end > end || self.entities.get(id).kind == EntityType::Person => {
                let from = self.document.token_at(span.start).max(at);
                self.titles.starting(self.document, at, from).map_or(0, |(length, ..)| length)
            }
            _ => length,
        }
    }

    /// `ex-ministre`, `Foo-Chef`, `Außenminister`.
    fn compound(&self, at: usize) -> Option<Nucleus> {
        let token = self.document.tokens[at];
        let word = self.document.folded(at);
        let (head, last) = word.rsplit_once('-').map_or(("", word), |(head, last)| (head, last));
        let capital_or_hyphen = !head.is_empty() || token.capital || !self.titles.has_compounds();
        if !capital_or_hyphen && !self.titles.has_compounds() {
            return None;
        }
        let first_part = head.split('-').next().unwrap_or("");
        let former = self.titles.attached_former.contains(first_part);
        let head_is_status = former && (head == first_part || self.titles.has_compounds());
        let (within, known, portfolio, length) = if head.is_empty() {
            let (within, known) = self.titles.word(word)?;
            (within, known, false, 1)
        } else if former && head == first_part {
            let (within, known) = self.titles.word(last)?;
            (within, known, false, 1)
        } else {
            self.titles.has_compounds().then_some(())?;
            let (within, known) = self.titles.word(last)?;
            (within, known, false, 1)
        };
        let text = self.document.slice(token.span);
        let cut = text.rfind(['-', '‐', '‑']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let whole_compound = head.is_empty() && within > 0;
        let mention = (!head.is_empty()).then(|| self.mention_in(token.span)).flatten();
        let start = if head_is_status || mention.is_some() { token.span.start + cut } else { token.span.start };
        Some(Nucleus {
            tokens: at..at + length,
            start,
            known: if whole_compound { Known { weak: known.weak && within < 4, ..known } } else { known },
            portfolio,
            status: former.then_some(RoleStatus::Former),
            organization: mention,
            compound: true,
        })
    }

    /// The organisation or place that is named in the first parts of a hyphenated word.
    fn mention_in(&self, span: Span) -> Option<EntityId> {
        let inside = self.entities.within(span).first().map(|&(_, id)| id);
        inside.filter(|&id| self.is_place_or_organization(id))
    }

    /// "VP analyst", "founder CEO": titles side by side are one where the language builds compounds in that way.
    fn joined(&self, nucleus: Nucleus) -> Nucleus {
        let next = nucleus.tokens.end;
        if !self.compounds_by_apposition() || next >= self.sentence.end || self.document.folded(next) == "'s" {
            return nucleus;
        }
        match self.nucleus(next) {
            Some(other) if !other.compound && other.status.is_none() => {
                Nucleus { tokens: nucleus.tokens.start..other.tokens.end, known: other.known, portfolio: other.portfolio, ..nucleus }
            }
            _ => nucleus,
        }
    }

    fn compounds_by_apposition(&self) -> bool {
        !self.titles.has_compounds() && !self.titles.has_adjectives()
    }

    pub(super) fn is_place_or_organization(&self, id: EntityId) -> bool {
        !matches!(self.entities.get(id).kind, EntityType::Person | EntityType::Event)
    }

    fn is_modifier(&self, at: usize) -> bool {
        let word = self.document.folded(at);
        self.titles.modifiers.has(word) || self.titles.nationalities.has(word)
    }

    fn lead(&self, nucleus: &Nucleus, floor: usize) -> Lead {
        let mut lead = Lead {
            from: nucleus.tokens.start,
            title: nucleus.start,
            determiner: Determiner::None,
            status: None,
            organization: None,
            possessive: false,
            ranked: false,
        };
        self.take_modifiers(&mut lead, nucleus, floor);
        for _ in 0..4 {
            if lead.from <= floor {
                break;
            }
            if let Some((length, status)) = self.titles.before.ending(self.document, floor, lead.from) {
                lead.from -= length;
                lead.status = lead.status.or(status);
            } else if lead.organization.is_none() && nucleus.organization.is_none() && self.take_owner(&mut lead, floor) {
                // An organisation in front of the title; more status words may stand before it.
            } else {
                break;
            }
        }
        if lead.from > floor
            && lead.organization.is_none()
            && let Some((length, determiner)) = self.titles.articles.ending(self.document, floor, lead.from)
        {
            lead.from -= length;
            lead.determiner = determiner;
            lead.possessive |= determiner == Determiner::Possessive;
        } else if lead.organization.is_some()
            && let Some((length, Determiner::Definite)) = self.titles.articles.ending(self.document, floor, lead.from)
        {
            lead.from -= length;
            lead.determiner = Determiner::Definite;
        }
        lead
    }

    /// Words before the table's title that belong to it: known modifiers, capitalised words, and any short run behind a determiner.
    fn take_modifiers(&self, lead: &mut Lead, nucleus: &Nucleus, floor: usize) {
        let document = self.document;
        let capital = document.tokens[nucleus.tokens.start].capital;
        let mut at = lead.from;
        while at > floor && nucleus.tokens.start - at < 7 {
            let before = at - 1;
            let token = document.tokens[before];
            if token.kind != TokenKind::Word || self.entities.at(token.span.start).is_some() || self.is_status_word(floor, at) {
                break;
            }
            let and = self.titles.and.has(document.folded(before)) && before > floor && capital && document.tokens[before - 1].capital;
            let proper = capital && token.capital && self.compounds_by_apposition() && before > self.sentence.start && !self.stops(before);
            if !(self.is_modifier(before) || and || proper) {
                break;
            }
            at = before;
        }
        if self.compounds_by_apposition() {
            at = self.behind_determiner(at, floor);
        }
        if at < lead.from {
            lead.ranked = (at..lead.from).any(|i| self.titles.ranks.contains(document.folded(i)));
            lead.from = at;
            lead.title = document.tokens[at].span.start;
        }
    }

    fn is_status_word(&self, floor: usize, end: usize) -> bool {
        self.titles
            .before
            .ending(self.document, floor, end)
            .is_some_and(|(length, _)| length > 1 || !self.titles.modifiers.has(self.document.folded(end - 1)))
    }

    fn stops(&self, at: usize) -> bool {
        self.titles.stops.contains(self.document.folded(at))
    }

    /// `at`, or further left where up to three unknown words stand between a determiner and it ("a wealth director").
    fn behind_determiner(&self, at: usize, floor: usize) -> usize {
        let document = self.document;
        for from in (floor.max(at.saturating_sub(3))..at).rev() {
            let token = document.tokens[from];
            if token.kind != TokenKind::Word
                || self.stops(from)
                || self.entities.at(token.span.start).is_some()
                || self.is_status_word(floor, from + 1)
            {
                return at;
            }
            let determined = from > floor && (self.titles.articles.has(document.folded(from - 1)) || document.folded(from - 1) == "'s");
            if determined {
                return from;
            }
        }
        at
    }

    /// "Apple chief executive", "Apple's chief executive", "the company's chief executive".
    fn take_owner(&self, lead: &mut Lead, floor: usize) -> bool {
        let document = self.document;
        let genitive = document.folded(lead.from - 1) == "'s";
        let last = lead.from - usize::from(genitive);
        if last <= floor || !(genitive || self.compounds_by_apposition()) {
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
            return true;
        }
        if genitive && let Some((length, ())) = self.titles.organization_nouns.ending(document, floor, last) {
            lead.from = last - length;
            lead.possessive = true;
            return true;
        }
        false
    }
}
