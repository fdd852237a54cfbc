//! Appointments told as a list: behind a colon ("The club has a new board: Roe, chair; Doe, treasurer"), or one a line below such words.

use super::assemble::{Assembler, Sentence};
use super::changes::Post;
use super::moved::Moved;
use super::rules::{AUXILIARY, OPENER, VERB};
use super::sequence::{Content, Sequence};
use super::slugs::{self, Field};
use super::title_reader::TitlePhrase;
use super::titles::Determiner;
use crate::document::{Block, BlockKind, Span, fold};
use crate::extract::pattern::{Match, Symbol, Weight};
use crate::facts::{Certainty, DateRelation, EntityId, EntityType, RoleChange, RoleStatus};
use std::ops::Range;

/// How many items stand between a person and the post ("at the head of").
const BETWEEN: usize = 3;

/// How many words lead to a list.
const LEAD: usize = 60;

/// How many changes told before are asked whether a list tells them again.
const TOLD: usize = 64;

/// How many items a list may have.
const ITEMS: usize = 32;

/// How many words a line of a list may have.
const LINE: usize = 24;

/// What a word before a list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// That somebody comes to a post ("appointments", "new board").
    News,
    /// That something is made anew ("reshuffles"), where that is a body.
    Renews,
    /// The same, still to come.
    WillRenew,
    /// A body of those who hold posts.
    Body,
}

impl Opener {
    /// The one with a name of the tables.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "news" => Self::News,
            "renews" => Self::Renews,
            "will renew" => Self::WillRenew,
            _ => Self::Body,
        }
    }
}

/// What the words before a list tell of all its entries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    house: Option<EntityId>,
    certainty: Certainty,
    date: Option<usize>,
    /// Whether they speak of appointments at large, which may be in any house.
    at_large: bool,
}

/// A person with a post.
#[derive(Debug)]
struct Entry {
    person: EntityId,
    /// All of both.
    tokens: Range<usize>,
    /// The item of the title; none where the post is told by what it is for ("Roe to defence").
    title: Option<usize>,
    post: Option<Post>,
    /// The item of the title that is left, and who had the post, where a line tells more of it.
    left: Option<usize>,
    predecessor: Option<EntityId>,
}

/// A list of appointments.
#[derive(Debug)]
pub(super) struct Column {
    head: Head,
    entries: Vec<Entry>,
}

impl Column {
    /// Whether a match takes one of its titles.
    pub(super) fn has(&self, found: &Match) -> bool {
        self.entries.iter().any(|entry| entry.title.is_some_and(|title| found.used(title)))
    }
}

impl Assembler<'_> {
    /// The list of appointments that a sentence tells behind a colon, or one line of which it is.
    pub(super) fn column(&self, sentence: &Sentence<'_>, chosen: &[Match]) -> Option<Column> {
        let sequence = sentence.sequence;
        let mut borders = (1..sequence.items.len()).filter(|&item| sequence.items[item].weight == Weight::Border);
        let colon = borders.find(|&item| self.is_mark(sequence, item, ":"));
        let lead = colon.and_then(|colon| Some((colon, sequence.tokens.first()?.start..sequence.tokens[colon].start)));
        let behind = lead.and_then(|(colon, lead)| Some((self.entries(sentence, colon + 1).filter(|e| e.len() > 1)?, self.head(lead)?)));
        let (entries, head) = match behind {
            Some(found) => found,
            None if self.is_list_item(sentence.index) => (vec![self.line(sentence)?], self.head_of_list(sentence.index)?),
            None => (self.entries(sentence, 1)?, self.head_above(sentence.index)?),
        };
        let head = Head { house: head.house.or_else(|| self.section(sentence.index)), ..head };
        let told = |entry: &Entry| entry.title.is_some_and(|title| chosen.iter().any(|m| m.used(title) && self.rules.of(m).changes));
        let fits = |entry: &Entry| self.is_filled(sentence, entry, head);
        (!entries.iter().any(told) && entries.iter().all(fits)).then_some(Column { head, entries })
    }

    /// Adds the changes of a list.
    pub(super) fn state_column(&mut self, sentence: &Sentence<'_>, column: &Column) {
        let head = column.head;
        let apart = self.is_list_item(sentence.index);
        for entry in &column.entries {
            let titled = entry.title.and_then(|title| self.post_at(sentence, title, head.house));
            let Some(mut to) = titled.or_else(|| entry.post.clone().map(|post| self.handed(entry.person, post))) else { continue };
            // What an item of a list tells goes on from the words above the list, not from the item before.
            if apart && entry.title.is_some_and(|title| !self.is_placed(sentence, title)) {
                to.organization = head.house;
            }
            // A list that sums up what was told tells nothing new.
            if self.is_taken(entry.person, &to) {
                continue;
            }
            let span = self.document.span_of(entry.tokens.clone());
            let organization = to.organization.or(head.house.filter(|_| !to.slug.is_some_and(slugs::is_of_state)));
            let (certainty, date, predecessor) = (head.certainty, head.date, entry.predecessor);
            let from = entry.left.and_then(|left| self.post_at(sentence, left, head.house));
            let moved = Moved { from, to: Some(to), predecessor, organization, certainty, date, ..Moved::of(entry.person, span) };
            self.add_change(sentence.index, moved);
        }
        self.column = Some((sentence.index, head));
    }

    /// Whether an item is a certain mark that parts clauses.
    fn is_mark(&self, sequence: &Sequence, item: usize, mark: &str) -> bool {
        let tokens = || sequence.tokens.get(item).filter(|tokens| !tokens.is_empty());
        sequence.items.get(item).is_some_and(|item| item.weight == Weight::Border)
            && tokens().is_some_and(|tokens| self.document.folded(tokens.start) == mark)
    }

    /// The persons with their posts of which all that stands from an item on consists.
    fn entries(&self, sentence: &Sentence<'_>, from: usize) -> Option<Vec<Entry>> {
        let sequence = sentence.sequence;
        let mut entries = Vec::new();
        let mut at = from;
        loop {
            // "- Roe, chair"
            let (entry, next) = self.entry(sequence, self.past_bullet(sequence, at))?;
            entries.push(entry);
            at = self.past_aside(sequence, next);
            let (comma, semicolon) = (sequence.items.get(at)?.weight == Weight::Comma, self.is_mark(sequence, at, ";"));
            let end = |at: usize| sequence.items.get(at).is_none_or(|item| item.weight == Weight::Border);
            if !comma && !semicolon && end(at) || semicolon && end(at + 1) {
                return Some(entries);
            }
            at += usize::from(comma || semicolon);
            let token = sequence.tokens.get(at)?.start;
            let and = self.titles.and.starting(&self.title_words, token, self.document.tokens.len()).is_some();
            if !comma && !semicolon && !and {
                return None;
            }
            at += usize::from(and);
        }
    }

    /// Whether the title at an item says where it is held.
    fn is_placed(&self, sentence: &Sentence<'_>, title: usize) -> bool {
        let Some(Content::Titles(index)) = sentence.sequence.contents.get(title) else { return false };
        sentence.phrases.get(*index).is_some_and(|phrase| phrase.titles.iter().any(|title| title.organization.is_some()))
    }

    /// Whether `person` was told to take a post before.
    fn is_taken(&self, person: EntityId, post: &Post) -> bool {
        let same = |change: &RoleChange| {
            change.to_slug.is_some() && change.to_slug == post.slug
                || change.to.as_ref().is_some_and(|title| fold(title) == fold(&post.title))
        };
        self.changes.iter().rev().take(TOLD).any(|draft| draft.change.person == person && same(&draft.change))
    }

    /// Whether a sentence opens an item of a list.
    fn is_list_item(&self, index: usize) -> bool {
        let Some(sentence) = self.document.sentences.get(index) else { return false };
        let block = self.document.blocks.get(sentence.block);
        block.is_some_and(|block| block.tokens.start == sentence.tokens.start && self.is_item(block))
    }

    /// Whether a block is an item of a list, or is written like one ("- Roe, chair").
    fn is_item(&self, block: &Block) -> bool {
        let bullet = || block.tokens.len() > 1 && self.is_bullet(block.tokens.start);
        block.kind == BlockKind::ListItem || block.kind == BlockKind::Paragraph && bullet()
    }

    /// The entry with which an item of a list opens, whatever it goes on with ("Roe, chair, in place of Doe; she was treasurer").
    fn line(&self, sentence: &Sentence<'_>) -> Option<Entry> {
        let sequence = sentence.sequence;
        let (entry, next) = self.entry(sequence, self.past_bullet(sequence, 1))?;
        let named = &self.rules.named;
        let weight = sequence.items.get(next)?.weight;
        if !matches!(weight, Weight::Comma | Weight::Border | Weight::Open) {
            return None;
        }
        let rest = next..sequence.items.len().min(next + LINE);
        let rest = rest.clone().take_while(|&item| item == next || sequence.items[item].weight != Weight::Border);
        let (mut left, mut predecessor) = (None, None);
        for item in rest {
            let bears = |at: usize, symbol: Option<Symbol>| symbol.is_some_and(|symbol| sequence.items[at].has(symbol));
            match &sequence.contents[item] {
                Content::Persons(persons) if (item.saturating_sub(BETWEEN)..item).any(|at| bears(at, named.instead)) => {
                    predecessor = predecessor.or(persons.first().copied());
                }
                Content::Titles(index) => {
                    let gone = |status| matches!(status, RoleStatus::Outgoing | RoleStatus::Former);
                    let told = sentence.phrases.get(*index).is_some_and(|p| p.titles.iter().any(|t| t.status.is_some_and(gone)));
                    let start = sequence.tokens[item].start;
                    let led = bears(item - 1, named.formerly) || self.rules.comes_from(&self.rule_words, entry.tokens.end, start);
                    left = left.or((told || led).then_some(item));
                }
                _ => {}
            }
        }
        Some(Entry { left, predecessor: predecessor.filter(|&id| id != entry.person), ..entry })
    }

    /// What the words above the list tell to which sentence `index` belongs.
    fn head_of_list(&self, index: usize) -> Option<Head> {
        let block = self.document.sentences.get(index)?.block;
        let above = self.document.blocks.get(..block)?.iter().rev().take(ITEMS).find(|block| !self.is_item(block))?;
        self.head(above.tokens.start.max(above.tokens.end.saturating_sub(LEAD))..above.tokens.end)
    }

    /// Whether a mark that begins items of lists stands at token `at`.
    fn is_bullet(&self, at: usize) -> bool {
        matches!(self.document.folded(at), "-" | "–" | "—" | "•" | "*" | "·")
    }

    /// Past a bullet at item `at`.
    fn past_bullet(&self, sequence: &Sequence, at: usize) -> usize {
        let mark = sequence.tokens.get(at).filter(|tokens| tokens.len() == 1 && sequence.contents[at] == Content::Nothing);
        let bullet = mark.is_some_and(|tokens| self.is_bullet(tokens.start));
        at + usize::from(bullet)
    }

    /// Past what stands in brackets at item `at` ("Roe, chair (until now treasurer)").
    fn past_aside(&self, sequence: &Sequence, at: usize) -> usize {
        let weight = |at: usize| sequence.items.get(at).map(|item| item.weight);
        if weight(at) != Some(Weight::Open) {
            return at;
        }
        let close = (at + 1..sequence.items.len().min(at + LINE)).find(|&item| weight(item) == Some(Weight::Close));
        let names = |close: usize| sequence.contents[at..close].iter().any(|content| matches!(content, Content::Persons(_)));
        close.filter(|&close| !names(close)).map_or(at, |close| close + 1)
    }

    /// The person with a post, or the post with a person, at item `at`, and the item behind.
    fn entry(&self, sequence: &Sequence, at: usize) -> Option<(Entry, usize)> {
        let first = match sequence.contents.get(at)? {
            Content::Persons(_) => true,
            Content::Titles(_) => false,
            _ => return None,
        };
        let other = |item: &usize| match sequence.contents[*item] {
            Content::Persons(_) => !first,
            Content::Titles(_) => first,
            _ => false,
        };
        let second = (at + 1..sequence.contents.len().min(at + 2 + BETWEEN)).find(other);
        let Some(second) = second.filter(|&second| (at + 1..second).all(|item| self.joins(sequence, item, first))) else {
            return self.responsible(sequence, at);
        };
        let (person, title) = if first { (at, second) } else { (second, at) };
        let Content::Persons(persons) = &sequence.contents[person] else { return None };
        let &[person] = &**persons else { return None };
        let open = (at + 1..second).any(|item| sequence.items[item].weight == Weight::Open);
        let closed = sequence.items.get(second + 1).is_some_and(|item| item.weight == Weight::Close);
        let tokens = sequence.tokens[at].start..sequence.tokens[second].end;
        let entry = Entry { person, tokens, title: Some(title), post: None, left: None, predecessor: None };
        (open == closed).then_some((entry, second + 1 + usize::from(closed)))
    }

    /// "Roe to defence": the person at item `at` with what the post is for, and the item behind.
    fn responsible(&self, sequence: &Sequence, at: usize) -> Option<(Entry, usize)> {
        let Content::Persons(persons) = sequence.contents.get(at)? else { return None };
        let &[person] = &**persons else { return None };
        let tokens = sequence.tokens.get(at)?;
        let (post, end) = self.portfolio_behind(tokens.end, self.document.tokens.len())?;
        let next = (at + 1..sequence.tokens.len()).find(|&item| sequence.tokens[item].start >= end)?;
        Some((Entry { person, tokens: tokens.start..end, title: None, post: Some(post), left: None, predecessor: None }, next))
    }

    /// Whether an item may stand between a person and the post: a mark, or what leads to a post behind a person.
    fn joins(&self, sequence: &Sequence, item: usize, person_first: bool) -> bool {
        let named = &self.rules.named;
        let [of, _, to, ..] = self.rules.markers.prepositions;
        let [as_, on] = named.behind_pronoun;
        let [_, post, _] = named.posts;
        match sequence.items[item].weight {
            Weight::Comma | Weight::Open | Weight::Dash => true,
            Weight::Border => self.is_mark(sequence, item, ":"),
            Weight::Light => person_first && [of, to, as_, on, post].into_iter().flatten().any(|symbol| sequence.items[item].has(symbol)),
            _ => false,
        }
    }

    /// Whether the title of an entry is that of a post which somebody may come to at the house of the list, not what somebody is.
    fn is_filled(&self, sentence: &Sentence<'_>, entry: &Entry, head: Head) -> bool {
        let Some(title) = entry.title else { return true };
        let Some(Content::Titles(index)) = sentence.sequence.contents.get(title) else { return false };
        let Some(phrase): Option<&TitlePhrase> = sentence.phrases.get(*index) else { return false };
        let come = phrase.titles.iter().any(|title| title.status == Some(RoleStatus::Incoming) || title.fresh);
        (phrase.determiner == Determiner::None || come || phrase.titles.iter().all(|title| title.nominal))
            && phrase.titles.iter().all(|title| {
                title.status.is_none_or(|status| status == RoleStatus::Incoming)
                    && (title.field != Field::Occupation || title.slug.is_some_and(slugs::is_held))
                    && !title.slug.is_some_and(|slug| slugs::is_feat(slug) || slugs::is_lasting(slug))
                    && (head.at_large || title.organization.is_none_or(|house| Some(house) == head.house))
            })
    }

    /// What the line above sentence `index`, or the column that it goes on, tells; of a first line only where another follows.
    fn head_above(&self, index: usize) -> Option<Head> {
        let last = index.checked_sub(1)?;
        if let Some((_, head)) = self.column.filter(|&(told, _)| told == last) {
            return Some(head);
        }
        let sentences = &self.document.sentences;
        let (above, here, below) = (sentences.get(last)?, sentences.get(index)?, sentences.get(index + 1)?);
        let person = |&&(_, id): &&(Span, EntityId)| self.entities.get(id).kind == EntityType::Person;
        let line = below.tokens.len() <= LINE && self.entities.within(below.span).iter().filter(person).count() == 1;
        if above.block == here.block || below.block == here.block || !line {
            return None;
        }
        self.head(above.tokens.clone())
    }

    /// What the words before a list tell, where they tell of appointments.
    fn head(&self, tokens: Range<usize>) -> Option<Head> {
        let (end, words) = (tokens.end, &self.rule_words);
        let (mut certainty, mut renews, mut body, mut at_large, mut told) = (Certainty::Done, false, false, false, None);
        for at in tokens.clone().take(LEAD) {
            let known = words.known(at);
            if known.opens(1 << OPENER)
                && let Some((_, opener)) = self.rules.openers.starting(words, at, end)
            {
                match opener {
                    Opener::Body => body = true,
                    Opener::Renews | Opener::WillRenew => renews = true,
                    Opener::News => at_large = true,
                }
                if opener == Opener::WillRenew {
                    certainty = Certainty::Announced;
                }
                told = told.or((opener != Opener::Body).then_some(at));
            }
            if known.opens(1 << VERB | 1 << AUXILIARY)
                && told.is_none()
                && let Some(group) = self.rules.verbs.starting(words, at, end).filter(|group| group.active || group.passive)
                && self.rules.verbs.classes.get(usize::from(group.class)).is_some_and(|class| class == "appoint" || class == "elect")
            {
                (certainty, told) = (group.certainty, Some(at));
                (renews, body) = (true, true);
            }
        }
        let told = told.filter(|_| at_large || renews && body)?;
        let span = self.document.span_of(tokens.clone());
        let mentions = self.entities.within(span);
        let from = self.document.tokens.get(told)?.span.start;
        let person = |&(mention, id): &(Span, EntityId)| mention.start > from && self.entities.get(id).kind == EntityType::Person;
        // "renews its team around the chair, Roe:", above a list
        let open = end.checked_sub(1).is_some_and(|last| self.document.folded(last) == ":");
        if certainty == Certainty::Denied || !open && mentions.iter().any(person) {
            return None;
        }
        let firm = |id: &EntityId| {
            self.entities.get(*id).kind == EntityType::Organization || self.houses.get(id.index()).copied().unwrap_or(false)
        };
        let house = mentions.iter().map(|&(_, id)| id).find(firm).map(|id| self.governed(id));
        let dates = self.dates.iter().enumerate().skip(self.dates.partition_point(|d| d.span.start < span.start));
        let mut inside = dates.take_while(|(_, d)| d.span.end <= span.end);
        let date = inside.find(|(_, d)| !matches!(d.relation, DateRelation::Until | DateRelation::Since)).map(|(index, _)| index);
        Some(Head { house, certainty, date, at_large })
    }
}
