//! What the extractors find, placed by byte spans; plain data that `extract` fills and `report` shows.
//!
//! These are the only types that one extractor sees of another.

use crate::document::{Span, Stretches};
use schemars::JsonSchema;
use serde::Serialize;

/// The number of an entity within its article, from 0 (the report shows it as `e1`, `e2` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

impl EntityId {
    /// As index into [`Entities::list`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a named thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A human being, real or fictional.
    Person,
    /// A company, institution, party, team, medium, band.
    Organization,
    /// A place, country, building, river.
    Location,
    /// A named good, service, software, model, platform, ship, programme.
    Product,
    /// A named event: war, cup, summit, festival.
    Event,
    /// A book, film, law, song.
    Work,
    /// Any other name.
    Other,
}

/// A named thing of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its fullest name in the text.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Distinct surface forms, in order of first use.
    pub forms: Vec<String>,
    /// Every named mention, in reading order.
    pub mentions: Vec<Span>,
    /// From 0 to 1; the salience of all entities of an article sums to 1.
    pub salience: f64,
}

/// All entities of an article, with their mentions in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// The entities, in order of first mention.
    pub list: Vec<Entity>,
    mentions: Vec<(Span, EntityId)>,
    /// The mentions by where they begin.
    begun: Stretches,
}

impl Entities {
    /// Takes the entities over and indexes their mentions.
    pub fn new(list: Vec<Entity>) -> Self {
        let mut mentions: Vec<(Span, EntityId)> = Vec::new();
        for (entity, id) in list.iter().zip(0..) {
            mentions.extend(entity.mentions.iter().map(|&span| (span, EntityId(id))));
        }
        mentions.sort_unstable_by_key(|&(span, id)| (span.start, span.end, id));
        let begun = Stretches::of(mentions.iter().map(|(span, _)| span.start));
        Self { list, mentions, begun }
    }
    /// The entity of `id`.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }
    /// All mentions in reading order; they do not overlap.
    pub fn mentions(&self) -> &[(Span, EntityId)] {
        &self.mentions
    }
    /// The mentions that lie within `span`, in reading order.
    #[inline]
    pub fn within(&self, span: Span) -> &[(Span, EntityId)] {
        let from = self.beginning_before(span.start);
        let to = self.mentions.partition_point(|(m, _)| m.end <= span.end).max(from);
        &self.mentions[from..to]
    }
    /// The mentions from the one on that covers byte `offset`, or from the one before it, in reading order.
    #[inline]
    pub fn from(&self, offset: usize) -> &[(Span, EntityId)] {
        &self.mentions[self.beginning_before(offset).saturating_sub(1)..]
    }
    /// How many mentions begin before byte `offset`.
    #[inline]
    fn beginning_before(&self, offset: usize) -> usize {
        let Some(from) = self.begun.before(offset) else { return self.mentions.len() };
        from + self.mentions[from..].iter().take_while(|(m, _)| m.start < offset).count()
    }
    /// The mention that covers byte `offset`.
    #[inline]
    pub fn at(&self, offset: usize) -> Option<(Span, EntityId)> {
        let after = self.beginning_before(offset + 1);
        self.mentions[..after].last().copied().filter(|(m, _)| offset < m.end)
    }
}

/// Whether a person holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleStatus {
    /// Holds it.
    Current,
    /// Held it once.
    Former,
    /// Is about to take it, or has just taken it.
    Incoming,
    /// Is leaving it, or has just left it.
    Outgoing,
}

/// A person's post.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Who holds it.
    pub person: EntityId,
    /// The title as written, without article.
    pub title: String,
    /// The language-neutral name of a well-known title.
    pub slug: Option<&'static str>,
    /// Where.
    pub organization: Option<EntityId>,
    /// Since when or how long, in broad terms.
    pub status: RoleStatus,
    /// The words that say so.
    pub span: Span,
}

/// How sure a role change is, by the article's own words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// It has happened.
    #[default]
    Done,
    /// It is official and to come.
    Announced,
    /// It is intended.
    Planned,
    /// Others say so.
    Reported,
    /// It is denied or refused.
    Denied,
}

/// A person's move from, to or between posts.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleChange {
    /// Who moves.
    pub person: EntityId,
    /// Where.
    pub organization: Option<EntityId>,
    /// The post left, as written.
    pub from: Option<String>,
    /// Its language-neutral name.
    pub from_slug: Option<&'static str>,
    /// The post taken, as written.
    pub to: Option<String>,
    /// Its language-neutral name.
    pub to_slug: Option<&'static str>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Who takes the post that `person` leaves.
    pub successor: Option<EntityId>,
    /// Who held the post that `person` takes.
    pub predecessor: Option<EntityId>,
    /// When, as index into [`Facts::dates`].
    pub date: Option<usize>,
    /// The words that say so.
    pub span: Span,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// An amount of money; `unit` is the ISO 4217 code.
    Money,
    /// A share or a change in per cent.
    Percent,
    /// A difference of percentages (also basis points).
    PercentagePoints,
    /// A length of time.
    Duration,
    /// Things counted; `what` gives the noun.
    Count,
    /// A physical quantity.
    Quantity,
    /// How old somebody or something is.
    Age,
    /// One number to another (`3 sur 10`); `value` is the quotient.
    Ratio,
    /// A place in an order.
    Ordinal,
    /// The result of a game or a vote; `value` and `high` are its two numbers.
    Score,
    /// A number of nothing in particular.
    Number,
}

/// How a figure bounds the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As stated.
    Exact,
    /// About.
    Approx,
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// More.
    MoreThan,
    /// Less.
    LessThan,
    /// From `value` to `high`.
    Range,
}

/// A number with its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Number, unit and counted noun, without bound words.
    pub span: Span,
    /// What it measures.
    pub kind: FigureKind,
    /// The number in its unit.
    pub value: f64,
    /// The upper end of a range, the second number of a score.
    pub high: Option<f64>,
    /// ISO 4217 code, CLDR unit identifier or duration unit.
    pub unit: Option<String>,
    /// The unit or noun it is reckoned by.
    pub per: Option<String>,
    /// How it bounds the truth.
    pub bound: Bound,
    /// What it is in the story (`pledge`, `cap` …), from the language-neutral list.
    pub label: Option<&'static str>,
    /// Whose it is.
    pub who: Option<EntityId>,
    /// What is measured or counted.
    pub what: Option<String>,
    /// The date bound to it, as index into [`Facts::dates`].
    pub when: Option<usize>,
}

/// The grain of a date, from the coarsest to the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Granularity {
    Century,
    Decade,
    Year,
    HalfYear,
    Quarter,
    Season,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// How a date bounds what it dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateRelation {
    /// At that time.
    On,
    /// Not later.
    By,
    /// From then on.
    Since,
    /// Up to then.
    Until,
    /// Within that time.
    During,
    /// From one to the other.
    FromTo,
    /// Earlier.
    Before,
    /// Later.
    After,
}

/// A calendar expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFact {
    /// With the preposition that carries its relation.
    pub span: Span,
    /// ISO 8601 as REPORT.md extends it; `None` where a relative expression has no reference or is vague.
    pub value: Option<String>,
    /// Its grain.
    pub granularity: Granularity,
    /// How it bounds what it dates.
    pub relation: DateRelation,
    /// Whether a relative expression was resolved against the reference day.
    pub resolved: bool,
}

/// How words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// A whole sentence or more, between marks.
    Direct,
    /// Words inside a sentence of the article's own, between marks.
    Partial,
    /// Told without marks.
    Indirect,
}

/// Words of somebody other than the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What stands between the marks; for indirect speech, what is said.
    pub span: Span,
    /// Who says it.
    pub speaker: Option<EntityId>,
    /// The verb (or preposition) that attributes it, as written.
    pub verb: Option<String>,
    /// How it is quoted.
    pub kind: QuotationKind,
    /// Parts of one interrupted utterance share this number.
    pub utterance: u32,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Who, what, when, where, why, how.
    Wh,
    /// Yes or no.
    YesNo,
    /// One or the other.
    Alternative,
    /// A statement with a question tag.
    Tag,
    /// Told, not asked (`on se demande si …`).
    Indirect,
    /// Anything else that asks.
    Other,
}

/// A question of the article or of somebody quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its sentence, or its part of one that asks several.
    pub span: Span,
    /// What it asks for.
    pub kind: QuestionKind,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Who asks; `None` for the article itself or an unknown speaker.
    pub asker: Option<EntityId>,
    /// The entities it names.
    pub about: Vec<EntityId>,
}

/// All facts of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Named things.
    pub entities: Entities,
    /// Who holds which post.
    pub roles: Vec<Role>,
    /// Who takes or leaves which post.
    pub role_changes: Vec<RoleChange>,
    /// Numbers with their meaning.
    pub figures: Vec<Figure>,
    /// Calendar expressions.
    pub dates: Vec<DateFact>,
    /// Words of others.
    pub quotations: Vec<Quotation>,
    /// Questions.
    pub questions: Vec<Question>,
}
