//! Small matters of text that all of the metadata needs: white space, entities, likeness.

use crate::document::{ascii_letters, fold, is_alphanumeric};
use std::borrow::Cow;
use std::cell::OnceCell;

/// `text` on one line, white space collapsed, hyphenation hints and zero-width characters left out.
pub fn squashed(text: &str) -> String {
    if is_squashed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(512));
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
        } else {
            out.extend(word.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')));
        }
    }
    out
}

/// Whether `text` is surely on one line as it is: what may be odd white space or hidden by its first byte counts as such.
fn is_squashed(text: &str) -> bool {
    let mut blank = true;
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' => blank = false,
            b' ' if !blank => blank = true,
            0x80.. if !matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef) => blank = false,
            _ => return false,
        }
    }
    !blank || text.is_empty()
}

/// `text` with HTML entities decoded, twice at most (publishers escape what is escaped already), and without tags.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = Cow::Owned(decoded(&text));
    }
    text
}

fn decoded(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("sbquo", "‚"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("bdquo", "„"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("hellip", "…"),
        ("euro", "€"),
        ("pound", "£"),
        ("copy", "©"),
        ("reg", "®"),
        ("trade", "™"),
        ("deg", "°"),
        ("shy", "\u{ad}"),
        ("auml", "ä"),
        ("ouml", "ö"),
        ("uuml", "ü"),
        ("Auml", "Ä"),
        ("Ouml", "Ö"),
        ("Uuml", "Ü"),
        ("szlig", "ß"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("ecirc", "ê"),
        ("euml", "ë"),
        ("agrave", "à"),
        ("aacute", "á"),
        ("acirc", "â"),
        ("ccedil", "ç"),
        ("icirc", "î"),
        ("iacute", "í"),
        ("iuml", "ï"),
        ("ocirc", "ô"),
        ("oacute", "ó"),
        ("ograve", "ò"),
        ("ugrave", "ù"),
        ("ucirc", "û"),
        ("uacute", "ú"),
        ("ntilde", "ñ"),
        ("Eacute", "É"),
        ("Agrave", "À"),
        ("atilde", "ã"),
        ("otilde", "õ"),
        ("oelig", "œ"),
        ("aring", "å"),
        ("aelig", "æ"),
        ("oslash", "ø"),
        ("iexcl", "¡"),
        ("iquest", "¿"),
        ("middot", "·"),
        ("bull", "•"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = &rest[..rest.bytes().take(12).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count()];
        let character = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(char::from_u32)
            .filter(|c| *c >= ' '),
            None => None,
        };
        let entity = NAMED.iter().find(|(n, _)| *n == name).map(|(_, text)| *text);
        if character.is_none() && entity.is_none() {
            out.push('&');
            continue;
        }
        out.extend(character);
        out.push_str(entity.unwrap_or(""));
        rest = &rest[name.len()..];
        rest = rest.strip_prefix(';').unwrap_or(rest);
    }
    out.push_str(rest);
    out
}

/// The letters and digits of `text`, folded: two texts with the same key differ in nothing that matters.
pub fn key(text: &str) -> String {
    if let Some(letters) = ascii_letters(text) {
        return letters;
    }
    let mut key = fold(text);
    key.retain(is_alphanumeric);
    key
}

/// The folded words of `text`, sorted, each once.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = folded.split(|c: char| !is_alphanumeric(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How alike two texts are, from 0 to 1: Dice coefficient of their words (equal keys are 1, whatever the spacing).
pub fn likeness(a: &str, b: &str) -> f64 {
    if a == b { 1.0 } else { Likened::new(a).to(&Likened::new(b)) }
}

/// A text made ready to be likened to several others.
#[derive(Debug, Clone)]
pub struct Likened {
    /// Its [`key`].
    pub key: String,
    text: String,
    words: OnceCell<Vec<String>>,
}

impl Likened {
    /// Makes `text` ready.
    pub fn new(text: &str) -> Self {
        Self::keyed(text, key(text))
    }

    /// The same, where its [`key`] is known.
    pub fn keyed(text: &str, key: String) -> Self {
        Self { key, text: text.to_owned(), words: OnceCell::new() }
    }

    /// Its [`words`].
    pub fn words(&self) -> &[String] {
        self.words.get_or_init(|| words(&self.text))
    }

    /// The [`likeness`] of the two.
    pub fn to(&self, other: &Self) -> f64 {
        if self.key == other.key {
            return 1.0;
        }
        let (own, theirs) = (self.words(), other.words());
        if own.is_empty() || theirs.is_empty() {
            return 0.0;
        }
        let shared = own.iter().filter(|w| theirs.binary_search(w).is_ok()).count();
        2.0 * shared as f64 / (own.len() + theirs.len()) as f64
    }
}
