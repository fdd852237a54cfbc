//! Words that say what a figure is in the story, from `labels.tsv`.

use super::number::Reader;
use super::phrases::Phrases;
use crate::document::fold;
use crate::facts::{EntityType, FigureKind};
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// A cue: the label it gives, and the kinds of figure that it can label.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// The label.
    pub label: &'static str,
    /// Whether a noun that says more outweighs it (`paid … in damages`).
    pub weak: bool,
    /// The kinds of figure that it can label, as bits.
    pub kinds: u16,
}

/// Letters by which stems are found.
const HEAD: usize = 3;

/// The cues and function words of one language.
#[derive(Debug, Default)]
pub struct Labels {
    words: Phrases<Cue>,
    stems: FxHashMap<Box<str>, Vec<(Box<str>, Cue)>>,
    /// Ends of words written together (`*gewinn`), by their own last letters.
    ends: FxHashMap<Box<str>, Vec<(Box<str>, Cue)>>,
    /// Words between a percentage and the whole that it is a share of.
    pub share: FxHashSet<Box<str>>,
    /// What percentages are measured against without being a share of it (`du PIB`).
    pub yardsticks: FxHashSet<Box<str>>,
    /// Prepositions that lead to whose a percentage is (`1,2 % pour la zone euro`).
    pub beneficiary: FxHashSet<Box<str>>,
    /// Words between a change and its size (`by`).
    pub by: FxHashSet<Box<str>>,
    /// Prepositions that keep a name after them from being the subject.
    pub oblique: Phrases<()>,
    /// Words that stand for somebody named before, and what that must be where the word says so.
    pub anaphors: Phrases<Option<EntityType>>,
    /// Words that begin a clause about the name before them (`, who`, `, qui`).
    pub relative: FxHashSet<Box<str>>,
    /// Prepositions that lead to what is measured.
    pub prepositions: FxHashSet<Box<str>>,
    /// Articles and possessives.
    pub determiners: FxHashSet<Box<str>>,
}

static LABELS: PerLanguage<Labels> = per_language!(build);

/// The labels of `language`.
pub fn of(language: Language) -> &'static Labels {
    LABELS.get(language)
}

const fn bit(kind: FigureKind) -> u16 {
    1 << kind as u16
}

fn kinds(names: &str) -> u16 {
    names
        .split(',')
        .map(|name| match name.trim() {
            "money" => bit(FigureKind::Money),
            "percent" => bit(FigureKind::Percent),
            "points" => bit(FigureKind::PercentagePoints),
            "duration" => bit(FigureKind::Duration),
            "count" => bit(FigureKind::Count) | bit(FigureKind::Number),
            "quantity" => bit(FigureKind::Quantity),
            "ratio" => bit(FigureKind::Ratio),
            "age" => bit(FigureKind::Age),
            _ => {
                bit(FigureKind::Money)
                    | bit(FigureKind::Duration)
                    | bit(FigureKind::Count)
                    | bit(FigureKind::Number)
                    | bit(FigureKind::Quantity)
            }
        })
        .fold(0, |all, one| all | one)
}

fn head(text: &str) -> Option<&str> {
    text.char_indices().nth(HEAD - 1).map(|(at, c)| &text[..at + c.len_utf8()])
}

fn tail(text: &str) -> Option<&str> {
    text.char_indices().nth_back(HEAD - 1).map(|(at, _)| &text[at..])
}

fn build(language: Language) -> Labels {
    let mut labels = Labels::default();
    for row in table::rows(language.tables().labels) {
        if row.section == "label" {
            let cue = Cue { label: row.cell(0), weak: row.cell(3) == "weak", kinds: kinds(row.cell(1)) };
            row.alternatives(2).for_each(|form| labels.add(form, language, cue));
            continue;
        }
        for form in row.alternatives(0) {
            let word: Box<str> = fold(form).into();
            match row.section {
                "pair_share" => _ = labels.share.insert(word),
                "beneficiary" => _ = labels.beneficiary.insert(word),
                "yardstick" => _ = labels.yardsticks.insert(word),
                "relative" => _ = labels.relative.insert(word),
                "by" => _ = labels.by.insert(word),
                "oblique" => labels.oblique.add(form, language, ()),
                "anaphor" => labels.anaphors.add(form, language, None),
                "anaphor_organization" => labels.anaphors.add(form, language, Some(EntityType::Organization)),
                "anaphor_person" => labels.anaphors.add(form, language, Some(EntityType::Person)),
                "preposition" => _ = labels.prepositions.insert(word),
                "determiner" => _ = labels.determiners.insert(word),
                _ => {}
            }
        }
    }
    labels
}

impl Labels {
    fn add(&mut self, form: &str, language: Language, cue: Cue) {
        if let Some(end) = form.strip_prefix('*').map(fold) {
            if let Some(tail) = tail(&end) {
                self.ends.entry(tail.into()).or_default().push((end.as_str().into(), cue));
            }
            return;
        }
        let stem = form.strip_suffix('*').map(fold);
        match stem.as_deref().and_then(|s| head(s).map(|h| (h, s))) {
            Some((head, stem)) => self.stems.entry(head.into()).or_default().push((stem.into(), cue)),
            None => self.words.add(form, language, cue),
        }
    }

    /// The cue that begins at atom `at`, if it can label a figure of `kind`: one past its last atom.
    pub fn cue(&self, reader: &Reader<'_, '_>, at: usize, kind: FigureKind) -> Option<(usize, Cue)> {
        let atom = reader.atom(at).filter(|a| a.is_word())?;
        let fits = |cue: &Cue| cue.kinds & bit(kind) != 0;
        if let Some((end, cue)) = self.words.matches(reader.document, reader.atoms, at).find(|(_, cue)| fits(cue)) {
            return Some((end, *cue));
        }
        let stems = self.stems.get(head(atom.text)?).map_or(&[][..], Vec::as_slice);
        let best = stems.iter().filter(|(stem, cue)| atom.text.starts_with(&**stem) && fits(cue)).max_by_key(|(stem, _)| stem.len());
        let compound = || {
            let ends = if self.ends.is_empty() { None } else { self.ends.get(tail(atom.text)?) };
            ends?.iter().find(|(end, cue)| atom.text.ends_with(&**end) && fits(cue))
        };
        best.or_else(compound).map(|(_, cue)| (at + 1, *cue))
    }
}
