//! Compounds with a hyphen that begin with a name: `Nordal-Chef`, `Nordal-topman`, `Paris-based`.

use super::candidates::{NOUNS, Scene};
use super::class;
use super::merge::KNOWN;
use crate::facts::EntityType;
use crate::language::Language;
use crate::model::Kind;
use std::ops::Range;

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Whether a word is a part of a name behind an Arabic article in lower case (`al-Rawi`).
pub(super) fn is_arabic(text: &str) -> bool {
    let article = |front: &str| matches!(front, "al" | "el" | "ul" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "wal" | "bin");
    text.split_once(is_hyphen).is_some_and(|(front, rest)| article(front) && rest.starts_with(char::is_uppercase))
}

/// The fewest letters of what a name is compounded with, and of the name.
const COMPOUNDED: usize = 3;
const COMPOUND_NAME: usize = 2;

/// The two parts of a compound of a name and a plain word, folded: `Nordal-Chef`, where nouns have capitals and tables know the noun;
/// `Paris-based`, `Nordal-topman` elsewhere. What it begins with has a capital and is no plain word of the tables.
pub(super) fn split<'a>(scene: &Scene<'a>, at: usize) -> Option<(&'a str, &'a str)> {
    let (first, last) = scene.document.folded(at).rsplit_once('-')?;
    let text = scene.document.token_text(at);
    let lower = text.rsplit(is_hyphen).next()?.starts_with(char::is_lowercase);
    let plain = match scene.document.language {
        Some(Language::De) => {
            let noun = scene.is(at, NOUNS | class::PERSON_NOUN | class::HONORIFIC | class::TITLE);
            // `Nordal-Kurs`; `Hamburg-Altona` is one place.
            let firm = || matches!(scene.names.known_word(first), Some(EntityType::Organization | EntityType::Product));
            !lower && (noun || scene.names.classes(last) & class::COMPOUNDED != 0 || firm())
        }
        Some(Language::En) => lower,
        // `VVD-Kamerlid`: a few nouns have capitals in Dutch too.
        Some(Language::Nl) => lower || scene.names.classes(last) & class::PERSON_NOUN != 0,
        _ => false,
    };
    let word = class::FUNCTION | class::DEMONYM | class::COMMON_ACRONYM | class::HONORIFIC | class::PERSON_NOUN | class::TITLE | NOUNS;
    // `nordal-Chef`: a firm that writes its name so, as nouns have capitals.
    let brand = || is_brand(scene, at, first) && scene.is(at, class::PERSON_NOUN | class::HONORIFIC | class::TITLE);
    let named = (scene.document.tokens[at].capital || brand()) && scene.names.classes(first) & word == 0 && !scene.is_lower(first);
    let whole = scene.names.classes(last) & class::COMPOUND_END != 0;
    let long = !whole && last.chars().count() >= COMPOUNDED && first.chars().count() >= COMPOUND_NAME;
    (plain && named && long).then_some((first, last))
}

/// The same for the last token of a name, unless that is a given name by itself (`Han Duck-soo`).
pub(super) fn split_last<'a>(scene: &Scene<'a>, tokens: &Range<usize>) -> Option<(&'a str, &'a str)> {
    let (first, last) = split(scene, tokens.end.checked_sub(1)?)?;
    // Given names of Korea and China have two syllables; what else is so short stands in the tables.
    let given = tokens.len() > 1 && is_syllable(first) && is_syllable(last) && scene.names.classes(last) & class::COMPOUNDED == 0;
    (!given).then_some((first, last))
}

/// Whether a folded word has its vowels in one row.
fn is_syllable(word: &str) -> bool {
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ü');
    let mut letters = word.chars().skip_while(|c| !vowel(c)).skip_while(vowel);
    word.contains(|c| vowel(&c)) && !letters.any(|c| vowel(&c))
}

/// The type of a name that a compound begins with: a table's word, else the labeller's on the compound, which may have meant who is
/// called so (`Nordal-Chef`).
pub(super) fn kind(scene: &Scene<'_>, name: &str, (kind, points): (EntityType, i32)) -> (EntityType, i32) {
    match scene.names.known_word(name) {
        Some(known) => (known, KNOWN),
        None if kind == EntityType::Person => (EntityType::Organization, points),
        None => (kind, points),
    }
}

/// Whether a token is a compound of a name and a noun (`US-Konzern`), which no table knows as a name of its own.
pub(super) fn is_noun(scene: &Scene<'_>, kind: Kind, token: usize) -> bool {
    scene.document.language.is_some_and(Language::capitalises_nouns)
        && scene.document.token_text(token).contains('-')
        && (scene.is(token, class::THINGS | class::PERSON_NOUN | class::HONORIFIC) || is_common(scene, token))
        && scene.names.known_at(scene.document, token, token + 1).is_none()
        && !split(scene, token).is_some_and(|(name, _)| is_name(scene, kind, token, name))
}

/// `US-Zölle`: what a country's capitals are compounded with, or a noun of the tables.
fn is_common(scene: &Scene<'_>, token: usize) -> bool {
    let Some((first, last)) = scene.document.folded(token).rsplit_once('-') else { return false };
    let class = scene.names.classes(last);
    class & class::COMPOUNDED != 0 || first == "us" && class & class::COMPOUND_END == 0
}

/// Whether what a compound of two nouns begins with is a name: capitals (`SPD-Chef`), or a table knows it. A country's capitals name
/// nobody (`US-Konzern`), but for who bears a title of it (`US-Präsident`).
fn is_name(scene: &Scene<'_>, kind: Kind, token: usize, name: &str) -> bool {
    let capitals = scene.document.token_text(token).bytes().take(2).all(|b| b.is_ascii_uppercase());
    capitals && kind != Kind::Location
        || is_titled_country(scene, token, name)
        || scene.names.known_word(name).is_some_and(|known| !capitals || known != EntityType::Location)
}

/// Whether the compound at `token`, which begins with `name`, is a title of a country that is told by capitals (`US-Präsident`).
pub(super) fn is_titled_country(scene: &Scene<'_>, token: usize, name: &str) -> bool {
    name == "us" && scene.is(token, class::PERSON_NOUN | class::HONORIFIC | class::TITLE)
}

/// Short for things and callings, not for houses.
const COMMON: [&str; 18] =
    ["ai", "dj", "edv", "em", "it", "ki", "kfz", "lkw", "ms", "ob", "pc", "pkw", "pr", "tv", "us", "vip", "wm", "sos"];

/// Whether the compound at `token`, which begins with `name`, is a title in a house that is told by capitals (`TSV-Chefin`).
pub(super) fn is_titled_acronym(scene: &Scene<'_>, token: usize, name: &str) -> bool {
    let titled = scene.is(token, class::PERSON_NOUN | class::HONORIFIC | class::TITLE);
    let text = scene.document.token_text(token);
    let capitals = text.split(is_hyphen).next().is_some_and(|first| first.len() == name.len() && first.chars().all(char::is_uppercase));
    let short = capitals && (2..=6).contains(&name.chars().count());
    titled && (short || is_brand(scene, token, name)) && scene.document.language == Some(Language::De) && !COMMON.contains(&name)
}

/// Whether the compound of nouns at `token` begins with a small letter, and with no mere prefix.
fn is_brand(scene: &Scene<'_>, token: usize, name: &str) -> bool {
    let text = scene.document.token_text(token);
    let last = text.rsplit(is_hyphen).next().is_some_and(|last| last.starts_with(char::is_uppercase));
    let prefix = matches!(name, "ex" | "vize" | "co" | "pro" | "non" | "anti" | "top" | "alt" | "super" | "mini" | "online" | "chef");
    scene.document.language == Some(Language::De) && last && text.starts_with(char::is_lowercase) && !prefix && !name.contains('-')
}
