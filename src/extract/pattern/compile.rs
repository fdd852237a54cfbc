//! From the text of patterns to a trie of steps.

use super::{Costs, Item, Keys, Symbol, Vocabulary};
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU16;

/// One step of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// An item that answers to one of the symbols; captured where the element is a slot.
    One { any: Box<[Symbol]>, capture: Option<u8> },
    /// Up to so many light items.
    Gap(u8),
    /// Up to so many items of any kind but those that answer to the symbol, commas and borders.
    Wide { most: u8, stop: Symbol },
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
}

/// The edges of a place by the symbols that they ask for.
#[derive(Debug)]
pub(super) struct Index {
    /// Numbers of edges in ascending order, by symbol; symbols ascend as well.
    by_symbol: Vec<(NonZeroU16, Vec<u32>)>,
    /// The edges that ask for no symbol.
    open: Vec<u32>,
}

impl Index {
    fn of(edges: &[Edge]) -> Self {
        let mut by_symbol: BTreeMap<NonZeroU16, Vec<u32>> = BTreeMap::new();
        let mut open = Vec::new();
        for (edge, number) in edges.iter().zip(0..) {
            match &edge.step {
                Step::One { any, .. } => any.iter().for_each(|symbol| by_symbol.entry(symbol.number).or_default().push(number)),
                _ => open.push(number),
            }
        }
        Self { by_symbol: by_symbol.into_iter().collect(), open }
    }

    /// The edges that ask for `symbol`.
    fn asking(&self, symbol: NonZeroU16) -> &[u32] {
        self.by_symbol.binary_search_by_key(&symbol, |(s, _)| *s).map_or(&[], |at| &self.by_symbol[at].1)
    }

    /// The edges that `item` can take and those that ask for nothing, in ascending order.
    pub(super) fn candidates(&self, item: Option<&Item>) -> impl Iterator<Item = usize> + '_ {
        let mut lists: [&[u32]; Item::SYMBOLS + 1] = [&[]; Item::SYMBOLS + 1];
        lists[0] = &self.open;
        let mut filled = 1;
        for symbol in item.into_iter().flat_map(Item::symbols) {
            let list = self.asking(symbol);
            if !list.is_empty() {
                lists[filled] = list;
                filled += 1;
            }
        }
        std::iter::from_fn(move || {
            let lists = &mut lists[..filled];
            let next = *lists.iter().filter_map(|list| list.first()).min()?;
            for list in lists {
                if list.first() == Some(&next) {
                    *list = &list[1..];
                }
            }
            Some(next as usize)
        })
    }
}

impl Step {
    /// The symbols that it asks for.
    fn symbols(&self) -> &[Symbol] {
        if let Self::One { any, .. } = self { any } else { &[] }
    }

    /// The keys of which the step needs one.
    fn needs(&self) -> Keys {
        match self {
            Self::One { any, .. } if any.iter().all(|symbol| symbol.key.is_some()) => {
                any.iter().fold(Keys::default(), |needs, &symbol| needs.and(symbol.into()))
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
    const LENGTH: usize = 16;
    /// Items that a wide gap may pass over.
    const WIDE: u8 = 12;
    /// The most edges of a place that are tried one by one.
    const TRIED: usize = 6;

    /// No patterns yet.
    pub(crate) fn new() -> Self {
        Self { nodes: vec![Node::default()], captures: Vec::new(), needs: Keys::ALL }
    }

    /// Keys of which one is in every sentence that a pattern matches.
    pub(crate) const fn needs(&self) -> Keys {
        self.needs
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

    /// To be called once all patterns are added: the search then looks only at the edges that an item can take.
    pub(crate) fn seal(&mut self) {
        let steps = self.nodes.iter().flat_map(|node| &node.edges).map(|edge| &edge.step);
        let costs = Costs::of(steps.flat_map(Step::symbols).map(|&symbol| symbol.into()));
        // What a pattern needs from a place on; places come behind those that lead to them.
        let mut needs = vec![Keys::ALL; self.nodes.len()];
        for (at, node) in self.nodes.iter_mut().enumerate().rev() {
            for edge in &mut node.edges {
                let later = needs.get(edge.to as usize).copied().unwrap_or(Keys::ALL);
                edge.needs = costs.rarer(edge.step.needs(), later);
            }
            if node.accepts.is_empty() {
                needs[at] = node.edges.iter().fold(Keys::default(), |needs, edge| needs.and(edge.needs));
            }
        }
        self.needs = needs[0];
        for node in self.nodes.iter_mut().filter(|node| node.edges.len() > Self::TRIED) {
            node.index = Some(Box::new(Index::of(&node.edges)));
        }
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
            return Ok(Element { step: Step::Wide { most: Self::WIDE, stop: vocabulary.intern("P") }, optional });
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
        Ok(Element { step: Step::One { any: any.into(), capture }, optional })
    }

    fn capture_number(&mut self, name: &str) -> u8 {
        let at = self.captures.iter().position(|c| **c == *name).unwrap_or_else(|| {
            self.captures.push(name.into());
            self.captures.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }
}
