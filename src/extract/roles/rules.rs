//! The rules of a language: word classes, and patterns with the facts that they state. Built from its table `roles`.

use super::columns::Opener;
use super::named::Named;
use super::portfolios::{Office, Portfolio};
use super::statements::statement;
use super::subjects::Markers;
use super::verbs::Verbs;
use crate::document::fold;
use crate::extract::pattern::{Item, Keys, Match, Patterns, Symbol, Symbols, Vocabulary};
use crate::language::lexis::{Lexis, Phrases, Reading, lists};
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

pub(super) use super::statements::{ChangeStatement, DeedStatement, RoleStatement, Statement, Vacancy, VacantStatement};

lists! {
    VERB,
    AUXILIARY,
    CLASS,
    SKIPPED,
    /// Words of ages, which patterns never see ("22-year-old", "44 ans").
    AGE,
    /// Words of a text that end as adverbs do.
    ADVERB,
    /// Words with which adverbials begin ("after", "despite").
    ADVERBIAL,
    /// Words with which clauses begin ("when", "that").
    CLAUSE,
    /// Words behind a number that lead to others whom nobody names ("and five other officials").
    OTHERS,
    /// Spans of time: what leads to one, its number, its unit, what may follow.
    DURATION_LEAD,
    DURATION_NUMBER,
    DURATION_UNIT,
    DURATION_TRAIL,
    DATE_PREPOSITION,
    PRONOUN,
    GENDER,
    INTERIM,
    ORIGIN,
    RECIPIENT,
    /// Words that lead to the town in which something happens, and those that lead to stretches of land ("en Bretagne").
    WHERE,
    LAND,
    /// Relative pronouns that tell of what something is ("of which", "dont").
    ANTECEDENT,
    /// Words that patterns ask for by themselves.
    ASKED,
    /// Words and phrases one of which is in every sentence that a pattern without a title matches or that tells of somebody's going,
    /// verbs apart.
    TELLING,
    /// What leads to a list of appointments.
    OPENER,
    /// What ministers and others are responsible for.
    PORTFOLIO,
    /// Words for who has such a portfolio.
    OFFICE,
    /// Words that lead to one.
    TO_PORTFOLIO,
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
    /// Whether the post taken is the one whose portfolio follows.
    pub(super) portfolio: bool,
    /// The slots of those who move.
    pub(super) movers: Vec<u8>,
    /// The slots of the posts that they take.
    pub(super) taken: Vec<u8>,
}

impl Rules {
    /// Whether the words before token `at`, not before `floor`, tell that somebody comes from what is named there, or is against it.
    pub(super) fn comes_from(&self, words: &Reading<'_>, floor: usize, at: usize) -> bool {
        self.origins.ending(words, floor, at).is_some_and(|(_, other)| other != Other::Rival)
    }

    /// The rule whose pattern matched.
    pub(super) fn of(&self, found: &Match) -> &Rule {
        &self.rules[usize::from(found.rule)]
    }
}

impl Rule {
    fn new(statements: Vec<Statement>) -> Self {
        let movers = statements.iter().filter_map(|s| if let Statement::Change(change) = s { Some(change.person) } else { None });
        let movers: Vec<u8> = movers.collect();
        let taken = statements.iter().filter_map(|s| if let Statement::Change(change) = s { change.to } else { None });
        let taken = taken.collect();
        let portfolio = statements.iter().any(|s| matches!(s, Statement::Change(change) if change.to_portfolio));
        let vacant = statements.iter().any(|s| matches!(s, Statement::Vacant(_)));
        let bars = statements.iter().all(|s| matches!(s, Statement::Role(role) if role.only));
        Self { changes: !movers.is_empty(), vacant, bars, portfolio, movers, taken, statements }
    }
}

/// Why a name is not that of the house which the text tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    /// Somebody comes from there ("formerly of").
    Left,
    /// It is played or voted against ("a win over").
    Opponent,
    /// It is called a rival; what its sentence tells may be of it all the same.
    Rival,
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
    /// The language.
    pub(super) language: Language,
    /// Whether adverbs, told by their ending, stand right before verbs.
    pub(super) adverbs_lead: bool,
    /// Whether subjects may go without saying.
    pub(super) elides: bool,
    /// Whether adjectives stand behind their nouns.
    pub(super) adjectives_follow: bool,
    /// Whether a preposition marks the persons whom verbs are about.
    pub(super) marks_persons: bool,
    /// Whether subjects stand behind their verbs where a clause begins with something else.
    pub(super) inverts: bool,
    /// Endings of titles that women bear.
    pub(super) feminine: Vec<Box<str>>,
    /// Words for posts that are held for a while only.
    pub(super) interim: Phrases<()>,
    /// Single words for such posts, folded.
    pub(super) interim_words: FxHashSet<Box<str>>,
    /// Words before organisations that are not what the text tells of.
    pub(super) origins: Phrases<Other>,
    /// Words before the medium that somebody speaks to ("told the").
    pub(super) recipients: Phrases<()>,
    /// What leads to a list of appointments.
    pub(super) openers: Phrases<Opener>,
    /// What ministers and others are responsible for, as places in `portfolio_titles`.
    pub(super) portfolios: Phrases<u16>,
    /// What they are called.
    pub(super) portfolio_titles: Vec<Portfolio>,
    /// Words for who has a portfolio.
    pub(super) offices: Phrases<Office>,
    /// Words that lead to one.
    pub(super) to_portfolio: Phrases<()>,
    /// Relative pronouns for the house of which a clause tells a post ("of which", "dont").
    pub(super) antecedents: Phrases<()>,
    /// Words that tell where subjects are.
    pub(super) markers: Markers,
    /// Verbs and nouns of leaving.
    pub(super) going: Symbols,
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

/// How many bytes the commonest words have at most.
const SHORT: usize = 3;

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
        language,
        adverbs_lead: language == Language::En,
        elides: matches!(language, Language::Es | Language::It | Language::Pt),
        adjectives_follow: matches!(language, Language::Fr | Language::Es | Language::It | Language::Pt),
        marks_persons: language == Language::Es,
        inverts: matches!(language, Language::De | Language::Nl),
        feminine: Vec::new(),
        interim: Phrases::new(INTERIM),
        interim_words: FxHashSet::default(),
        origins: Phrases::new(ORIGIN),
        recipients: Phrases::new(RECIPIENT),
        openers: Phrases::new(OPENER),
        portfolios: Phrases::new(PORTFOLIO),
        portfolio_titles: Vec::new(),
        offices: Phrases::new(OFFICE),
        to_portfolio: Phrases::new(TO_PORTFOLIO),
        antecedents: Phrases::new(ANTECEDENT),
        markers: Markers { carry: None, who: None, intent: None, kin: None, prepositions: [None; 5], and: None, owning: None },
        going: Symbols::default(),
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
            "adverbial" => row.alternatives(0).for_each(|word| lexis.add(ADVERBIAL, std::iter::once(&*fold(word)), 0)),
            "where" => row.alternatives(0).for_each(|word| lexis.add(WHERE, std::iter::once(&*fold(word)), 0)),
            "land" => row.alternatives(0).for_each(|word| lexis.add(LAND, std::iter::once(&*fold(word)), 0)),
            "others" => row.alternatives(0).for_each(|word| lexis.add(OTHERS, std::iter::once(&*fold(word)), 0)),
            "clause" => row.alternatives(0).for_each(|word| lexis.add(CLAUSE, std::iter::once(&*fold(word)), 0)),
            "duration" => {
                let list = match row.cell(0) {
                    "lead" => DURATION_LEAD,
                    "number" => DURATION_NUMBER,
                    "unit" => DURATION_UNIT,
                    _ => DURATION_TRAIL,
                };
                row.alternatives(1).for_each(|phrase| lexis.add_cut(list, phrase, language, 0));
            }
            "date preposition" => row.alternatives(0).for_each(|phrase| rules.date_prepositions.add_cut(lexis, phrase, language, ())),
            "pronoun" => row.alternatives(1).for_each(|phrase| rules.pronouns.add_cut(lexis, phrase, language, Pronoun::read(row.cell(0)))),
            "gender" => row.alternatives(1).for_each(|phrase| rules.genders.add_cut(lexis, phrase, language, row.cell(0) == "female")),
            "feminine" => rules.feminine.extend(row.alternatives(0).map(|ending| Box::from(fold(ending)))),
            "interim" => row.alternatives(0).for_each(|phrase| {
                rules.interim.add_cut(lexis, phrase, language, ());
                let words = phrase.split(' ').filter(|_| !phrase.contains(' ') || phrase == "par intérim" || phrase == "ad interim");
                rules.interim_words.extend(words.map(|word| Box::from(fold(word))));
            }),
            "origin" => row.alternatives(0).for_each(|phrase| rules.origins.add_cut(lexis, phrase, language, Other::Left)),
            "opponent" => row.alternatives(0).for_each(|phrase| rules.origins.add_cut(lexis, phrase, language, Other::Opponent)),
            "rival" => row.alternatives(0).for_each(|phrase| rules.origins.add_cut(lexis, phrase, language, Other::Rival)),
            "portfolio" => {
                let index = u16::try_from(rules.portfolio_titles.len()).unwrap_or(u16::MAX);
                let deputy = Some(row.cell(2)).filter(|title| !title.is_empty()).map(Box::from);
                rules.portfolio_titles.push(Portfolio { minister: row.cell(1).into(), deputy });
                row.alternatives(0).for_each(|phrase| rules.portfolios.add_cut(lexis, phrase, language, index));
            }
            "to portfolio" => row.alternatives(0).for_each(|phrase| rules.to_portfolio.add_cut(lexis, phrase, language, ())),
            "office" => row.alternatives(1).for_each(|phrase| {
                let office = if row.cell(0) == "minister" { Office::Minister } else { Office::Deputy };
                rules.offices.add_cut(lexis, phrase, language, office);
            }),
            "opener" => row.alternatives(1).for_each(|phrase| {
                rules.openers.add_cut(lexis, phrase, language, Opener::named(row.cell(0)));
            }),
            "recipient" => row.alternatives(0).for_each(|phrase| rules.recipients.add_cut(lexis, phrase, language, ())),
            "antecedent" => row.alternatives(0).for_each(|phrase| rules.antecedents.add_cut(lexis, phrase, language, ())),
            "pattern" => {
                add_pattern(&mut rules, (row.cell(0), row.cell(1), row.line), &declared);
                if let Some(relative) = relative(row.cell(0)).filter(|relative| !written.contains(relative.as_str())) {
                    add_pattern(&mut rules, (&relative, row.cell(1), row.line), &declared);
                }
            }
            _ => {}
        }
    }
    // The shortest words are the commonest (Zipf’s law of abbreviation).
    let short = |phrase: &str| phrase.len() <= SHORT && phrase.chars().all(char::is_alphabetic);
    let classes = phrases.iter().filter(|(phrase, _)| short(phrase)).flat_map(|(_, symbols)| symbols).copied();
    let words = rules.vocabulary.words().filter(|(word, _)| short(word)).map(|(_, symbol)| symbol);
    rules.patterns.seal(classes.chain(words).fold(Keys::default(), |common, symbol| common.and(symbol.into())));
    rules.going = GOING.iter().filter_map(|name| rules.vocabulary.get(name)).collect();
    let going = rules.going.list().to_vec();
    let tells: FxHashSet<Symbol> = rules.vocabulary.symbols().filter(|&s| going.contains(&s) || rules.patterns.tells_untitled(s)).collect();
    let telling = |symbol: Symbol| tells.contains(&symbol);
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
        and: word(match language {
            Language::Fr => "et",
            Language::En => "and",
            Language::De => "und",
            Language::Nl => "en",
            Language::It | Language::Pt => "e",
            Language::Es => "y",
        }),
        owning: word("'s"),
    };
    rules.named.opening = [rules.named.circumstance, rules.markers.and].into_iter().flatten().collect();
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
    let short = rest.split(' ').count() + 3 <= Patterns::LENGTH;
    (tells && titled && short).then(|| format!("P , @who {rest}"))
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
