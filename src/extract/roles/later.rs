//! What only the whole document tells: posts that are named after the change that they belong to, and what the two sides of a change
//! lend each other.

use super::assemble::Assembler;
use super::changes::{Post, is_calling};
use super::moved::Moved;
use super::rules::Vacancy;
use super::slugs;
use crate::document::{Document, fold};
use crate::facts::{Certainty, EntityId, Role, RoleChange, RoleStatus};
use rustc_hash::FxHashMap;

/// Within how many sentences of a change a post that is told as held is the one meant.
const NEAR: usize = 3;

/// Within how many sentences of the headline somebody goes who holds the post that it names.
pub(super) const HEADED: usize = 6;

/// Within how many sentences a post that was told to be left is filled.
const FILLED: usize = 2;

/// A change whose post was not known when it was told.
#[derive(Debug, Clone)]
pub(super) struct Later {
    pub(super) sentence: usize,
    pub(super) moved: Moved,
    /// Whether the post that the person holds is the one left.
    pub(super) leaves: bool,
    /// Whether the post that the predecessor holds is the one taken.
    pub(super) takes: bool,
    /// The post that the sentences before named without its holder.
    pub(super) mentioned: Option<Post>,
}

impl Assembler<'_> {
    /// Tries again what was told of posts that had no name yet.
    pub(super) fn resolve_later(&mut self) {
        for later in std::mem::take(&mut self.later) {
            let Later { sentence, mut moved, leaves, takes, mentioned } = later;
            let place = moved.organization;
            moved.from = if leaves { self.told_later(moved.person, place, sentence, true) } else { None };
            if takes {
                moved.to = moved
                    .predecessor
                    .and_then(|id| self.told_later(id, place, sentence, false))
                    .map(|post| self.handed(moved.person, post));
                moved.to = moved.to.or_else(|| self.taken(moved.person));
                let named = |id: EntityId| self.entities.within(moved.span).iter().any(|&(_, other)| other == id);
                if moved.to.is_none() && moved.certainty == Certainty::Done && moved.predecessor.is_some_and(named) {
                    moved.to = self.post_left(moved.person);
                    moved.held = moved.to.is_some();
                }
            }
            // "Council leader quits": the first who goes in the text below.
            if moved.from.is_none() && moved.to.is_none() && sentence <= HEADED {
                let fits = |post: &Post| place.is_none() || post.organization.is_none() || post.organization == place;
                // "Foo sacks Roe", and below: "Foo has dismissed its coach."
                let headed = self.document.sentences.get(sentence).is_some_and(|s| s.block == 0);
                let told = if headed { &mut self.below } else { &mut self.headline };
                let told =
                    told.take_if(|(post, kind)| fits(post) && (leaves && *kind == Vacancy::Left || takes && *kind == Vacancy::Filled));
                if let Some((post, kind)) = told {
                    let post = self.handed(moved.person, post);
                    *(if kind == Vacancy::Left { &mut moved.from } else { &mut moved.to }) = Some(post);
                }
            }
            if leaves && moved.from.is_none() {
                self.fill(sentence, &mut moved);
            }
            if leaves && moved.from.is_none() && moved.to.is_none() {
                let mentioned = mentioned.filter(|post| place.is_none() || post.organization == place);
                moved.from = mentioned.map(|post| self.handed(moved.person, post));
            }
            if takes && moved.from.is_none() && moved.to.is_none() && moved.certainty != Certainty::Denied {
                self.lead(&mut moved);
            }
            let Some(post) = moved.from.as_ref().or(moved.to.as_ref()) else { continue };
            moved.organization = place.or(post.organization);
            // "Roe, who came in 2021, goes": when what is left was taken.
            moved.date = moved.date.filter(|_| moved.to.is_some() || !self.is_long_ago(moved.date));
            self.add_change(sentence, moved);
        }
    }

    /// "Roe was ousted on Monday. Doe becomes chair.", "Doe becomes chair upon the retirement of Roe.": the post that a sentence near
    /// fills is the one left.
    fn fill(&self, sentence: usize, moved: &mut Moved) {
        // Before it only in what it goes on from.
        let block = |index: usize| self.document.sentences[index].block;
        let near = |told: usize| told > sentence || block(told) == block(sentence);
        let filled = self.changes.iter().filter(|c| c.sentence.abs_diff(sentence) <= FILLED && near(c.sentence)).map(|c| &c.change);
        let mut filled =
            filled.filter(|c| c.to.is_some() && c.person != moved.person && c.predecessor.is_none() && c.certainty != Certainty::Denied);
        if let Some(change) = filled.next()
            && filled.all(|other| other.person == change.person)
            && (moved.organization.is_none() || change.organization.is_none() || moved.organization == change.organization)
            && let Some(title) = change.to.clone()
        {
            let post = self.permanent(&Post { title, slug: change.to_slug, organization: change.organization });
            moved.from = Some(self.handed(moved.person, post));
            moved.successor = Some(change.person);
        }
    }

    /// The post that `person` holds by what the whole document says; where the place is known, a post there. What is told as held
    /// by now far from `sentence` came after the change.
    fn told_later(&self, person: EntityId, place: Option<EntityId>, sentence: usize, new: bool) -> Option<Post> {
        let index = |role: &Role| self.document.sentences.partition_point(|s| s.span.end <= role.span.start);
        let near = |role: &Role| index(role).abs_diff(sentence) <= NEAR;
        let rank = |role: &&Role| {
            let told = match role.status {
                RoleStatus::Outgoing => 3,
                RoleStatus::Current => 2,
                RoleStatus::Former => 1,
                RoleStatus::Incoming => 0,
            };
            (!role.slug.is_some_and(slugs::is_lasting), role.organization.is_some() && role.organization == place, told)
        };
        let held = |role: &&Role| {
            role.person == person
                && (new || role.status != RoleStatus::Incoming)
                && !role.slug.is_some_and(|slug| slugs::is_rank(slug) || slugs::is_seat(slug))
                && !is_calling(role)
                // "Prof Roe": no post that is left.
                && (role.organization.is_some() || !role.slug.is_some_and(slugs::is_lasting))
                && (place.is_none() || role.organization.is_none() || role.organization == place)
                && (near(role) || matches!(role.status, RoleStatus::Outgoing | RoleStatus::Former))
                // "follows the former minister Doe": not in that post.
                && (new || role.status != RoleStatus::Former || index(role) != sentence)
        };
        let mut best: Option<&Role> = None;
        for role in self.roles.iter().map(|r| &r.role).filter(held) {
            if best.is_none_or(|known| rank(&role) > rank(&known)) {
                best = Some(role);
            }
        }
        best.map(|role| Post { title: role.title.clone(), slug: role.slug, organization: role.organization })
    }
}

/// Whether a role is held in the post that `title` and `slug` name.
fn is_post(role: &Role, title: Option<&String>, slug: Option<&str>) -> bool {
    let Some(title) = title else { return false };
    fold(title) == fold(&role.title) || slug.is_some() && slug == role.slug
}

/// How many roles of one person are compared with what is told of the person.
const ROLES: usize = 48;

/// Lends changes and roles the organisation that the other side of the change has, and the post that is left for the one taken.
pub(super) fn inherit(
    document: &Document,
    interim: impl Fn(usize) -> bool,
    house: impl Fn(&RoleChange) -> Option<EntityId>,
    roles: &mut [Role],
    changes: &mut [RoleChange],
) {
    let mut of: FxHashMap<EntityId, Vec<usize>> = FxHashMap::default();
    for (index, role) in roles.iter().enumerate() {
        let list = of.entry(role.person).or_default();
        if list.len() < ROLES {
            list.push(index);
        }
    }
    let of = |person: EntityId| of.get(&person).map_or(&[][..], Vec::as_slice);
    for change in changes.iter_mut().filter(|c| c.organization.is_none()) {
        let mine = of(change.person).iter().map(|&i| &roles[i]).filter(|role| is_side(role, change));
        change.organization = mine.into_iter().find_map(|r| r.organization);
    }
    let mut places: FxHashMap<EntityId, EntityId> = FxHashMap::default();
    for change in changes.iter() {
        if let Some(place) = change.organization {
            places.entry(change.person).or_insert(place);
        }
    }
    for change in changes.iter_mut().filter(|c| c.organization.is_none()) {
        change.organization = change.predecessor.or(change.successor).and_then(|other| places.get(&other).copied());
    }
    // "Roe becomes president", and elsewhere of what: no other house that the article is about.
    let posts: FxHashMap<(EntityId, &str), EntityId> =
        changes.iter().filter_map(|c| Some(((c.person, post_of(c)?), c.organization?))).collect();
    for change in changes.iter_mut().filter(|c| c.organization.is_none()) {
        let told = post_of(change).and_then(|post| posts.get(&(change.person, post)).copied());
        change.organization = told.or_else(|| house(change));
    }
    for change in changes.iter_mut().filter(|c| c.certainty != Certainty::Denied) {
        if change.from.is_none() && change.to.is_some() {
            leave_for(document, &interim, roles, of(change.person), change);
        }
        for &index in of(change.person) {
            let role = &mut roles[index];
            let state = role.slug.is_some_and(slugs::is_of_state) && change.to.is_some() && change.from.is_some();
            if role.organization.is_none() && !state && is_side(role, change) {
                role.organization = change.organization;
            }
        }
    }
}

/// The post that a change is told of by its slug.
fn post_of(change: &RoleChange) -> Option<&'static str> {
    change.to_slug.or(change.from_slug)
}

/// "Roe, until now finance chief of Foo, joins Bar as chair": whoever takes a post in one house leaves the one in another that is told
/// as held until then.
pub(super) fn leave_elsewhere(roles: &[Role], changes: &mut Vec<RoleChange>) {
    let mut taken: FxHashMap<EntityId, usize> = FxHashMap::default();
    for (index, change) in changes.iter().enumerate() {
        if change.to.is_some() && change.organization.is_some() && change.certainty != Certainty::Denied {
            taken.entry(change.person).or_insert(index);
        }
    }
    let mut left = Vec::new();
    for role in roles.iter().filter(|role| role.status == RoleStatus::Outgoing && role.organization.is_some()) {
        let Some(change) = taken.get(&role.person).map(|&index| &changes[index]) else { continue };
        let told = |c: &RoleChange| c.person == role.person && is_post(role, c.from.as_ref(), c.from_slug);
        let near = changes.iter().skip(taken[&role.person].saturating_sub(ROLES)).take(2 * ROLES);
        if change.organization == role.organization || near.chain(&left).any(told) {
            continue;
        }
        left.push(RoleChange {
            organization: role.organization,
            from: Some(role.title.clone()),
            from_slug: role.slug,
            to: None,
            to_slug: None,
            successor: None,
            predecessor: None,
            date: None,
            span: role.span,
            ..change.clone()
        });
    }
    if !left.is_empty() {
        changes.append(&mut left);
        changes.sort_by_key(|c| (c.span.start, c.span.end));
    }
}

/// "Foo's finance chief, Roe, becomes chair of Bar": what is left in one house and taken in another are two changes.
pub(super) fn part_houses(roles: &[Role], changes: &mut Vec<RoleChange>) {
    let mut houses: FxHashMap<EntityId, Vec<&Role>> = FxHashMap::default();
    for role in roles {
        let list = houses.entry(role.person).or_default();
        if list.len() < ROLES {
            list.push(role);
        }
    }
    let mut taken = Vec::new();
    for change in changes.iter_mut().filter(|c| c.from.is_some() && c.to.is_some()) {
        let of = houses.get(&change.person).map_or(&[][..], Vec::as_slice);
        let house = |title: Option<&String>, slug| of.iter().find(|role| is_post(role, title, slug)).and_then(|role| role.organization);
        let left = house(change.from.as_ref(), change.from_slug);
        let new = house(change.to.as_ref(), change.to_slug);
        if left.is_none() || new.is_none() || left == new {
            continue;
        }
        let (to, to_slug) = (change.to.take(), change.to_slug.take());
        let new = RoleChange { from: None, from_slug: None, to, to_slug, organization: new, successor: None, ..change.clone() };
        (change.organization, change.predecessor) = (left, None);
        taken.push(new);
    }
    if !taken.is_empty() {
        changes.append(&mut taken);
        changes.sort_by_key(|c| (c.span.start, c.span.end));
    }
}

/// Whether a role is held in one of the posts of the change.
fn is_side(role: &Role, change: &RoleChange) -> bool {
    is_post(role, change.to.as_ref(), change.to_slug) || is_post(role, change.from.as_ref(), change.from_slug)
}

/// "Roe, until now finance chief, takes over": what is left for the post taken, where both are within one house; `of` are the person's roles.
fn leave_for(document: &Document, interim: &impl Fn(usize) -> bool, roles: &mut [Role], of: &[usize], change: &mut RoleChange) {
    let index = document.sentences.partition_point(|s| s.span.end <= change.span.start);
    let Some(sentence) = document.sentences.get(index) else { return };
    let stays = (sentence.tokens.start..sentence.tokens.end).any(interim);
    let here = |role: &Role| sentence.span.start <= role.span.start && role.span.end <= sentence.span.end;
    // "Until now Roe was finance chief.", told in another sentence.
    let index_of = |role: &Role| document.sentences.partition_point(|s| s.span.end <= role.span.start);
    let near = |role: &Role| here(role) || role.status == RoleStatus::Outgoing && index_of(role).abs_diff(index) <= NEAR;
    let left = |role: &Role| {
        let told = role.status == RoleStatus::Outgoing
            || role.status == RoleStatus::Current && !stays && role.slug.is_some_and(slugs::is_left_for);
        let stone = role.slug.is_some_and(slugs::is_stepping_stone) || role.status == RoleStatus::Outgoing;
        // "the party's leader becomes prime minister" goes on to lead it.
        let party = matches!(role.slug, Some("chief" | "leader" | "party_leader")) && change.to_slug.is_some_and(slugs::is_office);
        let open = !party && stone && (role.organization.is_none() || change.organization.is_none());
        // Offices of a state are one house, wherever they are.
        let state = role.status == RoleStatus::Outgoing && change.to_slug.is_some_and(slugs::is_office);
        // "The portfolio passes to the president": who leads the house stays what he is.
        let head = role.slug == Some("president") && role.organization.is_some() && !change.to_slug.is_some_and(slugs::is_of_firm);
        let house = !head && (state || open || role.organization.is_some() && role.organization == change.organization);
        told && house && near(role) && !is_post(role, change.to.as_ref(), change.to_slug)
    };
    if let Some(&index) = of.iter().find(|&&index| left(&roles[index])) {
        let role = &mut roles[index];
        role.status = RoleStatus::Outgoing;
        role.organization = role.organization.or(change.organization);
        (change.from, change.from_slug) = (Some(role.title.clone()), role.slug);
    }
}
