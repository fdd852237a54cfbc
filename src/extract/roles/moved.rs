//! Changes with their posts, and the facts that they become.

use super::assemble::{Assembler, ChangeDraft};
use super::changes::Post;
use crate::document::{Span, fold};
use crate::facts::{Certainty, EntityId, Role, RoleChange, RoleStatus};

/// A change with its posts.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    pub(super) person: EntityId,
    pub(super) from: Option<Post>,
    pub(super) to: Option<Post>,
    pub(super) successor: Option<EntityId>,
    pub(super) predecessor: Option<EntityId>,
    pub(super) organization: Option<EntityId>,
    pub(super) certainty: Certainty,
    pub(super) date: Option<usize>,
    pub(super) span: Span,
    /// Whether the post taken is held by now, and the one who left it has long gone.
    pub(super) held: bool,
}

impl Moved {
    /// Nothing but a person and the words that tell of the change.
    pub(super) fn of(person: EntityId, span: Span) -> Self {
        let (from, to, successor, predecessor, organization) = (None, None, None, None, None);
        Self { person, from, to, successor, predecessor, organization, certainty: Certainty::Done, date: None, span, held: false }
    }
    /// The same event for another person, without posts.
    pub(super) fn alone(&self, person: EntityId) -> Self {
        Self { person, from: None, to: None, successor: None, predecessor: None, ..self.clone() }
    }
}

impl Assembler<'_> {
    pub(super) fn add_change(&mut self, sentence: usize, moved: Moved) {
        let Moved { person, ref from, ref to, successor, predecessor, organization, certainty, span, .. } = moved;
        let past = moved.held || self.is_past(&moved);
        let (left, taken) = if past { (RoleStatus::Former, RoleStatus::Current) } else { (RoleStatus::Outgoing, RoleStatus::Incoming) };
        if certainty != Certainty::Denied {
            if let Some(post) = from {
                self.add_derived(person, post, organization, left, span);
            }
            if let Some(post) = to {
                self.add_derived(person, post, organization, taken, span);
            }
        }
        if let (Some(successor), Some(post)) = (successor, from) {
            let house = post.organization.or(organization);
            let post = self.handed(successor, post.clone());
            self.add_derived(successor, &post, organization, taken, span);
            let next = Moved { to: Some(post), organization: house, ..moved.alone(successor) };
            self.push_change(sentence, &Moved { predecessor: Some(person), ..next });
        }
        if let (Some(predecessor), Some(post)) = (predecessor, to) {
            let post = self.handed(predecessor, self.permanent(post));
            let last = Moved { from: Some(post.clone()), ..moved.alone(predecessor) };
            self.push_change(sentence, &Moved { successor: Some(person), ..last });
            self.add_derived(predecessor, &post, organization, left, span);
        }
        self.push_change(sentence, &moved);
    }

    /// "Roe becomes interim chair after Doe": what Doe was is the chair.
    pub(super) fn permanent(&self, post: &Post) -> Post {
        let interim = |word: &str| self.rules.interim_words.contains(&*fold(word));
        let mut title = post.title.as_str();
        while let Some((_, rest)) = title.split_once(' ').filter(|(word, _)| interim(word)) {
            title = rest;
        }
        while let Some((rest, _)) = title.rsplit_once(' ').filter(|(_, word)| interim(word)) {
            title = rest;
        }
        // A title that says nothing else stays what it is.
        let title = if interim(title) { &post.title } else { title };
        Post { title: title.to_owned(), slug: post.slug, organization: post.organization }
    }

    fn add_derived(&mut self, person: EntityId, post: &Post, organization: Option<EntityId>, status: RoleStatus, span: Span) {
        let organization = post.organization.or(organization);
        let role = Role { person, title: post.title.clone(), slug: post.slug, organization, status, span };
        self.push_role(role, true);
    }

    pub(super) fn push_change(&mut self, sentence: usize, moved: &Moved) {
        let (from, to) = (moved.from.as_ref(), moved.to.as_ref());
        let change = RoleChange {
            person: moved.person,
            organization: moved.organization,
            from: from.map(|p| p.title.clone()),
            from_slug: from.and_then(|p| p.slug),
            to: to.map(|p| p.title.clone()),
            to_slug: to.and_then(|p| p.slug),
            certainty: moved.certainty,
            successor: moved.successor,
            predecessor: moved.predecessor,
            date: moved.date,
            span: moved.span,
        };
        self.changes.push(ChangeDraft { change, sentence });
    }
}
