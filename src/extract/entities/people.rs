//! One entity for all forms of a person's name: surname and full name, with and without second names, accents and Arabic articles.

use super::candidates::{Candidate, Scene};
use super::class;
use super::link::{Group, Parents};
use crate::facts::EntityType;
use rustc_hash::FxHashMap;

/// The points a mention has at least where a table knows the name: what it takes to say that a surname told in full before is meant otherwise.
const TABLE: i32 = 8;

/// By how many points an organisation must be more likely than a person to be kept apart from a person of that name.
const COMPANY: i32 = 12;

/// How many people of one name are looked at: a text that names more of one surname does not tell them apart by it alone.
const MOST: usize = 16;

/// People by the words of their names, without accents.
struct People {
    /// By surname and first name.
    by_end: FxHashMap<String, Vec<usize>>,
    /// By any other word that may be a surname (`Duarte` for `Liz Duarte Meza`).
    by_inner: FxHashMap<String, Vec<usize>>,
}

impl People {
    fn new(scene: &Scene<'_>, groups: &[Group]) -> Self {
        let mut people = Self { by_end: FxHashMap::default(), by_inner: FxHashMap::default() };
        for (group, index) in groups.iter().zip(0..) {
            let [first, inner @ .., last] = group.words.as_slice() else { continue };
            if group.kind() != EntityType::Person {
                continue;
            }
            for part in [last, first] {
                people.by_end.entry(key(part)).or_default().push(index);
            }
            let plain = class::FIRST | class::PARTICLE | class::FUNCTION | class::HONORIFIC | class::TITLE;
            for part in inner.iter().filter(|w| w.chars().count() > 2 && scene.names.classes(w) & plain == 0) {
                people.by_inner.entry(key(part)).or_default().push(index);
            }
        }
        people
    }
}

/// A surname (or a first name) alone is the person of that name who was last mentioned in full before it, or else the only one after it.
pub(super) fn unite(scene: &Scene<'_>, groups: &[Group], parents: &mut Parents) {
    let people = People::new(scene, groups);
    for (group, index) in groups.iter().zip(0..) {
        let Some(last) = group.words.last() else { continue };
        let ends = people.by_end.get(&key(last)).map_or(&[][..], Vec::as_slice);
        let inner = people.by_inner.get(&key(last)).map_or(&[][..], Vec::as_slice);
        if ends.is_empty() && inner.is_empty() || is_other(scene, groups, group, ends) {
            continue;
        }
        let first = group.mentions[0].tokens.start;
        let given = scene.is(first, class::FIRST) || group.kind() == EntityType::Person;
        // `Sanabria Quiroga … Sanabria`, taken for a place: no first name at all.
        let surnames = |full: &Group| {
            let told = full.mentions[0].tokens.start < first && full.words.len() == 2;
            told && group.kind() == EntityType::Location && scene.names.classes(&full.words[0]) & class::FIRST == 0
        };
        let opens = |full: &Group| group.words.len() == 1 && key(&full.words[0]) == key(last) && (given || surnames(full));
        let at_end = |full: &Group| is_end(full, group) || opens(full);
        let within = |full: &Group| group.words.len() == 1 && !is_end(full, group);
        let found = choose(groups, ends, index, at_end).or_else(|| choose(groups, inner, index, within));
        if let Some(holder) = found {
            parents.link(index, holder);
        }
    }
    unite_full_names(groups, parents);
}

/// Of the `holders` that fit, the one who was last mentioned in full before the name at `index`, or else the only one.
fn choose(groups: &[Group], holders: &[usize], index: usize, fits: impl Fn(&Group) -> bool) -> Option<usize> {
    let group = &groups[index];
    let start = |h: usize| groups[h].mentions[0].tokens.start;
    let fits = |h: &usize| *h != index && groups[*h].words.len() > group.words.len() && fits(&groups[*h]);
    let before = holders.iter().take(MOST).copied().filter(fits).filter(|h| start(*h) < start(index)).max_by_key(|h| start(*h));
    let mut others = holders.iter().take(MOST).copied().filter(fits);
    let only = others.next().filter(|_| others.next().is_none());
    before.or(only)
}

/// Whether the words of a short name are the last ones of a full name.
fn is_end(full: &Group, short: &Group) -> bool {
    let pairs = full.words.iter().rev().zip(short.words.iter().rev());
    short.words.len() < full.words.len() && pairs.into_iter().all(|(a, b)| a == b || key(a) == key(b))
}

/// Whether a name that may be somebody's surname means something else here: a firm, a product, a place.
fn is_other(scene: &Scene<'_>, groups: &[Group], group: &Group, holders: &[usize]) -> bool {
    let evidence = group.evidence.once();
    let strong_other = [EntityType::Organization, EntityType::Product, EntityType::Event, EntityType::Work]
        .into_iter()
        .any(|k| evidence.of(k) >= TABLE * i32::try_from(group.mentions.len()).unwrap_or(i32::MAX / TABLE));
    // A company that bears its founder's name: the words around it say organisation far more than person.
    let company = evidence.of(EntityType::Organization) >= evidence.of(EntityType::Person) + COMPANY;
    let first = group.mentions[0].tokens.start;
    // `Owen Phoenix … Phoenix said`: a surname told in full before is no town unless something says so.
    let told = holders.iter().take(MOST).any(|&h| is_end(&groups[h], group) && groups[h].mentions[0].tokens.start < first);
    let place = if told { is_led_place(scene, group) } else { is_place(scene, group) };
    strong_other || company || place
}

/// `Liz Duarte` for `Liz Paola Duarte Meza`: people with the same first name, the words of one among those of the other in order.
fn unite_full_names(groups: &[Group], parents: &mut Parents) {
    let mut by_first: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let people = || groups.iter().zip(0..).filter(|(g, _)| g.words.len() > 1 && g.kind() == EntityType::Person);
    for (group, index) in people() {
        by_first.entry(key(&group.words[0])).or_default().push(index);
    }
    for (group, index) in people() {
        let Some(alike) = by_first.get(&key(&group.words[0])) else { continue };
        let longer = |h: &usize| groups[*h].words.len() > group.words.len();
        let same = |h: &usize| groups[*h].words.len() == group.words.len() && *h < index;
        let fits = |h: &usize| (longer(h) || same(h)) && is_among(&group.words, &groups[*h].words);
        let holders = || alike.iter().take(MOST).copied().filter(fits);
        // Of several the fullest, where the others are short for it too.
        let Some(fullest) = holders().max_by_key(|h| groups[*h].words.len()) else { continue };
        if holders().all(|h| h == fullest || is_among(&groups[h].words, &groups[fullest].words)) {
            parents.link(index, fullest);
        }
    }
}

/// Whether the words of `short` are among those of `long`, in order.
fn is_among(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| key(word) == key(other)))
}

/// Whether a mention of a name stands behind the preposition of a place.
fn is_led_place(scene: &Scene<'_>, group: &Group) -> bool {
    let led = |m: &Candidate| m.tokens.start.checked_sub(1).is_some_and(|t| scene.is(t, class::LOCATION_PREPOSITION));
    is_place(scene, group) && group.mentions.iter().any(led)
}

/// Whether a short name is a place although a longer name of the text has it as a part: a table knows it, or most of its mentions stand
/// behind the preposition of a place. That a list knows a town of that name is not enough (`Stefano Lodi`, `Harrow Rail`).
pub(super) fn is_place(scene: &Scene<'_>, group: &Group) -> bool {
    // `shares in Harrow` behind `Harrow Rail`.
    let firm = group.evidence.is_told(EntityType::Organization);
    if firm || group.evidence.of(EntityType::Location) < TABLE * i32::try_from(group.mentions.len()).unwrap_or(i32::MAX / TABLE) {
        return false;
    }
    let known = |m: &Candidate| scene.names.known_at(scene.document, m.tokens.start, m.tokens.end).is_some();
    let led = |m: &&Candidate| m.tokens.start.checked_sub(1).is_some_and(|t| scene.is(t, class::LOCATION_PREPOSITION));
    group.mentions.first().is_some_and(known) || 2 * group.mentions.iter().filter(led).count() > group.mentions.len()
}

/// A word of a name without accents and without the Arabic article that a surname goes without as often (`al-Rawi`).
fn key(word: &str) -> String {
    let word = word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")).unwrap_or(word);
    word.chars().map(without_accent).collect()
}

/// The plain letter of a small letter of the Latin alphabet.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_order() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_among(&words("liz duarte"), &words("liz paola duarte meza")));
        assert!(is_among(&words("jan reznicek"), &words("jan řezníček")));
        assert!(!is_among(&words("liz meza duarte"), &words("liz paola duarte meza")));
    }
}
