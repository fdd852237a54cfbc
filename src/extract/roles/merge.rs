//! One row for what several sentences say of the same person and post.

use super::assemble::{ChangeDraft, RoleDraft};
use crate::document::folds_alike as alike;
use crate::facts::{Certainty, EntityId, Role, RoleChange, RoleStatus};
use rustc_hash::FxHashMap;

/// How many sentences apart two halves of a change may be told.
const APART: usize = 3;

/// The roles, one row a person, title, organisation and status, in reading order.
pub(super) fn roles(drafts: Vec<RoleDraft>) -> Vec<Role> {
    let mut kept: Vec<RoleDraft> = Vec::new();
    let mut known: FxHashMap<(EntityId, String), Vec<usize>> = FxHashMap::default();
    for mut draft in drafts {
        let list = known.entry((draft.role.person, std::mem::take(&mut draft.folded))).or_default();
        let same = list.iter().copied().find(|&i| mergeable(&kept[i], &draft));
        match same {
            Some(i) => merge_role(&mut kept[i], draft),
            None => {
                list.push(kept.len());
                kept.push(draft);
            }
        }
    }
    let mut roles: Vec<Role> = kept.into_iter().map(|d| d.role).collect();
    roles.sort_by_key(|r| (r.span.start, r.span.end));
    roles
}

fn mergeable(known: &RoleDraft, new: &RoleDraft) -> bool {
    agree(known.role.organization, new.role.organization) && status(known, new).is_some()
}

fn agree<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// The status of what two rows say, where they say the same: what is told outright beats what follows from a change, but a
/// change beats the plain present that other sentences use.
fn status(a: &RoleDraft, b: &RoleDraft) -> Option<RoleStatus> {
    let (x, y) = (a.role.status, b.role.status);
    if x == y {
        return Some(x);
    }
    match (x, y) {
        (RoleStatus::Current, other) | (other, RoleStatus::Current) if other != RoleStatus::Former => Some(other),
        (RoleStatus::Former, _) if b.derived => Some(x),
        (_, RoleStatus::Former) if a.derived => Some(y),
        _ => None,
    }
}

fn merge_role(known: &mut RoleDraft, new: RoleDraft) {
    if let Some(status) = status(known, &new) {
        known.role.status = status;
    }
    if known.derived && !new.derived {
        known.role.span = new.role.span;
    }
    known.derived &= new.derived;
    known.role.organization = known.role.organization.or(new.role.organization);
    known.role.slug = known.role.slug.or(new.role.slug);
}

/// The changes, the two halves of a move joined, in reading order.
pub(super) fn changes(drafts: Vec<ChangeDraft>) -> Vec<RoleChange> {
    let mut kept: Vec<ChangeDraft> = Vec::new();
    let mut known: FxHashMap<EntityId, Vec<usize>> = FxHashMap::default();
    for draft in drafts {
        let list = known.entry(draft.change.person).or_default();
        match list.iter().copied().rev().take(8).find(|&i| joinable(&kept[i], &draft)) {
            Some(i) => join(&mut kept[i], draft),
            None => {
                list.push(kept.len());
                kept.push(draft);
            }
        }
    }
    let mut changes: Vec<RoleChange> = kept.into_iter().map(|d| d.change).collect();
    changes.sort_by_key(|c| (c.span.start, c.span.end));
    changes
}

fn joinable(known: &ChangeDraft, new: &ChangeDraft) -> bool {
    let (a, b) = (&known.change, &new.change);
    if !agree(a.organization, b.organization) || (a.certainty == Certainty::Denied) != (b.certainty == Certainty::Denied) {
        return false;
    }
    let same = |x: &Option<String>, y: &Option<String>, xs: Option<&str>, ys: Option<&str>| match (x, y) {
        (Some(x), Some(y)) => (xs.is_some() && xs == ys) || alike(x, y),
        _ => true,
    };
    // Who takes a post and later leaves it moves twice.
    let twice = |x: &Option<String>, y: &Option<String>| matches!((x, y), (Some(x), Some(y)) if alike(x, y));
    if twice(&a.from, &b.to) || twice(&a.to, &b.from) {
        return false;
    }
    let fits = same(&a.from, &b.from, a.from_slug, b.from_slug) && same(&a.to, &b.to, a.to_slug, b.to_slug);
    let shared = (a.from.is_some() && b.from.is_some()) || (a.to.is_some() && b.to.is_some());
    // Two different halves belong together only when they are told close to each other.
    fits && (shared || new.sentence.abs_diff(known.sentence) <= APART)
}

fn join(known: &mut ChangeDraft, new: ChangeDraft) {
    let (a, b) = (&mut known.change, new.change);
    if (a.from.is_none() && b.from.is_some()) || (a.to.is_none() && b.to.is_some()) {
        a.span = if new.sentence.abs_diff(known.sentence) <= 1 { a.span.cover(b.span) } else { a.span };
        if a.certainty == Certainty::Done {
            a.certainty = b.certainty;
        }
    }
    if a.from.is_none() {
        a.from_slug = b.from_slug;
    }
    if a.to.is_none() {
        a.to_slug = b.to_slug;
    }
    a.from = a.from.take().or(b.from);
    a.to = a.to.take().or(b.to);
    a.organization = a.organization.or(b.organization);
    a.successor = a.successor.or(b.successor);
    a.predecessor = a.predecessor.or(b.predecessor);
    a.date = a.date.or(b.date);
}
