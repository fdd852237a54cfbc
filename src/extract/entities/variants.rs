//! Other names of one thing that are not short for it: renamed, told by its owner, with an acronym at its head.

use super::candidates::Scene;
use super::class;
use super::link::{Group, Parents, letters_in_order};
use crate::facts::EntityType;
use rustc_hash::FxHashMap;

/// How many names with the same end are compared with each other.
const MOST: usize = 16;

/// Unites the groups that the text says are one thing.
pub(super) fn unite(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    unite_renamed(scene, groups, parents);
    unite_owned(scene, groups, parents);
    unite_headed(scene, groups, parents);
}

/// `Brightwater (formerly Altria Foods)`, `Kerlin, anciennement Valbrune,`: the old name and the new one.
fn unite_renamed(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let document = scene.document;
    let starts = || groups.iter().zip(0..).flat_map(|(g, i)| g.mentions.iter().map(move |m| (m.tokens.start, (m.tokens.end, i))));
    let by_start: FxHashMap<usize, (usize, usize)> = starts().collect();
    for (group, index) in groups.iter().zip(0..) {
        for mention in &group.mentions {
            let mark = mention.tokens.end;
            let bracket = document.token_text(mark) == "(";
            let phrase = if bracket || document.token_text(mark) == "," { scene.names.renamed_at(document, mark + 1) } else { None };
            let Some(length) = phrase else { continue };
            let behind = mark + 1 + length;
            let article = usize::from(scene.is(behind, class::FUNCTION) && !by_start.contains_key(&behind));
            let Some(&(end, other)) = by_start.get(&(behind + article)) else { continue };
            let ends: &[&str] = if bracket { &[")", ","] } else { &[",", ".", ";", ")"] };
            let closed = ends.contains(&document.token_text(end));
            let (kind, other_kind) = (group.kind(), groups[other].kind());
            // `Lea Roe (formerly Nordal)`: where somebody worked; `Lyon, maintenant Paris,`: where one is. A firm was never a person.
            let named = groups[other].words.len() > 1 && scene.is(behind + article, class::FIRST);
            let person = |kind: EntityType| kind == EntityType::Person;
            let place = |kind: EntityType| kind == EntityType::Location;
            let alike = place(kind) == place(other_kind) && (person(kind) == person(other_kind) || person(other_kind) && !named);
            if closed && alike && (bracket || !place(kind)) {
                parents.link(other, index);
            }
        }
    }
}

/// `Nordal's Compass` for `Nordal Compass`.
fn unite_owned(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let mut whole: FxHashMap<(&str, &[String]), usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..).filter(|(g, _)| g.kind() != EntityType::Person) {
        if let [owner, rest @ ..] = group.words.as_slice()
            && !rest.is_empty()
        {
            whole.entry((owner, rest)).or_insert(index);
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        let owner = |start: usize| match start.checked_sub(2) {
            Some(owner) if scene.document.folded(start - 1) == "'s" => Some(scene.document.folded(owner)),
            _ => None,
        };
        let found = group.mentions.iter().find_map(|m| whole.get(&(owner(m.tokens.start)?, group.words.as_slice())));
        if let Some(&found) = found {
            parents.link(index, found);
        }
    }
}

/// `Compass` at token `at`, behind `Nordal's`, where `by_words` has `nordal compass`: the length in tokens and the number of the name.
pub(super) fn owned_at(scene: &Scene<'_>, by_words: &FxHashMap<String, usize>, at: usize) -> Option<(usize, usize)> {
    let document = scene.document;
    let owner = at.checked_sub(2).filter(|_| document.tokens[at].capital && document.folded(at - 1) == "'s")?;
    by_words.get(&format!("{} {}", document.folded(owner), document.folded(at))).map(|&index| (1, index))
}

/// `NBA Sailing Trust` for `National Boat Association Sailing Trust`: the same words behind an acronym and behind what it is short for.
fn unite_headed(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let mut long: FxHashMap<&[String], Vec<usize>> = FxHashMap::default();
    let named = || groups.iter().zip(0..).filter(|(g, _)| g.kind() != EntityType::Person && g.words.len() > 2);
    for (group, index) in named() {
        long.entry(&group.words[group.words.len() - 2..]).or_default().push(index);
    }
    for (group, index) in named() {
        let first = group.mentions[0].tokens.start;
        if !scene.document.tokens[first].upper || group.words[0].chars().count() < 2 {
            continue;
        }
        let (acronym, tail) = (&group.words[0], &group.words[1..]);
        let is_whole = |other: &&usize| match groups[**other].words.strip_suffix(tail) {
            Some(head) => head.len() > 1 && letters_in_order(acronym, head),
            None => false,
        };
        let alike = long.get(&group.words[group.words.len() - 2..]).map_or(&[][..], Vec::as_slice);
        if let Some(&whole) = alike.iter().take(MOST).find(is_whole) {
            parents.link(index, whole);
        }
    }
}
