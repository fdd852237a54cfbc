//! Bounds and the joints of ranges, from `bounds.tsv`.

use super::number::Reader;
use super::phrases::Phrases;
use crate::facts::Bound;
use crate::language::{Language, PerLanguage, per_language, table};

/// What a joint between two numbers makes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// `5 à 10`: a range, with or without an opening word.
    To,
    /// `entre 5 et 10`: a range only after its opening word, else two figures.
    And,
    /// `deux ou trois`: a range where it ascends.
    Or,
    /// `3 sur 10`: a ratio.
    OutOf,
}

/// How a range's opening word asks for its joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// `entre`, `between`: the joint is `et`, `and`.
    Between,
    /// `de`, `from`: the joint is `à`, `to`.
    From,
}

/// Bounds of one language.
#[derive(Debug, Default)]
pub struct Bounds {
    before: Phrases<Bound>,
    after: Phrases<Bound>,
    joints: Phrases<Joint>,
    openings: Phrases<Opening>,
    /// Verbs of change: after them `from … to …` compares.
    pub changes: Vec<Box<str>>,
    /// Such verbs that are matched whole.
    change_words: Phrases<()>,
    /// Bounds that, after a verb of change, tell the level reached.
    levels: Phrases<()>,
    /// Articles that may stand between a bound and its number.
    articles: Phrases<()>,
    /// Words after which a bound belongs to the next number: `5000 or less than 6000`.
    comparisons: Phrases<()>,
    /// Prepositions after which an article and a unit of time make a duration.
    times: Phrases<()>,
}

static BOUNDS: PerLanguage<Bounds> = per_language!(build);

/// The bounds of `language`.
pub fn of(language: Language) -> &'static Bounds {
    BOUNDS.get(language)
}

fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "approx" => Bound::Approx,
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        "more_than" => Bound::MoreThan,
        "less_than" => Bound::LessThan,
        "exact" => Bound::Exact,
        _ => return None,
    })
}

fn build(language: Language) -> Bounds {
    let mut bounds = Bounds::default();
    for row in table::rows(language.tables().bounds) {
        let column = usize::from(!matches!(row.section, "change" | "article" | "time" | "level" | "than" | "change_word"));
        for form in row.alternatives(column) {
            match row.section {
                "before" => _ = bound(row.cell(0)).map(|b| bounds.before.add(form, language, b)),
                "after" => _ = bound(row.cell(0)).map(|b| bounds.after.add(form, language, b)),
                "joint" => {
                    let joint = match row.cell(0) {
                        "to" => Joint::To,
                        "and" => Joint::And,
                        "or" => Joint::Or,
                        _ => Joint::OutOf,
                    };
                    bounds.joints.add(form, language, joint);
                }
                "opening" => {
                    let opening = if row.cell(0) == "between" { Opening::Between } else { Opening::From };
                    bounds.openings.add(form, language, opening);
                }
                "change" => bounds.changes.push(crate::document::fold(form).into()),
                "time" => bounds.times.add(form, language, ()),
                "level" => bounds.levels.add(form, language, ()),
                "change_word" => bounds.change_words.add(form, language, ()),
                "than" => bounds.comparisons.add(form, language, ()),
                "article" => bounds.articles.add(form, language, ()),
                _ => {}
            }
        }
    }
    bounds
}

/// Bound phrases have no more atoms than this.
const REACH: usize = 6;

impl Bounds {
    /// The bound that stands before atom `start`, over an article if need be.
    pub fn before(&self, reader: &Reader<'_, '_>, start: usize) -> Option<(usize, Bound)> {
        let direct = self.before.ending_at(reader.document, reader.atoms, start, REACH);
        let found = direct.or_else(|| {
            let article = self.articles.ending_at(reader.document, reader.atoms, start, 2)?.0;
            self.before.ending_at(reader.document, reader.atoms, article, REACH)
        });
        found.map(|(at, bound)| (at, *bound))
    }

    /// Whether the bound from atom `at` up to a number at `start` can tell a level.
    pub fn is_level(&self, reader: &Reader<'_, '_>, at: usize, start: usize) -> bool {
        self.levels.longest(reader.document, reader.atoms, at).is_some_and(|(end, ())| end <= start)
    }

    /// The bound that stands from atom `end` on.
    pub fn after(&self, reader: &Reader<'_, '_>, end: usize) -> Option<(usize, Bound)> {
        let (at, bound) = self.after.longest(reader.document, reader.atoms, end)?;
        let next = self.comparisons.longest(reader.document, reader.atoms, at).map(|(than, ())| than);
        let another = next.is_some_and(|n| reader.atom(n).is_some_and(super::atoms::Atom::is_number) || reader.entry(n).is_some());
        (!another).then_some((at, *bound))
    }

    /// The joint from atom `at` on.
    pub fn joint(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Joint)> {
        self.joints.longest(reader.document, reader.atoms, at).map(|(end, joint)| (end, *joint))
    }

    /// The opening word of a range that ends before atom `start`.
    pub fn opening(&self, reader: &Reader<'_, '_>, start: usize) -> Option<(usize, Opening)> {
        self.openings.ending_at(reader.document, reader.atoms, start, REACH).map(|(at, opening)| (at, *opening))
    }

    /// Whether a preposition that takes a duration ends before atom `start`.
    pub fn times_before(&self, reader: &Reader<'_, '_>, start: usize) -> bool {
        self.times.ending_at(reader.document, reader.atoms, start, 3).is_some()
    }

    /// Whether a verb of change stands in the few atoms before `start`.
    pub fn changes_before(&self, reader: &Reader<'_, '_>, start: usize) -> bool {
        let from = start.saturating_sub(8);
        reader.atoms[from..start].iter().any(|a| a.is_word() && self.changes.iter().any(|stem| a.text.starts_with(&**stem)))
            || (from..start).any(|at| self.change_words.longest(reader.document, reader.atoms, at).is_some())
    }
}
