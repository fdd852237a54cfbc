//! The language-neutral names of well-known titles, by field.

use super::houses::Kinds;
use crate::language::{slugs, table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The walk of life that a title belongs to: a heading of the slug table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Titles that are held within an organisation, which may go without saying when it is told just before.
    Organization,
    /// Offices of a state, a court, a church, an army, which are often told without one.
    Office,
    /// Occupations, which need no organisation.
    Occupation,
}

/// Whether what a title names is handed on from one to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Handed {
    /// Nobody else can take it over.
    Never,
    /// A calling, where it is told without a place.
    Calling,
    /// A rank, a seat, what lasts.
    Seldom,
    /// A post.
    Post,
}

/// Posts held within an organisation, a team or a newspaper, though their field is none of those that [`Field::Organization`] has.
static HELD: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::rows(slugs()).filter(|row| row.cell(1) == "held").map(|row| row.cell(0)).collect());
/// In which kinds of house posts are held, those that go with one.
static HOUSES: LazyLock<FxHashMap<&'static str, Kinds>> = LazyLock::new(|| {
    let rows = table::rows(slugs()).filter(|row| !row.cell(2).is_empty());
    rows.map(|row| (row.cell(0), Kinds::named(row.alternatives(2)))).collect()
});
/// What people do and win in sport, art and science.
static FEATS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let art =
        ["artist", "actor", "singer", "musician", "rapper", "dancer", "model", "comedian", "writer", "author", "poet", "nobel_laureate"];
    let sport = table::rows(slugs()).filter(|row| row.section == "sport" && row.cell(1) != "held").map(|row| row.cell(0));
    sport.filter(|&slug| slug != "referee").chain(art).collect()
});
/// Posts of the officers of companies.
static CORPORATE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::rows(slugs()).filter(|row| row.section == "company").map(|row| row.cell(0)).collect());
/// Seats in a parliament, which belong to a place.
static SEATS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| table::rows(slugs()).filter(|row| row.section == "parliament").map(|row| row.cell(0)).collect());

static SLUGS: LazyLock<FxHashMap<&'static str, Field>> = LazyLock::new(|| {
    let field = |section: &str| match section {
        "company" | "party" | "union" => Field::Organization,
        "government" | "parliament" | "church" | "military" | "police" => Field::Office,
        _ => Field::Occupation,
    };
    table::rows(slugs()).map(|row| (row.cell(0), field(row.section))).collect()
});

/// Whether each post is handed on, where it is told without a place and with one.
static HANDED: LazyLock<FxHashMap<&'static str, [Handed; 2]>> = LazyLock::new(|| {
    let handed = |slug: &str, placed: bool| {
        if is_kept(slug) {
            Handed::Never
        } else if !placed && is_calling(slug) {
            Handed::Calling
        } else if is_rank(slug) || is_seat(slug) || is_lasting(slug) {
            Handed::Seldom
        } else {
            Handed::Post
        }
    };
    table::rows(slugs()).map(|row| row.cell(0)).map(|slug| (slug, [handed(slug, false), handed(slug, true)])).collect()
});

/// Whether a title is that of somebody who is sent to a state or a body.
pub(super) fn is_sent(slug: &str) -> bool {
    matches!(slug, "ambassador" | "special_envoy" | "nuncio")
}

/// Whether a post is handed on; `placed` where it is told with the house in which it is held.
pub(super) fn handed(slug: &str, placed: bool) -> Handed {
    HANDED.get(slug).map_or(Handed::Post, |handed| handed[usize::from(placed)])
}

/// Whether a title is that of somebody who speaks for a person, or serves one, so that it is no title without that person.
pub(super) fn is_attendant(slug: &str) -> bool {
    matches!(slug, "adviser" | "spokesperson" | "press_officer" | "chief_of_staff" | "bodyguard")
}

/// The slug as the table holds it, with its field.
pub(super) fn find(slug: &str) -> Option<(&'static str, Field)> {
    SLUGS.get_key_value(slug).map(|(&slug, &field)| (slug, field))
}

/// Whether who has an occupation is mostly told by the house where it is done ("Nordbank-Ökonom").
pub(super) fn is_hired(slug: &str) -> bool {
    matches!(slug, "economist" | "analyst" | "banker" | "strategist" | "consultant" | "lawyer" | "journalist" | "editor" | "correspondent")
}

/// Whether a post is held within an organisation which may go without saying, whatever its field.
pub(super) fn is_held(slug: &str) -> bool {
    HELD.contains(slug)
}

/// In which kinds of house a post is held; nothing where any will do.
pub(super) fn houses(slug: &str) -> Kinds {
    HOUSES.get(slug).copied().unwrap_or_default()
}

/// Whether a post is one of those who run a company.
pub(super) fn is_corporate(slug: &str) -> bool {
    CORPORATE.contains(slug)
}

/// Whether a post is one of those who run a company, which nobody holds under a person.
pub(super) fn is_of_firm(slug: &str) -> bool {
    let head =
        matches!(slug, "chairperson" | "executive_chairperson" | "president" | "managing_director" | "owner" | "founder" | "co_founder");
    head || is_corporate(slug) && slug.starts_with("chief_") && slug != "chief_of_staff"
}

/// Whether a post is held for a state, which goes without saying, whoever names somebody to it.
pub(super) fn is_of_state(slug: &str) -> bool {
    slug.contains("minister") || matches!(slug, "ambassador" | "prefect" | "secretary_of_state" | "commissioner")
}

/// Whether a title only tells what somebody does or has won in sport, art or science.
pub(super) fn is_feat(slug: &str) -> bool {
    FEATS.contains(slug)
}

/// Whether a title is a rank in an army or a church, which nobody hands on.
pub(super) fn is_rank(slug: &str) -> bool {
    matches!(
        slug,
        "general"
            | "colonel"
            | "lieutenant"
            | "captain"
            | "major"
            | "admiral"
            | "sergeant"
            | "commander"
            | "lieutenant_general"
            | "brigadier_general"
            | "marshal"
            | "cardinal"
    )
}

/// Whether a title is that of an occupation, which is no post that could be left to another.
pub(super) fn is_calling(slug: &str) -> bool {
    find(slug).is_some_and(|(slug, field)| field == Field::Occupation && !is_held(slug) && !is_academic(slug) && !is_judicial(slug))
}

/// Whether the name of a post ("tête", "comando") tells nothing without a house.
pub(super) fn is_vague(slug: &str) -> bool {
    ["leader", "chief", "commander", "head_of_department"].contains(&slug)
}

/// Whether the name of a post ("direction", "mairie") may as well be that of something else.
pub(super) fn is_loose(slug: &str) -> bool {
    ["director", "secretary", "mayor", "governor"].contains(&slug)
}

/// Whether a post is that of who leads a house.
pub(super) fn is_head(slug: &str) -> bool {
    let head = ["director", "rector", "mayor", "secretary_general", "editor_in_chief", "head_coach", "party_leader"].contains(&slug)
        || ["_director", "_principal", "_president"].iter().any(|ending| slug.ends_with(ending));
    let below = slug.starts_with("vice_") || slug.starts_with("deputy_") || matches!(slug, "owner" | "founder" | "co_founder");
    let beside = matches!(slug, "sporting_director" | "research_director" | "program_director" | "regional_director" | "country_director");
    (head || is_of_firm(slug) && (!slug.starts_with("chief_") || slug == "chief_executive_officer")) && !below && !beside
}

/// Whether a post is that of who runs a firm from day to day.
pub(super) fn is_executive(slug: &str) -> bool {
    matches!(slug, "chief_executive_officer" | "managing_director")
}

/// Whether a post is an office of a state.
pub(super) fn is_office(slug: &str) -> bool {
    find(slug).is_some_and(|(_, field)| field == Field::Office)
}

/// Whether a title is held at a court.
fn is_judicial(slug: &str) -> bool {
    ["judge", "prosecutor", "justice", "magistrate", "attorney_general", "notary", "court"].iter().any(|word| slug.contains(word))
}

/// Whether a post is one that is given up for another one in the same house: not those that go with others.
pub(super) fn is_left_for(slug: &str) -> bool {
    let beside = matches!(
        slug,
        "chairperson"
            | "trustee"
            | "candidate"
            | "lead_candidate"
            | "founder"
            | "co_founder"
            | "owner"
            | "co_owner"
            | "shareholder"
            | "partner"
            | "member"
            | "board_member"
            | "heir"
            | "adviser"
            | "inspector"
            | "police_inspector"
    );
    !beside && !is_calling(slug) && !is_rank(slug) && !is_seat(slug) && !is_academic(slug)
}

/// Whether a post is that of an officer or a deputy, who may move up within a house that goes without saying.
pub(super) fn is_stepping_stone(slug: &str) -> bool {
    is_corporate(slug) || slug.contains("deputy") || slug.contains("vice_") || slug.contains("assistant")
}

/// Whether a title says what somebody is to somebody or something: whose lawyer, of what the author.
pub(super) fn is_relation(slug: &str) -> bool {
    matches!(slug, "lawyer" | "author" | "co_author" | "owner" | "co_owner" | "founder" | "co_founder" | "shareholder")
}

/// Whether a post is one under somebody else ("her deputy").
pub(super) fn is_under_somebody(slug: &str) -> bool {
    slug.contains("deputy") || slug.contains("assistant") || slug == "chief_of_staff"
}

/// Whether a title is one that a post does not end: that of a founder, an owner, a scholar.
pub(super) fn is_lasting(slug: &str) -> bool {
    is_academic(slug) || matches!(slug, "founder" | "co_founder" | "owner" | "co_owner" | "shareholder" | "member" | "heir" | "candidate")
}

/// Whether a title is one that many bear at once, so that none of their deaths leaves it.
pub(super) fn is_of_many(slug: &str) -> bool {
    let many = matches!(
        slug,
        "soldier"
            | "pilot"
            | "astronaut"
            | "veteran"
            | "warlord"
            | "police_officer"
            | "police_inspector"
            | "inspector"
            | "firefighter"
            | "bodyguard"
            | "spy"
            | "priest"
            | "pastor"
            | "vicar"
            | "monk"
            | "nun"
            | "deacon"
            | "theologian"
            | "adviser"
            | "partner"
            | "board_member"
            | "trustee"
            | "politician"
            | "dictator"
            | "activist"
            | "player"
            | "diplomat"
            | "executive"
            | "manager"
            | "official"
    );
    many || is_rank(slug) || is_lasting(slug) || is_calling(slug) || is_feat(slug)
}

/// Whether a title is one that nobody else can take over.
pub(super) fn is_kept(slug: &str) -> bool {
    matches!(slug, "founder" | "co_founder" | "heir" | "shareholder")
}

/// Whether a title goes with a field of study.
pub(super) fn is_academic(slug: &str) -> bool {
    matches!(slug, "professor" | "emeritus_professor" | "lecturer" | "teacher" | "researcher" | "doctoral_student" | "student" | "expert")
}

/// Whether a title is that of who teaches at a university.
pub(super) fn is_teacher(slug: &str) -> bool {
    matches!(slug, "professor" | "emeritus_professor" | "lecturer")
}

/// Whether a post is a seat in a parliament.
pub(super) fn is_seat(slug: &str) -> bool {
    SEATS.contains(slug)
}

/// Whether a post of a state is filled by whoever governs, not by votes.
pub(super) fn is_filled_by_choice(slug: &str) -> bool {
    let posts = [
        "minister",
        "secretary",
        "secretary_of_state",
        "treasury_secretary",
        "attorney_general",
        "national_security_adviser",
        "chief_of_staff",
        "director",
        "chief_justice",
        "supreme_court_justice",
        "judge",
        "central_bank_governor",
        "commissioner",
        "police_chief",
        "intelligence_chief",
        "representative",
    ];
    slug.ends_with("_minister") || is_sent(slug) || posts.contains(&slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn there_are_hundreds_of_slugs_and_every_language_names_nearly_all() {
        assert!(SLUGS.len() >= 300);
        for &language in Language::ALL {
            let named: std::collections::BTreeSet<&str> =
                table::rows(language.tables().titles).map(|r| r.cell(0)).filter(|slug| SLUGS.contains_key(slug)).collect();
            assert!(named.len() * 100 >= SLUGS.len() * 98, "{} names {} of {}", language.code(), named.len(), SLUGS.len());
        }
    }
}
