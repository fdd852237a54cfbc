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
use std::num::NonZeroU16;
use std::ops::Range;

/// Something that a pattern can ask of an item: a word, a class, a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Symbol {
    number: NonZeroU16,
    /// Its bit in [`Keys`], where it is one of the symbols that tell a pattern from others.
    key: Option<u8>,
}

impl Symbol {
    /// Whether it is that of a title.
    fn is_title(self) -> bool {
        self.key == Some(Keys::KINDS[0].start)
    }
}

/// Which telling symbols there are among some: titles, classes and words, a bit each. Where the bit of a symbol is not set, it is not
/// there; should a language have more of a kind than there are bits, some share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Keys([u64; 4]);

impl Keys {
    /// The bits of titles, of verbs with their voice, of other classes, of words.
    const KINDS: [Range<u8>; 4] = [0..1, 1..33, 33..113, 113..255];
    /// All of them: any items have one.
    const ALL: Self = Self([u64::MAX; 4]);
    /// The one that any items have.
    const ANY: Self = Self::of(255);

    /// The one with a number.
    const fn of(bit: u8) -> Self {
        let mut keys = [0; 4];
        keys[(bit / 64) as usize] = 1 << (bit % 64);
        Self(keys)
    }

    /// Whether one may be in both.
    #[inline]
    pub(crate) const fn meet(self, other: Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a & e | b & f | c & g | d & h != 0
    }

    /// The keys of both.
    #[inline]
    pub(crate) const fn and(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a | e, b | f, c | g, d | h])
    }

    /// Whether any items have one.
    #[inline]
    pub(crate) const fn is_any(self) -> bool {
        self.meet(Self::ANY)
    }

    /// The bits that are set, but for that of [`Keys::ANY`].
    fn bits(self) -> impl Iterator<Item = usize> {
        (0..4).zip(self.0).flat_map(|(place, word)| {
            let mut left = if place == 3 { word & (u64::MAX >> 1) } else { word };
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.checked_sub(1)?;
                Some(64 * place + bit)
            })
        })
    }
}

/// The symbols among some, a bit each, which some share. Where the bit of a symbol is not set, it is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Marks(u64);

impl Marks {
    /// All of them.
    const ALL: Self = Self(u64::MAX);

    /// Whether one may be in both.
    #[inline]
    const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of both.
    #[inline]
    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Some symbols, of which most items bear none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Symbols {
    marks: Marks,
    list: Box<[Symbol]>,
}

impl Symbols {
    /// All of them.
    pub(crate) fn list(&self) -> &[Symbol] {
        &self.list
    }
}

impl From<Symbol> for Symbols {
    fn from(symbol: Symbol) -> Self {
        Self { marks: symbol.into(), list: [symbol].into() }
    }
}

impl FromIterator<Symbol> for Symbols {
    fn from_iter<I: IntoIterator<Item = Symbol>>(symbols: I) -> Self {
        let list: Box<[Symbol]> = symbols.into_iter().collect();
        Self { marks: list.iter().fold(Marks::default(), |marks, &symbol| marks.and(symbol.into())), list }
    }
}

impl From<Symbol> for Marks {
    #[inline]
    fn from(symbol: Symbol) -> Self {
        Self(1 << (symbol.number.get() % 64))
    }
}

/// How often sentences are thought to have each of the keys: titles and verbs that change something seldom, classes and words the more
/// often the more patterns ask for them, as they do for "of" and "by", and the shortest words most often.
#[derive(Debug)]
struct Costs([u32; 255]);

impl Costs {
    /// Of titles, verbs, classes and words by themselves.
    const BASES: [u32; 4] = [2, 1, 4, 4];

    /// Of what is among the commonest words of a language.
    const COMMON: u32 = 200;

    /// The costs where the patterns ask for `asked`, once for each time, some of which are `common`.
    fn of(asked: impl Iterator<Item = Keys>, common: Keys) -> Self {
        let mut costs = [0; 255];
        for (kind, base) in Keys::KINDS.into_iter().zip(Self::BASES) {
            kind.for_each(|bit| costs[usize::from(bit)] = base);
        }
        let counted = usize::from(Keys::KINDS[2].start);
        asked.flat_map(Keys::bits).filter(|&bit| bit >= counted).for_each(|bit| costs[bit] += 1);
        common.bits().for_each(|bit| costs[bit] += Self::COMMON);
        Self(costs)
    }

    /// Those of the two of which a sentence is less likely to have one.
    fn rarer(&self, one: Keys, other: Keys) -> Keys {
        if self.cost(other) < self.cost(one) { other } else { one }
    }

    fn cost(&self, keys: Keys) -> u32 {
        if keys.is_any() { u32::MAX } else { keys.bits().map(|bit| self.0[bit]).sum() }
    }
}

impl From<Symbol> for Keys {
    fn from(symbol: Symbol) -> Self {
        symbol.key.map_or(Self::default(), Self::of)
    }
}

/// The symbols that the patterns of one language use. What no pattern asks for has no symbol.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    symbols: FxHashMap<Box<str>, Symbol>,
    /// The keys of titles, classes, whatever their voice, and words.
    keys: FxHashMap<Box<str>, u8>,
    /// How many there are of each kind.
    counts: [u8; 4],
}

impl Vocabulary {
    /// The symbol of `name`, made where it is new.
    pub(crate) fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(name) {
            return symbol;
        }
        let number = u16::try_from(self.symbols.len() + 1).ok().and_then(NonZeroU16::new).unwrap_or(NonZeroU16::MAX);
        let symbol = Symbol { number, key: self.key(name) };
        self.symbols.insert(name.into(), symbol);
        symbol
    }

    /// The key of a symbol; none for marks, names and what every sentence has.
    fn key(&mut self, name: &str) -> Option<u8> {
        let (base, voice) = name.split_once('.').map_or((name, false), |(base, _)| (base, true));
        let kind = match base {
            "T" => 0,
            "@start" | "@end" | "@close" => return None,
            _ if base.len() > 1 && base.starts_with('@') => {
                if voice {
                    1
                } else {
                    2
                }
            }
            _ if base.starts_with(char::is_lowercase) => 3,
            _ => return None,
        };
        if let Some(&key) = self.keys.get(base) {
            return Some(key);
        }
        let bits = &Keys::KINDS[kind];
        let key = bits.start + self.counts[kind] % (bits.end - bits.start);
        self.counts[kind] = self.counts[kind].wrapping_add(1);
        self.keys.insert(base.into(), key);
        Some(key)
    }

    /// The words that patterns ask for by themselves, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Symbol)> {
        let word = |name: &str| !name.starts_with(|c: char| c == '@' && name.len() > 1 || c.is_ascii_uppercase());
        self.symbols.iter().map(|(name, &symbol)| (&**name, symbol)).filter(move |(name, _)| word(name))
    }

    /// All symbols.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = Symbol> {
        self.symbols.values().copied()
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
    symbols: [Option<NonZeroU16>; Item::SYMBOLS],
    marks: Marks,
    keys: Keys,
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
    /// An item without weight that answers to `symbols`.
    pub(crate) fn of(symbols: &[Symbol]) -> Self {
        let mut item = Self::default();
        symbols.iter().for_each(|&symbol| item.add(Some(symbol)));
        item
    }
    /// Lets the item answer to `symbol`.
    #[inline]
    pub(crate) fn add(&mut self, symbol: Option<Symbol>) {
        let Some(symbol) = symbol else { return };
        if let Some(place) = self.symbols.iter_mut().find(|s| s.is_none_or(|number| number == symbol.number)) {
            *place = Some(symbol.number);
            self.keys = self.keys.and(symbol.into());
            self.marks = self.marks.and(symbol.into());
        }
    }
    /// Whether it answers to anything.
    #[inline]
    pub(crate) fn is_asked_for(&self) -> bool {
        self.symbols[0].is_some()
    }
    /// What it answers to.
    #[inline]
    fn symbols(&self) -> impl Iterator<Item = NonZeroU16> + '_ {
        self.symbols.iter().map_while(|s| *s)
    }
    /// Whether it answers to one of `any`; most items do not, by their marks.
    #[inline]
    pub(crate) fn is_any(&self, any: &Symbols) -> bool {
        self.marks.meet(any.marks) && self.symbols().any(|number| any.list.iter().any(|symbol| symbol.number == number))
    }
    /// Whether it answers to `symbol`; most items do not, by their marks.
    #[inline]
    pub(crate) fn has(&self, symbol: Symbol) -> bool {
        self.marks.meet(symbol.into()) && self.symbols().any(|number| symbol.number == number)
    }
}
