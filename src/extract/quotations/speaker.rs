//! Who speaks: from the words that name a speaker to an entity.

use super::lexicon::{
    AS_TOLD, Class, DEFINITE, DETERMINER, DOCUMENT, Gender, IMPERSONAL, INSTITUTION, LATTER, LATTER_FEMININE, Lexicon, NOUN, OBLIQUE, OF,
    ORGANIZATION, SPOKESMAN, THAT, VERB_PHRASE,
};
use super::people::{Post, surnames};
use super::topic::Topic;
use crate::document::marks::Quoted;
use crate::document::{Document, Span, TokenKind};
use crate::facts::{Entities, EntityId, EntityType, Role};
use crate::language::lexis::{Known, List, Reading};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

/// How many words the long name of a body may have behind its noun, before the short one in brackets.
const SHORT: usize = 9;

/// The one who speaks, as far as the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A named one.
    Known(EntityId),
    /// Somebody, not named or not found.
    Unknown,
}

impl Speaker {
    pub(super) fn id(self) -> Option<EntityId> {
        match self {
            Speaker::Known(id) => Some(id),
            Speaker::Unknown => None,
        }
    }
}

/// What the search for speakers needs to know of the article.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    pub(super) roles: &'a [Role],
    pub(super) lexicon: &'a Lexicon,
    pub(super) reading: Reading<'a>,
    /// For every token, one more than the index of the outermost quotation it belongs to (marks included); 0 outside.
    quoted: Vec<u32>,
    /// For every word of the document, its class if it is a form of a verb of speech, and whom a pronoun behind the verb in it
    /// (`dit-elle`) stands for.
    forms: Vec<(Option<Class>, Option<Gender>)>,
    /// For every token, its class if it is a form of a verb of speech outside quotation marks.
    classes: Vec<Option<Class>>,
    /// For every word of a German document, whether it is a compound that ends with a noun for people ("Finanzprofessor").
    compounds: Vec<bool>,
    pub(super) genders: FxHashMap<EntityId, Gender>,
    /// Where persons are named beside a noun for what they are ("le ministre …, X"), by that noun.
    pub(super) posts: FxHashMap<String, Vec<Post>>,
    /// The roles of the text by the words of their titles.
    pub(super) titled: FxHashMap<String, Vec<usize>>,
    /// Who is told to be of which party, in brackets behind the name, by its folded name.
    pub(super) affiliates: FxHashSet<(&'a str, EntityId)>,
    /// Who is told to hold a post where.
    pub(super) belongs: FxHashSet<(EntityId, EntityId)>,
    /// What the people of the text do, as far as their posts and the nouns beside their names tell.
    pub(super) kinds: FxHashMap<EntityId, u32>,
    /// Whether the text names people at all.
    pub(super) peopled: bool,
    /// Whom each sentence is about, as far as it was asked.
    pub(super) topics: RefCell<Vec<Option<Topic>>>,
    /// All mentions, by their tokens.
    mentions: Vec<(Range<usize>, EntityId)>,
    /// For every token, one more than the index of the mention it belongs to; 0 outside.
    mentioned: Vec<u32>,
    /// The words of the names of organisations, once a noun that stands for one asks for them.
    pub(super) organizations: OnceCell<Vec<Vec<String>>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities, roles: &'a [Role], lexicon: &'a Lexicon, marks: &[Quoted]) -> Self {
        let mut quoted = vec![0; document.tokens.len()];
        for (mark, number) in marks.iter().zip(1..).filter(|(m, _)| m.depth == 0) {
            let all = mark.opening.start.min(mark.content.start)..mark.closing.end.max(mark.content.end);
            quoted[all].fill(number);
        }
        let mentions = mentions(document, entities);
        let mut mentioned = vec![0; document.tokens.len()];
        for (((tokens, _), (span, _)), number) in mentions.iter().zip(entities.mentions()).zip(1..) {
            // A word that a mention begins within does not belong to it.
            let within = document.tokens.get(tokens.start).is_some_and(|token| token.span.start < span.start);
            // "Ford-Trainerin": nor does a compound that only begins with it.
            let rest = |token: &crate::document::Token| document.text.get(span.end..token.span.end);
            let compound =
                tokens.end.checked_sub(1).and_then(|last| rest(document.tokens.get(last)?)).is_some_and(|rest| rest.starts_with('-'));
            let name = tokens.start + usize::from(within)..tokens.end - usize::from(compound);
            if !name.is_empty() {
                mentioned[name].fill(number);
            }
        }
        for block in &document.blocks {
            mentioned[block.tokens.start..document.dateline(block)].fill(0);
        }
        let reading = Reading::new(document, &lexicon.lexis);
        let form = |(word, number)| (lexicon.verb(word, reading.of(number)), lexicon.inversion(word).map(|(_, gender)| gender));
        let forms = document.words().zip(0..).map(form).collect();
        let compound = |(word, number): (&str, u32)| reading.of(number).is_nothing() && lexicon.is_compound(word);
        let compounds = if lexicon.nouns_capital { document.words().zip(0..).map(compound).collect() } else { Vec::new() };
        let mut resolver = Self {
            document,
            entities,
            roles,
            lexicon,
            reading,
            quoted,
            forms,
            classes: Vec::new(),
            compounds,
            genders: FxHashMap::default(),
            posts: FxHashMap::default(),
            titled: FxHashMap::default(),
            affiliates: FxHashSet::default(),
            belongs: FxHashSet::default(),
            kinds: FxHashMap::default(),
            peopled: entities.list.iter().any(|entity| entity.kind == EntityType::Person),
            topics: RefCell::default(),
            mentions,
            mentioned,
            organizations: OnceCell::new(),
        };
        resolver.classes = resolver.read_classes(0..document.tokens.len());
        resolver.genders = resolver.read_genders();
        resolver.affiliates = read_affiliates(document, entities);
        resolver.posts = resolver.read_posts();
        resolver.titled = resolver.read_titled();
        resolver.belongs = roles.iter().filter_map(|role| Some((role.person, role.organization?))).collect();
        resolver.kinds = resolver.read_kinds();
        resolver
    }

    /// The class of the verb of speech that each token of `range` is outside quotation marks.
    fn read_classes(&self, range: Range<usize>) -> Vec<Option<Class>> {
        let document = self.document;
        let class = |at: usize| {
            // Most words are no verb of speech and begin none.
            if self.verb_form(at).is_none() && !self.known(at).opens(1 << VERB_PHRASE | 1 << IMPERSONAL) {
                return None;
            }
            if document.tokens[at].kind != TokenKind::Word || self.is_quoted(at) {
                return None;
            }
            // "according to reports", "in calls for": English nouns, but for the infinitive ("to report").
            let led = || at > 0 && (self.is(at - 1, OBLIQUE) || self.is(at - 1, OF));
            if self.is(at, NOUN) && led() && (self.folded(at - 1) != "to" || self.folded(at).ends_with('s')) {
                return None;
            }
            let end = document.tokens.len().min(at + 4);
            let phrase = || self.reading.width(VERB_PHRASE, at, end) > 1 || self.reading.width(IMPERSONAL, at, end) > 1;
            let opens = self.known(at).opens(1 << VERB_PHRASE | 1 << IMPERSONAL);
            let class = if opens && phrase() { Class::Say } else { self.verb_form(at)? };
            self.mention(at).is_none().then_some(class)
        };
        range.map(class).collect()
    }

    /// Takes the tokens of `range` out of the quotation that they stand in, and tells which it is.
    pub(super) fn release(&mut self, range: Range<usize>) -> u32 {
        let within = self.quoted.get(range.start).copied().unwrap_or_default();
        self.quoted[range.clone()].fill(0);
        let classes = self.read_classes(range.clone());
        self.classes[range].copy_from_slice(&classes);
        within
    }

    /// Puts the tokens of `range` back into the quotation `within`.
    pub(super) fn enclose(&mut self, range: Range<usize>, within: u32) {
        self.quoted[range.clone()].fill(within);
        self.classes[range].fill(None);
    }

    /// The class of the verb of speech that token `at` has the form of.
    #[inline]
    pub(super) fn verb_form(&self, at: usize) -> Option<Class> {
        self.document.word(at).and_then(|word| self.forms.get(word as usize)?.0)
    }

    /// Whether token `at` is of no name and in no list, nor a form of a verb of speech, as most are.
    #[inline]
    pub(super) fn says_nothing(&self, at: usize) -> bool {
        let form = self.document.word(at).and_then(|word| self.forms.get(word as usize));
        self.known(at).is_nothing() && self.mentioned.get(at) == Some(&0) && form == Some(&(None, None))
    }

    /// Whether token `at` is a compound that ends with a noun for people.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        let capital = self.document.tokens.get(at).is_some_and(|token| token.capital);
        if !capital || !self.known(at).is_nothing() || self.mention(at).is_some() {
            return false;
        }
        if !self.lexicon.nouns_capital {
            return self.lexicon.is_compound(self.folded(at));
        }
        self.document.word(at).and_then(|word| self.compounds.get(word as usize).copied()) == Some(true)
    }

    /// Whom the pronoun stands for that token `at` ends with behind its verb (`explique-t-il`).
    #[inline]
    pub(super) fn inverted(&self, at: usize) -> Option<Gender> {
        self.document.word(at).and_then(|word| self.forms.get(word as usize)?.1)
    }

    /// The verb of speech at `at`, if it is one here and no noun.
    #[inline]
    pub(super) fn verb(&self, at: usize, start: usize) -> Option<Class> {
        let class = self.classes.get(at).copied().flatten()?;
        let before = if at > start { self.known(at - 1) } else { Known::default() };
        // "comme le souligne X": a pronoun.
        let noun = before.is(DETERMINER) && !before.is(THAT) && !(at > 1 && self.is(at - 2, AS_TOLD));
        (!noun && (!self.document.tokens[at].capital || at == start)).then_some(class)
    }

    /// The tokens of `range` that have the form of a verb of speech outside quotation marks.
    pub(super) fn verbs(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let classes = self.classes.get(range.clone()).unwrap_or_default();
        range.zip(classes).filter(|(_, class)| class.is_some()).map(|(at, _)| at)
    }

    #[inline]
    pub(super) fn folded(&self, at: usize) -> &str {
        if at < self.document.tokens.len() { self.document.folded(at) } else { "" }
    }

    /// What token `at` is to the lists of the table; nothing where there is no such token.
    #[inline]
    pub(super) fn known(&self, at: usize) -> Known {
        self.reading.known(at)
    }

    /// Whether `list` holds token `at`.
    #[inline]
    pub(super) fn is(&self, at: usize, list: List) -> bool {
        self.known(at).is(list)
    }

    /// The gender of the phrase for the one named last that begins at token `at` and ends before `end`.
    pub(super) fn latter_gender(&self, at: usize, end: usize) -> Option<Gender> {
        if self.reading.width(LATTER_FEMININE, at, end) > 0 {
            return Some(Gender::Feminine);
        }
        let gender = if self.lexicon.latter_tells { Gender::Masculine } else { Gender::Either };
        (self.reading.width(LATTER, at, end) > 0).then_some(gender)
    }

    #[inline]
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).is_some_and(|&q| q > 0)
    }

    pub(super) fn is_person(&self, id: EntityId) -> bool {
        self.entities.get(id).kind == EntityType::Person
    }

    /// The mention that token `at` belongs to: its tokens and its entity.
    #[inline]
    pub(super) fn mention(&self, at: usize) -> Option<(Range<usize>, EntityId)> {
        let index = self.mentioned.get(at)?.checked_sub(1)?;
        self.mentions.get(index as usize).cloned()
    }

    /// Entities that can speak: not works, events or mere products.
    pub(super) fn speaks(&self, id: EntityId) -> bool {
        !matches!(self.entities.get(id).kind, EntityType::Work | EntityType::Event)
    }

    /// The speaker that stands after a verb or a preposition: the noun phrase that begins at `range.start`.
    pub(super) fn named_after(&self, range: Range<usize>) -> Option<Speaker> {
        let mut organization = None;
        let mut noun = None;
        let mut owner = None;
        let mut at = range.start;
        while at < range.end && !self.is_quoted(at) {
            if let Some((mention, id)) = self.mention(at) {
                // "répond la présidente à M. X".
                let first = self.behind_honorifics(mention.start, range.start);
                let before = if first > range.start { self.known(first - 1) } else { Known::default() };
                // "said the lawyer representing X".
                let told_of = noun.is_some() && first > range.start && self.lexicon.is_gerund(self.folded(first - 1));
                let oblique = before.is(OBLIQUE) || told_of;
                if self.is_family(&mention, id) {
                    return Some(Speaker::Unknown);
                }
                if self.is_person(id) && (self.is_genitive(mention.end) || self.is_modifier(&mention) || self.owns_noun(&mention)) {
                    owner.get_or_insert(id);
                } else if self.is_person(id)
                    && !oblique
                    && !(self.is_owner(mention.start, range.start) && noun.is_none_or(|n| n + 5 > mention.start))
                {
                    // "declaró tras reunirse con la delegada, X": whoever left themselves out.
                    if self.lexicon.drops_subject && self.is_led(mention.start, range.start) {
                        noun = None;
                        at = mention.end.max(at + 1);
                        continue;
                    }
                    let joined = self.is_joined_after(mention.end, range.end, None);
                    return Some(if joined { Speaker::Unknown } else { Speaker::Known(id) });
                } else if self.speaks(id)
                    && !oblique
                    && !(self.lexicon.drops_subject && !self.is_person(id) && self.is_led(mention.start, range.start))
                {
                    // "the Northgate manager": what somebody belongs to.
                    let beside = |at: usize| self.is_somebody(at) || self.is(at, SPOKESMAN);
                    let owns = (mention.end..range.end.min(mention.end + 2)).any(beside);
                    // "l’agence de presse officielle Norda": the name of the body itself.
                    let itself = noun.is_some_and(|n| self.is(n, ORGANIZATION) || self.is(n, INSTITUTION))
                        && !before.is(DETERMINER)
                        && !before.is(DEFINITE);
                    if before.is(OF) || noun.is_some() && !itself || owns {
                        owner.get_or_insert(id)
                    } else {
                        organization.get_or_insert(id)
                    };
                }
                at = mention.end.max(at + 1);
                continue;
            }
            if at == range.start
                && let Some(gender) = self.latter_gender(at, range.end)
            {
                return Some(self.latter(at, gender));
            }
            if at == range.start && self.is_both(at, range.end) {
                return Some(Speaker::Unknown);
            }
            if at == range.start
                && let Some(found) = self.ordinal(at, range.end)
            {
                return Some(found);
            }
            let word = self.folded(at);
            let known = self.known(at);
            // "said one shareholder, who had warned Nordal".
            if word == "," && at > range.start && self.is_relative(at + 1) {
                break;
            }
            // "a révélé son avocate, à la demande de sa veuve X".
            if word == "," && noun.is_some() && self.is(at + 1, OBLIQUE) {
                break;
            }
            if word == "(" {
                // "l’institut de géophysique (Foo)": the short name of the body.
                let body = noun.is_some_and(|n| n + SHORT > at && (self.is(n, ORGANIZATION) || self.is(n, INSTITUTION)));
                let short = self.mention(at + 1).filter(|(name, id)| body && self.speaks(*id) && self.folded(name.end) == ")");
                organization = organization.or(short.map(|(_, id)| id));
                at = (at..range.end.min(at + 12)).find(|&i| self.folded(i) == ")").map_or(range.end, |i| i + 1);
                continue;
            }
            // "répond le prévenu, qui a quitté l’entreprise": what is told about the speaker names nobody who speaks.
            let named = |i: usize| self.mention(i).is_some_and(|(_, id)| self.is_person(id));
            let told = word == "," && self.is(range.start, DEFINITE) && !(at + 1..at + 7).any(named);
            // "schimpft der Foo-Chef, woraufhin X …": no name that stands beside the noun.
            let light = self.is(at + 1, DETERMINER) || self.is(at + 1, DEFINITE) || self.is_somebody(at + 1) || self.is_honorific(at + 1);
            let beside = light || self.mention(at + 1).is_some() || self.document.tokens.get(at + 1).is_some_and(|token| token.capital);
            if word == "," && noun.is_some() && !beside {
                break;
            }
            // "d’après le récit qu’elle livre".
            let teller = self.lexicon.pronoun(self.known(at + 1)).filter(|_| known.is(THAT) && at + 1 < range.end);
            if let Some(gender) = teller.filter(|_| organization.is_none() && noun.is_none()) {
                return Some(self.pronoun(at, gender));
            }
            if matches!(word, ";" | ":" | "?" | "!") || at > range.start && (known.is(THAT) || told && noun.is_none()) {
                break;
            }
            if let Some(gender) = self.lexicon.pronoun(known).filter(|_| at == range.start || at == range.start + 1 && !self.is(at - 1, OF))
            {
                return Some(self.pronoun(at, gender));
            }
            let body = known.is(ORGANIZATION) || known.is(INSTITUTION);
            let led = || self.lexicon.drops_subject && self.is_led(at, range.start);
            if noun.is_none() && (self.is_somebody(at) || known.is(SPOKESMAN) || known.is(DOCUMENT) || body) && !led() {
                noun = Some(at);
            }
            at += 1;
        }
        if let Some(id) = organization {
            return Some(Speaker::Known(id));
        }
        let noun = noun?;
        if self.is(noun, DOCUMENT) {
            let author = self.written_by(noun, range.start.saturating_sub(1), range.start);
            // "une lettre au maire de Foo": whose anything else is says nothing of who wrote it.
            if author.is_some() || !self.is(noun, SPOKESMAN) {
                return Some(author.unwrap_or(Speaker::Unknown));
            }
        }
        if (self.is(noun, ORGANIZATION) || self.is(noun, INSTITUTION)) && owner.is_none() {
            return Some(self.organization_before(noun));
        }
        Some(self.by_role(noun, owner))
    }
}

/// Whose party is told in brackets behind the name ("X (AfD)"), with its folded name.
fn read_affiliates<'a>(document: &'a Document, entities: &Entities) -> FxHashSet<(&'a str, EntityId)> {
    let text = |at: usize| if at < document.tokens.len() { document.folded(at) } else { "" };
    let people = entities.mentions().iter().filter(|(_, id)| entities.get(*id).kind == EntityType::Person);
    let told = people.filter_map(|&(span, id)| {
        let open = document.tokens_in(span).end;
        let bracketed = text(open) == "(" && matches!(text(open + 2), ")" | "," | "/") && document.tokens[open + 1].capital;
        bracketed.then(|| (document.folded(open + 1), id))
    });
    told.collect()
}

/// Every mention by its tokens. A surname that was taken for something else than the person it belongs to is that person's.
fn mentions(document: &Document, entities: &Entities) -> Vec<(Range<usize>, EntityId)> {
    let surnames = surnames(entities);
    let mention = |&(span, id): &(Span, EntityId)| {
        let tokens = document.tokens_in(span);
        let other = tokens.len() == 1 && entities.get(id).kind != EntityType::Person;
        let id = if other { surnames.get(document.slice(span)).copied().unwrap_or(id) } else { id };
        (tokens, id)
    };
    entities.mentions().iter().map(mention).collect()
}
