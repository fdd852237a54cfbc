//! One entity for all forms of a name: surname and full name, acronym and long form, company with and without its legal tail.

use super::candidates::{Candidate, Scene};
use super::names::class;
use super::typing::{self, Evidence};
use crate::facts::EntityType;
use rustc_hash::FxHashMap;

/// All mentions that are written alike (but for case and typography), with what is known of them together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The folded words of the name.
    pub words: Vec<String>,
    /// Evidence for its type, over all mentions.
    pub evidence: Evidence,
    /// Its mentions, in reading order.
    pub mentions: Vec<Candidate>,
}

impl Group {
    pub(super) fn kind(&self) -> EntityType {
        self.evidence.best().0
    }
}

/// Folded words of a candidate; the key of its group.
pub(super) fn words(scene: &Scene<'_>, candidate: &Candidate) -> Vec<String> {
    candidate.tokens.clone().map(|t| scene.document.folded(t).trim_end_matches('.').to_owned()).filter(|w| !w.is_empty()).collect()
}

/// Gathers candidates that are written alike, in order of first mention.
pub(super) fn group(scene: &Scene<'_>, candidates: Vec<Candidate>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_words: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    for candidate in candidates {
        let words = words(scene, &candidate);
        if words.is_empty() {
            continue;
        }
        let index = *by_words.entry(words.clone()).or_insert_with(|| {
            groups.push(Group { words, evidence: typing::of_words(scene, &candidate), mentions: Vec::new() });
            groups.len() - 1
        });
        groups[index].evidence.merge(typing::of_mention(scene, &candidate));
        groups[index].mentions.push(candidate);
    }
    groups
}

/// For each group the group that it is the same thing as (itself where it stands alone). Chains are resolved.
pub(super) fn unite(scene: &Scene<'_>, groups: &mut [Group]) -> Vec<usize> {
    inherit_product(groups);
    let mut parent: Vec<usize> = (0..groups.len()).collect();
    unite_people(scene, groups, &mut parent);
    unite_acronyms(scene, groups, &mut parent);
    unite_short_organizations(scene, groups, &mut parent);
    for index in 0..parent.len() {
        let mut root = index;
        // Links go from shorter to longer names, so that the chain ends.
        while parent[root] != root {
            root = parent[root];
        }
        parent[index] = root;
    }
    parent
}

/// `Claude Code` is a product where `Claude` is one.
fn inherit_product(groups: &mut [Group]) {
    let products: FxHashMap<String, i32> = groups
        .iter()
        .filter(|g| g.words.len() == 1 && g.kind() == EntityType::Product)
        .map(|g| (g.words[0].clone(), g.evidence.of(EntityType::Product)))
        .collect();
    for group in groups.iter_mut().filter(|g| g.words.len() > 1) {
        if let Some(points) = products.get(&group.words[0]) {
            group.evidence.add(EntityType::Product, *points + 4);
        }
    }
}

/// The points a mention has at least where a table knows the name: what it takes to say that a surname told in full before is meant otherwise.
const TABLE: i32 = 8;

/// A surname (or a first name) alone is the person of that name who was last mentioned in full before it, or else the only one after it.
fn unite_people(scene: &Scene<'_>, groups: &[Group], parent: &mut [usize]) {
    let mut by_part: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..) {
        if group.words.len() > 1 && group.kind() == EntityType::Person {
            let parts = [group.words.last(), group.words.first()];
            for part in parts.into_iter().flatten() {
                by_part.entry(part.as_str()).or_default().push(index);
            }
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        let Some(last) = group.words.last() else { continue };
        let Some(holders) = by_part.get(last.as_str()) else { continue };
        let strong_other = [EntityType::Organization, EntityType::Location, EntityType::Product, EntityType::Event, EntityType::Work]
            .into_iter()
            .any(|k| group.evidence.of(k) >= TABLE * i32::try_from(group.mentions.len()).unwrap_or(i32::MAX / TABLE));
        let first = group.mentions[0].tokens.start;
        let fits = |&&holder: &&usize| {
            let full = &groups[holder];
            holder != index
                && full.words.len() > group.words.len()
                && !strong_other
                && (full.words.ends_with(&group.words) || group.words.len() == 1 && full.words[0] == *last && scene.is(first, class::FIRST))
        };
        // Bounded: a text that names more than a few people of one surname does not tell them apart by it alone.
        let before = holders
            .iter()
            .take(16)
            .filter(fits)
            .filter(|&&h| groups[h].mentions[0].tokens.start < first)
            .max_by_key(|&&h| groups[h].mentions[0].tokens.start);
        let mut others = holders.iter().take(16).filter(fits);
        let only = others.next().filter(|_| others.next().is_none());
        if let Some(&holder) = before.or(only) {
            parent[index] = holder;
        }
    }
}

/// `Confédération générale du travail (CGT)`, and an acronym of the initials of a long name anywhere in the text.
fn unite_acronyms(scene: &Scene<'_>, groups: &[Group], parent: &mut [usize]) {
    let mut by_initials: FxHashMap<String, usize> = FxHashMap::default();
    let mut by_start: FxHashMap<usize, usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..) {
        for mention in &group.mentions {
            by_start.insert(mention.tokens.start, index);
        }
        if group.words.len() > 1 && group.kind() != EntityType::Person {
            for initials in initials(scene, &group.mentions[0]) {
                by_initials.entry(initials).or_insert(index);
            }
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        if group.words.len() == 1 && is_acronym(scene, &group.mentions[0]) {
            let letters: String = group.words[0].chars().filter(|c| c.is_alphanumeric()).collect();
            if let Some(&long) = by_initials.get(&letters).filter(|&&l| l != index) {
                parent[index] = long;
                continue;
            }
        }
        // In brackets right behind: `Long Name (LN)`, where the letters come in the order of the name.
        for mention in &group.mentions {
            let (end, text) = (mention.tokens.end, |t: usize| scene.document.tokens.get(t).map_or("", |_| scene.document.token_text(t)));
            if text(end) != "(" || text(end + 2) != ")" {
                continue;
            }
            if let Some(&short) = by_start.get(&(end + 1))
                && short != index
                && groups[short].words.len() == 1
                && groups[short].mentions[0].tokens.len() == 1
                && group.kind() != EntityType::Person
                && letters_in_order(&groups[short].words[0], &group.words)
            {
                parent[short] = index;
            }
        }
    }
}

fn is_acronym(scene: &Scene<'_>, mention: &Candidate) -> bool {
    mention.tokens.len() == 1
        && scene.document.tokens[mention.tokens.start].upper
        && mention.tokens.clone().all(|t| scene.document.token_text(t).chars().count() >= 2)
}

/// Initials of the capitalised words, and of all words but links; folded.
fn initials(scene: &Scene<'_>, mention: &Candidate) -> [String; 2] {
    let initial = |t: usize| scene.document.folded(t).chars().next();
    let tokens = mention.tokens.clone();
    let capitals: String = tokens.clone().filter(|&t| scene.document.tokens[t].capital).filter_map(initial).collect();
    let words: String = tokens.filter(|&t| !scene.is(t, class::ORGANIZATION_LINK)).filter_map(initial).collect();
    [if capitals.chars().count() >= 2 { capitals } else { String::new() }, if words.chars().count() >= 2 { words } else { String::new() }]
}

/// Whether the letters of `acronym` occur in order in the words, the first one at the start.
fn letters_in_order(acronym: &str, words: &[String]) -> bool {
    let long = words.join(" ");
    let mut rest = long.chars();
    let mut letters = acronym.chars().filter(|c| c.is_alphanumeric());
    let starts = letters.next().is_some_and(|first| rest.next() == Some(first));
    starts && letters.all(|letter| rest.any(|c| c == letter))
}

/// `Meta` for `Meta Platforms`, `la Commission` for `la Commission européenne`.
fn unite_short_organizations(scene: &Scene<'_>, groups: &[Group], parent: &mut [usize]) {
    // Of several long names that begin alike, the short form stands for the one that is mentioned most.
    let mut by_first: FxHashMap<&str, usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..) {
        if group.words.len() > 1 && group.kind() == EntityType::Organization {
            let best = by_first.entry(group.words[0].as_str()).or_insert(index);
            if group.mentions.len() > groups[*best].mentions.len() {
                *best = index;
            }
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        if group.words.len() != 1 || parent[index] != index {
            continue;
        }
        let Some(&long) = by_first.get(group.words[0].as_str()) else { continue };
        let mention = &groups[long].mentions[0];
        let tail = (mention.tokens.start + 1..mention.tokens.end).all(|t| scene.is(t, class::ORGANIZATION_TAIL));
        let head = scene.is(mention.tokens.start, class::ORGANIZATION_HEAD);
        let same_type = matches!(group.kind(), EntityType::Organization) || head;
        if same_type && (tail || head) && long != index {
            parent[index] = long;
        }
    }
}
