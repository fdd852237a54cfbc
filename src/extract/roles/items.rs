//! From a sentence to the items that patterns match: persons, organisations, titles, verb groups, words, marks.

use super::adverbials::is_adverb;
use super::elided::Marks;
use super::rules::{ADVERB, AGE, AUXILIARY, CLASS, DURATION_LEAD, DURATION_NUMBER, PRONOUN, Rules, SKIPPED, VERB};
use super::sequence::{Content, MOST, Persons, Sequence};
use super::title_reader::{Reader, TitlePhrase};
use super::titles::{ARTICLE, ATTACHED, Determiner, HONORIFIC, OPENING, ORGANIZATION_NOUN};
use super::verbs::Group;
use crate::document::{Span, TokenKind};
use crate::extract::pattern::{Item, Symbol, Weight};
use crate::facts::{Certainty, DateFact, EntityId, EntityType, RoleStatus};
use crate::language::lexis::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Classes that are asked for outside of patterns.
#[cfg(test)]
pub(super) const CLASSES: &[&str] =
    &["reported", "carry", "denied", "board", "not", "again", "intent", "for", "preposition", "place", "kin", "circumstance"];

/// The lists of the rules and of the titles that all items of a sentence come from, names, titles, dates and ages apart.
pub(super) const ITEM_RULES: u64 = 1 << PRONOUN | 1 << VERB | 1 << AUXILIARY | 1 << CLASS | 1 << SKIPPED | 1 << AGE;
/// The lists of what is passed over where it stands by itself.
const PASSED: u64 = 1 << ADVERB | 1 << DURATION_LEAD | 1 << DURATION_NUMBER;
pub(super) const ITEM_TITLES: u64 = 1 << HONORIFIC | 1 << ARTICLE | 1 << ORGANIZATION_NOUN;

/// Builds the items of one sentence.
pub(super) struct Builder<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) rules: &'static Rules,
    /// The document as the rules know its words.
    pub(super) words: &'a Reading<'a>,
    pub(super) phrases: &'a [TitlePhrase],
    pub(super) dates: &'a [DateFact],
    /// Whom a pronoun may mean that no name of its own sentence explains, and the sentence that names each; the likeliest last.
    pub(super) topics: &'a [(EntityId, usize)],
    /// The others whom those sentences name, where it is known whether they are women or men.
    pub(super) others: &'a [(EntityId, usize)],
    /// Who is known to be a woman, or a man.
    pub(super) genders: &'a FxHashMap<EntityId, bool>,
    /// Which entities are organisations, or act as such.
    pub(super) houses: &'a [bool],
}

impl Builder<'_> {
    /// The items of the sentence, between a start and an end mark, in the memory of another one; where only whom it is about matters
    /// (`brief`), those up to who tells that.
    pub(super) fn build(&self, memory: Sequence, brief: bool) -> Sequence {
        let sentence = self.reader.sentence.clone();
        let mut out = memory.emptied(sentence.len() + 2);
        let mut mentions = self.reader.document.tokens.get(sentence.start).map_or(&[][..], |t| self.reader.entities.from(t.span.start));
        let named = &self.rules.named;
        Self::mark(&mut out, named.start, sentence.start);
        let mut at = sentence.start;
        let mut phrase = 0;
        while at < sentence.end {
            while self.phrases.get(phrase).is_some_and(|p| p.tokens.end <= at) {
                phrase += 1;
            }
            at = match self.phrases.get(phrase) {
                Some(p) if p.tokens.start <= at => match self.standing(&mut out, p, at) {
                    Some(after) => after,
                    None => self.title(&mut out, phrase, at),
                },
                next => self.other(&mut out, &mut mentions, at, next.map_or(sentence.end, |p| p.tokens.start)),
            };
            if brief && !self.rules.elides && out.has_topic(self.rules.markers) {
                return out;
            }
        }
        Self::mark(&mut out, named.end, sentence.end);
        // "Chi sarà …?": who is asked for is no subject told before.
        let asks = sentence.end.checked_sub(1).is_some_and(|last| self.reader.document.folded(last) == "?");
        if self.rules.elides
            && !asks
            && let Some(topic) = self.meant(self.told_gender())
        {
            let marks = Marks {
                person: named.person,
                copulas: &named.copulas,
                prepositions: &named.prepositions,
                replacing: named.replacing,
                posts: &named.posts,
            };
            out.elide(topic, marks);
        }
        out
    }

    /// The symbol of token `at` where a pattern asks for the word itself.
    fn symbol(&self, at: usize) -> Option<Symbol> {
        self.rules.asked.at(self.words, at)
    }

    pub(super) fn push(out: &mut Sequence, item: Item, content: Content, tokens: Range<usize>) -> usize {
        let end = tokens.end;
        out.items.push(item);
        out.contents.push(content);
        out.tokens.push(tokens);
        end
    }

    fn mark(out: &mut Sequence, symbol: Option<Symbol>, at: usize) {
        let mut item = Item::new(Weight::Border);
        item.add(symbol);
        Self::push(out, item, Content::Nothing, at..at);
    }

    fn title(&self, out: &mut Sequence, index: usize, at: usize) -> usize {
        let (phrase, named) = (&self.phrases[index], &self.rules.named);
        let mut item = Item::new(Weight::Heavy);
        if self.is_crowd(out, phrase) {
            return Self::push(out, item, Content::Nothing, at..phrase.tokens.end);
        }
        if phrase.titles.iter().all(|t| t.nominal) {
            item.add(named.nominal);
            // The noun keeps what it is to patterns that do not ask for a title.
            let first = phrase.titles.first().map_or(at, |t| self.reader.document.token_at(t.span.start));
            if let Some((_, index)) = self.rules.classes.starting(self.words, first, phrase.tokens.end) {
                self.rules.class_symbols[usize::from(index)].iter().for_each(|&symbol| item.add(Some(symbol)));
            }
            return Self::push(out, item, Content::Titles(index), at..phrase.tokens.end);
        }
        item.add(named.title);
        let strong = phrase.titles.iter().any(|t| !t.weak);
        if strong {
            item.add(named.strong);
        }
        item.add(named.determined(phrase.determiner));
        item.add(named.many.filter(|_| self.is_of_several(phrase)));
        if phrase.titles.iter().any(|t| t.organization.is_some()) {
            item.add(named.owned);
        }
        if phrase.titles.first().is_some_and(|t| t.status == Some(RoleStatus::Outgoing)) {
            item.add(named.outgoing);
        }
        if phrase.titles.iter().any(|t| t.status.is_some()) {
            item.add(named.status);
        }
        Self::push(out, item, Content::Titles(index), at..phrase.tokens.end)
    }

    /// Anything but a title; it ends at `end` at the latest.
    fn other(&self, out: &mut Sequence, mentions: &mut &[(Span, EntityId)], at: usize, end: usize) -> usize {
        let document = self.reader.document;
        let titles = self.reader.titles;
        let start = document.tokens[at].span.start;
        while let [(span, _), rest @ ..] = *mentions
            && span.end <= start
        {
            *mentions = rest;
        }
        if let Some(&(span, id)) = mentions.first().filter(|(span, _)| span.start <= start) {
            let after = document.token_at(span.end).clamp(at + 1, end.max(at + 1));
            return self.name(out, at, after, id, end);
        }
        if let Some(after) = self.age_between_marks(at).filter(|&after| after <= end) {
            if document.folded(after - 1) == "," {
                let mut item = Item::new(Weight::Comma);
                item.dropped = true;
                item.add(self.rules.named.comma);
                item.add(self.rules.named.close);
                Self::push(out, item, Content::Nothing, after - 1..after);
            }
            return after;
        }
        if let Some(after) = self.date(out, at, end) {
            return after;
        }
        let (word, known) = (self.reader.words.known(at), self.words.known(at));
        let number = document.tokens[at].kind == TokenKind::Number;
        // What no table knows, as most words, stands for itself.
        if !number && !word.opens(ITEM_TITLES) && !known.opens(ITEM_RULES | PASSED) {
            return self.word(out, at);
        }
        // "formally submits": an adverb right before a verb.
        if self.rules.adverbs_lead
            && is_adverb(self.words, at)
            && at + 1 < end
            && self.rules.verbs.starting(self.words, at + 1, end).is_some()
        {
            return at + 1;
        }
        if let Some(after) = self.duration(at, end) {
            return after;
        }
        if !number && !word.opens(ITEM_TITLES) && !known.opens(ITEM_RULES) {
            // "named unilaterally by the board"
            return if self.is_plain_adverb(at) { at + 1 } else { self.word(out, at) };
        }
        if word.opens(1 << HONORIFIC)
            && let Some((length, ())) = titles.honorifics.starting(self.reader.words, at, end)
            && self.reader.entities.at(document.tokens[(at + length).min(document.tokens.len() - 1)].span.start).is_some()
        {
            return at + length;
        }
        if known.opens(1 << PRONOUN)
            && let Some(after) = self.pronoun(out, at, end)
        {
            return after;
        }
        let article = if word.opens(1 << ARTICLE) { titles.articles.starting(self.reader.words, at, end) } else { None };
        if let Some(after) = article.and_then(|article| self.aged(out, article, at, end).or_else(|| self.demonym(out, article, at, end))) {
            return after;
        }
        let article = article.filter(|&(_, kind)| kind != Determiner::Possessive).map(|(length, _)| length);
        // "les élus": a participle behind an article is a noun.
        if let Some(length) = article.filter(|length| at + length < end)
            && self.words.is(at + length, VERB)
            && self.rules.verbs.starting(self.words, at, end).is_none_or(|group| !group.active && group.length == length + 1)
            && self.rules.verbs.starting(self.words, at + length, end).is_some_and(|group| group.length == 1 && !group.active)
        {
            return self.word(out, at + length);
        }
        // "la nomination": an article, though the noun looks like a verb behind a pronoun.
        if let Some(length) = article.filter(|length| at + length < end)
            && self.reader.entities.at(document.tokens[at + length].span.start).is_none()
            && let Some(class) = self.rules.classes.starting(self.words, at + length, end)
        {
            let named = if self.is_of_house(class) { self.named_by(out, at + length, class, end) } else { None };
            return named.unwrap_or_else(|| self.classed(out, at + length, class));
        }
        let class = if known.opens(1 << CLASS) { self.rules.classes.starting(self.words, at, end) } else { None };
        // "prend sa place": a phrase that begins with a verb is more than the verb.
        if known.opens(1 << VERB | 1 << AUXILIARY)
            && let Some(group) = self.rules.verbs.starting(self.words, at, end)
            && class.is_none_or(|(length, _)| length <= group.length)
        {
            return self.verb(out, group, at, end);
        }
        // ", however ,": more than the comma.
        let skipped = if known.opens(1 << SKIPPED) { self.rules.skipped.starting(self.words, at, end) } else { None };
        if let Some((length, ())) = skipped.filter(|&(skipped, ())| class.is_some_and(|(length, _)| skipped > length)) {
            return at + length;
        }
        if let Some(class) = class {
            let named = if self.is_of_house(class) { self.named_by(out, at, class, end) } else { None };
            return named.unwrap_or_else(|| self.classed(out, at, class));
        }
        if let Some((length, ())) = skipped {
            return at + length;
        }
        if let Some(after) = self.age(at, end) {
            return after;
        }
        if let Some(length) = article {
            return at + length;
        }
        if word.opens(1 << ORGANIZATION_NOUN)
            && let Some((length, ())) = titles.organization_nouns.starting(self.reader.words, at, end)
            && let Some(name) = self.described(at + length, end)
        {
            self.drop_modifiers(out, at);
            return name;
        }
        self.word(out, at)
    }

    /// A word or phrase of a class, which begins at token `at`: how many tokens it takes, and its classes.
    pub(super) fn classed(&self, out: &mut Sequence, at: usize, (length, index): (usize, u16)) -> usize {
        let mut item = self.rules.class_items[usize::from(index)].clone();
        // "als Nachfolger von Roe": no anaphor, it says of whom.
        if length > 1 && self.rules.named.heir.is_some_and(|heir| item.has(heir)) && self.says_of_whom(at + length) {
            return match self.rules.classes.starting(self.words, at, at + 1) {
                Some(class) => self.classed(out, at, class),
                None => self.word(out, at),
            };
        }
        let after = if item.is_any(&self.rules.named.moves) { self.past_adjectives(at + length) } else { at + length };
        out.reported |= self.rules.named.reported.is_some_and(|symbol| item.has(symbol));
        out.denied |= self.rules.named.denied.is_some_and(|symbol| item.has(symbol));
        if length == 1 {
            item.weight = self.weight(at);
            item.add(self.symbol(at));
        }
        Self::push(out, item, Content::Nothing, at..after)
    }

    /// Whether a preposition at token `at` leads to whose something is.
    fn says_of_whom(&self, at: usize) -> bool {
        let [of, _, _, _, genitive] = self.rules.markers.prepositions;
        let class = self.rules.classes.starting(self.words, at, self.reader.sentence.end);
        let class = class.map_or(&[][..], |(_, index)| self.rules.class_symbols[usize::from(index)].as_slice());
        [of, genitive].into_iter().flatten().any(|symbol| class.contains(&symbol))
    }

    /// A word or a mark that stands for itself.
    pub(super) fn word(&self, out: &mut Sequence, at: usize) -> usize {
        let mut item = Item::new(self.weight(at));
        item.add(self.symbol(at));
        Self::push(out, item, Content::Nothing, at..at + 1)
    }

    /// A verb group, behind the subject that it shares with the verb before it.
    fn verb(&self, out: &mut Sequence, group: Group, at: usize, end: usize) -> usize {
        let tokens = at..at + group.length;
        let mut certainty = if out.denied { Certainty::Denied } else { group.certainty };
        // "Roe and Doe resign", "Foo Town sack Roe": a form like the infinitive right behind its subject is no infinitive.
        let behind = match out.contents.last() {
            Some(Content::Persons(persons)) => persons.len() > 1,
            Some(Content::Entity(_)) => true,
            // "Voters elect Roe", "judges at the court dismiss Roe"
            Some(Content::Nothing) => at > self.reader.sentence.start && self.is_plural_noun(at - 1),
            Some(Content::Titles(index)) => self.phrases[*index].titles.last().is_some_and(|title| {
                let head = self.reader.document.token_at(title.span.end).checked_sub(1);
                head.is_some_and(|head| self.reader.document.folded(head).ends_with('s'))
            }),
            _ => false,
        };
        if group.infinitive && group.length == 1 && self.rules.plural_infinitive && (behind || out.joins_subject()) {
            certainty = if out.denied { Certainty::Denied } else { Certainty::Done };
        }
        let same = self.rules.classes.starting(self.words, at, end).filter(|&(length, _)| length == group.length);
        let classes = same.map_or(&[][..], |(_, index)| self.rules.class_symbols[usize::from(index)].as_slice());
        // "n'a pas été reconduit": what is denied is that somebody goes on.
        if certainty == Certainty::Denied && !out.denied && classes.iter().any(|&symbol| self.rules.named.ending.contains(&Some(symbol))) {
            certainty = Certainty::Done;
        }
        let subject = match out.carried(group.infinitive, group.participle, self.rules.markers) {
            Some(subject) => {
                if group.infinitive {
                    certainty = out.last_verb().unwrap_or(certainty);
                }
                Some(subject)
            }
            None if group.infinitive => out.intending(self.rules.markers),
            None if group.gerund => out.going_on(self.rules.markers),
            None if group.active && !group.participle && !group.reduced => out.running_on(self.rules.markers),
            None => None,
        };
        if let Some((persons, named)) = subject {
            let mut item = Item::new(Weight::Heavy);
            item.add(self.rules.named.person);
            Self::push(out, item, Content::Persons(persons), named);
        }
        // "a limogé sa ministre et confié le poste à Roe": the auxiliary is that of the verb before.
        let shared = group.participle && group.passive && out.perfect && out.is_carried(self.rules.markers);
        let group = if shared { Group { active: true, passive: false, ..group } } else { group };
        out.perfect = shared || group.perfect;
        let [class, active, passive, reduced] = self.rules.named.verbs[usize::from(group.class)];
        let mut item = Item::new(Weight::Heavy);
        item.add(class);
        item.add(active.filter(|_| group.active));
        item.add(passive.filter(|_| group.passive));
        item.add(reduced.filter(|_| group.reduced));
        // The same word may be a noun or a participle that patterns name apart.
        classes.iter().for_each(|&symbol| item.add(Some(symbol)));
        // "was re-elected": the participle says more than its class.
        let ending =
            |start: usize| self.rules.classes.starting(self.words, start, end).filter(|(length, _)| start + length == at + group.length);
        if let Some(again) = self.rules.named.again
            && let Some((_, index)) = (at..at + group.length).find_map(ending)
            && self.rules.class_symbols[usize::from(index)].contains(&again)
        {
            item.add(Some(again));
        }
        if group.infinitive || !group.active && group.length == 1 {
            out.bare_verbs.push(out.items.len());
        }
        let after = Self::push(out, item, Content::Verb(certainty), tokens);
        if group.pronoun {
            self.object(out, after..after);
        }
        after
    }

    /// Whether token `at` looks like a noun in the plural, as English writes it.
    fn is_plural_noun(&self, at: usize) -> bool {
        let other = [PRONOUN, VERB, AUXILIARY, SKIPPED].iter().any(|&list| self.words.is(at, list));
        !other && self.reader.plain_word(at, at + 1) && self.reader.document.folded(at).ends_with('s')
    }

    pub(super) fn object(&self, out: &mut Sequence, tokens: Range<usize>) -> usize {
        let mut item = Item::new(Weight::Light);
        item.add(self.rules.named.pronoun);
        Self::push(out, item, Content::Pronoun, tokens)
    }

    fn weight(&self, at: usize) -> Weight {
        let token = self.reader.document.tokens[at];
        if !matches!(token.kind, TokenKind::Punctuation | TokenKind::Symbol) {
            return Weight::Light;
        }
        match self.reader.document.folded(at) {
            "," => Weight::Comma,
            "(" | "[" => Weight::Open,
            ")" | "]" => Weight::Close,
            "–" | "—" => Weight::Dash,
            "-" if token.spaced => Weight::Dash,
            ":" | ";" | "." | "!" | "?" | "…" | "..." => Weight::Border,
            _ => Weight::Light,
        }
    }

    fn name(&self, out: &mut Sequence, at: usize, after: usize, id: EntityId, end: usize) -> usize {
        let (kind, named) = (self.reader.entities.get(id).kind, &self.rules.named);
        let house = self.houses.get(id.index()).copied().unwrap_or(false);
        let (weight, slot) = match kind {
            EntityType::Person if house => (Weight::Heavy, named.organization),
            // "Sur X, le député Roe": a letter by itself names nobody.
            EntityType::Person if self.reader.entities.get(id).name.len() == 1 => (Weight::Light, named.name),
            EntityType::Person => (Weight::Heavy, named.person),
            EntityType::Organization => (Weight::Heavy, named.organization),
            // "Finland's Lea Roe": where somebody is from.
            EntityType::Location if self.is_origin(after, end) => return after + 1,
            EntityType::Location => (Weight::Heavy, named.location),
            _ if house => (Weight::Heavy, named.organization),
            _ => (Weight::Light, named.name),
        };
        let mut item = Item::new(weight);
        item.add(slot);
        if house {
            item.add(named.organization);
        }
        if kind != EntityType::Person || house || weight == Weight::Light {
            let after = self.past_board(after, end);
            return Self::push(out, item, Content::Entity(id), at..after);
        }
        if self.is_owner(out, at, after) {
            return after;
        }
        if self.rules.comes_from(self.words, self.reader.sentence.start, at) {
            out.asides.push(at);
        }
        let (persons, after) = self.coordinated(id, after, end);
        if persons.len() > 1 {
            item.add(named.several);
        }
        Self::push(out, item, Content::Persons(persons), at..after)
    }

    /// "Roes Anwalt": whether the name at tokens `at..after` only says whose the holder of the title behind it is. Right behind a verb that
    /// tells of a post it is rather a name that ends like a genitive ("wurde Klaus Leiter"), unless somebody else was named before.
    fn is_owner(&self, out: &Sequence, at: usize, after: usize) -> bool {
        let reader = &self.reader;
        let genitive = self.rules.language.capitalises_nouns() && reader.document.folded(after - 1).ends_with('s');
        if !genitive || after >= reader.sentence.end || !reader.words.known(after).opens(1 << OPENING | 1 << ATTACHED) {
            return false;
        }
        let told = at > reader.sentence.start && self.words.known(at - 1).opens(ITEM_RULES);
        let another = || out.contents.iter().any(|content| matches!(content, Content::Persons(_)));
        reader.nucleus(after).is_some() && (!told || another())
    }

    /// Whether a genitive at token `at` leads to a person's name.
    fn is_origin(&self, at: usize, end: usize) -> bool {
        let next = self.reader.document.tokens.get(at + 1).filter(|_| at + 1 < end && self.reader.document.folded(at) == "'s");
        let mention = next.and_then(|token| self.reader.entities.at(token.span.start));
        mention.is_some_and(|(_, id)| self.reader.entities.get(id).kind == EntityType::Person)
    }

    /// "Foo's board", "Foo shareholders": what acts for the organisation whose name ends before `after`.
    fn past_board(&self, after: usize, end: usize) -> usize {
        let document = self.reader.document;
        let genitive = usize::from(after < end && document.folded(after) == "'s");
        let Some((length, index)) = self.rules.classes.starting(self.words, after + genitive, end) else { return after };
        let board = self.rules.named.board.is_some_and(|board| self.rules.class_symbols[usize::from(index)].contains(&board));
        if board { after + genitive + length } else { after }
    }

    /// "A, B et C": the persons of a coordination that begins with `first`.
    fn coordinated(&self, first: EntityId, after: usize, end: usize) -> (Persons, usize) {
        let mut persons = Persons::one(first);
        let mut seen = after;
        let document = self.reader.document;
        while persons.len() < MOST {
            let comma = seen < end && document.folded(seen) == ",";
            let and = self.reader.titles.and.starting(self.reader.words, seen + usize::from(comma), end);
            let mut at = seen + usize::from(comma) + and.map_or(0, |(length, ())| length);
            if at == seen {
                break;
            }
            at += self.reader.titles.honorifics.starting(self.reader.words, at, end).map_or(0, |(length, ())| length);
            if at >= end {
                break;
            }
            let Some((span, id)) = self.reader.entities.at(document.tokens[at].span.start) else { break };
            if self.reader.entities.get(id).kind != EntityType::Person {
                break;
            }
            persons.push(id);
            seen = document.token_at(span.end).max(at + 1);
            if and.is_some() {
                return (persons, seen);
            }
        }
        (Persons::one(first), after)
    }
}
