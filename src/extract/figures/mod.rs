//! Numbers with their unit, bound, rate, label, owner and date.
//!
//! One scan over the tokens of each block, left to right: [`number`] reads a number (in words: [`words`], [`fractions`]), [`quantity`]
//! its unit, [`pairs`] joins ranges, scores and ratios, [`figure`] adds the counted noun, the bound and what [`rates`] reads, and drops
//! what is no figure ([`exclude`]); [`meaning`] says what it is in the story.
//! All words come from the language's tables.

mod anaphors;
mod antecedents;
mod asides;
mod atoms;
mod bounds;
mod compose;
mod decimal;
mod digits;
mod exclude;
mod figure;
mod fractions;
mod labels;
mod lexicon;
mod meaning;
mod memory;
mod nouns;
mod number;
mod owner;
mod pairs;
mod phrases;
mod place;
mod quantity;
mod rates;
mod starts;
mod topic;
mod units;
mod words;

#[cfg(test)]
mod tests;

use crate::document::{Block, Document, Span, TokenKind};
use crate::facts::{Bound, DateFact, Entities, EntityType, Figure, FigureKind};
use atoms::{Atom, Taken};
use figure::Raw;
use meaning::Context;
use memory::Memory;
use number::Reader;
use starts::Starts;
use topic::Topic;

/// The figures of `document`, in reading order; `dates` are not figures, and one may be bound to a figure.
pub fn find(document: &Document, entities: &Entities, dates: &[DateFact]) -> Vec<Figure> {
    let Some(language) = document.language else { return Vec::new() };
    let taken = taken(document, lexicon::of(language), units::of(language), entities, dates);
    let labels = labels::of(language);
    let world = World { labels, entities, dates, topic: Topic::new(document, entities, labels) };
    let mut out = Vec::new();
    let mut atoms = Vec::new();
    let mut currency = None;
    for block in &document.blocks {
        atoms::fill(document, block, lexicon::of(language), &taken, &mut atoms);
        let reader = Reader {
            document,
            atoms: &atoms,
            lexicon: lexicon::of(language),
            units: units::of(language),
            nouns: nouns::of(language),
            bounds: bounds::of(language),
        };
        let mut raws = scan(&reader, starts::of(language));
        if !raws.is_empty() {
            complete(&reader, &world, block, (&mut raws, &mut currency), &mut out);
        }
    }
    out
}

/// Which tokens belong to dates and to names that hold a digit, and so are no figures.
fn taken(document: &Document, lexicon: &lexicon::Lexicon, units: &units::Units, entities: &Entities, dates: &[DateFact]) -> Taken {
    let flags = vec![false; document.tokens.len()];
    let mut taken = Taken { dates: flags.clone(), names: flags };
    for date in dates {
        // `sept cents`: a number word that is also a month's abbreviation is no date by itself.
        let tokens = document.tokens_in(date.span);
        let word = tokens.len() == 1 && document.tokens[tokens.start].kind == TokenKind::Word;
        if word && lexicon.entry(document.folded(tokens.start)).is_some_and(|e| e.cardinal.is_some()) {
            continue;
        }
        taken.dates[document.tokens_in(date.span)].fill(true);
    }
    for &(span, _) in entities.mentions() {
        let mut tokens = document.tokens_in(span);
        // `City 2-0`: the number is the score's, whatever the name took in.
        let number = |at: usize| document.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
        let dash = document.tokens.get(tokens.end).is_some_and(|t| !t.spaced) && matches!(document.token_text(tokens.end), "-" | "–");
        if dash && number(tokens.end + 1) && tokens.len() > 1 && number(tokens.end - 1) {
            tokens.end -= 1;
        }
        // Nobody's name goes on in small letters over a whole clause (`De wet staat hooguit 48`).
        if tokens.len() > 3 && document.tokens[tokens.start + 1..tokens.end].iter().all(|t| !t.capital) {
            continue;
        }
        // A single word is no number in a name, whatever the labeller made of it (`EUR 20`, `Hundred`).
        if tokens.len() > 1 && !units.is_code(document.token_text(tokens.start)) && !counts(document, lexicon, tokens.clone()) {
            taken.names[tokens].fill(true);
        }
    }
    taken
}

/// Whether what was taken for a name is a number with its noun: `Milliarden Euro`, `Hunderte Gäste`, and at the start of a
/// sentence, where a capital means nothing, `Two men`.
fn counts(document: &Document, lexicon: &lexicon::Lexicon, tokens: std::ops::Range<usize>) -> bool {
    let first = tokens.start;
    let entry = lexicon.entry(document.folded(first)).unwrap_or_default();
    let sentence = document.sentence_at(document.tokens[first].span.start);
    let initial = document.sentences.get(sentence).is_some_and(|s| s.tokens.start == first);
    entry.scale.is_some() || entry.vague.is_some() || (entry.opens() && !entry.article && (initial || lexicon.capital_nouns))
}

/// All figures of one block, in order.
fn scan(reader: &Reader<'_, '_>, starts: &Starts) -> Vec<Raw> {
    let freed: Vec<Atom<'_>> = if reader.atoms.iter().any(|a| a.dated) {
        reader.atoms.iter().map(|a| Atom { taken: a.taken && !a.dated, ..*a }).collect()
    } else {
        Vec::new()
    };
    let open = Reader { atoms: &freed, ..*reader };
    let mut raws = Vec::new();
    let mut at = 0;
    while at < reader.atoms.len() {
        let atom = &reader.atoms[at];
        let next = if !atom.first || !starts.may(reader, at) {
            None
        } else if atom.dated {
            duration_in_date(&open, at, &mut raws)
        } else {
            figure::read(reader, at, &mut raws)
        };
        period(&mut raws);
        at = next.map_or(at + 1, |n| n.max(at + 1));
    }
    raws
}

/// `by 18 % over five years`: right after another figure a bound leads to the time that it took.
fn period(raws: &mut [Raw]) {
    if let [.., before, last] = raws
        && last.kind == FigureKind::Duration
        && last.bound == Bound::MoreThan
        && before.end == last.reach
        && last.reach < last.start
    {
        last.bound = Bound::Exact;
    }
}

/// A length of time is a figure within a date too (`12 months ago`); the numbers of the calendar and the clock are none.
fn duration_in_date(open: &Reader<'_, '_>, at: usize, raws: &mut Vec<Raw>) -> Option<usize> {
    let mut found = Vec::new();
    let next = figure::read(open, at, &mut found);
    let raw = found.pop().filter(|r| r.start == at && found.is_empty())?;
    // What goes on after the date with a unit was no date: `al 28 por ciento`.
    if raw.kind != FigureKind::Duration {
        let beyond = raw.unit.is_some() && raw.kind != FigureKind::Age && open.atoms.get(raw.end - 1).is_some_and(|a| !a.dated);
        return beyond.then(|| {
            raws.push(raw);
            next
        })?;
    }
    let clock = matches!(raw.unit, Some("hour" | "minute" | "second"));
    let word = open.atoms[at].is_word();
    let article = word && raw.value == 1.0;
    // `the past 24 hours` is a length, whatever the clock says.
    let over = at.checked_sub(1).is_some_and(|b| open.nouns.is_adjective(open.text(b)));
    let said = over || raw.reach < raw.start || (!article && (word || !clock));
    if !said {
        return None;
    }
    raws.push(raw);
    next
}

/// What the whole article says that single figures need.
struct World<'a> {
    labels: &'static labels::Labels,
    entities: &'a Entities,
    dates: &'a [DateFact],
    topic: Topic,
}

/// The figures of a block, and the currency of the last amount that names one.
type Found<'a> = (&'a mut [Raw], &'a mut Option<&'static str>);

/// `l'athlète de 31 ans`: years that a link joins to a noun of people are an age.
fn aged(reader: &Reader<'_, '_>, labels: &labels::Labels, entities: &Entities, raw: &Raw) -> bool {
    let noun = raw.reach.checked_sub(2).filter(|_| raw.kind == FigureKind::Duration && raw.unit == Some("year") && raw.per.is_none());
    let Some(at) = noun.filter(|at| reader.atoms[raw.start].is_number() && reader.nouns.is_link(reader.text(at + 1))) else { return false };
    // `un Belge de 39 ans`
    let native = !reader.lexicon.capital_nouns
        && reader.atoms[at].is_word()
        && reader.atoms[at].capital
        && entities
            .at(reader.document.tokens[reader.atoms[at].token].span.start)
            .is_none_or(|m| entities.get(m.1).kind == EntityType::Location)
        && at.checked_sub(1).is_some_and(|b| labels.determiners.contains(reader.text(b)));
    let person = native || labels.head(reader.text(at)) == Some(EntityType::Person);
    person && (10.0..110.0).contains(&raw.value)
}

/// `Anna Bell (76)`: a bare number in brackets right after somebody's name.
fn bracketed_age(reader: &Reader<'_, '_>, labels: &labels::Labels, entities: &Entities, raw: &Raw) -> bool {
    let bare = labels.bracket_ages && raw.kind == FigureKind::Number && raw.end == raw.start + 1 && (16.0..106.0).contains(&raw.value);
    let name = raw.start.checked_sub(2).filter(|_| bare && reader.text(raw.start - 1) == "(" && reader.text(raw.end) == ")");
    let person = name.and_then(|at| entities.at(reader.document.tokens[reader.atoms[at].token].span.start));
    reader.atoms[raw.start].is_number()
        && raw.value.fract() == 0.0
        && person.is_some_and(|(span, id)| entities.get(id).kind == EntityType::Person && span.end - span.start > 5)
}

/// `âgées de 23 et 20 ans`: of two lengths of time that `and` joins the second is an age as well.
fn shared_age(reader: &Reader<'_, '_>, raws: &[Raw], index: usize) -> bool {
    let raw = &raws[index];
    let before = index.checked_sub(1).map(|i| &raws[i]).filter(|b| b.kind == FigureKind::Age && b.unit == raw.unit);
    let joined =
        before.is_some_and(|b| b.end + 1 == raw.start && (reader.text(b.end) == "," || reader.entry(b.end).is_some_and(|e| e.and)));
    raw.kind == FigureKind::Duration && joined
}

/// Gives the figures of a block their meaning and their places.
fn complete(reader: &Reader<'_, '_>, world: &World<'_>, block: &Block, (raws, currency): Found<'_>, out: &mut Vec<Figure>) {
    let document = reader.document;
    let after = document.dateline(block);
    let dateline = reader.atoms.partition_point(|a| a.token < after);
    let mut memory = Memory::default();
    let mut previous = (None, None);
    for index in 0..raws.len() {
        let first = document.tokens[reader.atoms[raws[index].start].token].span;
        let last = document.tokens[reader.atoms[raws[index].end - 1].token].span;
        let span = Span::new(first.start, last.end);
        let number = document.sentence_at(span.start).max(block.sentences.start);
        let Some(place) = document.sentences.get(number) else { continue };
        let atom_of = |token: usize| reader.atoms.partition_point(|a| a.token < token);
        let sentence = (atom_of(place.tokens.start), atom_of(place.tokens.end));
        memory.turn_to(sentence.0);
        // Only figures nearby matter to each other; all of a long line would make the work quadratic.
        let near = index.saturating_sub(8)..(index + 9).min(raws.len());
        let own = index - near.start;
        let World { labels, entities, dates, ref topic } = *world;
        let elliptic = {
            let (figures, block, memory) = (&raws[near.clone()], &*raws, &memory);
            Context { reader, labels, entities, dates, topic, dateline, sentence, place, figures, block, memory }.elliptic(own, *currency)
        };
        if aged(reader, labels, entities, &raws[index]) || shared_age(reader, raws, index) {
            raws[index].kind = FigureKind::Age;
        }
        if bracketed_age(reader, labels, entities, &raws[index]) {
            (raws[index].kind, raws[index].unit) = (FigureKind::Age, Some("year"));
        }
        if elliptic.is_some() {
            (raws[index].kind, raws[index].unit) = (FigureKind::Money, elliptic);
        }
        let (raws, raw) = (&*raws, &raws[index]);
        if raw.kind == FigureKind::Money && raw.unit.is_some() {
            *currency = raw.unit;
        }
        let (figures, memory) = (&raws[near], &memory);
        let context = Context { reader, labels, entities, dates, topic, dateline, sentence, place, figures, block: raws, memory };
        let like = |b: &Raw| b.kind == raw.kind || b.kind == FigureKind::Count && raw.kind == FigureKind::Number;
        let after = index.checked_sub(1).map(|i| &raws[i]).filter(|b| like(b) && b.start >= sentence.0);
        let mut label = context.label(own);
        // `1,4 % pour l'Union et 1,2 % pour la zone euro`, `26 M, contre 23 M un an plus tôt`: what comes after shares the label of its like.
        let compared = after.is_some() && context.is_compared(own);
        if after.is_some() && (label.is_none() && matches!(raw.kind, FigureKind::Percent | FigureKind::Money) || compared) {
            let change = compared && label.is_some_and(|l| matches!(l.label, "growth" | "decline"));
            label = previous.0.or(label.filter(|_| !change));
        }
        let like = index.checked_sub(1).is_some_and(|i| raws[i].kind == raw.kind && raw.start - raws[i].end <= 24);
        let expected = like && label.is_none_or(|l| l.label == "target") && context.is_expected(own);
        if expected {
            label = previous.0;
        }
        let points = after.is_none() && index > 0 && context.are_points(own, label);
        let capped = raw.bound == Bound::Exact && raw.per.is_some() && label.is_some_and(|l| l.label == "cap");
        let who = previous.1.filter(|_| compared || expected).or_else(|| context.owner(own, label));
        previous = (label, who);
        out.push(Figure {
            span,
            kind: if points { FigureKind::PercentagePoints } else { raw.kind },
            value: raw.value,
            high: raw.high,
            unit: raw.unit.map(str::to_owned).or_else(|| points.then(|| "percentage_point".to_owned())),
            per: raw.per.clone().or_else(|| rates::yardstick(reader, labels, raw)),
            // A cap on a rate is an upper bound whatever word tells it ("caps use at 480 hours per week").
            bound: if capped { Bound::AtMost } else { raw.bound },
            label: if context.is_pay(own, who, label) { Some("salary") } else { context.label_for(own, who, label) },
            who,
            what: context.what(own, label),
            when: context.date(own),
        });
    }
}
