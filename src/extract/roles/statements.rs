//! The facts that patterns state, and how the tables write them.

use crate::extract::pattern::Patterns;
use crate::facts::{Certainty, RoleStatus};

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
    /// Whether somebody only comes to do it.
    pub(super) taken: bool,
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
    /// Whether the post taken is the one whose portfolio follows ("moves to defence").
    pub(super) to_portfolio: bool,
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
    /// Whether that is the house named last before ("Roe, the deputy editor of Foo, becomes its head").
    pub(super) organization_before: bool,
    /// Whether the post taken is held there, not where its title says ("leaves the chair of Foo for that of Bar").
    pub(super) there: bool,
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

/// `role P T former`, `role P T only`, `role P =founder in=O`, `change P =chair in=O`, `vacant T in=O left`, `change P from=T to=T2 in=O successor=P2 predecessor=P3 certainty=planned`,
/// `change P to=T held`, `change P to=again`.
pub(super) fn statement(text: &str, patterns: &Patterns) -> Option<Statement> {
    let mut words = text.split_whitespace();
    let kind = words.next()?;
    let person = patterns.capture(words.next()?)?;
    if let Some(deed) = text.split_once(" =").map(|(_, deed)| deed) {
        let ((title, place), taken) = (deed.split_once(" in=")?, kind == "change");
        return Some(Statement::Deed(DeedStatement { person, title: title.into(), organization: patterns.capture(place)?, taken }));
    }
    if kind == "role" {
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
            ("there", "") => change.there = true,
            ("from", "known") => change.from_known = true,
            ("from", "ended") => (change.from_known, change.from_ended) = (true, true),
            ("from", "pending") => change.from_pending = true,
            ("from", "wake") => change.from_wake = true,
            ("to", "pending") => change.to_pending = true,
            ("to", "portfolio") => change.to_portfolio = true,
            ("to", "own") => change.to_own = true,
            ("to", "again") => change.to_again = true,
            ("to", "known") => change.to_known = true,
            ("from", slot) => change.from = Some(patterns.capture(slot)?),
            ("to", slot) => change.to = Some(patterns.capture(slot)?),
            ("in", "before") => change.organization_before = true,
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
