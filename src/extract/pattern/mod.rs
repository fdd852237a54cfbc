//! A pattern language over sentences that are already cut into *items*: names, titles, verb groups, words, marks.
//!
//! Patterns are data (a line of a language's table each). They are compiled once into a trie, so that patterns that begin alike
//! are matched together, and every step looks at a bounded window: matching is linear in the number of items.
//!
//! ```text
//! P , T @close          a person, a comma, a title, something that closes an apposition
//! P <> @become.active T  a person, perhaps an insertion ("…, 45 ans, …"), a verb group of class `become`, a title
//! T ~2 @pass à P         up to two items of no weight in between
//! ```
//!
//! | element | matches |
//! |---|---|
//! | `word`, `,` | an item with that folded text |
//! | `@class` | an item of a class of the table (words, verb groups with their voice: `@appoint.passive`) |
//! | `P` `O` `T` … | a slot: an item that the caller made for a name, a title …; it is captured |
//! | `P2`, `T.def` | the same slot, captured under another number; only with that feature |
//! | `a\|@b` | one or the other |
//! | `x?` | perhaps |
//! | `~3` | up to three light items |
//! | `...` | up to twelve items of any kind but persons (`P`), commas and borders |
//! | `<>` | perhaps an insertion between commas, brackets or dashes |

mod compile;
mod run;

pub(crate) use compile::Patterns;
pub(crate) use run::Match;

use rustc_hash::FxHashMap;

/// Something that a pattern can ask of an item: a word, a class, a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol(u16);

/// The symbols that the patterns of one language use. What no pattern asks for has no symbol.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    symbols: FxHashMap<Box<str>, Symbol>,
}

impl Vocabulary {
    /// The symbol of `name`, made where it is new.
    pub(crate) fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(name) {
            return symbol;
        }
        let symbol = Symbol(u16::try_from(self.symbols.len()).unwrap_or(u16::MAX));
        self.symbols.insert(name.into(), symbol);
        symbol
    }

    /// The symbol of `name` where a pattern uses it.
    pub(crate) fn get(&self, name: &str) -> Option<Symbol> {
        self.symbols.get(name).copied()
    }
}

/// How an item takes part in gaps and insertions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Weight {
    /// A word that a gap may pass over.
    #[default]
    Light,
    /// A name, a title or a verb group: no gap passes over it, an insertion does.
    Heavy,
    /// A comma.
    Comma,
    /// A dash that may open or close an insertion.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The border of a sentence or of an independent clause: nothing passes over it.
    Border,
}

/// One piece of a sentence as patterns see it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Item {
    symbols: [Option<Symbol>; Item::SYMBOLS],
    /// How it takes part in gaps.
    pub(crate) weight: Weight,
    /// Whether it is a comma that stands for a whole insertion, which was left out.
    pub(crate) dropped: bool,
}

impl Item {
    /// The most symbols that an item can bear; more are dropped.
    const SYMBOLS: usize = 8;

    /// An item without symbols.
    pub(crate) fn new(weight: Weight) -> Self {
        Self { weight, ..Self::default() }
    }
    /// Lets the item answer to `symbol`.
    pub(crate) fn add(&mut self, symbol: Option<Symbol>) {
        if symbol.is_some()
            && !self.symbols.contains(&symbol)
            && let Some(free) = self.symbols.iter_mut().find(|s| s.is_none())
        {
            *free = symbol;
        }
    }
    /// Whether it answers to anything.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.symbols[0].is_some()
    }
    /// What it answers to.
    fn symbols(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.symbols.iter().map_while(|s| *s)
    }
    /// Whether it answers to one of `any`.
    pub(crate) fn is_any(&self, any: &[Symbol]) -> bool {
        self.symbols().any(|s| any.contains(&s))
    }
}
