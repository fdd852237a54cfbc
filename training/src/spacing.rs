//! Puts the tokens of a corpus together again as its language prints them, so that the program's own tokeniser can cut them anew.

use analyze::language::Language;
use std::ops::Range;

/// Which side of a token takes no space.
struct Spaces {
    before: &'static str,
    after: Option<&'static str>,
}

const NARROW: &str = "\u{a0}";

/// The sentence's text and the place of each token in it.
pub fn join(tokens: &[String], language: Language) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    let mut quotes = (false, false);
    let mut glue: Option<&str> = Some("");
    for (at, token) in tokens.iter().enumerate() {
        let previous = at.checked_sub(1).map_or("", |i| tokens[i].as_str());
        let next = tokens.get(at + 1).map_or("", String::as_str);
        let (token, spaces) = spaces(token, previous, next, language, &mut quotes);
        if !spaces.before.is_empty() {
            text.push_str(glue.unwrap_or(spaces.before));
        }
        glue = spaces.after;
        places.push(text.len()..text.len() + token.len());
        text.push_str(token);
    }
    (text, places)
}

fn spaces<'a>(token: &'a str, previous: &str, next: &str, language: Language, quotes: &mut (bool, bool)) -> (&'a str, Spaces) {
    let french = language == Language::Fr;
    let ordinary = Spaces { before: " ", after: None };
    let opening = Spaces { before: " ", after: Some("") };
    let closing = Spaces { before: "", after: None };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let token = match token {
        "``" => "“",
        "''" => "”",
        "-LRB-" => "(",
        "-RRB-" => ")",
        other => other,
    };
    let spaces = match token {
        "\"" => {
            quotes.0 = !quotes.0;
            if quotes.0 { opening } else { closing }
        }
        "“" if language == Language::De => closing,
        "«" | "‹" => Spaces { before: " ", after: Some(if french { NARROW } else { "" }) },
        "»" | "›" | ";" | ":" | "!" | "?" => Spaces { before: if french { NARROW } else { "" }, after: None },
        "“" | "„" | "(" | "[" | "{" | "¿" | "¡" => opening,
        "”" | ")" | "]" | "}" | "," | "." | "…" | "..." => closing,
        "%" => Spaces { before: if matches!(language, Language::Fr | Language::De | Language::Es) { NARROW } else { "" }, after: None },
        "$" | "£" | "€" | "#" if language == Language::En => opening,
        "'" | "’" => match language {
            Language::Fr | Language::It | Language::Pt | Language::Es => Spaces { before: "", after: Some("") },
            _ if quotes.1 || next == "s" || next.is_empty() => {
                quotes.1 = false;
                closing
            }
            _ => {
                quotes.1 = true;
                opening
            }
        },
        "/" if letter(previous.chars().next_back()) && letter(next.chars().next()) => Spaces { before: "", after: Some("") },
        _ if clitic(token) && matches!(language, Language::En | Language::Nl) => closing,
        _ if french && token.starts_with('-') && token.len() > 1 && previous.chars().next_back().is_some_and(char::is_alphabetic) => {
            closing
        }
        _ if matches!(language, Language::Fr | Language::It) && elision(token) => opening,
        _ => ordinary,
    };
    (token, spaces)
}

fn clitic(token: &str) -> bool {
    let token = token.replace('’', "'").to_lowercase();
    matches!(token.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "'t" | "n't")
}

fn elision(token: &str) -> bool {
    token.ends_with(['\'', '’']) && token.chars().count() <= 9
}
