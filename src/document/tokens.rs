//! The tokeniser that all layers share: words, numbers and marks with exact offsets, in one linear pass.
//!
//! - Elided words come off with their apostrophe (`l’` `Élysée`, `d’` `ici`, `dell’` `arte`), English clitics come off in front of
//!   theirs (`Patil` `’s`, `do` `n’t`); which ones is the language's table.
//! - Hyphens stay inside words (`cherche-t-elle`, `sous-dimensionnée`, `COVID-19`); not between digits, nor after a digit.
//! - A number token is digits with separators between them (`1.200,5`, `1'000`), never white space: `3 000` is two tokens, whose
//!   meaning is the business of `extract::figures`. Letters glued to a number are a token of their own (`600` `B`, `480` `h`).
//! - Initials and acronyms keep their points (`J.`, `U.S.`, `J.-P.`); any other full stop stands alone.
//! - Addresses, e-mail addresses, `@handles` and `#tags` are one token.

use super::words::{WordId, Words};
use super::{Span, fold::fold_into};
use crate::language::Language;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, inner apostrophes.
    Word,
    /// Digits, perhaps with separators inside.
    Number,
    /// A punctuation mark; runs of points (`...`) are one token.
    Punctuation,
    /// Any other visible character: currency, percent, mathematics, emoji.
    Symbol,
    /// A web or e-mail address, a handle or a tag.
    Address,
}

/// A token in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it lies.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it follows white space or begins its block.
    pub spaced: bool,
    /// Whether its first letter is upper case.
    pub capital: bool,
    /// Whether it holds at least two letters and all of them are upper case.
    pub upper: bool,
    /// The number of its word in the document.
    pub(super) word: WordId,
}

/// Whether `c` is one of the characters used as apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '‛' | '′')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Zero-width characters that may stand inside a word without ending it.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_letter(c: char) -> bool {
    // Latin-1 first, which most accented letters are.
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ') || c.is_alphabetic() || is_mark(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Scripts written without spaces: every character is a token.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

struct Cursor<'a> {
    text: &'a str,
    end: usize,
    /// Whether there is an `@` at all, without which no word need be tried as an e-mail address.
    mail: bool,
}

impl Cursor<'_> {
    fn at(&self, offset: usize) -> Option<char> {
        if offset >= self.end {
            return None;
        }
        match self.text.as_bytes()[offset] {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text[offset..self.end].chars().next(),
        }
    }
    fn while_from(&self, mut offset: usize, mut test: impl FnMut(char) -> bool) -> usize {
        while let Some(c) = self.at(offset) {
            if !test(c) {
                break;
            }
            offset += c.len_utf8();
        }
        offset
    }
}

/// Appends the tokens of `text[span]` to `tokens`, numbered by `words`.
pub(crate) fn tokenize(text: &str, span: Span, language: Option<Language>, tokens: &mut Vec<Token>, words: &mut Words) {
    let cursor = Cursor { text, end: span.end, mail: text[span.range()].contains('@') };
    let mut push = |start: usize, end: usize, kind: TokenKind, spaced: bool| {
        let piece = &text[start..end];
        let (capital, upper) = casing(piece);
        tokens.push(Token { span: Span::new(start, end), kind, spaced, capital, upper, word: words.number(piece) });
    };
    let mut offset = span.start;
    let mut spaced = true;
    while let Some(c) = cursor.at(offset) {
        if c == ' ' {
            spaced = true;
            offset += 1;
            continue;
        }
        let next = offset + c.len_utf8();
        if c.is_whitespace() || c.is_control() || is_joiner(c) {
            spaced |= !is_joiner(c);
            offset = next;
            continue;
        }
        let start = offset;
        if let Some(end) = address(&cursor, start, c) {
            push(start, end, TokenKind::Address, spaced);
            offset = end;
        } else if is_digit(c) {
            offset = number_end(&cursor, start);
            push(start, offset, TokenKind::Number, spaced);
        } else if is_ideograph(c) {
            offset = next;
            push(start, next, TokenKind::Word, spaced);
        } else if is_letter(c) {
            let glued = !spaced && start > span.start && text[..start].chars().next_back().is_some_and(|c| is_digit(c) || c == '°');
            let end = word_end(&cursor, start, glued);
            let mut from = start;
            for piece in split_word(&text[start..end], language).into_iter().flatten() {
                push(from, start + piece, TokenKind::Word, spaced && from == start);
                from = start + piece;
            }
            push(from, end, TokenKind::Word, spaced && from == start);
            offset = end;
        } else if c == '.' {
            offset = cursor.while_from(start, |c| c == '.');
            push(start, offset, TokenKind::Punctuation, spaced);
        } else {
            offset = next;
            push(start, next, if is_punctuation(c) { TokenKind::Punctuation } else { TokenKind::Symbol }, spaced);
        }
        spaced = false;
    }
}

/// The tokens of a phrase of a table as [`tokenize`] cuts them in texts of `language`, each as written and folded. An elided word at its
/// end is cut as before a vowel (`plus d'`).
pub fn pieces(phrase: &str, language: Language, mut each: impl FnMut(&str, &str)) {
    // Words of letters, which most are, need no cutting; there are thousands.
    if phrase.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || (c > '\u{7f}' && is_letter(c) && !is_ideograph(c))) {
        for word in phrase.split(' ').filter(|word| !word.is_empty()) {
            if word.bytes().all(|b| b.is_ascii_lowercase()) { each(word, word) } else { each(word, &super::fold(word)) }
        }
        return;
    }
    let cut = |text: &str| {
        let (mut tokens, mut words) = (Vec::new(), Words::default());
        tokenize(text, Span::new(0, text.len()), Some(language), &mut tokens, &mut words);
        (tokens, words)
    };
    let (mut tokens, mut words) = cut(phrase);
    if phrase.ends_with('\'') {
        let text = format!("{phrase}a");
        let (longer, longer_words) = cut(&text);
        if longer.last().is_some_and(|last| last.span.start == phrase.len()) {
            (tokens, words) = (longer, longer_words);
            tokens.pop();
        }
    }
    tokens.iter().for_each(|token| each(&phrase[token.span.range()], words.get(token.word)));
}

fn casing(piece: &str) -> (bool, bool) {
    // Most words are lower case from their first letter on.
    if piece.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        return (false, false);
    }
    let mut letters = piece.chars().filter(|c| c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    let mut more = false;
    let upper = capital
        && letters.all(|c| {
            more = true;
            c.is_uppercase()
        })
        && more;
    (capital, upper)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '%' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¿' | '¡' | '·' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
            && !matches!(c, '‰' | '‱' | '⁄')
}

/// The end of a number: digits, with single separators between digits.
fn number_end(cursor: &Cursor<'_>, start: usize) -> usize {
    let mut end = cursor.while_from(start, is_digit);
    while let Some(c) = cursor.at(end) {
        if !(matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}') || is_apostrophe(c)) {
            break;
        }
        let after = end + c.len_utf8();
        let run = cursor.while_from(after, is_digit);
        // An apostrophe groups thousands only before exactly three digits (Swiss usage); elsewhere it closes a quotation.
        if run == after || (is_apostrophe(c) && run - after != 3) {
            break;
        }
        end = run;
    }
    end
}

/// The end of a word. `glued` words follow a digit directly and stop at the first digit or hyphen (`600B`, `12h30`, `480-hour`).
fn word_end(cursor: &Cursor<'_>, start: usize, glued: bool) -> usize {
    // `12V.`: a unit at the end of its sentence, no initial.
    if !glued && let Some(end) = initials_end(cursor, start) {
        return end;
    }
    let letters = |from: usize| cursor.text.as_bytes()[from..cursor.end].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let mut end = start + letters(start);
    while let Some(c) = cursor.at(end) {
        let after = end + c.len_utf8();
        if is_ideograph(c) {
            break;
        }
        if is_digit(c) && is_currency_code(&cursor.text[start..end]) {
            break;
        }
        if is_letter(c) || is_joiner(c) || (is_digit(c) && !glued) {
            end = after + letters(after);
            continue;
        }
        let inner = is_apostrophe(c) || (is_hyphen(c) && !glued) || (c == '&' && end - start <= 2) || c == '·';
        if !inner || !cursor.at(after).is_some_and(|n| is_letter(n) && !is_ideograph(n) || (is_digit(n) && is_hyphen(c))) {
            break;
        }
        end = after;
    }
    // A joiner at the end belongs to nothing.
    while end > start && !cursor.text.as_bytes()[end - 1].is_ascii() && cursor.text[start..end].chars().next_back().is_some_and(is_joiner) {
        end -= cursor.text[start..end].chars().next_back().map_or(1, char::len_utf8);
    }
    end
}

/// Codes that amounts are glued to (`USD115`, `CHF3.5bn`); other letters with digits are names (`BMW320`).
fn is_currency_code(word: &str) -> bool {
    const CODES: [&str; 24] = [
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "CAD", "AUD", "NZD", "HKD", "SGD", "INR", "SEK", "NOK", "DKK", "PLN", "BRL",
        "MXN", "ZAR", "MYR", "KRW", "TRY", "RUB",
    ];
    word.len() == 3 && CODES.contains(&word)
}

/// The longest local part of an e-mail address (RFC 5321, 4.5.3.1.1); also what keeps the search for its `@` linear.
const LOCAL_PART_BYTES: usize = 64;

/// The longest row of initials; longer rows of capitals with points are no acronym, and the search for their end stays linear.
const INITIALS: usize = 8;

/// `U.S.`, `J.-P.`, `J.`: single capitals each with its point.
fn initials_end(cursor: &Cursor<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    let mut at = start;
    for _ in 0..INITIALS {
        let Some(c) = cursor.at(at) else { break };
        let after = at + c.len_utf8();
        if !c.is_uppercase() || cursor.at(after) != Some('.') {
            break;
        }
        end = after + 1;
        at = end;
        if let Some(h) = cursor.at(at)
            && is_hyphen(h)
            && let Some(n) = cursor.at(at + h.len_utf8())
            && n.is_uppercase()
            && cursor.at(at + h.len_utf8() + n.len_utf8()) == Some('.')
        {
            at += h.len_utf8();
        }
    }
    // `U.S.A` without the last point, or `T.Rex`: leave the letters to the ordinary rule when a letter follows.
    if end == start || cursor.at(end).is_some_and(is_letter) { None } else { Some(end) }
}

/// Web and e-mail addresses, handles and tags.
fn address(cursor: &Cursor<'_>, start: usize, c: char) -> Option<usize> {
    let head = |p: &str| cursor.text[start..cursor.end].get(..p.len()).is_some_and(|h| h.eq_ignore_ascii_case(p));
    if (c == 'h' || c == 'H') && (head("http://") || head("https://")) || (c == 'w' || c == 'W') && head("www.") {
        let end = cursor.while_from(start, |c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'));
        return Some(trim_address(cursor.text, start, end));
    }
    if c == '@' || c == '#' {
        let end = cursor.while_from(start + 1, |c| c.is_alphanumeric() || c == '_');
        let letters = cursor.text[start + 1..end].chars().any(char::is_alphabetic);
        return (letters).then_some(end);
    }
    if cursor.mail && c.is_ascii_alphanumeric() {
        let mut room = LOCAL_PART_BYTES;
        let local = cursor.while_from(start, |c| {
            room = room.saturating_sub(1);
            room > 0 && (c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
        });
        if cursor.at(local) == Some('@') {
            let end = cursor.while_from(local + 1, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
            let end = trim_address(cursor.text, start, end);
            return cursor.text[local..end].contains('.').then_some(end);
        }
    }
    None
}

fn trim_address(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']).len()
}

/// Where a word is cut: behind an elided word, before a clitic, in order.
fn split_word(word: &str, language: Option<Language>) -> [Option<usize>; 2] {
    let mut cuts = [None, None];
    let Some(language) = language else { return cuts };
    // The first bytes of all that is used as apostrophe.
    if !word.bytes().any(|byte| matches!(byte, b'\'' | 0xca | 0xe2)) {
        return cuts;
    }
    let Some((at, mark)) = word.char_indices().find(|&(_, c)| is_apostrophe(c)) else { return cuts };
    let after = at + mark.len_utf8();
    let mut head = String::with_capacity(at);
    fold_into(&word[..at], &mut head);
    if after < word.len() && head.chars().count() <= 8 && language.elides(&head) {
        cuts[0] = Some(after);
    }
    if language.has_clitics()
        && let Some((at, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c))
    {
        let tail = word[at + mark.len_utf8()..].to_lowercase();
        let cut = match tail.as_str() {
            "s" | "re" | "ve" | "ll" | "d" | "m" if at > 0 => Some(at),
            "t" if at > 1 && word[..at].ends_with(['n', 'N']) => Some(at - 1),
            _ => None,
        };
        cuts[1] = cut.filter(|cut| cuts[0].is_none_or(|first| first < *cut));
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, language: Language) -> Vec<String> {
        let (mut tokens, mut words) = (Vec::new(), Words::default());
        tokenize(text, Span::new(0, text.len()), Some(language), &mut tokens, &mut words);
        tokens.iter().map(|t| text[t.span.range()].to_owned()).collect()
    }

    #[test]
    fn elisions_hyphens_and_numbers() {
        let t = cut("L’Élysée cherche-t-il d’ici 2028 3,5 Md€ (aujourd’hui) ?", Language::Fr);
        assert_eq!(t, ["L’", "Élysée", "cherche-t-il", "d’", "ici", "2028", "3,5", "Md", "€", "(", "aujourd’hui", ")", "?"]);
    }

    #[test]
    fn clitics_initials_and_glued_letters() {
        let t = cut("The U.S. won't pay J. Doe's $600B for COVID-19, 480-hour caps...", Language::En);
        assert_eq!(
            t,
            [
                "The", "U.S.", "wo", "n't", "pay", "J.", "Doe", "'s", "$", "600", "B", "for", "COVID-19", ",", "480", "-", "hour", "caps",
                "..."
            ]
        );
    }

    #[test]
    fn phrases_of_tables_are_cut_like_texts() {
        let pieces = |phrase: &str| {
            let mut out = Vec::new();
            pieces(phrase, Language::Fr, |raw, folded| out.push((raw.to_owned(), folded.to_owned())));
            out
        };
        for phrase in ["directrice générale", "Élu", "COVID-19", "plus d'", "d'ici 2028", "3 M$", "J.-P.", "l’", "x'", "œuvre  d'art", ""]
        {
            let text = if phrase == "plus d'" { "plus d'ici" } else { phrase };
            let mut wanted = cut(text, Language::Fr);
            wanted.truncate(if text == phrase { wanted.len() } else { 2 });
            let found = pieces(phrase);
            assert_eq!(found.iter().map(|(raw, _)| raw.as_str()).collect::<Vec<_>>(), wanted, "{phrase}");
            assert!(found.iter().all(|(raw, folded)| *folded == crate::document::fold(raw)), "{phrase}");
        }
    }

    /// The work per character must not grow with the length of the run it stands in.
    #[test]
    fn runs_of_points_are_cut_in_bounded_steps() {
        for unit in ["a.", "A.", "A.-", "a@", "1'", "d'"] {
            let text = unit.repeat(200_000) + "a";
            let (mut tokens, mut words) = (Vec::new(), Words::default());
            tokenize(&text, Span::new(0, text.len()), Some(Language::Fr), &mut tokens, &mut words);
            assert!(tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{unit}");
        }
    }

    #[test]
    fn addresses_are_one_token() {
        let t = cut("Voir https://a.example/b?c=d, @nom ou a.b@c.example.", Language::Fr);
        assert_eq!(t, ["Voir", "https://a.example/b?c=d", ",", "@nom", "ou", "a.b@c.example", "."]);
    }
}
