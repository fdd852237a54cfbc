//! The symbols that the items of a sentence are given by name.

use super::rules::Rules;
use super::titles::Determiner;
use crate::extract::pattern::{Symbol, Symbols};

/// The classes of verbs that embrace what they tell.
const FINITE: [&str; 22] = [
    "@arrives", "@becomes", "@decides", "@exits", "@falls", "@fires", "@grabs", "@handed", "@has", "@leads", "@leaves", "@leaving",
    "@moves", "@must", "@parts", "@passes", "@rises", "@rückt", "@steps", "@takes", "@treads", "@will",
];

/// The classes of what such verbs end in.
const EMBRACING: [&str; 9] =
    ["@appointed", "@dismissed", "@replaced", "@gone", "@taken", "@quitting", "@retires", "@entrusted", "@proposed"];

/// Each symbol where a pattern asks for it.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) start: Option<Symbol>,
    pub(super) end: Option<Symbol>,
    pub(super) comma: Option<Symbol>,
    pub(super) close: Option<Symbol>,
    pub(super) who: Option<Symbol>,
    pub(super) person: Option<Symbol>,
    pub(super) pronoun: Option<Symbol>,
    /// Persons in a coordination.
    pub(super) several: Option<Symbol>,
    pub(super) organization: Option<Symbol>,
    pub(super) location: Option<Symbol>,
    pub(super) name: Option<Symbol>,
    pub(super) title: Option<Symbol>,
    pub(super) nominal: Option<Symbol>,
    pub(super) strong: Option<Symbol>,
    pub(super) bare: Option<Symbol>,
    pub(super) definite: Option<Symbol>,
    indefinite: Option<Symbol>,
    pub(super) possessive: Option<Symbol>,
    /// A title in the plural, of each of several.
    pub(super) many: Option<Symbol>,
    /// A title with its organisation.
    pub(super) owned: Option<Symbol>,
    pub(super) outgoing: Option<Symbol>,
    pub(super) status: Option<Symbol>,
    pub(super) reported: Option<Symbol>,
    pub(super) denied: Option<Symbol>,
    pub(super) board: Option<Symbol>,
    /// What may follow an object pronoun.
    pub(super) behind_pronoun: [Option<Symbol>; 2],
    pub(super) copulas: [Option<Symbol>; 3],
    pub(super) prepositions: [Option<Symbol>; 3],
    /// Verbs behind which a person is the object.
    pub(super) replacing: Option<Symbol>,
    /// Nouns of posts and houses.
    pub(super) posts: [Option<Symbol>; 3],
    /// Nouns of coming, holding and going.
    pub(super) moves: Symbols,
    pub(super) not: Option<Symbol>,
    /// What tells of an end by denying something ("n’a pas été reconduit").
    pub(super) ending: [Option<Symbol>; 2],
    /// Verbs of going on in a post.
    pub(super) again: Option<Symbol>,
    /// Classes of finite verbs, besides the verb groups.
    pub(super) finite: Symbols,
    /// Prepositions behind which no subject stands, and those that lead to where something happens.
    pub(super) preposition: Option<Symbol>,
    pub(super) place: Option<Symbol>,
    /// What tells of a successor without saying of whom.
    pub(super) heir: Option<Symbol>,
    /// What verbs that embrace what they tell end in ("gewählt").
    pub(super) embracing: Symbols,
    /// What tells of going for good, not of coming elsewhere ("in den Ruhestand").
    pub(super) retires: Option<Symbol>,
    /// Nouns of posts, and what leads to the post that a clause names beside what it tells.
    pub(super) tenures: Symbols,
    pub(super) beside: Symbols,
    /// Verbs of coming to a post.
    pub(super) coming: Symbols,
    /// Words that tell of a change as verbs do ("announced"), and of somebody's going.
    pub(super) telling: Symbols,
    pub(super) departure: Option<Symbol>,
    /// What leads to whom somebody comes after ("in place of"), and to what somebody was.
    pub(super) instead: Option<Symbol>,
    pub(super) formerly: Option<Symbol>,
    /// What somebody is in politics, as an adjective.
    pub(super) partisan: Option<Symbol>,
    /// Prepositions of what only says when, why or how.
    pub(super) circumstance: Option<Symbol>,
    /// What else than a mark or an adverbial may begin with: such a preposition, "and".
    pub(super) opening: Symbols,
    /// Of each verb class: the class, active, passive, reduced.
    pub(super) verbs: Vec<[Option<Symbol>; 4]>,
}

impl Named {
    /// Those of `rules`, whose patterns are all added.
    pub(super) fn of(rules: &Rules) -> Self {
        let symbol = |name: &str| rules.vocabulary.get(name);
        let symbols = |names: &[&str]| names.iter().filter_map(|name| symbol(name)).collect::<Symbols>();
        let verb = |class: &String| ["", ".active", ".passive", ".reduced"].map(|voice| symbol(&format!("@{class}{voice}")));
        Self {
            start: symbol("@start"),
            end: symbol("@end"),
            comma: symbol(","),
            close: symbol("@close"),
            who: symbol("@who"),
            person: symbol("P"),
            pronoun: symbol("P.pronoun"),
            several: symbol("P.several"),
            organization: symbol("O"),
            location: symbol("L"),
            name: symbol("N"),
            title: symbol("T"),
            nominal: symbol("T.nominal"),
            strong: symbol("T.strong"),
            bare: symbol("T.bare"),
            definite: symbol("T.def"),
            indefinite: symbol("T.indef"),
            possessive: symbol("T.poss"),
            many: symbol("T.many"),
            owned: symbol("T.org"),
            outgoing: symbol("T.outgoing"),
            status: symbol("T.status"),
            reported: symbol("@reported"),
            denied: symbol("@denied"),
            board: symbol("@board"),
            behind_pronoun: ["@as", "@on"].map(symbol),
            copulas: ["@is", "@was", "@will"].map(symbol),
            prepositions: ["@of", "@to", "@by"].map(symbol),
            replacing: symbol("@replace.active"),
            posts: ["@helm", "@post", "@company"].map(symbol),
            moves: symbols(&["@appointment", "@departure", "@reign", "@tenure", "@term"]),
            not: symbol("@not"),
            ending: ["@notagain", "@notrun"].map(symbol),
            again: symbol("@again"),
            finite: symbols(&FINITE),
            preposition: symbol("@preposition"),
            place: symbol("@place"),
            heir: symbol("@heir"),
            embracing: symbols(&EMBRACING),
            retires: symbol("@retires"),
            tenures: symbols(&["@post", "@office"]),
            beside: symbols(&["@post", "@office", "@as", "@of", "@genitive", "@his", "@owner"]),
            coming: symbols(&["@moves", "@arrives", "@rises", "@ascends", "@takes", "@move.active", "@take.active"]),
            telling: symbols(&["@announce", "@is", "@was", "@will", "@ceases", "@keeps", "@enters", "@falls", "@welcomes", "@carried"]),
            departure: symbol("@departure"),
            instead: symbol("@instead"),
            formerly: symbol("@formerly"),
            partisan: symbol("@partisan"),
            circumstance: symbol("@circumstance"),
            opening: Symbols::default(),
            verbs: rules.verbs.classes.iter().map(verb).collect(),
        }
    }

    /// That of a title with such a determiner.
    pub(super) const fn determined(&self, determiner: Determiner) -> Option<Symbol> {
        match determiner {
            Determiner::None => self.bare,
            Determiner::Definite => self.definite,
            Determiner::Indefinite => self.indefinite,
            Determiner::Possessive => self.possessive,
        }
    }
}
