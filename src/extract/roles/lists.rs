//! More persons with their posts, in the manner of the first: "named Roe chair, Doe treasurer and Poe secretary". Patterns tell of the
//! first few; what follows has the same shape and the same verb.

use super::assemble::{Assembler, Sentence};
use super::moved::Moved;
use super::rules::{ChangeStatement, Statement};
use super::sequence::{Content, Sequence};
use crate::document::Span;
use crate::extract::pattern::{Match, Weight};

/// How many items stand between a person and the post ("as the").
const BETWEEN: usize = 2;

/// A change of a match, and the persons with their posts behind it.
pub(super) struct More<'r> {
    found: Match,
    statement: &'r ChangeStatement,
    /// Items of persons and of titles.
    pairs: Vec<(usize, usize)>,
}

impl More<'_> {
    /// Whether a match takes one of the titles of the list.
    pub(super) fn has(&self, other: &Match) -> bool {
        self.pairs.iter().any(|&(_, title)| other.used(title))
    }
}

impl Assembler<'_> {
    /// The lists of persons and posts that the matches `chosen` begin.
    pub(super) fn lists(&self, sequence: &Sequence, chosen: &[Match]) -> Vec<More<'static>> {
        let rules = self.rules;
        let last = |m: &Match| {
            let changes =
                rules.of(m).statements.iter().filter_map(|s| if let Statement::Change(change) = s { Some(&**change) } else { None });
            let placed = changes.filter_map(|change| Some((change, m.item(change.person)?, m.item(change.to?)?)));
            placed.max_by_key(|&(_, _, title)| title)
        };
        let listed = chosen.iter().filter_map(|&found| {
            let (statement, person, title) = last(&found)?;
            let led = self.leads(sequence, person, title)?;
            let mut pairs = Vec::new();
            let mut at = title;
            while let Some((person, next)) = self.next_pair(sequence, at, led) {
                pairs.push((person, next));
                at = next;
            }
            (!pairs.is_empty()).then_some(More { found, statement, pairs })
        });
        listed.collect()
    }

    /// Whether "as" leads from the person to the title, where nothing else stands between them.
    fn leads(&self, sequence: &Sequence, person: usize, title: usize) -> Option<bool> {
        let between = person + 1..title;
        let light = |item: usize| sequence.contents[item] == Content::Nothing && sequence.items[item].weight == Weight::Light;
        let fits = person < title && between.len() <= BETWEEN && between.clone().all(light);
        let [as_, _] = self.rules.named.behind_pronoun;
        fits.then(|| between.into_iter().any(|item| as_.is_some_and(|symbol| sequence.items[item].has(symbol))))
    }

    /// The next person and title behind the title at item `at`.
    fn next_pair(&self, sequence: &Sequence, at: usize, led: bool) -> Option<(usize, usize)> {
        let comma = sequence.items.get(at + 1).is_some_and(|item| item.weight == Weight::Comma);
        let next = at + 1 + usize::from(comma);
        let and = self.titles.and.starting(&self.title_words, sequence.tokens.get(next)?.start, self.document.tokens.len()).is_some();
        let person = next + usize::from(and);
        if person == at + 1 || !matches!(sequence.contents.get(person)?, Content::Persons(_)) {
            return None;
        }
        let title = (person + 1..sequence.contents.len().min(person + 2 + BETWEEN))
            .find(|&i| matches!(sequence.contents[i], Content::Titles(_)))?;
        (self.leads(sequence, person, title)? == led).then_some((person, title))
    }

    /// Adds the changes that a list tells behind the first.
    pub(super) fn state_more(&mut self, sentence: &Sentence<'_>, more: &More<'_>) {
        let certainty = self.certainty_of(sentence, &more.found, more.statement.certainty);
        let named = self.entity(sentence, &more.found, more.statement.organization);
        for &(person, title) in &more.pairs {
            let (Content::Persons(persons), Content::Titles(index)) =
                (&sentence.sequence.contents[person], &sentence.sequence.contents[title])
            else {
                continue;
            };
            let phrase = &sentence.phrases[*index];
            let tokens = sentence.sequence.tokens[person].start..sentence.sequence.tokens[title].end;
            let span: Span = self.document.span_of(tokens);
            let date = self.date(sentence, span);
            for (&person, post) in persons.iter().zip(phrase.titles.iter().cycle()) {
                let Some(to) = self.post_of(sentence, (phrase, title), post, named) else { continue };
                let organization = to.organization.or(named);
                let moved = Moved { to: Some(to), organization, date, certainty, ..Moved::of(person, span) };
                self.add_change(sentence.index, moved);
            }
        }
    }
}
