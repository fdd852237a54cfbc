//! Which posts somebody was told to hold, to leave or to take so far, and who was.

use super::assemble::{Assembler, ChangeDraft, RoleDraft, Sentence};
use super::changes::{Post, is_calling};
use super::slugs::{self, Handed};
use crate::document::Span;
use crate::extract::pattern::Match;
use crate::facts::{Certainty, EntityId, EntityType, RoleStatus};

/// How many sentences back somebody may have been told to leave a post whom a pronoun means.
const BACK: usize = 3;

/// How many of the roles told last are searched for a post of somebody.
const ROLES: usize = 48;

impl Assembler<'_> {
    /// The person who was last told to leave a post, else to hold one, in the sentences just before; not `other`.
    pub(super) fn leaver(&self, sentence: &Sentence<'_>, other: EntityId) -> Option<EntityId> {
        let near = |told: usize| sentence.index - told <= BACK;
        let leaves = |c: &&ChangeDraft| c.change.person != other && c.change.from.is_some() && near(c.sentence);
        let left = self.changes.iter().rev().take_while(|c| near(c.sentence)).find(leaves).map(|c| c.change.person);
        let left = left.or_else(|| self.left(sentence, other));
        let from = self.document.sentences[sentence.index.saturating_sub(BACK)].span.start;
        let holds = |r: &&RoleDraft| r.role.person != other && r.role.status != RoleStatus::Former;
        let held = || self.roles.iter().rev().take_while(|r| r.role.span.start >= from).find(holds).map(|r| r.role.person);
        left.or_else(held)
    }

    /// The person who was last told to leave in the sentences just before; none where that is `other`, who then takes no post left.
    pub(super) fn left(&self, sentence: &Sentence<'_>, other: EntityId) -> Option<EntityId> {
        let near = self.leavers.iter().rev().take_while(|(_, told)| sentence.index - told <= BACK);
        let near = near.filter(|&&(_, told)| self.is_same_part(told, sentence.index));
        // "Roe, until now treasurer, takes over": what is left for the post says nothing of who left that.
        let mut others = near.filter(|&&(id, told)| id != other || told != sentence.index).map(|&(id, _)| id);
        others.next().filter(|&id| id != other)
    }

    /// The person who was last told to take a post in the sentences just before; not `other`.
    pub(super) fn taker(&self, sentence: &Sentence<'_>, other: EntityId) -> Option<EntityId> {
        let near = self.changes.iter().rev().take_while(|c| sentence.index - c.sentence <= BACK).map(|c| &c.change);
        near.filter(|c| c.to.is_some() && c.certainty != Certainty::Denied).map(|c| c.person).find(|&id| id != other)
    }

    /// The only person whom the sentences just before told to hold a post; none where somebody was told to leave.
    pub(super) fn sole_holder(&self, sentence: &Sentence<'_>, other: EntityId) -> Option<EntityId> {
        if self.leavers.last().is_some_and(|(_, told)| sentence.index - told <= BACK) {
            return None;
        }
        let span = |index: usize| self.document.sentences[index].span;
        let (from, to) = (span(sentence.index.saturating_sub(BACK)).start, span(sentence.index).start);
        let near = self.roles.iter().rev().map(|r| &r.role).filter(|r| r.span.start < to).take_while(|r| r.span.start >= from);
        let mut holders = near.filter(|r| r.status != RoleStatus::Former && r.person != other).map(|r| r.person);
        let first = holders.next()?;
        holders.all(|id| id == first).then_some(first)
    }

    /// The post that `person` is last said to hold, in an organisation that does not contradict `organization`.
    pub(super) fn known(&self, person: EntityId, organization: Option<EntityId>) -> Option<Post> {
        let mine = |r: &&RoleDraft| {
            if r.role.status == RoleStatus::Former {
                return false;
            }
            // A post without a place is one of the house that the article is about, or of the one that is left, if it is of one.
            let own = || !r.role.slug.is_some_and(slugs::is_of_state) && self.sole_role(person);
            let open = r.role.organization.is_none() && (self.is_house(organization) || own());
            let fits = organization.is_none() || open || r.role.organization == organization;
            // "Captain Roe leaves": a rank before a name is no post, nor is the captain's a player's who leaves the club.
            let rank = r.role.slug == Some("captain") && r.role.organization.is_none_or(|id| self.is_club(id));
            fits && !rank && (r.handed > Handed::Calling || r.derived)
        };
        // Rather the post that the person leaves than one held, rather that than one just taken; a rank or a seat only for want of a post.
        let rank = |r: &&RoleDraft| {
            let told = match r.role.status {
                RoleStatus::Outgoing => 2,
                RoleStatus::Current => 1,
                RoleStatus::Incoming | RoleStatus::Former => 0,
            };
            (r.handed, told, r.role.span.start)
        };
        // Of coordinated posts the first.
        let role = &self.roles_of(person).filter(mine).max_by_key(rank)?.role;
        Some(Post { title: role.title.clone(), slug: role.slug, organization: role.organization })
    }

    /// Whether only one role was told of `person`.
    fn sole_role(&self, person: EntityId) -> bool {
        self.roles_of(person).nth(1).is_none()
    }

    /// The post that `person` is last said to hold, which another takes: not the one that the sentence tells to be taken instead ("Roe
    /// succeeds Doe, who becomes an adviser").
    pub(super) fn known_left(&self, sentence: &Sentence<'_>, person: EntityId, organization: Option<EntityId>) -> Option<Post> {
        let post = self.known(person, organization)?;
        let start = self.document.sentences[sentence.index].span.start;
        let mut told = self.roles_of(person).filter(|r| r.role.title == post.title);
        let taken = |r: &RoleDraft| r.role.status == RoleStatus::Incoming && r.role.span.start >= start;
        (!told.all(taken)).then_some(post)
    }

    /// Whether a match tells of "the post", which is the one told before.
    pub(super) fn names_post(&self, sentence: &Sentence<'_>, found: &Match) -> bool {
        let [_, post, _] = self.rules.named.posts;
        let post = |item: usize| post.is_some_and(|post| sentence.sequence.items[item].has(post));
        (found.start..found.end).any(|item| found.used(item) && post(item))
    }

    /// The house named last before a match, in its sentence or in the one before.
    pub(super) fn house_before(&self, sentence: &Sentence<'_>, found: &Match) -> Option<EntityId> {
        let sentences = &self.document.sentences;
        let from = sentences.get(sentence.index.saturating_sub(1))?.span.start;
        let to = self.document.tokens.get(sentence.sequence.tokens.get(found.start)?.start)?.span.start;
        let before = self.entities.within(Span::new(from, to.max(from))).iter().rev().map(|&(_, id)| id);
        let mut firms = before.filter(|&id| self.entities.get(id).kind == EntityType::Organization);
        firms.next().map(|id| self.governed(id))
    }

    /// The post that the sentence before told `person` to have held.
    pub(super) fn held_before(&self, sentence: &Sentence<'_>, person: EntityId) -> Option<Post> {
        let spans = &self.document.sentences;
        let (from, to) = (spans[sentence.index.saturating_sub(1)].span.start, spans[sentence.index].span.start);
        let near = |r: &&RoleDraft| r.role.span.start >= from && r.role.span.start < to && r.role.status == RoleStatus::Former;
        let role = &self.roles_of(person).take(ROLES).find(near)?.role;
        Some(Post { title: role.title.clone(), slug: role.slug, organization: role.organization })
    }

    /// The post that `person` is said to hold, where it is one.
    pub(super) fn held(&self, person: EntityId) -> Option<Post> {
        self.known(person, None)
            .filter(|post| self.roles_of(person).any(|r| r.role.title == post.title && r.role.status == RoleStatus::Current))
    }

    /// Whether any post of `person` was told.
    pub(super) fn has_post(&self, person: EntityId) -> bool {
        self.roles_of(person).take(ROLES).any(|r| !is_calling(&r.role))
    }

    /// The post that `person` was told to leave for no other one.
    pub(super) fn post_left(&self, person: EntityId) -> Option<Post> {
        let mut moves = self.changes.iter().rev().map(|c| &c.change).filter(|c| c.person == person && c.certainty != Certainty::Denied);
        let left = moves.next().filter(|c| c.to.is_none())?;
        let title = left.from.clone()?;
        moves.all(|c| c.to.is_none()).then_some(Post { title, slug: left.from_slug, organization: left.organization })
    }

    /// The post that `person` was last told to take.
    pub(super) fn taken(&self, person: EntityId) -> Option<Post> {
        let role = &self.roles_of(person).find(|r| r.role.status == RoleStatus::Incoming)?.role;
        Some(Post { title: role.title.clone(), slug: role.slug, organization: role.organization })
    }
}
