//! Titles that name no post ("à la tête du musée"): the post of who leads the same house, where the text names it elsewhere; and posts by
//! their own names ("la présidence"), where the text has the title of their holders too.

use super::assemble::{ChangeDraft, RoleDraft};
use super::changes::Post;
use super::slugs;
use super::titles::{PREPOSITION, Titles};
use crate::document::fold;
use crate::facts::EntityId;
use rustc_hash::FxHashMap;

/// Whether any of `roles` has such a title.
pub(super) fn is_any(titles: &Titles, roles: &[RoleDraft]) -> bool {
    roles.iter().any(|draft| is_draft(titles, draft) || is_nominal(titles, &draft.folded))
}

/// Gives such titles of `roles` and `changes` their names, from other roles and from the `posts` that were told without a holder; `borne`
/// gives a post the form in which somebody bears it.
pub(super) fn name(
    titles: &Titles,
    (roles, changes): (&mut [RoleDraft], &mut [ChangeDraft]),
    posts: &[Post],
    borne: impl Fn(EntityId, Post) -> Post,
) {
    let nameless = |title: &str| is_nameless(titles, &fold(title));
    let held = roles.iter().map(|draft| &draft.role);
    let held = held.map(|role| Post { title: role.title.clone(), slug: role.slug, organization: role.organization });
    let mut heads: FxHashMap<EntityId, Option<Post>> = FxHashMap::default();
    for post in posts.iter().cloned().chain(held).filter(|post| post.slug.is_some_and(slugs::is_head) && !nameless(&post.title)) {
        let Some(house) = post.organization else { continue };
        let slug = post.slug;
        let known = heads.entry(house).or_insert_with(|| Some(post));
        // Who is meant of a chairman and a chief executive nobody can tell.
        known.take_if(|known| known.slug != slug);
    }
    // By house and what it is: the title of the holder.
    let mut borne_titles: FxHashMap<(Option<EntityId>, &'static str), Post> = FxHashMap::default();
    for role in roles.iter().filter(|draft| !is_nominal(titles, &draft.folded)).map(|draft| &draft.role) {
        let Some(slug) = role.slug.filter(|_| !nameless(&role.title)) else { continue };
        let post = Post { title: role.title.clone(), slug: role.slug, organization: role.organization };
        borne_titles.entry((role.organization, slug)).or_insert(post);
    }
    let holder = |person: EntityId, title: &str, slug: Option<&'static str>, house: Option<EntityId>| {
        let post = slug.filter(|_| is_nominal(titles, &fold(title))).and_then(|slug| borne_titles.get(&(house, slug)));
        post.map(|post| borne(person, post.clone()).title)
    };
    let head = |house: Option<EntityId>| house.and_then(|id| heads.get(&id)).and_then(Option::as_ref);
    for draft in roles.iter_mut().filter(|draft| is_draft(titles, draft)) {
        if let Some(post) = head(draft.role.organization).map(|post| borne(draft.role.person, post.clone())) {
            draft.folded = fold(&post.title);
            (draft.role.title, draft.role.slug) = (post.title, post.slug);
        }
    }
    for draft in roles.iter_mut() {
        let role = &mut draft.role;
        if let Some(title) = holder(role.person, &role.title, role.slug, role.organization) {
            draft.folded = fold(&title);
            role.title = title;
        }
    }
    for change in changes.iter_mut().map(|draft| &mut draft.change) {
        let (person, house) = (change.person, change.organization);
        let told = |title: &Option<String>, slug| title.as_ref().and_then(|title| holder(person, title, slug, house));
        let (from, to) = (told(&change.from, change.from_slug), told(&change.to, change.to_slug));
        change.from = from.or(change.from.take());
        change.to = to.or(change.to.take());
        let Some(post) = head(change.organization).map(|post| borne(change.person, post.clone())) else { continue };
        if change.to.as_deref().is_some_and(nameless) {
            (change.to, change.to_slug) = (Some(post.title.clone()), post.slug);
        }
        if change.from.as_deref().is_some_and(nameless) {
            (change.from, change.from_slug) = (Some(post.title), post.slug);
        }
    }
}

/// Whether a folded title is the name of a post, not of who holds it.
fn is_nominal(titles: &Titles, title: &str) -> bool {
    let first = title.split(' ').next().unwrap_or_default();
    titles.word(first).is_some_and(|(_, known)| known.nominal && !leads(known.slug))
}

/// Whether a role has such a title.
fn is_draft(titles: &Titles, draft: &RoleDraft) -> bool {
    draft.role.slug.is_none_or(leads) && is_nameless(titles, &draft.folded)
}

/// Whether a slug is one of those that such titles have.
fn leads(slug: &str) -> bool {
    matches!(slug, "leader" | "chief")
}

/// "à la tête", "tête": whether a folded title only tells that somebody leads.
fn is_nameless(titles: &Titles, title: &str) -> bool {
    let first = title.split(' ').next().unwrap_or_default();
    titles.lexis.know(first).is(PREPOSITION) || titles.word(title).is_some_and(|(_, known)| known.nominal && leads(known.slug))
}
