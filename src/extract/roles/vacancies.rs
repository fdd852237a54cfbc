//! Posts that one sentence leaves or fills, and that the next one gives to somebody.

use super::assemble::{Assembler, RoleDraft, Sentence};
use super::changes::Post;
use super::later::HEADED;
use super::moved::Moved;
use super::rules::{Vacancy, VacantStatement};
use super::sequence::{Content, Sequence};
use super::slugs;
use crate::document::TokenKind;
use crate::extract::pattern::{Match, Weight};
use crate::facts::{Certainty, EntityId};

/// For how many sentences it is remembered that a post is left or filled by somebody yet unnamed.
pub(super) const PENDING: usize = 2;

/// Within how many items of its start a sentence opens with a person.
const OPENING: usize = 4;

/// The one person with whom a sentence opens, perhaps behind what somebody is in general ("Labour's Roe", "the socialist Roe").
fn opening(sequence: &Sequence) -> Option<(usize, EntityId)> {
    let item = sequence.contents.iter().take(OPENING).position(|c| matches!(c, Content::Persons(_)))?;
    let passed = |content: &Content| matches!(content, Content::Nothing | Content::Entity(_));
    let light = |at: &usize| sequence.items[*at].weight == Weight::Light || matches!(sequence.contents[*at], Content::Entity(_));
    match &sequence.contents[item] {
        Content::Persons(persons) if sequence.contents[..item].iter().all(passed) && (1..item).all(|at| light(&at)) => match &**persons {
            &[person] => Some((item, person)),
            _ => None,
        },
        _ => None,
    }
}

impl Assembler<'_> {
    /// Remembers the post of which a sentence says that it is left or filled, and names nobody for it.
    pub(super) fn vacate(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &VacantStatement) {
        if self.certainty_of(sentence, found, None) == Certainty::Denied {
            return;
        }
        // "elect 60 members": so many hold no post of which one is told.
        let start = found.item(statement.title).map_or(0, |item| sentence.sequence.tokens[item].start);
        if start.checked_sub(1).is_some_and(|before| self.document.tokens[before].kind == TokenKind::Number) {
            return;
        }
        let named = self.entity(sentence, found, statement.organization);
        let Some(post) = self.post(sentence, found, Some(statement.title), named) else { return };
        // What somebody has won is given up by nobody.
        if post.slug == Some("champion") {
            return;
        }
        if self.document.sentences[sentence.index].block == 0 {
            self.headline = statement.kind.map(|kind| (post.clone(), kind));
        } else if self.below.is_none() && sentence.index <= HEADED {
            self.below = statement.kind.map(|kind| (post.clone(), kind));
        }
        self.posts.push(post.clone());
        self.pending = Some((post, sentence.index));
        self.vacancy = statement.kind.map(|kind| (kind, sentence.index));
    }

    /// "The council's leader has gone. Jo Roe, who took over in May, …": whom a sentence opens with that has no other title and of
    /// whom it tells no change is who leaves, or takes, the post that the sentence before left without a name.
    pub(super) fn name_vacancy(&mut self, sentence: &Sentence<'_>, before: (usize, usize)) {
        let Some((kind, vacated)) = self.vacancy.filter(|&(_, told)| told + 1 == sentence.index) else { return };
        let Some((item, person)) = opening(sentence.sequence).or_else(|| self.about(sentence.sequence)) else { return };
        let span = self.document.span_of(sentence.sequence.tokens[item].clone());
        let first = self.entities.get(person).mentions.first().is_some_and(|m| m.start >= span.start);
        let (changes, roles) = before;
        // "Foo has a new chair. Roe, who leaves Bar, …": what is left elsewhere is not the post that was filled.
        let filled = kind == Vacancy::Filled;
        let told = self.changes.get(changes..).unwrap_or_default();
        let changed =
            told.iter().any(|c| !filled || c.change.to.is_some()) || !filled && self.later.iter().any(|l| l.moved.person == person);
        // Who takes a post may have had another one.
        // What somebody once won is no post.
        let post =
            |r: &RoleDraft| !r.role.slug.is_some_and(|slug| slugs::is_feat(slug) || slugs::is_rank(slug) || slugs::is_academic(slug));
        let titled = !filled && (self.roles_of(person).any(post) || self.roles.iter().skip(roles).any(post));
        let Some((post, _)) = self.pending.clone().filter(|(_, at)| *at == vacated && first && !changed && !titled) else { return };
        let post = self.handed(person, post);
        let moved = Moved { organization: post.organization, ..Moved::of(person, span) };
        let moved = match kind {
            Vacancy::Left => Moved { from: Some(post), ..moved },
            Vacancy::Filled => Moved { to: Some(post), ..moved },
        };
        if kind == Vacancy::Left {
            self.leavers.push((person, sentence.index));
        }
        self.add_change(sentence.index, moved);
    }

    /// The one person whom the sentence is about, behind whatever it opens with ("In an email to staff, Prof Roe said …").
    fn about(&self, sequence: &Sequence) -> Option<(usize, EntityId)> {
        let topic = sequence.topic(self.rules.markers)?;
        let &[person] = &*topic else { return None };
        let item = sequence.contents.iter().position(|content| matches!(content, Content::Persons(persons) if **persons == *topic))?;
        Some((item, person))
    }

    /// The post that the sentences just before told to be left or filled without naming anybody.
    pub(super) fn pending(&self, sentence: &Sentence<'_>, organization: Option<EntityId>) -> Option<Post> {
        let (post, told) = self.pending.as_ref().filter(|&&(_, told)| self.is_same_part(told, sentence.index))?;
        // Right behind, another name means the same house ("Foo needs a coach. The Herons hired …").
        let fits =
            organization.is_none() || post.organization.is_none() || post.organization == organization || *told + 1 >= sentence.index;
        (fits && *told <= sentence.index && sentence.index - told <= PENDING).then(|| post.clone())
    }
}
