//! Verb groups: auxiliaries, negation and the verb, with voice and certainty.

use super::adverbials::is_adverb;
use super::rules::{ADVERBIAL, AUXILIARY, CLAUSE, DATE_PREPOSITION, PRONOUN, SKIPPED, VERB};
use crate::document::{TokenKind, fold};
use crate::facts::Certainty;
use crate::language::conjugation::{Tense, regular};
use crate::language::lexis::{Lexis, Phrases, Reading};
use crate::language::{Language, table};
use rustc_hash::FxHashSet;

/// How far a verb may stand from its first auxiliary, in tokens, adverbials apart.
const GROUP: usize = 10;

/// How many tokens an adverbial within a group takes.
const ADVERBIAL_LENGTH: usize = 9;
/// How many it takes between commas.
const ASIDE: usize = 15;

/// What a word before the verb adds; nothing for adverbs and clitics inside the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Auxiliary {
    /// A completed action (`a`, `has`).
    perfect: bool,
    /// The passive, or the perfect of verbs of motion (`est`, `was`).
    be: bool,
    /// `va`, `will`.
    future: bool,
    /// An object pronoun for somebody named before (`lui`, `la`).
    pronoun: bool,
    /// `devrait` is planned, `aurait` reported, `ne` denied.
    doubt: Option<Certainty>,
}

impl Auxiliary {
    /// Reads effects such as `be`, `future be`, `planned`.
    fn read(effects: &str) -> Self {
        let has = |name: &str| effects.split(' ').any(|e| e == name);
        let doubts = [("planned", Certainty::Planned), ("reported", Certainty::Reported), ("denied", Certainty::Denied)];
        let doubt = doubts.into_iter().find(|(name, _)| has(name)).map(|(_, doubt)| doubt);
        Self { perfect: has("perfect"), be: has("be"), future: has("future"), pronoun: has("pronoun"), doubt }
    }
}

/// The form of a verb in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Infinitive,
    Participle,
    Finite,
    /// English past: finite or participle.
    Past,
    Future,
    /// `succéderait`: what was to come when it was told.
    Conditional,
    Gerund,
}

#[derive(Debug, Clone, Copy)]
struct Verb {
    class: u16,
    transitive: bool,
    form: Form,
}

/// A verb group in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Group {
    /// How many tokens it takes.
    pub(super) length: usize,
    /// The class of its verb, as index into [`Verbs::classes`].
    pub(super) class: u16,
    /// Whether its subject may act.
    pub(super) active: bool,
    /// Whether its subject may be acted upon.
    pub(super) passive: bool,
    /// Whether it may be a participle without auxiliary ("named in May"), where it looks like a finite verb too.
    pub(super) reduced: bool,
    /// Whether an object pronoun stands in it ("lui succède").
    pub(super) pronoun: bool,
    /// Whether it is a bare infinitive, which says nothing of when.
    pub(super) infinitive: bool,
    /// Whether it is a participle alone ("devenue").
    pub(super) participle: bool,
    /// Whether it tells of a completed action by its auxiliary ("a nommé").
    pub(super) perfect: bool,
    /// Whether it is a gerund alone ("becoming").
    pub(super) gerund: bool,
    /// How sure it is.
    pub(super) certainty: Certainty,
}

/// The verbs and auxiliaries of a language.
#[derive(Debug)]
pub(super) struct Verbs {
    /// Names of the classes.
    pub(super) classes: Vec<String>,
    verbs: Phrases<Verb>,
    auxiliaries: Phrases<Auxiliary>,
    language: Language,
}

impl Verbs {
    /// Reads the sections `auxiliary` and `verb` of a table.
    pub(super) fn read(lexis: &mut Lexis, source: &str, language: Language) -> Self {
        let mut found = Self { classes: Vec::new(), verbs: Phrases::new(VERB), auxiliaries: Phrases::new(AUXILIARY), language };
        let mut infinitives = Vec::new();
        let (mut elsewhere, mut written) = (FxHashSet::default(), FxHashSet::default());
        for row in table::rows(source) {
            match row.section {
                "auxiliary" => {
                    let kind = Auxiliary::read(row.cell(0));
                    row.alternatives(1).for_each(|phrase| found.auxiliaries.add_cut(lexis, phrase, language, kind));
                }
                "verb" => found.add(lexis, &row, &mut infinitives),
                "class" => elsewhere.extend(row.alternatives(1)),
                "as written" => written.extend(row.alternatives(0)),
                _ => {}
            }
        }
        // What the table writes out comes first: of two equal forms the one added first counts. What is a class by itself ("occupait")
        // says something else.
        for (infinitive, verb) in infinitives.into_iter().filter(|(infinitive, _)| !written.contains(infinitive)) {
            regular(infinitive, language, |tense, form| {
                let form_of = match tense {
                    Tense::Finite => Form::Finite,
                    Tense::Participle => Form::Participle,
                    Tense::Future => Form::Future,
                    Tense::Gerund => Form::Gerund,
                };
                found.add_form(lexis, form, Verb { form: form_of, ..verb }, &elsewhere);
            });
        }
        found
    }

    /// A row: class, `transitive` or `intransitive`, infinitives, participles, finite forms, past forms, futures, gerunds.
    fn add<'t>(&mut self, lexis: &mut Lexis, row: &table::Row<'t>, infinitives: &mut Vec<(&'t str, Verb)>) {
        let name = row.cell(0);
        let class = self.classes.iter().position(|c| c == name).unwrap_or_else(|| {
            self.classes.push(name.to_owned());
            self.classes.len() - 1
        });
        let class = u16::try_from(class).unwrap_or(u16::MAX);
        let transitive = row.cell(1) == "transitive";
        let forms = [Form::Infinitive, Form::Participle, Form::Finite, Form::Past, Form::Future, Form::Gerund];
        for (form, cell) in forms.into_iter().zip(2..) {
            for phrase in row.alternatives(cell) {
                let verb = Verb { class, transitive, form };
                self.add_form(lexis, phrase, verb, &FxHashSet::default());
                if form == Form::Infinitive {
                    infinitives.push((phrase, verb));
                }
            }
        }
    }

    /// Adds a form of a verb, with what agrees with a participle and the conditional to a future, but nothing that is told `elsewhere`.
    fn add_form(&mut self, lexis: &mut Lexis, phrase: &str, verb: Verb, elsewhere: &FxHashSet<&str>) {
        let language = self.language;
        let mut add = |form: &str, verb| {
            if !elsewhere.contains(form) {
                self.verbs.add_cut(lexis, form, language, verb);
            }
        };
        add(phrase, verb);
        if verb.form == Form::Future
            && let Some(conditional) = conditional(phrase, language)
        {
            add(&conditional, Verb { form: Form::Conditional, ..verb });
        }
        if verb.form == Form::Participle && language.agrees() {
            for form in ["e", "s", "es", "a", "i"].into_iter().filter_map(|ending| agreeing(phrase, ending, language)) {
                add(&form, verb);
            }
        }
    }

    /// The class of the verb that begins at token `at` and ends before `end`.
    pub(super) fn class(&self, words: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
        self.verbs.starting(words, at, end).map(|(_, verb)| usize::from(verb.class))
    }

    /// Where a group goes on behind an adverb or another adverbial at token `at`: at an auxiliary, at a participle, or at an `infinitive`
    /// where that may follow ("will in June resign", but "is under pressure to resign").
    fn past_adverbial(&self, words: &Reading<'_>, at: usize, end: usize, infinitive: bool) -> Option<usize> {
        let document = words.document;
        let goes_on = |next: usize| self.goes_on(words, next, end, infinitive);
        if is_adverb(words, at) {
            // "quietly and without explanation removed"
            let and = at + 2 < end && words.is(at + 1, CLAUSE) && (words.is(at + 2, ADVERBIAL) || is_adverb(words, at + 2));
            return Some(at + 1 + usize::from(and));
        }
        let comma = document.is_comma(at);
        // "on" and the like may be passed already: "was on | Friday named".
        let led = words.is(at, ADVERBIAL) || words.is(at, SKIPPED) || at > 0 && words.is(at - 1, ADVERBIAL);
        if !comma && !led {
            return None;
        }
        let window = at + 1..end.min(at + if comma { ASIDE } else { ADVERBIAL_LENGTH });
        let inside = |i: usize| {
            let (token, known) = (document.tokens[i], words.known(i));
            // "was in Leeds when Roe resigned": what follows is another clause.
            let name = token.capital && !known.is(SKIPPED) && !words.is(i - 1, DATE_PREPOSITION);
            let clause = known.is(CLAUSE) || known.is(PRONOUN) || token.kind == TokenKind::Punctuation;
            comma || !name && !clause
        };
        for next in window {
            if comma && document.is_comma(next) {
                return goes_on(next + 1).then_some(next + 1);
            }
            if !comma && goes_on(next) {
                return Some(next);
            }
            // "a été mardi, à la surprise générale, élu"
            if document.is_comma(next) {
                return self.past_adverbial(words, next, end, infinitive);
            }
            // "es por haber cesado a Roe": another verb begins.
            let another = || self.auxiliaries.starting(words, next, end).is_some_and(|(_, auxiliary)| auxiliary.perfect);
            if !inside(next) || self.verbs.starting(words, next, end).is_some() || another() {
                return None;
            }
        }
        None
    }

    /// Whether an auxiliary, a participle or, where it may, an infinitive begins at token `at`.
    fn goes_on(&self, words: &Reading<'_>, at: usize, end: usize, infinitive: bool) -> bool {
        let fits = |form: Form| if infinitive { form == Form::Infinitive } else { !matches!(form, Form::Finite | Form::Infinitive) };
        let open = self.verbs.starting(words, at, end).is_some_and(|(_, verb)| fits(verb.form));
        open || self.auxiliaries.starting(words, at, end).is_some_and(|(_, auxiliary)| auxiliary.be)
    }

    /// The verb group that begins at token `at` and ends before `end`.
    pub(super) fn starting(&self, words: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
        let (mut be, mut perfect, mut future, mut pronoun) = (false, false, false, false);
        let (mut certainty, mut bare) = (Certainty::Done, true);
        let (mut limit, mut aside) = (end.min(at + GROUP), false);
        let mut next = at;
        while next < limit {
            if let Some((length, verb)) = self.verbs.starting(words, next, end) {
                let group = Group { length: next + length - at, class: verb.class, pronoun, certainty, ..Group::default() };
                return Some(voice(group, verb, be, perfect, future, bare));
            }
            let Some((length, auxiliary)) = self.auxiliaries.starting(words, next, end) else {
                // "has been unilaterally named", "was, at a meeting on Monday, elected"
                let told = be || perfect || future || certainty != Certainty::Done;
                next = if told && !aside { self.past_adverbial(words, next, end, !be && !perfect)? } else { return None };
                (aside, limit) = (!is_adverb(words, next - 1), end.min(next + GROUP));
                continue;
            };
            let neutral = auxiliary == Auxiliary::default();
            if neutral && next == at {
                return None;
            }
            perfect |= auxiliary.perfect;
            be |= auxiliary.be;
            future |= auxiliary.future;
            pronoun |= auxiliary.pronoun;
            certainty = auxiliary.doubt.map_or(certainty, |doubt| certainty.max_doubt(doubt));
            bare &= neutral || auxiliary == Auxiliary { pronoun: true, ..Auxiliary::default() };
            next += length;
        }
        None
    }
}

/// The conditional to a future ("succédera" → "succéderait"), where the language makes one from the other. Of a phrase it is the
/// first word that changes.
fn conditional(future: &str, language: Language) -> Option<String> {
    let (verb, rest) = future.split_at(future.find(' ').unwrap_or(future.len()));
    let endings: &[(&str, &str)] = match language {
        Language::Fr => &[("ra", "rait"), ("ront", "raient")],
        Language::Es => &[("rá", "ría"), ("rán", "rían")],
        Language::Pt => &[("rá", "ria"), ("rão", "riam")],
        Language::It => &[("rà", "rebbe"), ("ranno", "rebbero")],
        Language::En | Language::De | Language::Nl => return None,
    };
    let (stem, ending) = endings.iter().find_map(|(future, other)| verb.strip_suffix(future).map(|stem| (stem, other)))?;
    Some(format!("{stem}{ending}{rest}"))
}

/// The agreeing form of a participle, where the language makes one of `ending`. Of a phrase it is the first word that agrees.
fn agreeing(participle: &str, ending: &str, language: Language) -> Option<String> {
    let participle = fold(participle);
    let (word, rest) = participle.split_at(participle.find(' ').unwrap_or(participle.len()));
    let form = match (language, ending) {
        (Language::Fr, "e" | "s" | "es") if ending == "s" && word.ends_with('s') => None,
        (Language::Fr, "e" | "s" | "es") => Some(format!("{word}{ending}")),
        (Language::Es | Language::Pt, "a") => word.strip_suffix('o').map(|stem| format!("{stem}a")),
        (Language::Es | Language::Pt, "s" | "es") => {
            word.strip_suffix('o').map(|stem| format!("{stem}{}", if ending == "s" { "os" } else { "as" }))
        }
        (Language::It, "a" | "e" | "i") => word.strip_suffix('o').map(|stem| format!("{stem}{ending}")),
        _ => None,
    };
    form.map(|form| format!("{form}{rest}"))
}

fn voice(group: Group, verb: Verb, be: bool, perfect: bool, future: bool, bare: bool) -> Group {
    let (active, passive) = match verb.form {
        Form::Infinitive | Form::Finite | Form::Future | Form::Conditional | Form::Gerund => (true, false),
        Form::Participle if be => (!verb.transitive, verb.transitive),
        Form::Participle if perfect => (true, false),
        Form::Participle => (!verb.transitive, verb.transitive),
        Form::Past if be => (!verb.transitive, verb.transitive),
        Form::Past if perfect => (true, false),
        Form::Past => (true, false),
    };
    let to_come = future || matches!(verb.form, Form::Future | Form::Conditional) || (verb.form == Form::Gerund && be);
    let certainty = match verb.form {
        _ if to_come => group.certainty.max_doubt(Certainty::Announced),
        Form::Infinitive if bare => group.certainty.max_doubt(Certainty::Planned),
        _ => group.certainty,
    };
    let reduced = verb.form == Form::Past && verb.transitive && !be && !perfect;
    let gerund = verb.form == Form::Gerund && bare;
    let participle = verb.form == Form::Participle && bare;
    Group {
        active,
        passive,
        reduced,
        certainty,
        participle,
        gerund,
        perfect: perfect && !be,
        infinitive: verb.form == Form::Infinitive && bare,
        ..group
    }
}

impl Certainty {
    /// The less certain of the two.
    pub(super) fn max_doubt(self, other: Self) -> Self {
        let doubt = |c: Self| match c {
            Self::Done => 0,
            Self::Announced => 1,
            Self::Planned => 2,
            Self::Reported => 3,
            Self::Denied => 4,
        };
        if doubt(other) > doubt(self) { other } else { self }
    }
}

impl Language {
    /// Whether participles agree with their subject.
    const fn agrees(self) -> bool {
        matches!(self, Self::Fr | Self::Es | Self::It | Self::Pt)
    }
}
