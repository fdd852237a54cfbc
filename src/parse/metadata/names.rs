//! From a byline to the names of people: prefixes off, several apart, posts and places behind a name off, offices out.

use super::text::{key, squashed};
use crate::document::fold;
use crate::language::page_words::PAGE_WORDS;

/// What a byline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// People, in order.
    pub people: Vec<String>,
    /// Agencies.
    pub agencies: Vec<String>,
    /// Whether it opened with a word such as "By".
    pub prefixed: bool,
}

/// Longer names are sentences.
const NAME_CHARS: usize = 60;

/// Reads a byline. `sites` are the keys of the site's names: they are no authors. `trusted` bylines may hold a name of one word
/// or of small letters, as a page gives it in data about the author.
pub fn read(text: &str, sites: &[String], trusted: bool) -> Names {
    let mut names = Names::default();
    let text = squashed(&super::text::unescaped(text));
    if text.chars().count() > 400 {
        return names;
    }
    let (text, prefixed) = without_prefix(&text);
    names.prefixed = prefixed;
    for part in parts(text) {
        let part = cleaned(&part);
        if is_agency(&part) {
            names.agencies.push(part);
        } else if is_person(&part, sites, trusted) && !names.people.iter().any(|p| key(p) == key(&part)) {
            names.people.push(part);
        }
    }
    names
}

/// The byline after "By", "Von", "Text:" and their like.
fn without_prefix(text: &str) -> (&str, bool) {
    let (mut rest, mut found) = (text.trim_start_matches(['|', '-', '–', '—', '•', '·', ':', ' ', '(']), false);
    for _ in 0..3 {
        let folded = fold(rest);
        // Folding keeps the length of these words in all but rare scripts; where it does not, nothing is cut.
        let word = PAGE_WORDS.byline.iter().find(|word| {
            folded.strip_prefix(word.as_str()).is_some_and(|after| after.starts_with([' ', ':', '\u{a0}']))
                && rest.is_char_boundary(word.len())
        });
        let Some(word) = word else { break };
        let after = rest.get(word.len()..).unwrap_or("");
        // "Di" and "Von" may open a name; a byline word is followed by a capital.
        rest = after.trim_start_matches([':', ' ', '\u{a0}', '-', '–']);
        found = true;
    }
    (rest, found)
}

/// The parts of a byline that may each be a name.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    // Whatever follows a date, a bracket or a bar is no name; the separators that join names come apart.
    for word in text.split_whitespace() {
        let joins = matches!(word, "&" | "+" | "/" | "|" | "·" | "•" | "-" | "–" | "—")
            || PAGE_WORDS.conjunction.contains(fold(word).as_str()) && !current.is_empty();
        // "Ortega y Gasset": a conjunction between two capitalised words of one name is rare in bylines, a list is not.
        if joins {
            parts.push(std::mem::take(&mut current).join(" "));
            continue;
        }
        let bare = word.trim_end_matches([',', ';']);
        let mut pieces = bare.split(['/', '|', '•', ';']).filter(|p| !p.is_empty()).peekable();
        while let Some(piece) = pieces.next() {
            current.push(piece);
            if pieces.peek().is_some() {
                parts.push(std::mem::take(&mut current).join(" "));
            }
        }
        if bare.len() < word.len() {
            parts.push(std::mem::take(&mut current).join(" "));
        }
    }
    parts.push(current.join(" "));
    parts.retain(|p| !p.is_empty());
    parts
}

/// A part without brackets, address, handle, and without the post behind the name.
fn cleaned(part: &str) -> String {
    let part = part.split(['(', '[', '<', '@']).next().unwrap_or("");
    let part = without_prefix(part).0;
    let words: Vec<&str> = part.split_whitespace().filter(|w| !w.contains('@') && !w.contains("://")).collect();
    part_of(&words).join(" ").trim_matches(|c: char| ",;:|/\"“”„*-–—".contains(c) || c.is_whitespace()).trim_end_matches(['.']).to_owned()
}

/// The words before a post ("Anna Muster Redakteurin").
fn part_of<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    let post = words.iter().skip(2).position(|w| PAGE_WORDS.post.contains(fold(w).as_str()));
    post.map_or(words, |at| words.get(..at + 2).unwrap_or(words))
}

/// Whether `part` names a news agency.
pub fn is_agency(part: &str) -> bool {
    let folded = fold(part);
    PAGE_WORDS.agency.contains(folded.trim_start_matches("the ").trim_end_matches('.')) || PAGE_WORDS.agency.contains(folded.as_str())
}

/// Particles that stand within names in small letters.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "da", "di", "du", "dos", "das", "del", "della", "la", "le", "les", "ter", "ten", "zu", "zum", "zur",
    "vom", "bin", "ibn", "al", "el", "af", "av", "y", "e", "und", "do", "degli", "dei", "'t", "op", "dal", "lo",
];

/// Whether `name` reads as the name of a person.
pub fn is_person(name: &str, sites: &[String], trusted: bool) -> bool {
    let count = name.chars().count();
    if !(2..=NAME_CHARS).contains(&count) || name.chars().any(|c| c.is_ascii_digit() || "{}<>=_#%$€?!".contains(c)) {
        return false;
    }
    let own = key(name);
    let lower = name.to_lowercase();
    if own.is_empty() || sites.contains(&own) || lower.contains("www.") || is_host(&lower) {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 6 {
        return false;
    }
    let folded: Vec<String> = words.iter().map(|w| fold(w.trim_matches(['.', ',', '-', '\'']))).collect();
    if folded.iter().any(|w| PAGE_WORDS.desk.contains(w.as_str()) || PAGE_WORDS.photo.contains(w.as_str()))
        || PAGE_WORDS.months.contains_key(&folded[0]) && words.len() == 1
    {
        return false;
    }
    let capital = |w: &&str| w.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let capitals = words.iter().filter(|w| capital(w)).count();
    let particles = folded.iter().filter(|w| PARTICLES.contains(&w.as_str())).count();
    let first_is_name = words.first().is_some_and(|w| capital(&w) || PARTICLES.contains(&fold(w).as_str()));
    if trusted {
        return words.len() <= 5;
    }
    words.len() >= 2 && first_is_name && capitals >= 1 && capitals + particles == words.len() && words.len() - particles >= 1
}

/// `example.com` is no name; `J.K. Rowling` and `St. John` are.
fn is_host(lower: &str) -> bool {
    let Some((before, after)) = lower.rsplit_once('.') else { return false };
    !lower.contains(' ') && before.len() > 1 && (2..=6).contains(&after.len()) && after.bytes().all(|b| b.is_ascii_lowercase())
}
