//! What a figure is in the story: its label, what it measures and when (whose it is: [`super::owner`]).

use super::bounds::Joint;
use super::figure::Raw;
use super::labels::{Cue, Labels};
use super::memory::Memory;
use super::number::Reader;
use super::topic::Topic;
use crate::document::{Sentence, Span};
use crate::facts::{DateFact, Entities, EntityId, EntityType, FigureKind};

/// What the stages before know of one figure's surroundings.
pub struct Context<'a, 'd> {
    /// The block's atoms.
    pub reader: &'a Reader<'a, 'd>,
    /// Cues.
    pub labels: &'static Labels,
    /// The article's entities.
    pub entities: &'a Entities,
    /// Whom the article is about, and what its names say of themselves.
    pub topic: &'a Topic,
    /// One past the block's dateline, as an atom.
    pub dateline: usize,
    /// The article's dates.
    pub dates: &'a [DateFact],
    /// The sentence, as atoms of the block.
    pub sentence: (usize, usize),
    /// Its place in the text.
    pub place: &'a Sentence,
    /// The figures around the one in question.
    pub figures: &'a [Raw],
    /// All figures of the block.
    pub block: &'a [Raw],
    /// What was found for the figures before.
    pub memory: &'a Memory,
}

/// In the tables the label of words that keep what is counted from the labels of words farther away.
const OTHER: &str = "other";
/// Atoms looked at for a label, before and after.
const BEFORE: usize = 20;
const AFTER: usize = 9;
/// Atoms before a figure in which those stand who expected it.
const EXPECTED: usize = 12;
/// Atoms before a word of paying in which the word of an order stands.
const COMPELLED: usize = 10;
/// Bytes after a figure in which its own owner would be named.
const NAMED: usize = 60;
/// From this cost on a word of change is not about what is counted.
const FAR: u32 = 60;
/// Atoms between such a word and what is counted.
const NEAR: usize = 3;
/// How much farther a conjunction makes what follows it.
const CLAUSE: u32 = 60;
/// The cost of the verb whose subject is what is counted.
const NEXT: u32 = 5;
/// Bytes looked at for an owner or a date, before and after.
const WINDOW: usize = 600;

/// A label with the word that gives it.
#[derive(Debug, Clone, Copy)]
pub struct Labelled {
    /// The label.
    pub label: &'static str,
    /// The cue, as atoms.
    pub cue: (usize, usize),
}

impl Context<'_, '_> {
    pub(super) fn span(&self, raw: &Raw) -> Span {
        let document = self.reader.document;
        Span::new(
            document.tokens[self.reader.atoms[raw.start].token].span.start,
            document.tokens[self.reader.atoms[raw.end - 1].token].span.end,
        )
    }

    /// The part of the sentence near `figure`; without a limit a line of any length would cost its square.
    pub(super) fn window(&self, figure: Span) -> Span {
        Span::new(
            figure.start.saturating_sub(WINDOW).max(self.place.span.start),
            figure.end.saturating_add(WINDOW).min(self.place.span.end),
        )
    }

    /// The label of figure `index`: the nearest cue, marks and other figures in between making it farther.
    pub fn label(&self, index: usize) -> Option<Labelled> {
        let raw = &self.figures[index];
        let found = self.label_of(raw)?;
        // `cut 900 jobs`: staff after a verb of decline are layoffs.
        let cut = |at: usize| self.labels.cue(self.reader, at, FigureKind::Percent).is_some_and(|c| c.1.label == "decline");
        if found.label == "headcount" && raw.noun.is_some() && (self.sentence.0.max(raw.reach.saturating_sub(3))..raw.reach).any(cut) {
            return Some(Labelled { label: "layoffs", ..found });
        }
        // `Die Belegschaft soll um 400 Stellen schrumpfen`
        let staff = |at: usize| self.labels.cue(self.reader, at, raw.kind).is_some_and(|c| c.1.label == "headcount");
        if found.label == "decline" && raw.noun.is_some_and(|(from, to)| (from..to).any(staff)) {
            return Some(Labelled { label: "layoffs", ..found });
        }
        Some(found)
    }

    /// `Analysts had expected 45 m`: an amount that others looked for is measured against the one told before.
    pub fn is_expected(&self, index: usize) -> bool {
        let raw = &self.figures[index];
        let from = self.sentence.0.max(raw.reach.saturating_sub(EXPECTED));
        let reader = self.reader;
        matches!(raw.kind, FigureKind::Money | FigureKind::Percent)
            && (from..raw.reach).any(|at| self.labels.expected.longest(reader.document, reader.atoms, at).is_some())
    }

    /// The label for its owner: what a firm earns is no salary (`the carmaker expects to earn 7 bn`).
    pub fn label_for(&self, index: usize, who: Option<EntityId>, label: Option<Labelled>) -> Option<&'static str> {
        let label = label?;
        let firm = who.is_some_and(|id| self.topic.is_firm(id));
        let sum = label.label == "growth" && self.figures[index].kind == FigureKind::Money && self.figures[index].value >= 1e4;
        let earns = (label.label == "salary" || sum) && firm;
        // `Anna Bell earned 3 m`
        let person = who.is_some_and(|id| self.entities.get(id).kind == EntityType::Person) && !firm;
        let paid = person && self.figures[index].kind == FigureKind::Money && matches!(label.label, "growth" | "profit");
        if paid && self.labels.earns.contains(self.reader.text(label.cue.0)) {
            return Some("salary");
        }
        Some(if earns && self.labels.earns.contains(self.reader.text(label.cue.0)) { "profit" } else { label.label })
    }

    /// `a contract worth 45,000 a week`: what somebody gets by the week or the month is pay.
    pub fn is_pay(&self, index: usize, who: Option<EntityId>, label: Option<Labelled>) -> bool {
        let raw = &self.figures[index];
        let person = who.is_some_and(|id| self.entities.get(id).kind == EntityType::Person && !self.topic.is_firm(id));
        let often = raw.per.as_deref().is_some_and(|per| matches!(per, "hour" | "week" | "month"));
        let yearly = raw.per.as_deref() == Some("year") && label.is_some_and(|l| l.label == "profit");
        let said = label.is_none_or(|l| matches!(l.label, "price" | "growth" | "profit"));
        raw.kind == FigureKind::Money && person && (often && said || yearly)
    }

    /// The currency of an amount that leaves it to its neighbour: `1,12 milliard, contre 1,36 milliard d'euros`, and any large
    /// number that a word of money labels, where an amount stands near.
    ///
    /// Where none does, the last `currency` of the article (`ricavi per 1,4 miliardi`).
    pub fn elliptic(&self, index: usize, currency: Option<&'static str>) -> Option<&'static str> {
        let raw = &self.figures[index];
        if raw.kind != FigureKind::Number || raw.value.abs() < 1e6 || raw.noun.is_some() {
            return None;
        }
        let next = self.figures.get(index + 1).filter(|n| n.kind == FigureKind::Money);
        let compared = next.filter(|n| {
            let from = raw.end + usize::from(self.reader.text(raw.end) == ",");
            self.labels.oblique.longest(self.reader.document, self.reader.atoms, from).is_some_and(|(end, ())| end >= n.reach.min(n.start))
        });
        if let Some(next) = compared {
            return next.unit;
        }
        // `262 millions d'euros, contre 231 millions`
        let before = index.checked_sub(1).map(|i| &self.figures[i]).filter(|b| b.kind == FigureKind::Money && b.start >= self.sentence.0);
        if let Some(before) = before.filter(|_| self.is_compared(index)) {
            return before.unit;
        }
        let near = |f: &&Raw| f.kind == FigureKind::Money && f.start >= self.sentence.0 && f.end <= self.sentence.1;
        let unit = self.figures[..index].iter().rev().chain(&self.figures[index + 1..]).find(near).map_or(currency, |f| f.unit);
        let found = self.label_of(&Raw { kind: FigureKind::Money, ..raw.clone() })?;
        let label = found.label;
        let earned = self.labels.earns.contains(self.reader.text(found.cue.0));
        let priced = label == "price" && self.figures[..index].last().is_some_and(|f| near(&f));
        (priced
            || earned
            || matches!(
                label,
                "revenue" | "profit" | "loss" | "debt" | "budget" | "investment" | "valuation" | "fine" | "funding" | "savings" | "pledge"
            ))
        .then_some(unit)?
    }

    fn label_of(&self, raw: &Raw) -> Option<Labelled> {
        if matches!(raw.kind, FigureKind::Score | FigureKind::Ordinal | FigureKind::Age) {
            // `by 219 votes to 208`
            let cue = |at| self.labels.cue(self.reader, at, FigureKind::Count).filter(|c| c.1.label == "votes").map(|c| (at, c.0));
            let votes = (raw.start..raw.end).filter(|_| raw.kind == FigureKind::Score).find_map(cue);
            return votes.map(|cue| Labelled { label: "votes", cue });
        }
        // `profit rose 15 % to $4 m`: an amount is a change only where the words say by how much.
        let by = raw.kind == FigureKind::Percent
            || raw.kind == FigureKind::PercentagePoints
            || raw.reach.checked_sub(1).is_some_and(|b| self.labels.by.contains(self.reader.text(b)))
            || raw.high.is_some() && self.labels.by.contains(self.reader.text(raw.reach));
        // `lost 2 % to 71 dollars`: what follows `to` is the level reached, not the change.
        let led = raw.reach.checked_sub(1);
        let level = self.is_reached(raw);
        let reached = level && raw.kind == FigureKind::Money;
        let mut quoted = None;
        // `cut its budget by 140 m`: the word means a change and nothing else.
        let sized = led.map(|b| self.reader.text(b)).is_some_and(|t| self.labels.by.contains(t) && !self.reader.nouns.is_link(t));
        // `passed nine years there` is work, `passed nine days there` a stay.
        let years = matches!(raw.unit, Some("year" | "decade"));
        // `représente 137 % du PIB` is no share of it.
        let yard = self.labels.share.contains(self.reader.text(raw.end)) && self.labels.yardsticks.contains(self.reader.text(raw.end + 1));
        let whole_of = matches!(raw.kind, FigureKind::Percent | FigureKind::Ratio)
            && self.labels.share.contains(self.reader.text(raw.end))
            && !self.labels.yardsticks.contains(self.reader.text(raw.end + 1));
        let passing = raw.kind == FigureKind::Duration && self.is_passing(raw);
        let mut best: Option<(u32, Labelled)> = None;
        let mut other = u32::MAX;
        let noun = raw.noun.unwrap_or((raw.end, raw.end));
        let mut offer = |cost: u32, cue: Option<(usize, Cue)>, at: usize| {
            if let Some((_, cue)) = cue.filter(|c| c.1.label == OTHER) {
                // Things are what is counted; as subjects they may do harm (`the crash killed two people`).
                let said = !cue.weak || noun.0 <= at && at < noun.1;
                other = if said { other.min(cost) } else { other };
                return;
            }
            // A part is a change only where the words say by how much.
            let change = cue.is_some_and(|c| matches!(c.1.label, "growth" | "decline"));
            // `lost a quarter of its ice`
            let next = cue.is_some_and(|c| at < raw.start && c.0 <= raw.reach && raw.reach - c.0 <= 1);
            let part = raw.kind == FigureKind::Ratio && !by && change && !next;
            // `l'action a perdu 2 %, à 71 euros`
            let gained = |at: usize| self.figures.iter().any(|f| f.kind == FigureKind::Percent && f.start > at && f.end <= raw.start);
            let fallen = raw.value < 1e5 && cue.is_some_and(|c| c.1.label == "loss" || c.1.label == "salary" && gained(at));
            if let Some((end, _)) = cue.filter(|_| reached && (change || fallen) && raw.value < 1e5) {
                quoted = quoted.or(Some(Labelled { label: "price", cue: (at, end) }));
            }
            // Nobody holds an office for minutes, or some days a week.
            let brief = matches!(raw.unit, Some("second" | "minute" | "hour")) || raw.kind == FigureKind::Duration && raw.per.is_some();
            let stay = cue.is_some_and(|c| matches!(c.1.label, "experience" | "term") && (c.1.weak && !years || brief));
            let cost = if raw.kind == FigureKind::Ratio && change && next { 20 } else { cost };
            let cost = (cost + 25 * u32::from(cue.is_some_and(|c| c.1.weak && c.1.label != "layoffs")))
                .saturating_sub(45 * u32::from(sized && change));
            // `est revenu à 61 M€`: a word that only looks like a cue.
            let none = cue.is_some_and(|c| c.1.label == "none" || yard && c.1.label == "share");
            // `in 20 years`, `three years later`
            let none = none || passing && at < raw.start && cue.is_some_and(|c| matches!(c.1.label, "term" | "sentence" | "experience"));
            // `1,500 people will go`: only staff and jobs that go are laid off.
            let staff = |at: usize| self.labels.cue(self.reader, at, raw.kind).is_some_and(|c| c.1.label == "headcount");
            let none =
                none || raw.noun.is_some() && cue.is_some_and(|c| c.1.label == "layoffs" && c.1.weak) && !(noun.0..noun.1).any(staff);
            // `took 5 % of the income`: what is won of something else is no vote.
            let none = none || whole_of && at < raw.start && cue.is_some_and(|c| c.1.label == "votes" && c.1.weak);
            if let Some((end, cue)) = cue.filter(|_| !(part || stay || none || reached && (change || fallen)))
                && best.as_ref().is_none_or(|b| cost < b.0)
            {
                best = Some((cost, Labelled { label: cue.label, cue: (at, end) }));
            }
        };
        for at in raw.noun.map_or(raw.end..raw.end, |(from, to)| from..to) {
            // `supprime 1 500 postes`: the verb says more than the noun of a headcount.
            let cue = self.labels.cue(self.reader, at, raw.kind);
            offer(25 * u32::from(cue.is_some_and(|c| matches!(c.1.label, "headcount" | "capacity"))), cue, at);
        }
        if whole_of {
            let share = Cue { label: "share", weak: false, kinds: 0 };
            offer(48, Some((raw.end, share)), raw.end);
        }
        let change = |cue: Option<(usize, Cue)>| {
            let label = cue.map_or("", |c| c.1.label);
            60 * u32::from(!by && matches!(label, "growth" | "decline") || level && label == "loss")
        };
        let counts = matches!(raw.kind, FigureKind::Count | FigureKind::Number | FigureKind::Quantity);
        // `a cédé ses 12 %`, but not `its 43 % target`
        let besides = |at: usize| self.labels.cue(self.reader, at, raw.kind).is_some_and(|c| c.1.label != "share");
        let owned = raw.kind == FigureKind::Percent
            && raw.start.checked_sub(1).is_some_and(|b| self.labels.is_possessive(self.reader.text(b)))
            && !(raw.end..raw.end + 3).any(besides);
        if owned {
            offer(5, Some((raw.start, Cue { label: "share", weak: false, kinds: 0 })), raw.start);
        }
        let counted = matches!(raw.kind, FigureKind::Count | FigureKind::Number);
        let mut cost = 0;
        for at in (self.sentence.0.max(raw.start.saturating_sub(BEFORE))..raw.start).rev() {
            // `profit fell 12 % to 58 m`: how far it fell does not part the level from its noun.
            let size = reached && self.figures.iter().any(|f| f.kind == FigureKind::Percent && f.start <= at && at + 1 == f.end);
            cost += if size { 10 } else { self.step(at) };
            let cue = self.cue_for(raw, at);
            // `cut cases by 64 % in a trial of 3,400 children`: what is counted changes only beside the word. And the words of a bound
            // (`up to`) tell no change.
            let away = counted && !sized && !level && cue.is_some_and(|c| c.0 + NEAR < raw.reach);
            let far = (counts && cost > FAR || away || at >= raw.reach) && cue.is_some_and(|c| matches!(c.1.label, "growth" | "decline"));
            let far = far || counts && cue.is_some_and(|c| self.is_of_other_people(raw, at, c.1.label));
            offer(cost + change(cue), cue.filter(|_| !far), at);
        }
        let mut parted = false;
        cost = 6;
        for at in raw.end..self.sentence.1.min(raw.end + AFTER) {
            // `fined them 5 m for price fixing`: the purpose says what it was for, not what it is.
            let text = self.reader.text(at);
            // `fell to 34.60 euros after its profit halved`: what another clause tells is its own.
            let clause = self.labels.clauses.contains(text) && !self.labels.relative.contains(text);
            cost += self.step(at) + 2 + 20 * u32::from(self.labels.beneficiary.contains(text)) + CLAUSE * u32::from(clause);
            let cue = self.cue_for(raw, at);
            let far = counts && cost > FAR / 2 && cue.is_some_and(|c| matches!(c.1.label, "growth" | "decline"));
            // `deux candidats ayant obtenu le plus de voix`: what those who are counted have is no label for them.
            let theirs = raw.noun.is_some() && at > raw.end + 1;
            let far =
                far || theirs && cue.is_some_and(|c| matches!(c.1.label, "votes" | "headcount" | "users" | "capacity" | "population"));
            // `runs four hospitals and employs 11,000 staff`: the word belongs to the figure that follows it.
            let away = |f: &Raw| self.labels.apart.longest(self.reader.document, self.reader.atoms, f.end).is_some();
            let its = |c: usize, f: &Raw| f.kind == raw.kind && f.start >= c && f.reach <= c + 1 && !away(f);
            let next = cue.is_some_and(|c| self.figures.iter().any(|f| its(c.0, f)));
            parted |= !self.reader.atoms[at].is_word();
            // `40 others were rescued`
            let told = self.labels.passives.contains(self.reader.text(raw.end)) && at <= raw.end + 3;
            let cost = if told && cue.is_some_and(|c| c.1.label == OTHER) { NEXT } else { cost };
            offer(cost + change(cue) + 40 * u32::from(next), cue.filter(|_| !(far || next && parted)), at);
        }
        // `one in three`, `a third of them`: a part of a whole, where nothing says more.
        let part = raw.kind == FigureKind::Ratio && raw.value < 1.0 && raw.unit.is_none();
        let whole = part.then_some(Labelled { label: "share", cue: (raw.start, raw.end) });
        // `son PDG depuis onze ans`
        let title = |at: usize| self.labels.head(self.reader.text(at)) == Some(EntityType::Person);
        let office = raw.kind == FigureKind::Duration
            && years
            && (self.sentence.0.max(raw.reach.saturating_sub(3))..raw.reach).chain(raw.end..raw.end + 1).any(title);
        // `has been mayor of Fernhill for 11 years`
        let led = raw.reach.checked_sub(1).map_or("", |b| self.reader.text(b));
        let held = raw.kind == FigureKind::Duration
            && years
            && (self.labels.lasting.contains(led) || self.labels.beneficiary.contains(led))
            && (self.sentence.0.max(raw.reach.saturating_sub(6))..raw.reach)
                .rev()
                .take_while(|&at| self.reader.atoms[at].is_word())
                .any(|at| title(at) && !self.labels.determiners.contains(self.reader.text(at - usize::from(at > 0))));
        let office = (office || held) && !passing;
        let whole = whole.or_else(|| office.then_some(Labelled { label: "term", cue: (raw.start, raw.end) }));
        // `ordered the firm to pay 5 m`
        let compelled = |labelled: &Labelled| {
            let pays = labelled.label == "price" && labelled.cue.1 <= raw.start && raw.start - labelled.cue.1 <= 3;
            let from = self.sentence.0.max(labelled.cue.0.saturating_sub(COMPELLED));
            let to = labelled.cue.0;
            pays && self.cue_for(raw, to).is_some_and(|c| c.1.weak) && (from..to).any(|at| self.labels.compels.has(self.reader.text(at)))
        };
        let best = best.map(|(cost, l)| (cost, if compelled(&l) { Labelled { label: "fine", ..l } } else { l }));
        // What slides to a sum that small is quoted at it.
        // `evacuated 250 residents`, `in two attacks`: a word that says what is counted keeps it from being people told of farther away.
        let people =
            |label: &str| matches!(label, "casualties" | "headcount" | "layoffs" | "users" | "growth" | "decline" | "votes" | "population");
        // `a 13-story building`
        let joined = noun.0 > raw.start + 1 && self.reader.text(noun.0 - 1) == "-" && self.labels.head(self.reader.text(noun.0)).is_none();
        if best.is_some_and(|(cost, l)| (other < cost || joined) && people(l.label)) {
            return None;
        }
        let far = quoted.is_some() && best.is_some_and(|(cost, _)| cost > FAR);
        best.filter(|_| !far).map(|(_, labelled)| labelled).or(quoted).or(whole)
    }

    /// `contre 23 millions un an plus tôt`, `down from 5 %`: what figure `index` is compared with stands before it, and nobody is named for
    /// it alone.
    pub fn is_compared(&self, index: usize) -> bool {
        let raw = &self.figures[index];
        let reader = self.reader;
        let Some(before) = index.checked_sub(1).map(|i| &self.figures[i]) else { return false };
        let led = |at| self.labels.compare.ending_at(reader.document, reader.atoms, at, 4).is_some();
        let article = raw.reach.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(reader.text(b)));
        let (from, to) = (self.span(before).end, self.span(raw).end + NAMED);
        let alone = self.entities.within(Span::new(from, to.min(self.place.span.end))).is_empty();
        alone && !self.labels.beneficiary.contains(reader.text(raw.end)) && (led(raw.reach) || article && led(raw.reach - 1))
    }

    /// `in 20 years`, `three years later`: the time in which something came about, or how far two events lie apart.
    fn is_passing(&self, raw: &Raw) -> bool {
        let reader = self.reader;
        let before = raw.reach.checked_sub(1).filter(|b| *b >= self.sentence.0).map_or("", |b| reader.text(b));
        let apart = self.labels.apart.longest(reader.document, reader.atoms, raw.end).is_some();
        let gone = self.labels.gone.longest(reader.document, reader.atoms, raw.end).is_some();
        gone || self.labels.timeframes.contains(before) || apart && matches!(before, "" | ",")
    }

    /// The cue at atom `at` for `raw`, unless it belongs to a name (`the Plough`) or is what another figure counts (`84 mila abitanti e
    /// 71 sacerdoti`).
    fn cue_for(&self, raw: &Raw, at: usize) -> Option<(usize, Cue)> {
        let cue = self.labels.cue(self.reader, at, raw.kind)?;
        let counted = raw.noun.is_some() && self.figures.iter().any(|f| f.start != raw.start && f.start <= at && at < f.end);
        let atom = self.reader.atom(at).filter(|a| a.capital && a.taken && !self.reader.lexicon.capital_nouns);
        let named = atom.is_some_and(|a| self.entities.at(self.reader.document.tokens[a.token].span.start).is_some());
        // `were turned down by 14 publishers`: a phrase that only looks like a cue hides those within it.
        let before = at.checked_sub(1).filter(|b| *b >= self.sentence.0).and_then(|b| self.labels.cue(self.reader, b, raw.kind));
        let hidden = before.is_some_and(|(end, c)| c.label == "none" && end > at);
        (!counted && !named && !hidden).then_some(cue)
    }

    /// `emploie 260 personnes et vendra deux immeubles`: the word for people at atom `at` is told of the count before, and `raw` does not
    /// go on from that.
    fn is_of_other_people(&self, raw: &Raw, at: usize, label: &str) -> bool {
        let reader = self.reader;
        let between = |f: &&Raw| f.start >= at && f.end <= raw.reach && f.kind == FigureKind::Count;
        let last = self.figures.iter().rev().find(between).filter(|_| matches!(label, "headcount" | "layoffs" | "casualties" | "users"));
        let joins = |i: usize| {
            let text = reader.text(i);
            !reader.atoms[i].is_word()
                || reader.bounds.joint(reader, i).is_some()
                || self.labels.determiners.contains(text)
                || self.labels.partitives.contains(text)
                || self.labels.oblique_word(text)
                || reader.nouns.is_link(text)
                || reader.nouns.is_adjective(text)
        };
        // `employs 300 people at nine sites`
        let led = raw.reach.checked_sub(1).is_some_and(|b| self.labels.oblique_word(reader.text(b)));
        raw.noun.is_some() && last.is_some_and(|f| !(f.end..raw.reach).all(joins) || led && f.noun.is_some())
    }

    /// `to 5 %`, `à 58 millions`: the level that something has reached.
    fn is_reached(&self, raw: &Raw) -> bool {
        let to = |at: usize| at.checked_sub(1).is_some_and(|b| self.reader.bounds.joint(self.reader, b).is_some_and(|j| j.1 == Joint::To));
        let article = raw.reach.checked_sub(1).is_some_and(|b| self.labels.determiners.contains(self.reader.text(b)));
        to(raw.reach) || article && to(raw.reach - 1)
    }

    /// `47 %, en recul de deux points`: whole points right after a percentage, as the size of a change.
    pub fn are_points(&self, index: usize, label: Option<Labelled>) -> bool {
        let raw = &self.figures[index];
        let before = index.checked_sub(1).map(|i| &self.figures[i]);
        let percent = before.is_some_and(|b| b.kind == FigureKind::Percent && b.start >= self.sentence.0 && raw.start - b.end <= 12);
        let points = raw.noun.is_some_and(|(at, _)| self.reader.units.small_points(self.reader, at).is_some());
        let level = self.is_reached(raw);
        percent
            && points
            && !level
            && raw.value < 100.0
            && raw.kind == FigureKind::Count
            && label.is_some_and(|l| matches!(l.label, "growth" | "decline"))
    }

    /// Whether a conjunction and an article stand at atom `at`.
    fn opens_clause(&self, at: usize) -> bool {
        self.labels.determiners.contains(self.reader.text(at + 1))
            && self.reader.bounds.joint(self.reader, at).is_some_and(|j| j.1 == Joint::And)
    }

    /// How much farther atom `at` makes what lies beyond.
    fn step(&self, at: usize) -> u32 {
        let other = self.figures.iter().any(|f| f.start <= at && at + 1 == f.end);
        let mark = match self.reader.text(at) {
            "," | "(" | ")" | "–" | "—" => 20,
            ";" | ":" | "»" | "«" | "\"" | "”" | "“" => 60,
            // `… et la marge`: another clause, with a subject of its own.
            _ if self.opens_clause(at) => 40,
            _ => 10,
        };
        mark + 60 * u32::from(other)
    }

    /// The date bound to figure `index`: the nearest of its sentence with no other figure between.
    pub fn date(&self, index: usize) -> Option<usize> {
        let span = self.span(&self.figures[index]);
        let window = self.window(span);
        let from = self.dates.partition_point(|d| d.span.start < window.start);
        let mut best: Option<(usize, usize)> = None;
        for (offset, date) in self.dates[from..].iter().enumerate().take_while(|(_, d)| d.span.end <= window.end) {
            let (gap, between) = if span.end <= date.span.start {
                (date.span.start - span.end, Span::new(span.end, date.span.start))
            } else if date.span.end <= span.start {
                (span.start - date.span.end + 15, Span::new(date.span.end, span.start))
            } else {
                continue;
            };
            let crossed = self.figures.iter().any(|f| between.contains(self.span(f)));
            if gap <= 120 && !crossed && best.is_none_or(|b| gap < b.0) {
                best = Some((gap, from + offset));
            }
        }
        best.map(|b| b.1)
    }

    /// What figure `index` measures or counts: its noun, else the phrase that a preposition after it leads to, else its cue where
    /// that is a noun.
    pub fn what(&self, index: usize, label: Option<Labelled>) -> Option<String> {
        let raw = &self.figures[index];
        if let Some((from, to)) = raw.noun {
            return Some(self.words(from, to));
        }
        if let Some(phrase) = self.after(raw.end) {
            return Some(phrase);
        }
        label.filter(|l| l.cue.1 <= raw.start && self.is_noun(l.cue.0)).map(|l| self.words(l.cue.0, l.cue.1))
    }

    /// Whether the cue that begins at atom `at` is a noun: `la dette`, `of debt`, not `promet`. Words of either kind follow a subject as verbs.
    fn is_noun(&self, at: usize) -> bool {
        at.checked_sub(1).filter(|b| *b >= self.sentence.0).is_some_and(|b| {
            let before = self.reader.text(b);
            self.labels.determiners.contains(before)
                || self.labels.prepositions.contains(before)
                || self.reader.nouns.is_link(before)
                || self.reader.nouns.is_adjective(before)
                || before == "'s"
        })
    }

    fn words(&self, from: usize, to: usize) -> String {
        let document = self.reader.document;
        let start = document.tokens[self.reader.atoms[from].token].span.start;
        let end = document.tokens[self.reader.atoms[to - 1].token].span.end;
        document.slice(Span::new(start, end)).to_owned()
    }

    /// `d'investissements`, `investis dans l'infrastructure`: the noun phrase after a preposition.
    fn after(&self, end: usize) -> Option<String> {
        let text = |at| self.reader.text(at);
        let leads = |word: &str| self.reader.nouns.is_participle(word) || !self.reader.nouns.is_stop(word);
        let skipped = self.reader.atom(end).is_some_and(|a| a.is_word() && !a.capital && leads(a.text));
        let at = end + usize::from(skipped);
        if !self.labels.prepositions.contains(text(at)) {
            return None;
        }
        let from = at + 1;
        let mut to = from;
        while to < self.sentence.1 && to - from < 8 {
            let Some(atom) = self.reader.atom(to).filter(|a| a.is_word() && !a.taken || a.capital && a.is_word()) else { break };
            let opening = self.labels.determiners.contains(atom.text);
            if self.reader.nouns.is_stop(atom.text) && !(opening && to == from) && !(self.reader.nouns.is_link(atom.text) && to > from) {
                break;
            }
            to += 1;
        }
        while to > from && (self.reader.nouns.is_stop(text(to - 1)) || self.labels.determiners.contains(text(to - 1))) {
            to -= 1;
        }
        (to > from).then(|| self.words(from, to))
    }
}
