//! From a byline to the names of people: prefixes off, several apart, posts and places behind a name off, offices out.

use super::text::{key, squashed};
use crate::document::{fold, is_alphanumeric};
use crate::language::page_words::{PAGE_WORDS, opener};
use memchr::memchr2;

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
/// Longer bylines are biographies.
const BYLINE_CHARS: usize = 300;

/// How much the place of a text says that it names an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Any words: a name must look like one.
    Words,
    /// An element that is an author's by its markup: one given name is enough.
    Marked,
    /// Data about the author: the name is what the page says.
    Data,
}

/// Reads a byline. `sites` are the keys of the site's names: they are no authors.
pub fn read(text: &str, sites: &[String], trust: Trust) -> Names {
    let mut names = Names::default();
    let mut text = squashed(&super::text::unescaped(text));
    if text.chars().count() > BYLINE_CHARS {
        // A card about the author: the name stands before the biography.
        let head: Vec<&str> = text.split(" | ").take(3).take_while(|part| part.chars().count() <= NAME_CHARS).collect();
        text = head.join(" | ");
    }
    let mut last_person = false;
    for (part, after_comma) in parts(&text) {
        let (part, prefixed) = cleaned(&part, trust);
        names.prefixed |= prefixed;
        if part.is_empty() {
            continue;
        }
        if after_comma && last_person && is_credential(&part) {
            // "Jane Doe, PhD, RD": degrees belong to the name before.
            if let Some(person) = names.people.last_mut() {
                person.push_str(", ");
                person.push_str(&part);
            }
            continue;
        }
        last_person = is_person(&part, sites, trust);
        if is_agency(&part) {
            names.agencies.push(part);
            last_person = false;
        } else if last_person && !names.people.iter().any(|p| key(p) == key(&part)) {
            names.people.push(part);
        }
    }
    names
}

/// Academic and professional degrees, generations.
fn is_credential(part: &str) -> bool {
    const MIXED: &[&str] =
        &["phd", "jr", "sr", "esq", "dphil", "msc", "bsc", "drph", "psyd", "pharmd", "edd", "ma", "mfa", "llm", "dvm", "mba"];
    part.split_whitespace().count() <= 3
        && part.split_whitespace().all(|word| {
            let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
            MIXED.contains(&letters.to_lowercase().as_str())
                || (2..=6).contains(&letters.len()) && capitals >= 2 && capitals * 2 > letters.len()
                || word.chars().all(|c| c.is_ascii_digit())
        })
        && part.chars().any(char::is_alphabetic)
}

/// The rest after "By", "Von", "Text:" and their like.
fn without_prefix(text: &str) -> (&str, bool) {
    let (mut rest, mut found) = (text.trim_start_matches(['|', '-', '–', '—', '•', '·', ':', ' ', '(']), false);
    for _ in 0..3 {
        let folded = fold(rest);
        // Folding keeps the length of these words; where it does not, nothing is cut. "Von Redaktion" names a desk, "Redaktion:" opens a byline.
        let word = PAGE_WORDS.byline.get(opener(&folded)).into_iter().flatten().find(|word| {
            let after = folded.strip_prefix(**word);
            after.is_some_and(|after| after.is_empty() && !found || after.starts_with([' ', ':', '\u{a0}']))
                && rest.is_char_boundary(word.len())
        });
        let Some(word) = word else { break };
        rest = rest.get(word.len()..).unwrap_or("").trim_start_matches([':', ' ', '\u{a0}', '-', '–']);
        found = true;
    }
    (rest, found)
}

/// "And" in a byline, in the languages of the tables and their neighbours.
fn joins_names(word: &str) -> bool {
    PAGE_WORDS.conjunction.has(word) || matches!(word, "og" | "och" | "oraz")
}

/// Whether `text` opens or ends with what joins two names.
pub fn is_joint(text: &str) -> bool {
    let folded = fold(text.trim());
    let edge = |word: Option<&str>| word.is_some_and(joins_names);
    folded.starts_with([',', '&']) || folded.ends_with([',', '&']) || edge(folded.split(' ').next()) || edge(folded.rsplit(' ').next())
}

/// Whether a text, folded, holds a word that bylines open with, where a part of it may begin: a quick look before it is [`read`].
pub fn may_be_signed(folded: &str) -> bool {
    // Addresses and handles are left out of the parts, so that any word may open one.
    let anywhere = memchr2(b'@', b':', folded.as_bytes()).is_some() && (folded.contains('@') || folded.contains("://"));
    let (mut rest, mut before) = (folded, "");
    while let Some(start) = rest.find(is_alphanumeric) {
        let (between, words) = rest.split_at(start);
        let word = opener(words);
        let opens = || anywhere || before.is_empty() || !between.trim_start().is_empty() || joins_names(before);
        if let Some(phrases) = PAGE_WORDS.byline.get(word)
            && opens()
            && phrases.iter().any(|phrase| opens_with(words, phrase))
        {
            return true;
        }
        before = word;
        rest = &words[word.len()..];
    }
    false
}

/// Whether the first words of `text` are those of `phrase`, whatever stands between them.
fn opens_with(text: &str, phrase: &str) -> bool {
    let words = |text| str::split(text, |c: char| !is_alphanumeric(c)).filter(|word: &&str| !word.is_empty());
    let mut own = words(text);
    words(phrase).all(|word| own.next() == Some(word))
}

/// Whether a text, folded, is a byline's opening word and nothing else.
pub fn is_label(folded: &str) -> bool {
    let word = folded.trim_end_matches([':', ' ', '\u{a0}']);
    PAGE_WORDS.byline.get(opener(word)).is_some_and(|phrases| phrases.contains(&word))
}

/// The parts of a byline that may each be a name, and whether each follows a comma.
fn parts(text: &str) -> Vec<(String, bool)> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    let mut comma = false;
    let mut cut = |current: &mut Vec<&str>, comma_next: bool| {
        let part = std::mem::take(current).join(" ");
        if !part.is_empty() {
            parts.push((part, comma));
        }
        comma = comma_next;
    };
    for word in text.split_whitespace().filter(|w| !w.contains("://") && !w.starts_with('@')) {
        let joins = matches!(word, "&" | "+" | "/" | "|" | "·" | "•" | "-" | "–" | "—") || !current.is_empty() && joins_names(&fold(word));
        if joins {
            cut(&mut current, false);
            continue;
        }
        let bare = word.trim_end_matches([',', ';']);
        let mut pieces = bare.split(['/', '|', '•', ';']).filter(|p| !p.is_empty()).peekable();
        while let Some(piece) = pieces.next() {
            current.push(piece);
            if pieces.peek().is_some() {
                cut(&mut current, false);
            }
        }
        if bare.len() < word.len() {
            cut(&mut current, word.ends_with(','));
        }
    }
    cut(&mut current, false);
    parts
}

/// A part without prefix, brackets, address, handle, and without what follows a name: post, date, photo credit.
fn cleaned(part: &str, trust: Trust) -> (String, bool) {
    let part = part.split(['(', '[', '<', '@']).next().unwrap_or("");
    let (part, prefixed) = without_prefix(part);
    let words: Vec<&str> = part.split_whitespace().filter(|w| !w.contains('@') && !w.contains("://")).collect();
    let name = name_of(&words, trust).join(" ");
    let name = name.trim_matches(|c: char| ",;:|/\"“”„*-–—".contains(c) || c.is_whitespace());
    // A full stop belongs to an initial or an abbreviation, else it ends a sentence.
    let last = name.rsplit(' ').next().unwrap_or("");
    let name = if last.chars().count() > 4 { name.trim_end_matches('.') } else { name };
    (name.to_owned(), prefixed)
}

/// The words before a post ("Anna Muster Redakteurin"), a date, another credit, or the rest of a sentence ("Anna Muster for …").
fn name_of<'w>(words: &'w [&'w str], trust: Trust) -> &'w [&'w str] {
    // "Luxury Travel Expert" is what a page's own data calls somebody; "Anna Muster Redakteurin" goes on after the name.
    let posts = trust != Trust::Data || words.first().is_some_and(|w| PAGE_WORDS.first.has(&fold(w)));
    let ends = |index: usize, word: &str| {
        let folded = fold(word.trim_end_matches([':', ',', '.']));
        let dated = word.starts_with(|c: char| c.is_ascii_digit()) || PAGE_WORDS.stamp.has(&folded);
        let credit = PAGE_WORDS.photo.has(&folded);
        let goes_on = word.starts_with(char::is_lowercase) && PAGE_WORDS.function.has(&folded) && !PARTICLES.contains(&folded.as_str());
        index >= 1 && (dated && folded.len() > 2 || credit || EAST_ASIAN_POSTS.contains(&word))
            || index >= 2 && (posts && PAGE_WORDS.post.has(&folded) || goes_on)
    };
    let end = words.iter().enumerate().position(|(index, word)| ends(index, word));
    end.map_or(words, |at| words.get(..at).unwrap_or(words))
}

/// "Reporter", "correspondent" after a name, in scripts without capitals.
const EAST_ASIAN_POSTS: &[&str] = &["기자", "특파원", "인턴기자", "記者", "记者", "特派員"];

/// Whether `part` names a news agency.
pub fn is_agency(part: &str) -> bool {
    let folded = fold(part);
    PAGE_WORDS.agency.has(folded.trim_start_matches("the ").trim_end_matches('.')) || PAGE_WORDS.agency.has(folded.as_str())
}

/// Whether a byline names an agency beside somebody else.
pub fn holds_agency(text: &str) -> bool {
    parts(text).iter().any(|(part, _)| is_agency(part))
}

/// Whether words are the name of a post and not of a person: the last one is, or ends in, a post.
pub fn is_post(name: &str) -> bool {
    let last = fold(name.rsplit(' ').next().unwrap_or(""));
    name.contains(' ') && !has_given_name(name) && PAGE_WORDS.post.iter().any(|post| post.len() >= 6 && last.ends_with(post))
}

/// Particles that stand within names in small letters.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "da", "di", "du", "dos", "das", "del", "della", "la", "le", "les", "ter", "ten", "zu", "zum", "zur",
    "vom", "bin", "ibn", "al", "el", "af", "av", "y", "e", "und", "do", "degli", "dei", "'t", "op", "dal", "lo",
];

/// Whether `name` reads as the name of a person.
pub fn is_person(name: &str, sites: &[String], trust: Trust) -> bool {
    let count = name.chars().count();
    if !(2..=NAME_CHARS).contains(&count) || name.contains(['{', '}', '<', '>', '=', '_', '#', '%', '$', '€', '?', '!', ':', ')', '(']) {
        return false;
    }
    let own = key(name);
    let lower = name.to_lowercase();
    let personal = has_given_name(name) && name.contains(' ');
    if own.is_empty()
        || sites.contains(&own) && !personal
        || lower.contains("www.")
        || is_host(&lower)
        || PAGE_WORDS.location.has(&fold(name))
    {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|w| fold(w.trim_matches(['.', ',', '-', '\'']))).collect();
    let Some(first) = folded.first().filter(|_| words.len() <= 6) else { return false };
    let office = |w: &String| PAGE_WORDS.desk.has(w) || PAGE_WORDS.photo.has(w);
    // "Thomas More" is no button.
    let furniture = |w: &String| PAGE_WORDS.label.has(w) && !PAGE_WORDS.first.has(first);
    if folded.iter().any(office) || folded.iter().any(furniture) || is_agency(name) {
        return false;
    }
    let has_digit = name.chars().any(|c| c.is_ascii_digit());
    if trust == Trust::Data {
        // A log-in name is no name.
        let login = words.len() == 1 && !name.chars().any(char::is_uppercase) && (has_digit || name.contains(['.', '_', '-', '@']));
        // So is one unknown word, as likely as not.
        let alone = words.len() == 1 && !PAGE_WORDS.first.has(first) && first.is_ascii();
        return !(words.len() > 5 || login || alone || has_digit && words.len() > 2);
    }
    // A post alone ("Senior Reporter") follows the name that it belongs to.
    if folded.iter().skip(1).any(|w| PAGE_WORDS.post.has(w)) {
        return false;
    }
    let known = PAGE_WORDS.first.has(first);
    let label = PAGE_WORDS.function.has(first)
        && !PAGE_WORDS.months.contains_key(first.as_str())
        // Given names that are function words too.
        && !matches!(first.as_str(), "will" | "per")
        && !PARTICLES.contains(&first.as_str());
    if has_digit || label && !known {
        return false;
    }
    let capital = |w: &str| w.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    let capitals = words.iter().filter(|w| capital(w)).count();
    let particles = words.iter().zip(&folded).filter(|(w, f)| !capital(w) && PARTICLES.contains(&f.as_str())).count();
    let enough = words.len() >= 2 || trust == Trust::Marked && known && capitals == 1;
    enough && capitals >= 1 && capitals + particles == words.len() && capitals >= particles
}

/// The name of a desk, an agency, a house or a pen name: what a byline says that names no person, as it is written.
pub fn collective(text: &str) -> Option<String> {
    let text = squashed(&super::text::unescaped(text));
    let (name, _) = without_prefix(&text);
    let name = name.trim_matches(|c: char| ",;:|\"“”„*-–—".contains(c) || c.is_whitespace());
    let words: Vec<String> = name.split_whitespace().map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    let telling = name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && name.chars().count() <= COLLECTIVE_CHARS && words.len() <= 6;
    let address = name.contains("://") || name.starts_with('@') || name.contains('@') && !name.contains(' ');
    let furniture = |w: &String| PAGE_WORDS.label.has(w) || PAGE_WORDS.months.contains_key(w.as_str());
    let sentence = name.ends_with(['!', '?', ':', '…']) || name.contains(['{', '<', '=']) || name.contains(" | ");
    (telling && !address && !sentence && !words.iter().any(furniture)).then(|| name.to_owned())
}

/// Names of desks and houses are hardly longer.
const COLLECTIVE_CHARS: usize = 48;

/// Whether the first word is a given name that the tables know: evidence that a capitalised phrase is a person.
pub fn has_given_name(name: &str) -> bool {
    let first = name.split([' ', '-']).next().unwrap_or("");
    PAGE_WORDS.first.has(&fold(first))
}

/// `example.com` is no name; `J.K. Rowling` and `St. John` are.
fn is_host(lower: &str) -> bool {
    let Some((before, after)) = lower.rsplit_once('.') else { return false };
    !lower.contains(' ') && before.len() > 1 && (2..=6).contains(&after.len()) && after.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests;
