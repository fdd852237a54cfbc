//! One entity for all forms of a name: surname and full name, acronym and long form, company with and without its legal tail.

use super::candidates::{Candidate, Scene};
use super::class;
use super::evidence::Evidence;
use super::people::{self, is_place};
use super::typing;
use super::variants;
use crate::facts::EntityType;
use crate::language::Language;
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
    let last = candidate.tokens.end.saturating_sub(1);
    let text = |t: usize| {
        let whole = scene.document.folded(t);
        if candidate.compound && t == last { whole.rsplit_once('-').map_or(whole, |(name, _)| name) } else { whole }
    };
    candidate.tokens.clone().map(|t| text(t).trim_end_matches('.').to_owned()).filter(|w| !w.is_empty()).collect()
}

/// The most words of a name that an acronym is compared with.
const LONGEST: usize = 6;

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
    let mut parents = Parents((0..groups.len()).collect());
    people::unite(scene, groups, &mut parents);
    unite_aliases(scene, groups, &mut parents);
    variants::unite(scene, groups, &mut parents);
    unite_genitives(scene, groups, &mut parents);
    unite_articles(scene, groups, &mut parents);
    unite_landmarks(scene, groups, &mut parents);
    unite_acronyms(scene, groups, &mut parents);
    unite_short_organizations(scene, groups, &mut parents);
    unite_parts(scene, groups, &mut parents);
    (0..groups.len()).map(|index| parents.root(index)).collect()
}

/// For each group the one that it was found to be the same as.
pub(super) struct Parents(Vec<usize>);

impl Parents {
    fn root(&self, index: usize) -> usize {
        let mut root = index;
        while self.0[root] != root {
            root = self.0[root];
        }
        root
    }

    pub(super) fn is_root(&self, index: usize) -> bool {
        self.0[index] == index
    }

    /// Makes `index`, if it has no other yet, the same as `other`.
    pub(super) fn link(&mut self, index: usize, other: usize) {
        let other = self.root(other);
        if other != index && self.is_root(index) {
            self.0[index] = other;
        }
    }
}

/// `Lindners` for `Lindner`: where a genitive is written without an apostrophe and the text has the name without it too.
fn unite_genitives(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    if !scene.document.language.is_some_and(Language::capitalises_nouns) {
        return;
    }
    let mut by_last: FxHashMap<&str, usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..) {
        if let (Some(last), true) = (group.words.last(), group.words.len() == 1 || group.kind() == EntityType::Person) {
            by_last.entry(last).or_insert(index);
        }
    }
    for (group, index) in groups.iter().zip(0..).filter(|(g, _)| g.words.len() == 1) {
        if let Some(&plain) = group.words[0].strip_suffix('s').filter(|w| w.len() > 2).and_then(|w| by_last.get(w)) {
            parents.link(index, plain);
        }
    }
}

/// `Le Phare` and `au Phare`, `The Herald` and `Herald reporters`: the same name with its article and without.
fn unite_articles(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let article = |word: &str| scene.names.classes(word) & class::FUNCTION != 0 && word.chars().count() <= 3;
    let mut bare: FxHashMap<&[String], usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..).filter(|(g, _)| g.kind() != EntityType::Person) {
        if let Some((_, rest)) = group.words.split_first().filter(|(first, rest)| !rest.is_empty() && article(first)) {
            bare.entry(rest).or_insert(index);
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        let same = |whole: &&usize| group.kind() == groups[**whole].kind() || group.words.len() > 1 && group.kind() != EntityType::Person;
        if let Some(&whole) = bare.get(group.words.as_slice()).filter(same) {
            parents.link(index, whole);
        }
    }
}

/// `mer Noire` and a place that is called by the last part alone.
fn unite_landmarks(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let places = |(group, _): &(&Group, usize)| group.kind() == EntityType::Location;
    let names: FxHashMap<&[String], usize> = groups.iter().zip(0..).filter(places).map(|(g, i)| (g.words.as_slice(), i)).collect();
    // `Storm Edith … Edith`.
    let storm = |g: &Group| g.words.len() > 1 && scene.names.classes(&g.words[0]) & class::NAMED_EVENT != 0;
    let storms: FxHashMap<&[String], usize> =
        groups.iter().zip(0..).filter(|(g, _)| g.kind() == EntityType::Event && storm(g)).map(|(g, i)| (&g.words[1..], i)).collect();
    for (group, index) in groups.iter().zip(0..) {
        if let Some(&storm) = storms.get(group.words.as_slice()) {
            parents.link(index, storm);
        }
    }
    for (group, index) in groups.iter().zip(0..).filter(places).filter(|(g, _)| scene.names.is_landmark(&g.words)) {
        if let Some(&name) = names.get(&group.words[1..]) {
            parents.link(name, index);
        }
    }
}

/// `USA` and `United States`: a table says that they are one; the longest name of the text leads.
fn unite_aliases(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let mut things: FxHashMap<usize, usize> = FxHashMap::default();
    let length = |index: usize| groups[index].words.iter().map(String::len).sum::<usize>();
    let named: Vec<(usize, usize)> = groups.iter().zip(0..).filter_map(|(g, i)| Some((scene.names.thing(&g.words)?, i))).collect();
    for &(thing, index) in &named {
        let leader = things.entry(thing).or_insert(index);
        if length(index) > length(*leader) {
            *leader = index;
        }
    }
    for (thing, index) in named {
        if let Some(&leader) = things.get(&thing) {
            parents.link(index, leader);
        }
    }
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

/// `Confédération générale du travail (CGT)`, and an acronym of the initials of a long name anywhere in the text.
fn unite_acronyms(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
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
    for (group, index) in groups.iter().zip(0..).filter(|(g, _)| g.kind() != EntityType::Person) {
        // In brackets right behind: `Long Name (LN)`, where the letters come in the order of the name.
        for mention in &group.mentions {
            let (end, text) = (mention.tokens.end, |t: usize| scene.document.tokens.get(t).map_or("", |_| scene.document.token_text(t)));
            if text(end) != "(" || text(end + 2) != ")" {
                continue;
            }
            if let Some(&short) = by_start.get(&(end + 1))
                && groups[short].words.len() == 1
                && groups[short].mentions[0].tokens.len() == 1
                && letters_in_order(&groups[short].words[0], &group.words)
            {
                parents.link(short, index);
            }
        }
    }
    let compounds = matches!(scene.document.language, Some(Language::De | Language::Nl));
    for (group, index) in groups.iter().zip(0..) {
        if compounds && group.words.len() == 1 && is_acronym(scene, &group.mentions[0]) && group.kind() != EntityType::Person {
            unite_compound(groups, index, parents);
        }
        if group.words.len() == 1 && is_acronym(scene, &group.mentions[0]) {
            let letters: String = group.words[0].chars().filter(|c| c.is_alphanumeric()).collect();
            // `AP` is no `Andhra Pradesh` where a table knows it for a firm.
            let mention = &group.mentions[0].tokens;
            let known = scene.names.known_at(scene.document, mention.start, mention.end).map(|(_, kind)| kind);
            let fits = |long: &&usize| known.is_none_or(|kind| kind == groups[**long].kind());
            if let Some(&long) = by_initials.get(&letters).filter(fits) {
                parents.link(index, long);
            }
        }
    }
}

/// `VMP` for `Vrije Middenpartij`: the initials of a name whose last word is a compound, where only one name of the text fits.
fn unite_compound(groups: &[Group], index: usize, parents: &mut Parents) {
    let acronym = &groups[index].words[0];
    let fits = |words: &[String]| {
        let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
        let longer = acronym.chars().count() == initials.chars().count() + 1;
        words.len() > 1 && longer && acronym.starts_with(&initials) && letters_in_order(acronym, words)
    };
    // Bounded by the few names that begin with its letter.
    let mut long = groups.iter().zip(0..).filter(|(g, i)| *i != index && g.words.len() <= LONGEST && fits(&g.words)).map(|(_, i)| i);
    if let (Some(whole), None) = (long.next(), long.next()) {
        parents.link(index, whole);
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
pub(super) fn letters_in_order(acronym: &str, words: &[String]) -> bool {
    let long = words.join(" ");
    let mut rest = long.chars();
    let mut letters = acronym.chars().filter(|c| c.is_alphanumeric());
    let starts = letters.next().is_some_and(|first| rest.next() == Some(first));
    starts && letters.all(|letter| rest.any(|c| c == letter))
}

/// `Meta` for `Meta Platforms`, `la Commission` for `la Commission européenne`.
fn unite_short_organizations(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    // `Kervalet` for `FC Kervalet`.
    let mut clubs: FxHashMap<&str, usize> = FxHashMap::default();
    for (group, index) in groups.iter().zip(0..).filter(|(g, _)| g.kind() == EntityType::Organization && is_club(scene, g)) {
        clubs.entry(group.words[1].as_str()).or_insert(index);
    }
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
        if group.words.len() != 1 || !parents.is_root(index) {
            continue;
        }
        let place = is_place(scene, group);
        let known = |g: &Group| scene.names.known_at(scene.document, g.mentions[0].tokens.start, g.mentions[0].tokens.end).is_some();
        if let Some(&long) = by_first.get(group.words[0].as_str()) {
            let mention = &groups[long].mentions[0];
            let tail = (mention.tokens.start + 1..mention.tokens.end).all(|t| scene.is(t, class::ORGANIZATION_TAIL));
            let head = scene.is(mention.tokens.start, class::ORGANIZATION_HEAD);
            let same_type = matches!(group.kind(), EntityType::Organization) || head;
            // `Harlow` behind `Harlow Rail`: the text goes on with the first word, which is no known name by itself.
            let later = mention.tokens.start < group.mentions[0].tokens.start && !head && !place && !known(group);
            if same_type && (tail || head) || later {
                parents.link(index, long);
            }
        } else if let Some(&long) = clubs.get(group.words[0].as_str())
            && !place
            && !known(group)
        {
            parents.link(index, long);
        }
    }
}

/// `Reserve Bank` for `Reserve Bank of Tarvia`, `Browns` for `Cleveland Browns`: an organisation's name without what it is for and
/// without the place that it begins with, where only one name of the text has such a part.
fn unite_parts(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let mut parts: FxHashMap<&[String], Option<usize>> = FxHashMap::default();
    let mut add = |part, index: usize| {
        parts.entry(part).and_modify(|other| *other = other.filter(|o| *o == index)).or_insert(Some(index));
    };
    for (group, index) in groups.iter().zip(0..) {
        let Some(tokens) = group.mentions.first().map(|m| m.tokens.clone()) else { continue };
        // Words and tokens are the same but for marks, which no such part has.
        if group.kind() != EntityType::Organization || group.words.len() != tokens.len() || tokens.len() < 2 {
            continue;
        }
        let link = |t: &usize| scene.is(*t, class::ORGANIZATION_LINK) && !scene.document.tokens[*t].capital;
        if let Some(at) = tokens.clone().find(link).filter(|at| *at > tokens.start + 1) {
            add(&group.words[..at - tokens.start], index);
        }
        if let Some(length) = scene.names.place_at(scene.document, tokens.start, tokens.end).filter(|length| *length < tokens.len()) {
            add(&group.words[length..], index);
        } else if scene.sport && scene.is(tokens.end - 1, class::CLUB_TAIL) {
            add(&group.words[tokens.len() - 1..], index);
        }
    }
    for (group, index) in groups.iter().zip(0..) {
        let known = |m: &Candidate| scene.names.known_at(scene.document, m.tokens.start, m.tokens.end).is_some();
        let apart = group.kind() == EntityType::Person || group.mentions.first().is_some_and(known);
        if let Some(&Some(whole)) = parts.get(group.words.as_slice()).filter(|_| !apart && parents.is_root(index)) {
            parents.link(index, whole);
        }
    }
}

/// Whether a name is a short run of capitals and one word more, as the names of clubs are (`FC Kervalet`).
pub(super) fn is_club(scene: &Scene<'_>, group: &Group) -> bool {
    let first = group.mentions.first().map(|m| scene.document.tokens[m.tokens.start]);
    // `BBC News`: a noun is no town.
    let noun = class::NEWSPAPER | class::ORGANIZATION_TAIL | class::ORGANIZATION_HEAD | class::ORGANIZATION_NOUN;
    let town = |word: &String| scene.names.classes(word) & noun == 0;
    group.words.len() == 2 && first.is_some_and(|t| t.upper && t.span.len() <= 4) && group.words.last().is_some_and(town)
}
