//! Named entities: mentions from the sequence labeller and from rules, a type for each name over the whole article, and one
//! identity for all forms of a name.

mod borders;
mod candidates;
mod class;
mod class_noun;
mod compounds;
mod contexts;
mod evidence;
mod guilds;
mod headed;
mod holders;
mod link;
mod merge;
mod names;
mod neighbours;
mod people;
mod plain;
mod quoted;
mod typing;
mod variants;

use crate::document::{BlockKind, Document, Span};
use crate::facts::{Entities, Entity, EntityType};
use crate::language::Language;
use crate::model::Models;
use candidates::{Candidate, Scene};
use evidence::Evidence;
use link::Group;
use rustc_hash::FxHashMap;

/// The longest name, in tokens, that is looked for again where capitals say nothing.
const LONGEST_NAME: usize = 6;

/// The entities of `document`, where `titled` tells for each token whether it ends a title that persons bear.
pub fn find(document: &Document, models: &Models, titled: &[bool]) -> Entities {
    let scene = Scene::new(document, titled);
    let reading = models.read(document);
    let rules = candidates::find(&scene);
    let candidates = merge::merge(&scene, &reading, rules);
    let mut groups = link::group(&scene, candidates);
    again(&scene, &mut groups);
    let parents = link::unite(&scene, &mut groups);
    Entities::new(build(&scene, &groups, &parents))
}

/// Looks for the names found so far where the rules could not tell them: in headlines set in capitals, at the start of sentences.
fn again(scene: &Scene<'_>, groups: &mut Vec<Group>) {
    let mut by_words: FxHashMap<String, usize> = groups.iter().zip(0..).map(|(g, i)| (g.words.join(" "), i)).collect();
    for index in 0..groups.len() {
        if let Some(word) = short_form(scene, &groups[index]) {
            by_words.entry(word.clone()).or_insert_with(|| {
                groups.push(Group { words: vec![word], evidence: Evidence::default(), mentions: Vec::new() });
                groups.len() - 1
            });
        }
    }
    let mut taken = vec![false; scene.document.tokens.len()];
    for mention in groups.iter().flat_map(|g| &g.mentions) {
        taken[mention.tokens.clone()].fill(true);
    }
    for sentence in &scene.document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found = (!taken[at] && scene.document.tokens[at].capital)
                .then(|| longest(scene, &by_words, at, sentence.tokens.end, &taken))
                .flatten()
                .filter(|&(length, index)| written_alike(scene, &groups[index], at, length));
            let found = found.or_else(|| (!taken[at]).then(|| variants::owned_at(scene, &by_words, at)).flatten());
            let compound = found.is_none();
            let found = found.or_else(|| (!taken[at]).then(|| within(scene, &by_words, at)).flatten());
            let Some((length, index)) = found else {
                at += 1;
                continue;
            };
            groups[index].mentions.push(Candidate { compound, ..Candidate::new(at..at + length, None) });
            at += length;
        }
    }
    groups.retain(|g| !g.mentions.is_empty());
    for group in groups {
        group.mentions.sort_by_key(|m| m.tokens.start);
    }
}

/// The word by which a text goes on after a longer name: a surname, the first word of a company, the town of a club.
fn short_form(scene: &Scene<'_>, group: &Group) -> Option<String> {
    let tokens = group.mentions.first()?.tokens.clone();
    let word = match group.kind() {
        _ if group.words.len() < 2 => None,
        EntityType::Person => group.words.last(),
        EntityType::Organization if link::is_club(scene, group) => group.words.last(),
        EntityType::Organization if tokens.clone().skip(1).all(|t| scene.is(t, class::ORGANIZATION_TAIL)) => group.words.first(),
        _ => None,
    };
    word.filter(|w| w.len() > 3 && scene.names.classes(w) & (class::FUNCTION | class::ORGANIZATION_HEAD | class::DEMONYM) == 0).cloned()
}

/// The longest name of `by_words` at token `at`.
fn longest(scene: &Scene<'_>, by_words: &FxHashMap<String, usize>, at: usize, end: usize, taken: &[bool]) -> Option<(usize, usize)> {
    let reach = LONGEST_NAME.min(end - at);
    (1..=reach).rev().find_map(|length| {
        if taken[at..at + length].contains(&true) {
            return None;
        }
        let words = link::words(scene, &Candidate::new(at..at + length, None));
        by_words.get(&words.join(" ")).map(|&index| (length, index))
    })
}

/// Whether the words behind the first of the `length` at token `at` have capitals where the name has them (`The times` is no `The Times`).
fn written_alike(scene: &Scene<'_>, group: &Group, at: usize, length: usize) -> bool {
    let Some(name) = group.mentions.first().filter(|m| m.tokens.len() == length && !scene.is_shouting(at)) else { return true };
    let capital = |t: usize| scene.document.tokens[t].capital;
    name.tokens.clone().skip(1).zip(at + 1..).all(|(known, here)| !capital(known) || capital(here))
}

/// The name of `by_words` that a compound at token `at` begins with (`Nordal-Chef`).
fn within(scene: &Scene<'_>, by_words: &FxHashMap<String, usize>, at: usize) -> Option<(usize, usize)> {
    let (first, _) = compounds::split(scene, at)?;
    by_words.get(first).map(|&index| (1, index))
}

/// Entities out of the united groups, in order of first mention.
fn build(scene: &Scene<'_>, groups: &[Group], parents: &[usize]) -> Vec<Entity> {
    let document = scene.document;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (index, &root) in parents.iter().enumerate() {
        members[root].push(index);
    }
    let mut list: Vec<Entity> = Vec::new();
    for (root, members) in members.iter().enumerate() {
        if members.is_empty() {
            continue;
        }
        let mut evidence = groups[root].evidence;
        let person = evidence.best().0 == EntityType::Person;
        let mut mentions: Vec<Span> = Vec::new();
        for &member in members {
            let other = groups[member].evidence;
            // `Owen Phoenix … Phoenix`: that a town has the name of a person says nothing of the person.
            let town = person && groups[member].kind() == EntityType::Location;
            if member != root && !town {
                evidence.merge(if person { other.once() } else { other });
            }
            mentions.extend(groups[member].mentions.iter().map(|m| m.span(document)));
        }
        mentions.sort_unstable();
        let mut forms: Vec<String> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        for &span in &mentions {
            let form = document.slice(span);
            if seen.insert(form) {
                forms.push(form.to_owned());
            }
        }
        let name = without_genitive(scene, &groups[root], document.slice(groups[root].mentions[0].span(document))).to_owned();
        list.push(Entity { name, kind: evidence.best().0, forms, mentions, salience: 0.0 });
    }
    list.sort_by_key(|e| e.mentions[0]);
    weigh_salience(document, &mut list);
    list
}

/// `Luxemburg` of `Luxemburgs`: the `name` of a place that a table knows, where the text has its German genitive alone.
fn without_genitive<'a>(scene: &Scene<'_>, group: &Group, name: &'a str) -> &'a str {
    let german = scene.document.language == Some(Language::De) && group.words.len() == 1;
    let plain = name.strip_suffix('s').filter(|_| german && scene.names.known_word(&group.words[0]).is_none());
    let known = |folded: &str| scene.names.known_word(folded) == Some(EntityType::Location);
    plain.filter(|_| group.words[0].strip_suffix('s').is_some_and(known)).unwrap_or(name)
}

/// Salience by how often and how early a name is given; a name in the title counts three times, one in the first tenth twice.
fn weigh_salience(document: &Document, list: &mut [Entity]) {
    let early = document.text.len() / 10;
    let weight = |span: &Span| -> f64 {
        match document.blocks[document.block_at(span.start)].kind {
            BlockKind::Title => 3.0,
            BlockKind::Subtitle => 2.0,
            _ if span.start <= early => 2.0,
            _ => 1.0,
        }
    };
    let total: f64 = list.iter().flat_map(|e| &e.mentions).map(weight).sum();
    for entity in list {
        entity.salience = entity.mentions.iter().map(weight).sum::<f64>() / total;
    }
}
