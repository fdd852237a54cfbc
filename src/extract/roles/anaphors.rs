//! Titles that stand for who holds them: "the chief executive", once it was told who that is. A sentence with such titles is read
//! a second time, with the persons in their place, for what it says of changes.

use super::assemble::{Assembler, RoleDraft, Sentence};
use super::changes::Post;
use super::rules::Statement;
use super::sequence::{Content, Persons, Sequence};
use super::slugs::{self, Field};
use super::title_reader::{Title, TitlePhrase};
use super::titles::Determiner;
use crate::document::{TokenKind, fold};
use crate::extract::pattern::{Item, Match, Symbols, Weight};
use crate::facts::{EntityId, Role, RoleStatus};
use std::cell::OnceCell;

/// How many of the roles told last are searched for the holder of a title.
const ROLES: usize = 48;
/// For how many sentences it is remembered that somebody follows somebody else in a post not yet named.
const OPEN: usize = 8;

/// A succession in a post that was not named with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Succession {
    pub(super) successor: EntityId,
    pub(super) predecessor: EntityId,
    pub(super) sentence: usize,
    /// Whether it is still to come.
    pub(super) ahead: bool,
}

impl Assembler<'_> {
    /// Reads a sentence again with persons in the place of the titles that are not `claimed` and that stand for them.
    pub(super) fn reread(&mut self, sentence: &Sentence<'_>, claimed: &[bool]) {
        let contents = &sentence.sequence.contents;
        let (mut stood, mut epithets) = (Vec::new(), Vec::new());
        for (item, content) in contents.iter().enumerate() {
            if let Content::Titles(index) = content
                && !claimed[item]
            {
                let phrase = &sentence.phrases[*index];
                match self.holder(sentence, phrase) {
                    Some(holder) => stood.push((item, holder)),
                    None => match self.epithet(sentence, phrase, item) {
                        Some(person) => {
                            stood.push((item, person));
                            epithets.push((item, person, phrase));
                        }
                        None => self.sought(sentence, phrase),
                    },
                }
            }
        }
        if stood.is_empty() {
            return;
        }
        let mut again = sentence.sequence.clone();
        for &(item, holder) in &stood {
            again.contents[item] = Content::Persons(Persons::one(holder));
            again.items[item] = Item::new(Weight::Heavy);
            again.items[item].add(self.rules.named.person);
        }
        let mut found = Vec::new();
        self.rules.patterns.matches(&again.items, &mut found);
        // "The lawyer is also head of the bar.": of roles only what a verb tells.
        let copulas: Symbols = self.rules.named.copulas.iter().flatten().copied().collect();
        let verb = |m: &Match| (m.start + 1..m.end).any(|i| m.used(i) && again.items[i].is_any(&copulas));
        found.retain(|m| (self.rules.of(m).changes || verb(m)) && stood.iter().any(|&(item, _)| m.used(item)));
        let mut chosen = self.choose(found, &again, claimed);
        chosen.sort_by_key(|m| m.start);
        for (item, person, phrase) in epithets {
            // "Roe's adventure is over. The Italian coach …": what the post was is told by the way.
            let post = |title: &Title| title.field != Field::Occupation || title.slug.is_some_and(slugs::is_held);
            let sought = phrase.titles.iter().all(post) && self.later.iter().any(|l| l.moved.person == person);
            if sought || chosen.iter().any(|m| m.used(item)) {
                self.tell(sentence, person, &phrase.titles);
            } else {
                self.sought(sentence, phrase);
            }
        }
        let sentence = Sentence { sequence: &again, ..*sentence };
        self.state_roles(&sentence, &chosen);
        self.state_changes(&sentence, &chosen);
        if self.topics.last().is_none_or(|&(_, told)| told != sentence.index)
            && let Some(&(_, holder)) = stood.first()
        {
            self.topics.push((holder, sentence.index));
        }
    }

    /// Which items the matches `chosen` have claimed: titles, and the verbs of changes.
    pub(super) fn claimed(&self, sequence: &Sequence, chosen: &[Match]) -> Vec<bool> {
        let contents = &sequence.contents;
        let mut claimed = vec![false; contents.len()];
        for m in chosen {
            let statements = &self.rules.of(m).statements;
            let told = |s: &Statement| !matches!(s, Statement::Vacant(_));
            if statements.is_empty() || statements.iter().any(told) {
                let verb = |i: &usize| matches!(contents[*i], Content::Verb(_));
                let titles = self.rules.title_slots.iter().filter_map(|&slot| m.item(slot));
                titles.chain(m.matched().filter(verb)).for_each(|i| claimed[i] = true);
            }
        }
        claimed
    }

    /// Who is meant by a title that stands by itself.
    fn holder(&mut self, sentence: &Sentence<'_>, phrase: &TitlePhrase) -> Option<EntityId> {
        let [title] = phrase.titles.as_slice() else { return None };
        let determined = matches!(phrase.determiner, Determiner::Definite | Determiner::Possessive);
        if title.nominal || title.closed || !determined || self.is_plural(phrase) || self.is_named_next(phrase.tokens.end) {
            return None;
        }
        let words = OnceCell::new();
        // "le directeur" is no woman who is one.
        let female = self.rules.genders.at(&self.rule_words, phrase.tokens.start);
        let may_be = |person: &EntityId| female.is_none() || self.genders.get(person).is_none_or(|&known| Some(known) == female);
        let told = self.roles.iter().rev().take(ROLES).filter(|role| may_be(&role.role.person));
        let known =
            told.map(|role| (role, role.role.person)).find(|(role, _)| self.is_title_of(title, &words, role)).map(|(_, person)| person);
        known.or_else(|| self.open_holder(sentence, title))
    }

    /// "The Treasury's economist will become …", right after a sentence about one person of whom no title was told: it is that person's.
    fn epithet(&self, sentence: &Sentence<'_>, phrase: &TitlePhrase, item: usize) -> Option<EntityId> {
        let [title] = phrase.titles.as_slice() else { return None };
        let before = &sentence.sequence.items[item.checked_sub(1)?];
        // "Roe's reign is over. The board dismissed the CEO": who was told to go is the one dismissed.
        let dismissed = before.is_any(&self.rules.going);
        // "Criticised for weeks, the minister has resigned": behind what names nobody.
        let contents = &sentence.sequence.contents;
        let behind = || before.weight == Weight::Comma && !contents[..item].iter().any(|c| matches!(c, Content::Persons(_)));
        let opens = before.weight == Weight::Border || dismissed || behind();
        if !opens || title.nominal || phrase.determiner != Determiner::Definite || self.is_named_next(phrase.tokens.end) {
            return None;
        }
        let female = self.rules.genders.at(&self.rule_words, phrase.tokens.start);
        let known = |id: EntityId| self.genders.get(&id).copied();
        let may_be = |id: &EntityId| female.is_none() || known(*id).is_none() || female == known(*id);
        // Who was told to leave a post not yet named is still the one whom the text is about.
        let awaited = |id: EntityId| self.later.iter().any(|l| l.leaves && l.moved.person == id);
        let recent = |&&(id, told): &&(EntityId, usize)| told < sentence.index && (sentence.index - told <= 1 || awaited(id));
        let near = self.topics.iter().rev().filter(recent).map(|&(id, _)| id);
        let mut near = near.filter(may_be);
        let person = near.next()?;
        // "The new director succeeds Doe": whoever took the helm, not who left it.
        if title.fresh && self.leavers.iter().any(|&(id, _)| id == person)
            || dismissed && !self.later.iter().any(|l| l.moved.person == person)
        {
            return None;
        }
        // What somebody is by calling stands beside any post.
        let seat = title.slug.is_some_and(slugs::is_seat);
        let calling = seat || title.field == Field::Occupation || title.status == Some(RoleStatus::Former);
        let titled = !calling && self.roles_of(person).any(|r| r.role.status != RoleStatus::Former);
        (!titled && (calling || near.all(|other| other == person))).then_some(person)
    }

    fn tell(&mut self, sentence: &Sentence<'_>, person: EntityId, titles: &[Title]) {
        for title in titles {
            let organization = title.organization.or_else(|| self.elliptic(sentence, title, false));
            let (text, status) = (self.title_text(title, organization), title.status.unwrap_or(RoleStatus::Current));
            self.push_role(Role { person, title: text, slug: title.slug, organization, status, span: title.span }, true);
        }
    }

    /// "Foo is looking for a new director": a post that somebody will be named for.
    fn sought(&mut self, sentence: &Sentence<'_>, phrase: &TitlePhrase) {
        if let [title] = phrase.titles.as_slice()
            && phrase.determiner == Determiner::Definite
            && !title.nominal
            && !self.is_plural(phrase)
            && title.status.is_none()
            && title.organization.is_some()
            && (title.field != Field::Occupation || title.slug.is_some_and(slugs::is_held))
        {
            let post = Post { title: self.document.slice(title.span).to_owned(), slug: title.slug, organization: title.organization };
            self.posts.push(post.clone());
            self.mentioned = Some((post, sentence.index));
        }
        if let [title] = phrase.titles.as_slice()
            && title.fresh
            && !self.is_named_next(phrase.tokens.end)
        {
            let organization = title.organization.or_else(|| self.elliptic(sentence, title, false));
            let post = Post { title: self.title_text(title, organization), slug: title.slug, organization };
            self.posts.push(post.clone());
            // The next sentence must fill it, if one does.
            self.pending = Some((post, sentence.index.saturating_sub(1)));
        }
    }

    /// Whether a capital follows token `at` or the comma there: a name, perhaps one that was not found.
    fn is_named_next(&self, at: usize) -> bool {
        let capital = |at: usize| self.document.tokens.get(at).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
        let comma = self.document.tokens.get(at).is_some_and(|_| matches!(self.document.folded(at), "," | "(" | "-"));
        capital(at + usize::from(comma))
    }

    /// Whether `title`, whose folded `words` are made where they are asked for, may stand for who holds `draft`.
    fn is_title_of(&self, title: &Title, words: &OnceCell<String>, draft: &RoleDraft) -> bool {
        let role = &draft.role;
        let status = match title.status {
            Some(RoleStatus::Incoming) => role.status == RoleStatus::Incoming,
            Some(RoleStatus::Outgoing | RoleStatus::Former) => role.status != RoleStatus::Incoming,
            _ => role.status != RoleStatus::Former,
        };
        let place = title.organization.is_none() || role.organization.is_none() || title.organization == role.organization;
        let text = || {
            let (short, long) = (words.get_or_init(|| fold(self.document.slice(title.span))), &draft.folded);
            long.strip_prefix(&**short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                || long.strip_suffix(&**short).is_some_and(|rest| rest.ends_with(' '))
        };
        status && place && (title.slug.is_some() && title.slug == role.slug || text())
    }

    /// "L’ancien directeur", right after "Roe succède à Doe": who of the two a title of the post must mean that was not named.
    fn open_holder(&mut self, sentence: &Sentence<'_>, title: &Title) -> Option<EntityId> {
        let open = self.open.filter(|open| sentence.index - open.sentence <= OPEN && open.sentence < sentence.index)?;
        let person = match title.status {
            Some(RoleStatus::Former | RoleStatus::Outgoing) => open.predecessor,
            Some(RoleStatus::Incoming) => open.successor,
            // Until then the post is held by who leaves it.
            None if open.ahead && title.field == Field::Organization => open.predecessor,
            None | Some(RoleStatus::Current) => return None,
        };
        self.open = None;
        self.tell(sentence, person, std::slice::from_ref(title));
        Some(person)
    }
}
