//! Units: money, percentages, durations, ages and physical units, from `units.tsv`, `money.tsv` and the shared `symbols.tsv`.

use super::number::Reader;
use super::phrases::Phrases;
use super::rates::hyphened_rate;
use crate::document::fold;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::FxHashSet;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Amounts of money.
    Money,
    /// Hundredths.
    Percent,
    /// Differences of percentages.
    Points,
    /// Lengths of time.
    Duration,
    /// How old.
    Age,
    /// How many times.
    Times,
    /// Anything physical.
    Quantity,
}

/// A unit as it is matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// Its identifier in the report; empty for `times`.
    pub id: &'static str,
    /// The power of ten that it adds (cents: −2, `MUSD`: 6).
    pub shift: i32,
    /// Within its group of like units (seconds and hours are, months are not).
    pub group: u8,
    /// How many of the group's smallest unit it holds.
    pub size: u32,
}

/// What may follow a preposition of rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Any noun (`par`).
    Any,
    /// Those of the table (`por`, which leads to a cause as well).
    Listed,
    /// Those of the table, after a number of times alone (`twice in a week`).
    Times,
    /// Those of the table, but after a temperature none: what follows may be the time of day (`la nuit`).
    Weak,
}

/// The units of one language.
#[derive(Debug, Default)]
pub struct Units {
    after: Phrases<Unit>,
    before: Phrases<Unit>,
    /// Phrases that make a duration before them an age.
    pub age_after: Phrases<()>,
    /// Phrases that make a bare number after them an age in years.
    pub years_before: Phrases<()>,
    /// Articles that, before a bound and years, stand for people of that age: `les moins de 25 ans`.
    pub age_groups: FxHashSet<Box<str>>,
    /// Phrases that make a duration after them an age.
    pub age_before: Phrases<()>,
    /// Words that, after a number, give a rate: the unit it is reckoned by.
    pub rate_after: Phrases<&'static str>,
    /// Prepositions of rates, and what may follow them.
    pub per: Phrases<Per>,
    /// The units and nouns a rate's preposition can have.
    pub per_nouns: Phrases<&'static str>,
    whole_before: Phrases<()>,
    whole_after: Phrases<()>,
    /// Words that are money or mass: the mass, and the words that tell.
    masses: Phrases<Unit>,
    weight_cues: FxHashSet<Box<str>>,
    codes: FxHashSet<&'static str>,
    prefix_words: FxHashSet<Box<str>>,
    /// What makes a period after a figure a point in time, no rate: `a year earlier`.
    not_rates: Phrases<()>,
    not_rates_after: Phrases<()>,
    /// Nouns of people, whose age may follow between commas.
    pub aged: Phrases<()>,
    /// What may stand between an amount and its rate: `brut`, `net`.
    pub qualifiers: Phrases<()>,
    /// Points that are percentage points where they come in parts.
    small_points: Phrases<Unit>,
    /// Letters that are degrees where they are glued to a number: `15C`.
    degrees: Phrases<Unit>,
    /// Words for per cent that stand before their number.
    percents: Phrases<Unit>,
    /// Short forms that are units only after a larger one of their group (`6 ft 2 in`).
    parts: Phrases<Unit>,
    below_zero: Phrases<()>,
    /// Words that are money only in large numbers.
    large: Phrases<()>,
    /// Words for once, twice, double: value and whether it is a number of times a period.
    pub multiples: Phrases<(u32, bool)>,
}

/// Symbols and codes that no language changes.
pub(super) const SHARED: &str = include_str!("../../language/symbols.tsv");

static UNITS: PerLanguage<Units> = per_language!(build);

/// The units of `language`.
pub fn of(language: Language) -> &'static Units {
    UNITS.get(language)
}

/// Durations: group and size within it.
fn duration_size(id: &str) -> (u8, u32) {
    match id {
        "second" => (1, 1),
        "minute" => (1, 60),
        "hour" => (1, 3600),
        "day" => (1, 86_400),
        "week" => (1, 604_800),
        "month" => (2, 1),
        "quarter" => (2, 3),
        "year" => (2, 12),
        "decade" => (2, 120),
        "century" => (2, 1200),
        "centimeter" => (3, 1),
        "meter" => (3, 100),
        "kilometer" => (3, 100_000),
        "inch" => (4, 1),
        "foot" => (4, 12),
        "yard" => (4, 36),
        "ounce" => (5, 1),
        "pound" => (5, 16),
        _ => (0, 1),
    }
}

fn per(id: &str) -> Per {
    match id {
        "any" => Per::Any,
        "listed" => Per::Listed,
        "times" => Per::Times,
        _ => Per::Weak,
    }
}

fn unit(dimension: Dimension, id: &'static str, shift: i32) -> Unit {
    let (group, size) = duration_size(id);
    Unit { dimension, id, shift, group, size }
}

fn build(language: Language) -> Units {
    let mut units = Units::default();
    let tables = language.tables();
    for text in [tables.units, tables.money, SHARED] {
        for row in table::rows(text) {
            units.read(row, language);
        }
    }
    units
}

impl Unit {
    /// The minute, which the second number of `1h30` counts.
    pub const MINUTE: Self = Self { dimension: Dimension::Duration, id: "minute", shift: 0, group: 1, size: 60 };
    /// The second.
    pub const SECOND: Self = Self { dimension: Dimension::Duration, id: "second", shift: 0, group: 1, size: 1 };
    /// The day.
    pub const DAY: Self = Self { dimension: Dimension::Duration, id: "day", shift: 0, group: 1, size: 86_400 };
    /// The week.
    pub const WEEK: Self = Self { dimension: Dimension::Duration, id: "week", shift: 0, group: 1, size: 604_800 };

    /// How many days a month or a year has where days are added to it.
    pub fn days(&self) -> Option<i128> {
        match self.id {
            "month" => Some(30),
            "year" => Some(365),
            _ => None,
        }
    }
}

impl Units {
    fn read(&mut self, row: table::Row<'static>, language: Language) {
        let id = row.cell(0);
        match row.section {
            "age_after" => row.alternatives(0).for_each(|p| self.age_after.add(p, language, ())),
            "age_before" => row.alternatives(0).for_each(|p| self.age_before.add(p, language, ())),
            "age_group" => self.age_groups.extend(row.alternatives(0).map(|w| fold(w).into())),
            "rate_after" => row.alternatives(1).for_each(|p| self.rate_after.add(p, language, id)),
            "per" => row.alternatives(1).for_each(|p| self.per.add(p, language, per(id))),
            "per_noun" => row.alternatives(1).for_each(|p| self.per_nouns.add(p, language, id)),
            "whole_before" => row.alternatives(0).for_each(|p| self.whole_before.add(p, language, ())),
            "whole_after" => row.alternatives(0).for_each(|p| self.whole_after.add(p, language, ())),
            "money_or_mass" => row.alternatives(1).for_each(|p| self.masses.add(p, language, unit(Dimension::Quantity, id, 0))),
            "weight_cue" => self.weight_cues.extend(row.alternatives(0).map(|w| fold(w).into())),
            "money_large" => row.alternatives(0).for_each(|p| self.large.add(p, language, ())),
            "multiple" => {
                let value = id.parse().unwrap_or(1);
                row.alternatives(1).for_each(|p| self.multiples.add(p, language, (value, row.cell(2) == "frequency")));
            }
            "code" => self.codes(id, language),
            "not_rate" => row.alternatives(0).for_each(|p| self.not_rates.add(p, language, ())),
            "qualifier" => row.alternatives(0).for_each(|p| self.qualifiers.add(p, language, ())),
            "aged" => row.alternatives(0).for_each(|p| self.aged.add(p, language, ())),
            "years_before" => row.alternatives(0).for_each(|p| self.years_before.add(p, language, ())),
            "not_rate_after" => row.alternatives(0).for_each(|p| self.not_rates_after.add(p, language, ())),
            "small_points" => row.alternatives(1).for_each(|p| self.small_points.add(p, language, unit(Dimension::Points, id, 0))),
            "percent_before" => row.alternatives(1).for_each(|p| self.percents.add(p, language, unit(Dimension::Percent, id, 0))),
            "part" => row.alternatives(1).for_each(|p| self.parts.add(p, language, unit(Dimension::Quantity, id, 0))),
            "below_zero" => row.alternatives(0).for_each(|p| self.below_zero.add(p, language, ())),
            "prefix" => {
                row.alternatives(1).for_each(|p| _ = self.prefix_words.insert(fold(p.trim_start_matches('=')).into()));
                row.alternatives(1).for_each(|p| self.before.add(p, language, unit(Dimension::Money, id, 0)));
            }
            section => {
                let dimension = match section {
                    "money" | "minor" => Dimension::Money,
                    "percent" => Dimension::Percent,
                    "percentage_points" => Dimension::Points,
                    "duration" => Dimension::Duration,
                    "age" => Dimension::Age,
                    "times" => Dimension::Times,
                    _ => Dimension::Quantity,
                };
                let unit = unit(dimension, id, if section == "minor" { -2 } else { 0 });
                if section == "temperature_letter" {
                    row.alternatives(1).for_each(|p| self.degrees.add(p, language, unit));
                    return;
                }
                for form in row.alternatives(1) {
                    self.after.add(form, language, unit);
                    if dimension == Dimension::Duration {
                        self.per_nouns.add(form, language, id);
                    }
                }
            }
        }
    }

    /// An ISO 4217 code stands before or after its number, in capitals, alone or with M or k.
    fn codes(&mut self, code: &'static str, language: Language) {
        self.codes.insert(code);
        let plain = unit(Dimension::Money, code, 0);
        self.before.add(&format!("={code}"), language, plain);
        self.after.add(&format!("={code}"), language, plain);
        for (letters, shift) in [("M", 6), ("k", 3), ("K", 3), ("Md", 9), ("Mds", 9)] {
            let scaled = unit(Dimension::Money, code, shift);
            self.before.add(&format!("={letters}{code}"), language, scaled);
            self.after.add(&format!("={letters}{code}"), language, scaled);
        }
    }

    /// The longest unit that begins at atom `at` and ends with a token.
    pub fn longest(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        let closes = |end: usize| reader.atoms[end - 1].last || hyphened_rate(reader, end).is_some();
        let found = self.after.matches(reader.document, reader.atoms, at).find(|&(end, _)| closes(end));
        found.map(|(end, unit)| (end, *unit))
    }

    /// The words that a figure can begin with: currencies before their number, whole periods, multiples, per cent before its number.
    pub fn openers(&self) -> impl Iterator<Item = &str> {
        let periods = self.after.firsts_of(|u| u.dimension == Dimension::Duration);
        let words = self.before.firsts().chain(self.whole_before.firsts()).chain(self.multiples.firsts());
        words.chain(self.percents.firsts()).chain(periods)
    }

    /// The words for per cent at atom `at` that lead to a number: where it begins.
    pub fn percent_before(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        self.percents.longest(reader.document, reader.atoms, at).map(|(end, unit)| (end, *unit))
    }

    /// The short form at atom `at` that is a unit only as a part of a larger one.
    pub fn part(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        self.parts.longest(reader.document, reader.atoms, at).map(|(end, unit)| (end, *unit))
    }

    /// `24703m2`: a unit and its power, which the tokeniser cuts where they are glued to a number.
    pub fn powered(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        let power = reader.atom(at + 1).filter(|a| !a.spaced && matches!(a.text, "2" | "3"))?;
        let length = reader.atom(at).filter(|a| a.is_word() && a.last && a.text.len() <= 2)?;
        let unit = self.after.single(&format!("{}{}", length.text, power.text))?;
        reader.atom(at + 2).is_none_or(|a| a.spaced || !a.is_word() && !a.is_number()).then_some((at + 2, *unit))
    }

    /// The word or words for a whole period at atom `at`: where the period begins.
    pub fn whole_before(&self, reader: &Reader<'_, '_>, at: usize) -> Option<usize> {
        self.whole_before.longest(reader.document, reader.atoms, at).map(|(end, ())| end)
    }

    /// The word that makes the period before atom `at` a whole one: one past it.
    pub fn whole_after(&self, reader: &Reader<'_, '_>, at: usize) -> Option<usize> {
        self.whole_after.longest(reader.document, reader.atoms, at).map(|(end, ())| end)
    }

    /// The mass that a money word ending before atom `end` means here: `two pounds of meat`, `weighs ten pounds`.
    pub fn weighed(&self, reader: &Reader<'_, '_>, end: usize, of: bool) -> Option<Unit> {
        let (at, unit) = self.masses.ending_at(reader.document, reader.atoms, end, 2)?;
        let of = of && reader.nouns.is_link(reader.text(end)) && reader.atom(end + 1).is_some_and(|a| a.is_word() && !a.capital);
        let near = reader.atoms[at.saturating_sub(8)..at].iter().any(|a| self.weight_cues.contains(a.text));
        (of || near).then_some(*unit)
    }

    /// Whether `text` is the code of a currency, or another word that stands before amounts.
    pub fn is_code(&self, text: &str) -> bool {
        self.codes.contains(text) || self.prefix_words.contains(fold(text).as_str())
    }

    /// `bajo cero`, `below zero` at atom `at`: one past it.
    pub fn below_zero(&self, reader: &Reader<'_, '_>, at: usize) -> Option<usize> {
        self.below_zero.longest(reader.document, reader.atoms, at).map(|(end, ())| end)
    }

    /// Whether a point in time begins at atom `at` (`l'an dernier`).
    pub fn is_point_in_time(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        self.not_rates.longest(reader.document, reader.atoms, at).is_some()
    }

    /// Whether what leads to a period at atom `at` makes a rate of a number of times alone.
    pub fn is_of_times(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        self.per.longest(reader.document, reader.atoms, at).is_some_and(|(_, per)| *per == Per::Times)
    }

    /// Whether what stands at atom `at` makes the period before it a point in time: `a year earlier`.
    pub fn makes_point_in_time(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        self.not_rates_after.longest(reader.document, reader.atoms, at).is_some()
    }

    /// The letter of degrees glued to the number before atom `at`.
    pub fn degrees(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        let found = self.degrees.longest(reader.document, reader.atoms, at);
        let found = found.filter(|&(end, _)| reader.glued(at) && !(reader.text(end) == "/" && reader.glued(end)));
        found.map(|(end, unit)| (end, *unit))
    }

    /// The points at atom `at`, which are percentage points after a part of one: `0,3 point`, `un quart de point`.
    pub fn small_points(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        self.small_points.longest(reader.document, reader.atoms, at).map(|(end, unit)| (end, *unit))
    }

    /// Whether the word that ends before atom `end` is money only in large numbers (`livres`, which are books too).
    pub fn only_large(&self, reader: &Reader<'_, '_>, end: usize) -> bool {
        self.large.ending_at(reader.document, reader.atoms, end, 1).is_some()
    }

    /// The currency that begins at atom `at` and may stand before its number.
    pub fn prefix(&self, reader: &Reader<'_, '_>, at: usize) -> Option<(usize, Unit)> {
        // `a $5 note`: an article before a sign is not the letter of `A$`.
        let article = reader.atom(at + 1).is_some_and(|a| a.spaced) && reader.entry(at).is_some_and(|e| e.article);
        let found = self.before.matches(reader.document, reader.atoms, at).find(|&(end, _)| !article && reader.atoms[end - 1].last);
        found.map(|(end, unit)| (end, *unit))
    }

    /// Whether a currency follows, perhaps after `de`, `of`.
    pub fn currency_follows(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        let money = |at| self.longest(reader, at).is_some_and(|(_, u)| u.dimension == Dimension::Money);
        money(at) || (reader.nouns.is_link(reader.text(at)) && money(at + 1))
    }
}

#[cfg(test)]
impl Units {
    /// Whether rows of `section` are words around units rather than units.
    #[allow(clippy::unused_self)]
    pub fn is_dictionary(&self, section: &str) -> bool {
        const SECTIONS: [&str; 21] = [
            "age_group",
            "whole_before",
            "whole_after",
            "age_before",
            "age_after",
            "weight_cue",
            "money_large",
            "per",
            "per_noun",
            "rate_after",
            "not_rate",
            "below_zero",
            "multiple",
            "money_or_mass",
            "percent_before",
            "part",
            "not_rate_after",
            "years_before",
            "aged",
            "qualifier",
            "small_points",
        ];
        SECTIONS.contains(&section)
    }

    /// Whether the dictionary of `section` holds the reader's whole text.
    pub fn knows(&self, reader: &Reader<'_, '_>, section: &str, beyond: usize) -> bool {
        let whole = |end: Option<usize>| end == Some(reader.atoms.len() - beyond);
        let (document, atoms) = (reader.document, reader.atoms);
        match section {
            "whole_before" => whole(self.whole_before.longest(document, atoms, 0).map(|m| m.0)),
            "whole_after" => whole(self.whole_after.longest(document, atoms, 0).map(|m| m.0)),
            "age_group" => atoms.iter().all(|a| self.age_groups.contains(a.text)),
            "age_before" => whole(self.age_before.longest(document, atoms, 0).map(|m| m.0)),
            "age_after" => whole(self.age_after.longest(document, atoms, 0).map(|m| m.0)),
            "weight_cue" => atoms.iter().all(|a| self.weight_cues.contains(a.text)),
            "money_large" => whole(self.large.longest(document, atoms, 0).map(|m| m.0)),
            "per" => whole(self.per.longest(document, atoms, 0).map(|m| m.0)),
            "per_noun" => whole(self.per_nouns.longest(document, atoms, 0).map(|m| m.0)),
            "rate_after" => whole(self.rate_after.longest(document, atoms, 0).map(|m| m.0)),
            "not_rate" => whole(self.not_rates.longest(document, atoms, 0).map(|m| m.0)),
            "below_zero" => whole(self.below_zero.longest(document, atoms, 0).map(|m| m.0)),
            "multiple" => whole(self.multiples.longest(document, atoms, 0).map(|m| m.0)),
            "qualifier" => whole(self.qualifiers.longest(document, atoms, 0).map(|m| m.0)),
            "aged" => whole(self.aged.longest(document, atoms, 0).map(|m| m.0)),
            "years_before" => whole(self.years_before.longest(document, atoms, 0).map(|m| m.0)),
            "not_rate_after" => whole(self.not_rates_after.longest(document, atoms, 0).map(|m| m.0)),
            "small_points" => whole(self.small_points.longest(document, atoms, 0).map(|m| m.0)),
            "percent_before" => whole(self.percents.longest(document, atoms, 0).map(|m| m.0)),
            "part" => whole(self.parts.longest(document, atoms, 0).map(|m| m.0)),
            "money_or_mass" => whole(self.masses.longest(document, atoms, 0).map(|m| m.0)),
            _ => false,
        }
    }

    /// Whether the reader's whole text names a currency.
    pub fn money(&self, reader: &Reader<'_, '_>) -> bool {
        self.after.matches(reader.document, reader.atoms, 0).any(|(end, u)| end == reader.atoms.len() && u.dimension == Dimension::Money)
    }
}
