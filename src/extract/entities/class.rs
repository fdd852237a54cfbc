//! What a single word may be: a flag for each section of the tables that lists words (`names.tsv`, `world.tsv`).

/// What a single word may be; a set of flags.
pub(super) type Class = u64;

pub const FUNCTION: Class = 1;
pub const HONORIFIC: Class = 1 << 1;
pub const PERSON_NOUN: Class = 1 << 2;
pub const ORGANIZATION_NOUN: Class = 1 << 3;
pub const ORGANIZATION_HEAD: Class = 1 << 4;
pub const ORGANIZATION_COMPLEMENT: Class = 1 << 5;
pub const ORGANIZATION_LINK: Class = 1 << 6;
pub const ORGANIZATION_TAIL: Class = 1 << 7;
pub const ORGANIZATION_PREPOSITION: Class = 1 << 8;
pub const LOCATION_PREPOSITION: Class = 1 << 9;
pub const LOCATION_NOUN: Class = 1 << 10;
pub const PRODUCT_NOUN: Class = 1 << 11;
pub const EVENT_NOUN: Class = 1 << 12;
pub const WORK_NOUN: Class = 1 << 13;
pub const DEMONYM: Class = 1 << 14;
pub const FIRST: Class = 1 << 15;
pub const PARTICLE: Class = 1 << 16;
pub const COMMON_ACRONYM: Class = 1 << 17;
pub const COMPANY_TITLE: Class = 1 << 18;
pub const LEADER_TITLE: Class = 1 << 19;
pub const PLACE_TITLE: Class = 1 << 20;
pub const CONJUNCTION: Class = 1 << 21;
pub const WORKPLACE_PREPOSITION: Class = 1 << 22;
pub const ORGANIZATION_VERB: Class = 1 << 23;
pub const OFFICE: Class = 1 << 24;
/// What ends a title of the roles layer; no section of its own.
pub const TITLE: Class = 1 << 25;
pub const PUBLISHED: Class = 1 << 26;
pub const STREET: Class = 1 << 27;
/// What a name that is itself a compound ends with (`Nordal-Stiftung`).
pub const COMPOUND_END: Class = 1 << 28;
/// What only reports of games speak of.
pub const SPORT: Class = 1 << 29;
/// Articles behind which no name of a person stands.
pub const ARTICLE: Class = 1 << 30;

/// What is told apart by numbers (`Figure 3`).
pub const NUMBERED: Class = 1 << 31;
/// What the names of newspapers end with.
pub const NEWSPAPER: Class = 1 << 32;
/// What names are compounded with where nouns have capitals (`Nordal-Kurs`).
pub const COMPOUNDED: Class = 1 << 33;
/// Events that bear a name of their own right behind the noun (`Storm Edith`).
pub const NAMED_EVENT: Class = 1 << 34;

/// Letters behind a person's name that are no part of it (`KC`, `MP`).
pub const POSTNOMINAL: Class = 1 << 35;

/// Words behind which a noun stands for one thing (`le`, `son`, `du`).
pub const DETERMINER: Class = 1 << 36;

/// What who has a name does; a name does not end with it (`Nordal announces`).
pub const DEED: Class = 1 << 37;

/// What clubs are called by behind the name of a town (`Harrow Town`).
pub const CLUB_TAIL: Class = 1 << 38;

/// What is agreed or laid down somewhere (`Protocole de Kyoto`).
pub const DOCUMENT_NOUN: Class = 1 << 39;

/// Section name and flag of every class of words.
pub const SECTIONS: &[(&str, Class)] = &[
    ("function", FUNCTION),
    ("honorific", HONORIFIC),
    ("person_noun", PERSON_NOUN),
    ("organization_noun", ORGANIZATION_NOUN),
    ("organization_head", ORGANIZATION_HEAD),
    ("organization_complement", ORGANIZATION_COMPLEMENT),
    ("organization_link", ORGANIZATION_LINK),
    ("organization_tail", ORGANIZATION_TAIL),
    ("organization_preposition", ORGANIZATION_PREPOSITION),
    ("location_preposition", LOCATION_PREPOSITION),
    ("location_noun", LOCATION_NOUN),
    ("product_noun", PRODUCT_NOUN),
    ("event_noun", EVENT_NOUN),
    ("work_noun", WORK_NOUN),
    ("demonym", DEMONYM),
    ("first", FIRST),
    ("particle", PARTICLE),
    ("common_acronym", COMMON_ACRONYM),
    ("company_title", COMPANY_TITLE),
    ("leader_title", LEADER_TITLE),
    ("place_title", PLACE_TITLE),
    ("conjunction", CONJUNCTION),
    ("workplace_preposition", WORKPLACE_PREPOSITION),
    ("organization_verb", ORGANIZATION_VERB),
    ("office", OFFICE),
    ("published", PUBLISHED),
    ("street", STREET),
    ("compound_end", COMPOUND_END),
    ("sport", SPORT),
    ("article", ARTICLE),
    ("numbered", NUMBERED),
    ("newspaper", NEWSPAPER),
    ("compounded", COMPOUNDED),
    ("named_event", NAMED_EVENT),
    ("postnominal", POSTNOMINAL),
    ("determiner", DETERMINER),
    ("deed", DEED),
    ("club_tail", CLUB_TAIL),
    ("document_noun", DOCUMENT_NOUN),
];
/// Nouns for things, which say the same of what follows them in the plural.
pub const THINGS: Class = ORGANIZATION_NOUN | LOCATION_NOUN | PRODUCT_NOUN | EVENT_NOUN | WORK_NOUN;
