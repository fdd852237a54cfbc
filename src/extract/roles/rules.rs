//! The rules of a language: word classes, and patterns with the facts that they state. Built from its table `roles`.

use super::named::Named;
use super::subjects::Markers;
use super::verbs::Verbs;
use crate::document::fold;
use crate::extract::pattern::{Item, Marks, Match, Patterns, Symbol, Vocabulary};
use crate::facts::{Certainty, RoleStatus};
use crate::language::lexis::{Lexis, Phrases, lists};
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

lists! {
    VERB,
    AUXILIARY,
    CLASS,
    SKIPPED,
    /// Words of ages, which patterns never see ("22-year-old", "44 ans").
    AGE,
    DATE_PREPOSITION,
    PRONOUN,
    GENDER,
    INTERIM,
    ORIGIN,
    RECIPIENT,
    /// Words that patterns ask for by themselves.
    ASKED,
    /// Words and phrases one of which is in every sentence that a pattern without a title matches or that tells of somebody's going,
    /// verbs apart.
    TELLING,
}

/// A fact that a pattern states, with the numbers of the slots that fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement {
    /// Somebody holds a title.
    Role(RoleStatement),
    /// Somebody takes or leaves one.
    Change(Box<ChangeStatement>),
    /// A post is left or filled by somebody whom only the next sentences name.
    Vacant(VacantStatement),
    /// Somebody does what the holder of a title does.
    Deed(DeedStatement),
}

/// What somebody is by what the pattern says that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeedStatement {
    /// Who.
    pub(super) person: u8,
    /// The title, as men bear it.
    pub(super) title: Box<str>,
    /// Where.
    pub(super) organization: u8,
}

/// The slots of a post whose holder is not named with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VacantStatement {
    /// What.
    pub(super) title: u8,
    /// Where, where the title does not say it.
    pub(super) organization: Option<u8>,
    /// What became of it, where the next sentence may open with the name.
    pub(super) kind: Option<Vacancy>,
}

/// What became of a post whose holder is not named with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vacancy {
    /// Somebody leaves it.
    Left,
    /// Somebody takes it.
    Filled,
}

/// The slots of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RoleStatement {
    /// Who holds it.
    pub(super) person: u8,
    /// What.
    pub(super) title: u8,
    /// Since when, in broad terms, where the title does not say it.
    pub(super) status: Option<RoleStatus>,
    /// Where, where the title does not say it.
    pub(super) organization: Option<u8>,
    /// Whether it is held where the words say and no name was found for.
    pub(super) closed: bool,
    /// Whether it is held whatever the verbs around it say ("demands that the chair, Roe, resign"), which tell nothing else.
    pub(super) only: bool,
}

/// The slots of a role change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ChangeStatement {
    /// Who moves.
    pub(super) person: u8,
    /// The post left.
    pub(super) from: Option<u8>,
    /// Whether the post left is the one that the person is known to hold.
    pub(super) from_known: bool,
    /// Whether the post left is one that was told to be left before.
    pub(super) from_pending: bool,
    /// Whether the post left is the one that the person is known to hold, where the sentences before told of others who leave.
    pub(super) from_wake: bool,
    /// Whether it is so because the person died: only of a post that one person holds, and of no death of old.
    pub(super) from_ended: bool,
    /// Whether it is so only of what is to come.
    pub(super) ahead: bool,
    /// Whether the post taken is one that was told to be filled before.
    pub(super) to_pending: bool,
    /// The post taken.
    pub(super) to: Option<u8>,
    /// Whether the post taken is the one that the predecessor is known to hold.
    pub(super) to_known: bool,
    /// Whether the post taken is the one that the person is told to take, or holds.
    pub(super) to_own: bool,
    /// Whether the post taken is the one that the person is known to hold, and goes on holding.
    pub(super) to_again: bool,
    /// Whether the post taken is held by now, and told as such.
    pub(super) held: bool,
    /// Where.
    pub(super) organization: Option<u8>,
    /// Who takes the post left.
    pub(super) successor: Option<u8>,
    /// Whether that is the one who was told to take a post before.
    pub(super) successor_told: bool,
    /// Who held the post taken.
    pub(super) predecessor: Option<u8>,
    /// Whether that is the one who was told to leave before.
    pub(super) predecessor_told: bool,
    /// Whether that is the one whom the text is about ("her post goes to Doe"), else who was told to leave.
    pub(super) predecessor_owner: bool,
    /// Whether it is so only where somebody was told to leave, not where somebody holds a post.
    pub(super) predecessor_left: bool,
    /// Whether it is who was told to leave, or else the one person whom the sentences before told to hold a post.
    pub(super) predecessor_before: bool,
    /// How sure it is at least doubted, by the pattern itself.
    pub(super) certainty: Option<Certainty>,
}

/// A pronoun for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pronoun {
    /// Whether it is a subject.
    pub(super) subject: bool,
    /// Whether it means who was named last, not whom the sentence is about ("the latter").
    pub(super) latter: bool,
    /// Whether it stands for a woman (`true`) or a man, where it tells.
    pub(super) female: Option<bool>,
    /// Whether it stands for nothing but persons.
    pub(super) person: bool,
    /// Whether it may be an object.
    pub(super) object: bool,
    /// Whether it tells whose something is ("her").
    pub(super) possessive: bool,
}

impl Pronoun {
    /// Reads `subject`, `subject female`, `subject male person`, `subject latter`, `object`, `possessive male`.
    fn read(kind: &str) -> Self {
        let has = |name: &str| kind.split(' ').any(|word| word == name);
        let female = (has("female") || has("male")).then(|| has("female"));
        let (object, possessive) = (has("object"), has("possessive"));
        Self { subject: has("subject"), latter: has("latter"), female, person: has("person"), object, possessive }
    }
}

/// A pattern's statements; none for a pattern that only keeps its titles from others.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it states.
    pub(super) statements: Vec<Statement>,
    /// Whether it tells of a change.
    pub(super) changes: bool,
    /// Whether it tells of a post that nobody is named for.
    pub(super) vacant: bool,
    /// Whether it tells of no more than what is held whatever the verbs around say, or of nothing.
    pub(super) bars: bool,
    /// The slots of those who move.
    pub(super) movers: Vec<u8>,
}

impl Rules {
    /// The rule whose pattern matched.
    pub(super) fn of(&self, found: &Match) -> &Rule {
        &self.rules[usize::from(found.rule)]
    }
}

impl Rule {
    fn new(statements: Vec<Statement>) -> Self {
        let movers = statements.iter().filter_map(|s| if let Statement::Change(change) = s { Some(change.person) } else { None });
        let movers: Vec<u8> = movers.collect();
        let vacant = statements.iter().any(|s| matches!(s, Statement::Vacant(_)));
        let bars = statements.iter().all(|s| matches!(s, Statement::Role(role) if role.only));
        Self { changes: !movers.is_empty(), vacant, bars, movers, statements }
    }
}

/// Everything that the table of one language says.
#[derive(Debug)]
pub(super) struct Rules {
    /// The words of all lists.
    pub(super) lexis: Lexis,
    /// Verb groups.
    pub(super) verbs: Verbs,
    /// Words and phrases with the classes that they belong to, as index into `class_symbols`.
    pub(super) classes: Phrases<u16>,
    /// Sets of class symbols.
    pub(super) class_symbols: Vec<Vec<Symbol>>,
    /// An item for each of these.
    pub(super) class_items: Vec<Item>,
    /// Words that patterns never see.
    pub(super) skipped: Phrases<()>,
    /// Words that precede dates and vanish with them.
    pub(super) date_prepositions: Phrases<()>,
    /// Pronouns for persons.
    pub(super) pronouns: Phrases<Pronoun>,
    /// Words before a name or a title that tell women (`true`) from men.
    pub(super) genders: Phrases<bool>,
    /// Whether verbs look like infinitives behind subjects in the plural.
    pub(super) plural_infinitive: bool,
    /// Whether adverbs, told by their ending, stand right before verbs.
    pub(super) adverbs_lead: bool,
    /// Whether subjects may go without saying.
    pub(super) elides: bool,
    /// Whether subjects stand behind their verbs where a clause begins with something else.
    pub(super) inverts: bool,
    /// Endings of titles that women bear.
    pub(super) feminine: Vec<Box<str>>,
    /// Words for posts that are held for a while only.
    pub(super) interim: Phrases<()>,
    /// Single words for such posts, folded.
    pub(super) interim_words: FxHashSet<Box<str>>,
    /// Words before the organisation that somebody comes from ("formerly of"), and before a rival ("against").
    pub(super) origins: Phrases<()>,
    /// Words before the medium that somebody speaks to ("told the").
    pub(super) recipients: Phrases<()>,
    /// Words that tell where subjects are.
    pub(super) markers: Markers,
    /// Verbs and nouns of leaving.
    pub(super) going: Vec<Symbol>,
    /// Their marks.
    pub(super) going_marks: Marks,
    /// The compiled patterns; their numbers are indices into `rules`.
    pub(super) patterns: Patterns,
    /// The rules, those that win first.
    pub(super) rules: Vec<Rule>,
    /// What patterns ask for.
    pub(super) vocabulary: Vocabulary,
    /// The words that patterns ask for by themselves.
    pub(super) asked: Phrases<Symbol>,
    /// The symbols that are given by name.
    pub(super) named: Named,
    /// Of each verb class whether it is in what a pattern without a title matches, or tells of somebody's going.
    pub(super) telling_verbs: Vec<bool>,
    /// Slots that hold titles.
    pub(super) title_slots: Vec<u8>,
    /// How many statements tell of posts whose holder is not named with them.
    pub(super) vacancies: usize,
    /// Errors of the table, for the test that forbids them.
    pub(super) errors: Vec<String>,
}

/// The classes that tell of somebody's going.
const GOING: &[&str] =
    &["@departure", "@leave.active", "@resign.active", "@withdraw.active", "@dismiss.active", "@dismiss.passive", "@notagain"];

static RULES: PerLanguage<Rules> = per_language!(build);

/// The rules of `language`.
pub(super) fn of(language: Language) -> &'static Rules {
    RULES.get(language)
}

fn build(language: Language) -> Rules {
    let source = language.tables().roles;
    let mut lexis = Lexis::default();
    let mut rules = Rules {
        verbs: Verbs::read(&mut lexis, source, language),
        lexis,
        classes: Phrases::new(CLASS),
        class_symbols: Vec::new(),
        class_items: Vec::new(),
        skipped: Phrases::new(SKIPPED),
        date_prepositions: Phrases::new(DATE_PREPOSITION),
        pronouns: Phrases::new(PRONOUN),
        genders: Phrases::new(GENDER),
        plural_infinitive: language == Language::En,
        adverbs_lead: language == Language::En,
        elides: matches!(language, Language::Es | Language::It | Language::Pt),
        inverts: matches!(language, Language::De | Language::Nl),
        feminine: Vec::new(),
        interim: Phrases::new(INTERIM),
        interim_words: FxHashSet::default(),
        origins: Phrases::new(ORIGIN),
        recipients: Phrases::new(RECIPIENT),
        markers: Markers { carry: None, who: None, intent: None, kin: None, prepositions: [None; 5], owning: None },
        going: Vec::new(),
        going_marks: Marks::default(),
        patterns: Patterns::new(),
        rules: Vec::new(),
        vocabulary: Vocabulary::default(),
        asked: Phrases::new(ASKED),
        named: Named::default(),
        telling_verbs: Vec::new(),
        title_slots: Vec::new(),
        vacancies: 0,
        errors: Vec::new(),
    };
    let mut phrases: BTreeMap<&str, Vec<Symbol>> = BTreeMap::new();
    let mut declared: FxHashSet<String> = ["@start", "@end"].into_iter().map(str::to_owned).collect();
    for name in &rules.verbs.classes {
        declared.extend([format!("@{name}"), format!("@{name}.active"), format!("@{name}.passive"), format!("@{name}.reduced")]);
    }
    let written: FxHashSet<&str> = table::rows(source).filter(|row| row.section == "pattern").map(|row| row.cell(0)).collect();
    for row in table::rows(source) {
        let lexis = &mut rules.lexis;
        match row.section {
            "class" => {
                let name = format!("@{}", row.cell(0));
                let symbol = rules.vocabulary.intern(&name);
                declared.insert(name);
                row.alternatives(1).for_each(|phrase| phrases.entry(phrase).or_default().push(symbol));
            }
            "skip" => row.alternatives(0).for_each(|phrase| rules.skipped.add_cut(lexis, phrase, language, ())),
            "age" => row.alternatives(0).for_each(|word| lexis.add(AGE, std::iter::once(&*fold(word)), 0)),
            "date preposition" => row.alternatives(0).for_each(|phrase| rules.date_prepositions.add_cut(lexis, phrase, language, ())),
            "pronoun" => row.alternatives(1).for_each(|phrase| rules.pronouns.add_cut(lexis, phrase, language, Pronoun::read(row.cell(0)))),
            "gender" => row.alternatives(1).for_each(|phrase| rules.genders.add_cut(lexis, phrase, language, row.cell(0) == "female")),
            "feminine" => rules.feminine.extend(row.alternatives(0).map(|ending| Box::from(fold(ending)))),
            "interim" => row.alternatives(0).for_each(|phrase| {
                rules.interim.add_cut(lexis, phrase, language, ());
                let words = phrase.split(' ').filter(|_| !phrase.contains(' ') || phrase == "par intérim" || phrase == "ad interim");
                rules.interim_words.extend(words.map(|word| Box::from(fold(word))));
            }),
            "origin" => row.alternatives(0).for_each(|phrase| rules.origins.add_cut(lexis, phrase, language, ())),
            "recipient" => row.alternatives(0).for_each(|phrase| rules.recipients.add_cut(lexis, phrase, language, ())),
            "pattern" => {
                add_pattern(&mut rules, (row.cell(0), row.cell(1), row.line), &declared);
                if let Some(relative) = relative(row.cell(0)).filter(|relative| !written.contains(relative.as_str())) {
                    add_pattern(&mut rules, (&relative, row.cell(1), row.line), &declared);
                }
            }
            _ => {}
        }
    }
    rules.patterns.seal();
    let untitled = rules.patterns.untitled();
    rules.going = GOING.iter().filter_map(|name| rules.vocabulary.get(name)).collect();
    rules.going_marks = Marks::of(&rules.going);
    let going = rules.going.clone();
    let telling = |symbol: Symbol| untitled.meet(symbol.into()) || going.contains(&symbol);
    for (phrase, symbols) in phrases {
        if symbols.iter().any(|&symbol| telling(symbol)) {
            rules.lexis.add_cut(TELLING, phrase, language, 0);
        }
        let index = u16::try_from(rules.class_symbols.len()).unwrap_or(u16::MAX);
        rules.class_items.push(Item::of(&symbols));
        rules.class_symbols.push(symbols);
        rules.classes.add_cut(&mut rules.lexis, phrase, language, index);
    }
    for (word, symbol) in rules.vocabulary.words() {
        rules.asked.add(&mut rules.lexis, [word], symbol);
        if telling(symbol) {
            rules.lexis.add(TELLING, std::iter::once(word), 0);
        }
    }
    rules.named = Named::of(&rules);
    rules.telling_verbs = rules.named.verbs.iter().map(|symbols| symbols.iter().flatten().any(|&symbol| telling(symbol))).collect();
    rules.vacancies = rules.rules.iter().flat_map(|r| &r.statements).filter(|s| matches!(s, Statement::Vacant(_))).count();
    let word = |name: &str| rules.vocabulary.get(name);
    rules.markers = Markers {
        carry: word("@carry"),
        who: word("@who"),
        intent: word("@intent"),
        kin: word("@kin"),
        prepositions: [word("@of"), word("@by"), word("@to"), word("@for"), word("@genitive")],
        owning: word("'s"),
    };
    rules.title_slots = (1..10).filter_map(|n| rules.patterns.capture(&if n == 1 { "T".to_owned() } else { format!("T{n}") })).collect();
    rules
}

/// The pattern of a relative clause ("Roe, who became chair") for that of a main clause which names a post, where it begins with a person
/// and a verb.
fn relative(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("P <> ")?;
    let rest = rest.strip_prefix("@who? ").unwrap_or(rest);
    let verb = rest.split(' ').next()?;
    let tells = verb.split('|').all(|class| class.ends_with(".active") || class.ends_with(".passive"));
    let titled = rest.split(' ').any(|element| element.split('|').any(|slot| slot == "T" || slot.starts_with("T.")));
    (tells && titled).then(|| format!("P , @who {rest}"))
}

fn add_pattern(rules: &mut Rules, (pattern, stated, line): (&str, &str, usize), declared: &FxHashSet<String>) {
    for element in pattern.split_whitespace().flat_map(|e| e.trim_end_matches('?').split('|')) {
        if element.starts_with('@') && !declared.contains(element) {
            rules.errors.push(format!("line {line}: class {element} is not declared above"));
        }
    }
    let number = u16::try_from(rules.rules.len()).unwrap_or(u16::MAX);
    if let Err(error) = rules.patterns.add(pattern, number, &mut rules.vocabulary) {
        rules.errors.push(format!("line {line}: {error}"));
        return;
    }
    let mut statements = Vec::new();
    for text in stated.split(';').map(str::trim).filter(|s| !s.is_empty() && *s != "none") {
        match statement(text, &rules.patterns) {
            Some(statement) => statements.push(statement),
            None => rules.errors.push(format!("line {line}: statement {text:?} is not understood")),
        }
    }
    rules.rules.push(Rule::new(statements));
}

/// `role P T former`, `role P T only`, `role P =founder in=O`, `vacant T in=O left`, `change P from=T to=T2 in=O successor=P2 predecessor=P3 certainty=planned`,
/// `change P to=T held`, `change P to=again`.
fn statement(text: &str, patterns: &Patterns) -> Option<Statement> {
    let mut words = text.split_whitespace();
    let kind = words.next()?;
    let person = patterns.capture(words.next()?)?;
    if kind == "role" {
        if let Some(deed) = text.split_once(" =").map(|(_, deed)| deed) {
            let (title, place) = deed.split_once(" in=")?;
            return Some(Statement::Deed(DeedStatement { person, title: title.into(), organization: patterns.capture(place)? }));
        }
        let title = patterns.capture(words.next()?)?;
        let (mut status, mut organization, mut closed, mut only) = (None, None, false, false);
        for word in words {
            match word.strip_prefix("in=") {
                None if word == "only" => only = true,
                Some("none") => closed = true,
                Some(slot) => organization = Some(patterns.capture(slot)?),
                None => status = Some(status_named(word)?),
            }
        }
        return Some(Statement::Role(RoleStatement { person, title, status, organization, closed, only }));
    }
    if kind == "vacant" {
        let (mut organization, mut kind) = (None, None);
        for word in words {
            match word {
                "left" => kind = Some(Vacancy::Left),
                "filled" => kind = Some(Vacancy::Filled),
                _ => organization = Some(patterns.capture(word.strip_prefix("in=")?)?),
            }
        }
        return Some(Statement::Vacant(VacantStatement { title: person, organization, kind }));
    }
    if kind != "change" {
        return None;
    }
    let mut change = ChangeStatement { person, ..ChangeStatement::default() };
    for word in words {
        match word.split_once('=').unwrap_or((word, "")) {
            ("held", "") => change.held = true,
            ("ahead", "") => change.ahead = true,
            ("from", "known") => change.from_known = true,
            ("from", "ended") => (change.from_known, change.from_ended) = (true, true),
            ("from", "pending") => change.from_pending = true,
            ("from", "wake") => change.from_wake = true,
            ("to", "pending") => change.to_pending = true,
            ("to", "own") => change.to_own = true,
            ("to", "again") => change.to_again = true,
            ("to", "known") => change.to_known = true,
            ("from", slot) => change.from = Some(patterns.capture(slot)?),
            ("to", slot) => change.to = Some(patterns.capture(slot)?),
            ("in", slot) => change.organization = Some(patterns.capture(slot)?),
            ("successor", "told") => change.successor_told = true,
            ("successor", slot) => change.successor = Some(patterns.capture(slot)?),
            ("predecessor", "told") => change.predecessor_told = true,
            ("predecessor", "before") => change.predecessor_before = true,
            ("predecessor", "owner") => (change.predecessor_owner, change.predecessor_left) = (true, true),
            ("predecessor", "left") => change.predecessor_left = true,
            ("predecessor", slot) => change.predecessor = Some(patterns.capture(slot)?),
            ("certainty", name) => change.certainty = Some(certainty_named(name)?),
            _ => return None,
        }
    }
    Some(Statement::Change(Box::new(change)))
}

fn status_named(name: &str) -> Option<RoleStatus> {
    Some(match name {
        "current" => RoleStatus::Current,
        "former" => RoleStatus::Former,
        "incoming" => RoleStatus::Incoming,
        "outgoing" => RoleStatus::Outgoing,
        _ => return None,
    })
}

fn certainty_named(name: &str) -> Option<Certainty> {
    Some(match name {
        "done" => Certainty::Done,
        "announced" => Certainty::Announced,
        "planned" => Certainty::Planned,
        "reported" => Certainty::Reported,
        "denied" => Certainty::Denied,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_understood() {
        for &language in Language::ALL {
            let rules = of(language);
            assert!(rules.errors.is_empty(), "{}: {:?}", language.code(), rules.errors);
            assert!(!rules.rules.is_empty(), "{} has no patterns", language.code());
        }
    }

    /// Else every sentence would have to be read.
    #[test]
    fn every_pattern_asks_for_a_title_a_class_or_a_word() {
        for &language in Language::ALL {
            assert!(!of(language).patterns.untitled().is_any(), "{}: a pattern asks for names and marks alone", language.code());
        }
    }

    #[test]
    fn every_class_is_asked_for_by_a_pattern() {
        for &language in Language::ALL {
            let source = language.tables().roles;
            let patterns: Vec<&str> = table::rows(source).filter(|r| r.section == "pattern").map(|r| r.cell(0)).collect();
            let asked = |name: &str| {
                patterns
                    .iter()
                    .any(|p| p.split(['|', ' ', '?']).any(|e| e.strip_prefix('@').is_some_and(|e| e.split('.').next() == Some(name))))
            };
            for name in table::rows(source).filter(|r| r.section == "class" || r.section == "verb").map(|r| r.cell(0)) {
                assert!(asked(name) || super::super::items::CLASSES.contains(&name), "{}: no pattern asks for @{name}", language.code());
            }
        }
    }
}
