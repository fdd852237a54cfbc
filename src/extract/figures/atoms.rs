//! The stream that figures are read from: the tokens of one block, with hyphenated number words taken apart.
//!
//! `five-year` is one token and three atoms (`five` `-` `year`), `quatre-vingt-dix` five; a figure always ends with the last
//! atom of a token, so that none begins or ends inside a word.

use super::lexicon::Lexicon;
use crate::document::{Block, Document, TokenKind};

/// A token, or a part of a hyphenated one.
#[derive(Debug, Clone, Copy)]
pub struct Atom<'d> {
    /// The token, as index into the document's.
    pub token: usize,
    /// Folded.
    pub text: &'d str,
    /// The token's kind.
    pub kind: TokenKind,
    /// Whether it follows white space.
    pub spaced: bool,
    /// Whether it begins its token.
    pub first: bool,
    /// Whether it ends its token.
    pub last: bool,
    /// Whether its token begins with a capital.
    pub capital: bool,
    /// Whether it lies within a date or a name, and so is no figure.
    pub taken: bool,
    /// Whether it lies within a date.
    pub dated: bool,
}

impl Atom<'_> {
    /// Whether it is digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// Which tokens belong to dates, and which to names.
#[derive(Debug)]
pub struct Taken {
    /// One flag a token: part of a date.
    pub dates: Vec<bool>,
    /// One flag a token: part of a name of several words.
    pub names: Vec<bool>,
}

/// Fills `atoms` with those of `block`; `taken` says which tokens are part of dates and names.
pub fn fill<'d>(document: &'d Document, block: &Block, lexicon: &Lexicon, taken: &Taken, atoms: &mut Vec<Atom<'d>>) {
    atoms.clear();
    for token in block.tokens.clone() {
        let t = &document.tokens[token];
        let text = document.folded(token);
        let whole = Atom {
            token,
            text,
            kind: t.kind,
            spaced: t.spaced,
            first: true,
            last: true,
            capital: t.capital,
            taken: taken.names.get(token).copied().unwrap_or(false) || taken.dates.get(token).copied().unwrap_or(false),
            dated: taken.dates.get(token).copied().unwrap_or(false),
        };
        let head = if t.kind == TokenKind::Word { text.split('-').next() } else { None };
        match head {
            Some(head)
                if head.len() < text.len() && !head.is_empty() && (lexicon.opens_compound(text, head) || after_digits(atoms, t.spaced)) =>
            {
                split(whole, atoms);
            }
            _ => match if t.kind == TokenKind::Word { lexicon.unit_in(text) } else { None } {
                Some(at) => {
                    atoms.push(Atom { text: &text[..at], last: false, ..whole });
                    atoms.push(Atom { text: &text[at..], first: false, spaced: false, ..whole });
                }
                None => atoms.push(whole),
            },
        }
    }
}

/// Whether digits and a hyphen stand right before what comes next: `a 12-` of `a 12-cent-a-share dividend`.
fn after_digits(atoms: &[Atom<'_>], spaced: bool) -> bool {
    let [.., digits, hyphen] = atoms else { return false };
    !spaced && digits.is_number() && hyphen.text == "-" && !hyphen.spaced
}

fn split<'d>(whole: Atom<'d>, atoms: &mut Vec<Atom<'d>>) {
    let mut from = 0;
    let mut first = true;
    for (at, hyphen) in whole.text.match_indices('-') {
        for piece in [&whole.text[from..at], hyphen] {
            if !piece.is_empty() {
                let kind = if piece == "-" { TokenKind::Punctuation } else { TokenKind::Word };
                atoms.push(Atom { text: piece, kind, first, last: false, spaced: first && whole.spaced, ..whole });
                first = false;
            }
        }
        from = at + 1;
    }
    atoms.push(Atom { text: &whole.text[from..], first, last: true, spaced: first && whole.spaced, ..whole });
}
