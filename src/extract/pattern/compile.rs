//! From the text of patterns to a trie of steps.

use super::{Costs, Item, Keys, Marks, Symbol, Symbols, Vocabulary};
use rustc_hash::FxHashSet;
use std::fmt;

/// One step of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// An item that answers to one of the symbols; captured where the element is a slot.
    One { any: Symbols, capture: Option<u8> },
    /// Up to so many light items.
    Gap(u8),
    /// Up to so many items of any kind but those that answer to the symbol, commas and borders.
    Wide { most: u8, stop: Symbols },
    /// Perhaps an insertion.
    Insertion,
}

/// A step from one place to another.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) step: Step,
    pub(super) to: u32,
    /// One of these is in whatever a pattern matches from here on, this step included.
    pub(super) needs: Keys,
}

/// A place in the trie.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) edges: Vec<Edge>,
    /// The rules whose pattern ends here.
    pub(super) accepts: Vec<u16>,
    /// Which edges an item can take, where there are many.
    pub(super) index: Option<Box<Index>>,
    /// An item that can take one of the edges bears one of these.
    pub(super) marks: Marks,
    /// One of these is in whatever its edges lead to.
    pub(super) needs: Keys,
}

/// The edges of a place by the symbols that they ask for: rows of bits, one an edge.
#[derive(Debug)]
pub(super) struct Index {
    /// How many numbers a row takes.
    width: usize,
    /// The rows; the first is of the edges that ask for no symbol.
    rows: Vec<u64>,
    /// For each row: one of these is in whatever its edges lead to.
    needs: Vec<Keys>,
    /// The row of each symbol, by its number; 0 where no edge asks for it.
    row_of: Vec<u16>,
}

impl Index {
    fn of(edges: &[Edge]) -> Self {
        let width = edges.len().div_ceil(64);
        let (mut rows, mut needs, mut row_of) = (vec![0; width], vec![Keys::default()], Vec::new());
        for (number, edge) in edges.iter().enumerate() {
            let Step::One { any, .. } = &edge.step else {
                rows[number / 64] |= 1 << (number % 64);
                needs[0] = needs[0].and(edge.needs);
                continue;
            };
            for symbol in any.list().iter().map(|symbol| usize::from(symbol.number.get())) {
                if row_of.len() <= symbol {
                    row_of.resize(symbol + 1, 0);
                }
                if row_of[symbol] == 0 {
                    row_of[symbol] = u16::try_from(needs.len()).unwrap_or(0);
                    rows.resize(rows.len() + width, 0);
                    needs.push(Keys::default());
                }
                let row = usize::from(row_of[symbol]);
                rows[row * width + number / 64] |= 1 << (number % 64);
                needs[row] = needs[row].and(edge.needs);
            }
        }
        Self { width, rows, needs, row_of }
    }

    /// Hands `each` the edges that `item` can take and those that ask for nothing, in ascending order; of those at least that lead to
    /// what the `rest` of the sentence may fulfil.
    #[inline]
    pub(super) fn candidates(&self, item: &Item, rest: Keys, mut each: impl FnMut(usize)) {
        let mut rows = [0; Item::SYMBOLS + 1];
        let mut filled = usize::from(rest.meet(self.needs[0]));
        for symbol in item.symbols() {
            if let Some(&row @ 1..) = self.row_of.get(usize::from(symbol.get()))
                && rest.meet(self.needs[usize::from(row)])
            {
                rows[filled] = usize::from(row) * self.width;
                filled += 1;
            }
        }
        if filled == 0 {
            return;
        }
        for place in 0..self.width {
            let mut bits = rows[..filled].iter().fold(0, |bits, row| bits | self.rows[row + place]);
            while let Some(less) = bits.checked_sub(1) {
                each(place * 64 + bits.trailing_zeros() as usize);
                bits &= less;
            }
        }
    }
}

impl Step {
    /// The symbols that it asks for.
    fn symbols(&self) -> &[Symbol] {
        if let Self::One { any, .. } = self { any.list() } else { &[] }
    }

    /// What an item bears that the step may begin with.
    fn marks(&self) -> Marks {
        match self {
            Self::One { any, .. } => any.marks,
            _ => Marks::ALL,
        }
    }

    /// The keys of which the step needs one.
    fn needs(&self) -> Keys {
        match self {
            Self::One { any, .. } if any.list().iter().all(|symbol| symbol.key.is_some()) => {
                any.list().iter().fold(Keys::default(), |needs, &symbol| needs.and(symbol.into()))
            }
            _ => Keys::ALL,
        }
    }

    /// The same where there is no title; nothing where the step asks for one.
    fn needs_untitled(&self) -> Keys {
        match self {
            Self::One { any, .. } if any.list().iter().all(|symbol| symbol.key.is_some()) => {
                any.list().iter().filter(|symbol| !symbol.is_title()).fold(Keys::default(), |needs, &symbol| needs.and(symbol.into()))
            }
            _ => Keys::ALL,
        }
    }
}

/// Compiled patterns, numbered in the order in which they were added.
#[derive(Debug)]
pub(crate) struct Patterns {
    pub(super) nodes: Vec<Node>,
    captures: Vec<Box<str>>,
    /// One of these is in whatever any pattern matches.
    pub(super) needs: Keys,
    /// One of these is in whatever any pattern matches that asks for no title; the symbols themselves, as keys may stand for several.
    pub(super) untitled: Keys,
    telling: FxHashSet<Symbol>,
}

/// Why a pattern cannot be compiled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// More optional elements than [`Patterns::OPTIONAL`].
    TooManyOptional,
    /// More elements than [`Patterns::LENGTH`].
    TooLong,
    /// Nothing to match, or a gap at its start or end.
    Empty,
    /// An element that is not understood.
    Element(String),
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyOptional => f.write_str("too many optional elements"),
            Self::TooLong => f.write_str("too many elements"),
            Self::Empty => f.write_str("no element to hold on to at start or end"),
            Self::Element(element) => write!(f, "element {element:?} is not understood"),
        }
    }
}

struct Element {
    step: Step,
    optional: bool,
}

impl Patterns {
    /// The most optional elements of one pattern: each doubles its variants.
    const OPTIONAL: usize = 5;
    /// The most elements of one pattern.
    pub(crate) const LENGTH: usize = 16;
    /// Items that a wide gap may pass over.
    const WIDE: u8 = 12;
    /// The most edges of a place that are tried one by one.
    const TRIED: usize = 6;

    /// No patterns yet.
    pub(crate) fn new() -> Self {
        Self { nodes: vec![Node::default()], captures: Vec::new(), needs: Keys::ALL, untitled: Keys::ALL, telling: FxHashSet::default() }
    }

    /// Keys of which one is in every sentence without titles that a pattern matches.
    pub(crate) const fn untitled(&self) -> Keys {
        self.untitled
    }

    /// Whether `symbol` is one of those of which one is in every sentence without titles that a pattern matches.
    pub(crate) fn tells_untitled(&self, symbol: Symbol) -> bool {
        self.telling.contains(&symbol)
    }

    /// The number under which slot `name` (`P`, `P2`) is captured.
    pub(crate) fn capture(&self, name: &str) -> Option<u8> {
        self.captures.iter().position(|c| **c == *name).and_then(|i| u8::try_from(i).ok())
    }

    /// Adds `pattern` as one of rule `rule`.
    pub(crate) fn add(&mut self, pattern: &str, rule: u16, vocabulary: &mut Vocabulary) -> Result<(), PatternError> {
        let elements = pattern.split_whitespace().map(|e| self.element(e, vocabulary)).collect::<Result<Vec<_>, _>>()?;
        let firm = |e: Option<&Element>| e.is_some_and(|e| !e.optional && matches!(e.step, Step::One { .. }));
        if !firm(elements.first()) || !firm(elements.last()) {
            return Err(PatternError::Empty);
        }
        if elements.len() > Self::LENGTH {
            return Err(PatternError::TooLong);
        }
        let optional: Vec<usize> = elements.iter().enumerate().filter(|(_, e)| e.optional).map(|(i, _)| i).collect();
        if optional.len() > Self::OPTIONAL {
            return Err(PatternError::TooManyOptional);
        }
        for variant in 0..1_u32 << optional.len() {
            let kept = elements.iter().enumerate().filter(|(i, _)| match optional.iter().position(|o| o == i) {
                Some(bit) => variant >> bit & 1 == 1,
                None => true,
            });
            self.insert(kept.map(|(_, e)| &e.step), rule);
        }
        Ok(())
    }

    /// To be called once all patterns are added: the search then looks only at the edges that an item can take. Symbols of the commonest
    /// words are `common`: that a sentence has one of them says little.
    pub(crate) fn seal(&mut self, common: Keys) {
        let steps = self.nodes.iter().flat_map(|node| &node.edges).map(|edge| &edge.step);
        let costs = Costs::of(steps.flat_map(Step::symbols).map(|&symbol| symbol.into()), common);
        // What a pattern needs from a place on; places come behind those that lead to them.
        let (mut needs, mut untitled) = (vec![Keys::ALL; self.nodes.len()], vec![Keys::ALL; self.nodes.len()]);
        for (at, node) in self.nodes.iter_mut().enumerate().rev() {
            let mut without = Keys::default();
            for edge in &mut node.edges {
                let later = untitled.get(edge.to as usize).copied().unwrap_or(Keys::ALL);
                without = without.and(costs.rarer(edge.step.needs_untitled(), later));
                let later = needs.get(edge.to as usize).copied().unwrap_or(Keys::ALL);
                edge.needs = costs.rarer(edge.step.needs(), later);
            }
            if node.accepts.is_empty() {
                needs[at] = node.edges.iter().fold(Keys::default(), |needs, edge| needs.and(edge.needs));
                untitled[at] = without;
            }
        }
        (self.needs, self.untitled) = (needs[0], untitled[0]);
        self.telling = self.told_by(&costs, &untitled);
        for node in &mut self.nodes {
            node.needs = node.edges.iter().fold(Keys::default(), |needs, edge| needs.and(edge.needs));
            node.marks = node.edges.iter().fold(Marks::default(), |marks, edge| marks.and(edge.step.marks()));
            if node.edges.len() > Self::TRIED {
                node.index = Some(Box::new(Index::of(&node.edges)));
            }
        }
    }

    /// The symbols behind the first of `untitled`, what each place needs from there on where there is no title.
    fn told_by(&self, costs: &Costs, untitled: &[Keys]) -> FxHashSet<Symbol> {
        let mut telling = FxHashSet::default();
        let mut places = vec![0];
        while let Some(node) = places.pop().and_then(|at: usize| self.nodes.get(at)) {
            for edge in &node.edges {
                let own = edge.step.needs_untitled();
                let later = untitled.get(edge.to as usize).copied().unwrap_or(Keys::ALL);
                if costs.rarer(own, later) == own {
                    telling.extend(edge.step.symbols().iter().filter(|symbol| !symbol.is_title()));
                } else {
                    places.push(edge.to as usize);
                }
            }
        }
        telling
    }

    fn insert<'s>(&mut self, steps: impl Iterator<Item = &'s Step>, rule: u16) {
        let mut node = 0;
        for step in steps {
            let known = self.nodes[node].edges.iter().find(|edge| edge.step == *step).map(|edge| edge.to as usize);
            node = known.unwrap_or_else(|| {
                let fresh = self.nodes.len();
                let to = u32::try_from(fresh).unwrap_or(u32::MAX);
                // Most places have one.
                if self.nodes[node].edges.is_empty() {
                    self.nodes[node].edges.reserve_exact(1);
                }
                self.nodes[node].edges.push(Edge { step: step.clone(), to, needs: Keys::ALL });
                self.nodes.push(Node::default());
                fresh
            });
        }
        if !self.nodes[node].accepts.contains(&rule) {
            self.nodes[node].accepts.push(rule);
        }
    }

    fn element(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Result<Element, PatternError> {
        let (body, optional) = match text.strip_suffix('?') {
            Some(body) if !body.is_empty() => (body, true),
            _ => (text, false),
        };
        if body == "<>" {
            return Ok(Element { step: Step::Insertion, optional });
        }
        if body == "..." {
            return Ok(Element { step: Step::Wide { most: Self::WIDE, stop: vocabulary.intern("P").into() }, optional });
        }
        if let Some(count) = body.strip_prefix('~') {
            let count = count.parse().map_err(|_| PatternError::Element(text.to_owned()))?;
            return Ok(Element { step: Step::Gap(count), optional });
        }
        let mut any = Vec::new();
        let mut capture = None;
        for alternative in body.split('|') {
            if alternative.is_empty() || alternative == "@" {
                return Err(PatternError::Element(text.to_owned()));
            }
            if alternative.starts_with(|c: char| c.is_ascii_uppercase()) {
                let (name, feature) = alternative.split_once('.').unwrap_or((alternative, ""));
                let slot = name.trim_end_matches(|c: char| c.is_ascii_digit());
                any.push(match feature {
                    _ if slot == name => vocabulary.intern(alternative),
                    "" => vocabulary.intern(slot),
                    _ => vocabulary.intern(&format!("{slot}.{feature}")),
                });
                capture = Some(self.capture_number(name));
            } else {
                any.push(vocabulary.intern(alternative));
            }
        }
        Ok(Element { step: Step::One { any: any.into_iter().collect(), capture }, optional })
    }

    fn capture_number(&mut self, name: &str) -> u8 {
        let at = self.captures.iter().position(|c| **c == *name).unwrap_or_else(|| {
            self.captures.push(name.into());
            self.captures.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }
}
