//! The organisation of a title that names none: the one that the sentence, or the sentences before it, are about.

use super::houses::Kinds;
use super::rules::{Other, Rules};
use super::slugs;
use super::title_reader::Title;
use super::titles::{BEFORE, Determiner, Preposition, Titles};
use crate::document::{BlockKind, Document, Span, fold};
use crate::extract::nouns::{Noun, words_of};
use crate::facts::{Entities, Entity, EntityId, EntityType};
use crate::language::Language;
use crate::language::lexis::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many sentences back the organisation may have been named.
const BACK: usize = 3;
/// How many sentences open an article.
const OPENING: usize = 3;
/// How many names of a sentence are looked at before a title.
const NAMED: usize = 48;
/// How many mentions of a name are asked what stands around them.
const MENTIONS: usize = 12;
/// The most tokens of what says behind a comma what a name is.
const APPOSED: usize = 8;
/// How many tokens back a bracket may open.
const BRACKET: usize = 8;
/// How many names are compared with one another.
const MOST: usize = 64;
/// How many names of a sentence are looked at from another one.
const LISTED: usize = 100;
/// How much more salient than any other the organisation must be that an article is about.
const CLEARLY: f64 = 1.5;

/// Where the organisation of a title may be found.
pub(super) struct Search<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    /// Whether an entity is one of those that are looked for: organisations, or what acts as such.
    pub(super) is_house: &'a dyn Fn(EntityId) -> bool,
    pub(super) rules: &'static Rules,
    /// The document as the rules know its words.
    pub(super) words: &'a Reading<'a>,
    /// The organisation that the article is about, where there is one.
    pub(super) hero: Option<EntityId>,
    /// The organisation with which the article opens.
    pub(super) opening: Option<EntityId>,
    /// Where the change lies that was told last, in the sentences just before.
    pub(super) told: Option<EntityId>,
}

impl Search<'_> {
    fn organizations(&self, span: Span) -> impl DoubleEndedIterator<Item = EntityId> + '_ {
        self.mentions(span).map(|(_, id)| id)
    }

    /// The houses that `span` names, each with its place; not who is told or reports what the text tells.
    fn mentions(&self, span: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> + '_ {
        let told = move |mention: Span| {
            self.rules.recipients.ending(self.words, self.document.token_at(span.start), self.document.token_at(mention.start)).is_some()
        };
        let within = self.entities.within(span);
        let mentions = within[..within.len().min(LISTED)]
            .iter()
            .filter(move |&&(mention, _)| !is_bracketed(self.document, mention) && !told(mention))
            .copied();
        mentions.filter(|&(_, id)| (self.is_house)(id))
    }

    /// Whether `id` is named in sentence `sentence` or in one of the two before it.
    pub(super) fn is_near(&self, sentence: usize, id: EntityId) -> bool {
        let spans = self.document.sentences.get(sentence.saturating_sub(2)..=sentence).unwrap_or_default();
        spans.iter().any(|s| self.organizations(s.span).any(|other| other == id))
    }

    /// The organisation named last before byte `before` in its own sentence; not one from which somebody comes.
    pub(super) fn of_sentence(&self, sentence: usize, before: usize) -> Option<EntityId> {
        let span = self.document.sentences.get(sentence)?.span;
        let named = self.entities.within(Span::new(span.start, before.max(span.start)));
        let start = named.get(named.len().saturating_sub(NAMED)).map_or(span.start, |(mention, _)| mention.start);
        let before = Span::new(start, before.max(start));
        let left: Vec<EntityId> = self.entities.within(before).iter().filter(|(m, _)| self.is_left(span, *m)).map(|&(_, id)| id).collect();
        self.organizations(before).rfind(|id| !left.contains(id))
    }

    /// "Under its founder, Roe, Foo …": the organisation named first behind byte `after` of its own sentence.
    pub(super) fn of_rest(&self, sentence: usize, after: usize, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        let span = self.document.sentences.get(sentence)?.span;
        self.organizations(Span::new(after.min(span.end), span.end)).find(|&id| fits(id))
    }

    /// "formerly of Foo", "hired from Foo", "passé par Foo"; "told the Foo", "selon Foo"
    fn is_left(&self, sentence: Span, mention: Span) -> bool {
        let (floor, at) = (self.document.token_at(sentence.start), self.document.token_at(mention.start));
        self.rules.comes_from(self.words, floor, at) || self.rules.recipients.ending(self.words, floor, at).is_some()
    }

    /// "a win over Foo", "un concurrent allemand, Foo"
    fn is_rival(&self, sentence: Span, mention: Span) -> bool {
        let (floor, at) = (self.document.token_at(sentence.start), self.document.token_at(mention.start));
        let rival = |at: usize| self.rules.origins.ending(self.words, floor, at).is_some_and(|(_, other)| other != Other::Left);
        let comma = at.checked_sub(1).filter(|&comma| comma > floor && self.document.folded(comma) == ",");
        rival(at) || comma.is_some_and(|comma| rival(comma) || comma - 1 > floor && rival(comma - 1))
    }

    /// The first house that the sentence at `span` names of those that `fits`, but for rivals.
    fn first(&self, span: Span, fits: &impl Fn(EntityId) -> bool) -> Option<EntityId> {
        self.mentions(span).find(|&(mention, id)| fits(id) && !self.is_rival(span, mention)).map(|(_, id)| id)
    }

    /// The organisation that a possessive, or a title told as if it were known where, points to: of its sentence; else what the
    /// article is about where the paragraph so far names it, else the subject of the nearest sentence of the paragraph that names one;
    /// else what the article is about, else the last one named before the paragraph. Only those that `fits` may be meant.
    pub(super) fn of_context(&self, sentence: usize, before: usize, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        if let Some(id) = self.of_sentence(sentence, before).filter(|&id| fits(id)) {
            return Some(id);
        }
        let block = self.document.sentences.get(sentence)?.block;
        let spans = self.document.sentences.get(sentence.saturating_sub(BACK)..sentence)?;
        let (hero, opening) = (self.hero.filter(|&id| fits(id)), self.opening.filter(|&id| fits(id)));
        let told = |inside: bool| {
            let mut spans = spans.iter().rev().filter(|s| (s.block == block) == inside);
            let named = |id: EntityId| spans.clone().any(|s| self.organizations(s.span).any(|other| other == id));
            let last = self.told.filter(|&id| inside && fits(id) && named(id));
            let about = |id: Option<EntityId>| id.filter(|&id| inside && named(id));
            let about = about(hero).or(last).or_else(|| about(opening));
            about.or_else(|| spans.find_map(|s| self.first(s.span, &fits)))
        };
        told(true).or(hero).or(opening).or_else(|| told(false))
    }
}

/// Where a title is held that only firms and clubs have; what is told so of a place or a surname is one ("the chief executive of Foo").
pub(super) fn house_led(title: &Title) -> Option<EntityId> {
    let firm = |slug: &str| slugs::is_corporate(slug) && !matches!(slug, "president" | "vice_president" | "chief_of_staff" | "partner");
    let club = |slug: &str| matches!(slug, "head_coach" | "assistant_coach");
    title.organization.filter(|_| title.slug.is_some_and(|slug| firm(slug) || club(slug)))
}

/// The organisation that the article is about: clearly the most salient one. Then the most salient one if it opens the article.
pub(super) fn hero(document: &Document, entities: &Entities, houses: &[bool]) -> (Option<EntityId>, Option<EntityId>) {
    let (mut best, mut second) = ((0.0, None), 0.0);
    let lent = lent(document, entities, houses);
    let weight = |entity: &Entity, id: u32| entity.salience + lent.get(&EntityId(id)).copied().unwrap_or(0.0);
    // What only acts as an organisation counts where the text names none.
    let real = entities.list.iter().zip(houses).any(|(entity, house)| *house && entity.kind == EntityType::Organization);
    let counts = |entity: &Entity| !real || entity.kind == EntityType::Organization || entity.mentions.len() > 1;
    let organizations = entities.list.iter().zip(0..).zip(houses).filter(|((entity, _), house)| **house && counts(entity));
    for ((entity, id), _) in organizations {
        if entity.mentions.iter().all(|&mention| is_bracketed(document, mention)) {
            continue;
        }
        let weight = weight(entity, id);
        if weight > best.0 {
            second = best.0;
            best = (weight, Some(EntityId(id)));
        } else if weight > second {
            second = weight;
        }
    }
    let opening = document.sentences.get(OPENING.min(document.sentences.len()).saturating_sub(1)).map_or(0, |s| s.span.end);
    let opens = |id: EntityId| {
        let mentions = &entities.get(id).mentions;
        mentions.len() > 1 && mentions.first().is_some_and(|m| m.start < opening)
    };
    (best.1.filter(|_| best.0 >= CLEARLY * second), best.1.filter(|&id| opens(id)))
}

/// What names that are parts of others lend these: "Council" in a headline the Borough Council of the text, "Foo" the firm Foo Holdings.
fn lent(document: &Document, entities: &Entities, houses: &[bool]) -> FxHashMap<EntityId, f64> {
    let mut lent = FxHashMap::default();
    let closed = document.language.is_some_and(Language::capitalises_nouns);
    let list = || entities.list.iter().zip((0..).map(EntityId)).zip(houses);
    let whole = list().filter(|((e, _), house)| **house && e.kind == EntityType::Organization && e.name.contains(' ')).take(MOST);
    let whole: Vec<(Vec<String>, EntityId)> = whole.map(|((e, id), _)| (words_of(&e.name), id)).collect();
    if whole.is_empty() {
        return lent;
    }
    for ((part, id), house) in list().filter(|((e, _), _)| !e.name.contains(' ') && e.kind != EntityType::Person).take(MOST) {
        let word = fold(&part.name);
        let noun = Noun { word: &word, beside: &[], closed };
        let named = |words: &[String]| if *house { words.first() == Some(&word) } else { noun.fits(words) };
        if let Some(&(_, other)) = whole.iter().find(|(words, other)| *other != id && named(words)) {
            *lent.entry(other).or_default() += part.salience;
        }
    }
    lent
}

/// For each entity whether posts are held in it: an organisation, or a place that is an institution by its name ("Strand Theatre") or by
/// the noun before it ("the insurer North Sea"). What a name is otherwise is the business of the entities.
pub(super) fn houses(words: &Reading<'_>, entities: &Entities, titles: &Titles) -> Vec<bool> {
    let document = words.document;
    let institution = |&mention: &Span| {
        let Some(sentence) = document.sentences.get(document.sentence_at(mention.start)) else { return false };
        let tokens = document.tokens_in(mention);
        let led = titles.organization_nouns.ending(words, sentence.tokens.start, tokens.start).is_some();
        led || heads_part(words, mention, sentence.block, titles)
            || is_described(words, sentence.tokens.clone(), &tokens, titles)
            || says_so(words, tokens, titles)
    };
    let house = |entity: &Entity| match entity.kind {
        // "(ex-Foo)": where somebody was before; "Directeur": a title taken for a name.
        EntityType::Organization => !entity.name.starts_with("ex-") && !is_common(&entity.name, titles),
        EntityType::Event => false,
        // "Foo, the brewer, …": a firm that was taken for a person.
        EntityType::Person if entity.forms.iter().all(|form| !form.contains(' ')) => entity.mentions.iter().take(MENTIONS).any(institution),
        EntityType::Person => false,
        _ => entity.mentions.iter().take(MENTIONS).any(institution),
    };
    entities.list.iter().map(house).collect()
}

/// "Foo", a heading of its own above "L’équipementier change de patron.": whether the part below begins with a noun for the house above.
fn heads_part(words: &Reading<'_>, mention: Span, block: usize, titles: &Titles) -> bool {
    let blocks = words.document.blocks.get(block..block + 2);
    let Some([heading, below]) = blocks else { return false };
    if heading.kind != BlockKind::Heading || heading.span != mention || below.kind == BlockKind::Heading {
        return false;
    }
    let Range { start, end } = below.tokens;
    let article = titles.articles.starting(words, start, end).filter(|(_, kind)| *kind == Determiner::Definite);
    article.is_some_and(|(length, _)| titles.organization_nouns.starting(words, start + length, end).is_some())
}

/// "constructora naval Foo", "Foo, the listed brewer, …": whether nouns around a name say that it is an organisation, behind it or before it.
fn is_described(words: &Reading<'_>, sentence: Range<usize>, name: &Range<usize>, titles: &Titles) -> bool {
    let document = words.document;
    let behind = name.start.checked_sub(1).filter(|&at| at > sentence.start && titles.has_adjectives() && titles.is_adjective(words, at));
    if behind.is_some_and(|at| titles.organization_nouns.ending(words, sentence.start, at).is_some()) {
        return true;
    }
    // "Ville de Foo"
    let town = Kinds::named(std::iter::once("town"));
    let of = titles.prepositions.ending(words, sentence.start, name.start).filter(|(_, kind)| *kind == Preposition::Of);
    let noun = of.and_then(|(length, _)| name.start.checked_sub(length + 1)).filter(|&at| at >= sentence.start);
    if noun.is_some_and(|at| titles.houses.starting(words, at, at + 1).meets(town)) {
        return true;
    }
    if name.end >= sentence.end || document.folded(name.end) != "," {
        return false;
    }
    let reach = sentence.end.min(name.end + 1 + APPOSED);
    let close = (name.end + 1..reach).find(|&at| matches!(document.folded(at), "," | "." | ")" | ";"));
    let Some(close) = close.filter(|_| titles.articles.has(words, name.end + 1)) else { return false };
    let inside = name.end + 2..close;
    if titles.has_adjectives() {
        titles.organization_nouns.has(words, inside.start)
    } else {
        titles.organization_nouns.ending(words, inside.start, close).is_some()
    }
}

/// "Directeur", "Museum", "Premier": whether a name is nothing but a noun for a title or for an organisation, or a word before a title.
fn is_common(name: &str, titles: &Titles) -> bool {
    let word = fold(name);
    titles.word(&word).is_some() || titles.is_house_noun(&word) || titles.lexis.know(&word).is(BEFORE)
}

/// "Strand Theatre", "Strand Playhouse", "Musée Bourdelle": whether a name of several words says what it is.
fn says_so(words: &Reading<'_>, mention: Range<usize>, titles: &Titles) -> bool {
    let noun = if titles.has_adjectives() { mention.start } else { mention.end.saturating_sub(1) };
    let kinds = || titles.houses.starting(words, noun, noun + 1);
    let stage = Kinds::named(["stage", "museum", "hospital", "university", "school"].into_iter());
    mention.len() > 1 && (titles.organization_nouns.has(words, noun) || kinds().meets(stage))
}

/// Whether a mention stands in brackets: an agency in a dateline, a ticker, a party.
fn is_bracketed(document: &Document, mention: Span) -> bool {
    let at = document.token_at(mention.start);
    let floor = at.saturating_sub(BRACKET);
    let open = (floor..at).rev().find(|&i| matches!(document.folded(i), "(" | ")" | "[" | "]"));
    open.is_some_and(|i| matches!(document.folded(i), "(" | "["))
}
