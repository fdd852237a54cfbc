//! The report as plain data: exactly what the JSON shows, key by key. Its JSON Schema is derived from these types.

use crate::facts::{Bound, Certainty, DateRelation, EntityType, FigureKind, Granularity, QuestionKind, QuotationKind, RoleStatus};
use crate::language::detect::Detected;
use crate::parse::metadata::Access;
use crate::source::error::ErrorKind;
use crate::source::page::SourceKind;
use crate::warning::Warning;
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the report's shape (semver): minor where keys are added, major where one changes.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// One article's report. Every span is half-open and counted in Unicode code points of `text`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Where the article came from.
    pub source: Source,
    /// What the page says of itself.
    pub article: Article,
    /// The article as plain text, blocks joined by a blank line.
    pub text: String,
    /// Its blocks, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
    /// The named things, in order of first mention.
    pub entities: Vec<Entity>,
    /// Who holds which post.
    pub roles: Vec<Role>,
    /// Who takes or leaves which post.
    pub role_changes: Vec<RoleChange>,
    /// Numbers with their meaning.
    pub figures: Vec<Figure>,
    /// Calendar expressions.
    pub dates: Vec<Date>,
    /// Words of others.
    pub quotations: Vec<Quotation>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// An input that could not be analysed, in its place among the reports.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ErrorReport {
    /// Version of this shape.
    pub schema_version: &'static str,
    /// Where it came from.
    pub source: Source,
    /// What went wrong.
    pub error: ErrorDetail,
}

/// What went wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ErrorDetail {
    /// What kind of failure, for programs.
    pub kind: ErrorKind,
    /// One sentence for a person: what failed and what to do.
    pub message: String,
}

/// One object of the output: a report, or an error in a report's place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "Report of analyze")]
#[allow(clippy::large_enum_variant)]
pub enum Line {
    /// An article's report.
    Report(Report),
    /// What stands in its place where the input failed.
    Error(ErrorReport),
}

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source {
    /// What the user named it.
    pub input: String,
    /// The kind of input.
    pub kind: SourceKind,
    /// Its address, after redirects.
    pub url: Option<String>,
    /// When it was fetched, ISO 8601, UTC.
    pub fetched_at: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// What the bytes are.
    pub media_type: Option<String>,
    /// The charset they were read in.
    pub charset: Option<String>,
    /// How many they are.
    pub bytes: Option<u64>,
    /// Their SHA-256, hexadecimal.
    pub sha256: Option<String>,
}

/// What the page says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Article {
    /// The headline.
    pub title: Option<String>,
    /// The standfirst.
    pub subtitle: Option<String>,
    /// People who wrote it; where the page names none, the desk, agency or house that it names instead.
    pub authors: Vec<String>,
    /// The publication.
    pub site: Option<String>,
    /// The source that the article credits.
    pub credit: Option<String>,
    /// First publication, ISO 8601.
    pub published: Option<String>,
    /// Last change, ISO 8601.
    pub modified: Option<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The canonical address.
    pub canonical_url: Option<String>,
    /// The lead picture's address.
    pub image: Option<String>,
    /// How much of the article the page shows; null where it does not say.
    pub access: Option<Access>,
    /// The language of the text.
    pub language: Detected,
    /// How many words the text has.
    pub words: usize,
}

/// A stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A stretch of the text with its words and the block it begins in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Index of the paragraph it begins in.
    pub paragraph: usize,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paragraph {
    /// Its place in the list, from 0.
    pub index: usize,
    /// What it is.
    pub kind: crate::document::BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its sentences.
    pub sentences: Vec<Stretch>,
}

/// A reference to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntityRef {
    /// Its `id` in `entities`.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Entity {
    /// `e1`, `e2` …, within this report.
    pub id: String,
    /// Its fullest name in the text.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Distinct surface forms.
    pub forms: Vec<String>,
    /// Number of mentions.
    pub count: usize,
    /// From 0 to 1; all entities of a report sum to about 1.
    pub salience: f64,
    /// Every named mention.
    pub mentions: Vec<Place>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question {
    /// Its place.
    #[serde(flatten)]
    pub place: Place,
    /// What it asks for.
    pub kind: QuestionKind,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Who asks; null for the article itself.
    pub asker: Option<EntityRef>,
    /// The entities it names.
    pub about: Vec<EntityRef>,
}

/// A person's post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Role {
    /// Who.
    pub person: EntityRef,
    /// The title as written; that of a post told of somebody else only, as the person bears it.
    pub title: String,
    /// Language-neutral name of a well-known title.
    pub role: Option<String>,
    /// Where.
    pub organization: Option<EntityRef>,
    /// Whether it is held.
    pub status: RoleStatus,
    /// The words that say so.
    #[serde(flatten)]
    pub place: Place,
}

/// A move from, to or between posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RoleChange {
    /// Who moves.
    pub person: EntityRef,
    /// Where.
    pub organization: Option<EntityRef>,
    /// The post left, as written.
    pub from: Option<String>,
    /// Its language-neutral name.
    pub from_role: Option<String>,
    /// The post taken, as written.
    pub to: Option<String>,
    /// Its language-neutral name.
    pub to_role: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Who takes the post left.
    pub successor: Option<EntityRef>,
    /// Who held the post taken.
    pub predecessor: Option<EntityRef>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// The words that say so.
    #[serde(flatten)]
    pub place: Place,
}

/// The date bound to a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct When {
    /// As written.
    pub text: String,
    /// ISO 8601.
    pub value: Option<String>,
    /// How it bounds the figure.
    pub relation: DateRelation,
}

/// A number with its meaning.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// Number, unit and counted noun.
    #[serde(flatten)]
    pub place: Place,
    /// What it measures.
    pub kind: FigureKind,
    /// The number in its unit.
    #[serde(serialize_with = "number")]
    pub value: f64,
    /// The upper end of a range, the second number of a score.
    #[serde(serialize_with = "optional_number")]
    pub high: Option<f64>,
    /// ISO 4217 code, CLDR unit identifier or duration unit.
    pub unit: Option<String>,
    /// The unit or noun it is reckoned by.
    pub per: Option<String>,
    /// How it bounds the truth.
    pub bound: Bound,
    /// What it is in the story.
    pub label: Option<String>,
    /// Whose it is.
    pub who: Option<EntityRef>,
    /// What is measured or counted.
    pub what: Option<String>,
    /// The date bound to it.
    pub when: Option<When>,
}

/// A calendar expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Date {
    /// With the preposition that carries its relation.
    #[serde(flatten)]
    pub place: Place,
    /// ISO 8601; null where it is vague or has no reference.
    pub value: Option<String>,
    /// Its grain.
    pub granularity: Granularity,
    /// How it bounds what it dates.
    pub relation: DateRelation,
    /// Whether a relative expression was resolved against the day of publication.
    pub resolved: bool,
}

/// Words of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quotation {
    /// What stands between the marks, or what is said.
    #[serde(flatten)]
    pub place: Place,
    /// Who says it.
    pub speaker: Option<EntityRef>,
    /// The verb that attributes it.
    pub verb: Option<String>,
    /// How it is quoted.
    pub kind: QuotationKind,
    /// Parts of one utterance share this number.
    pub utterance: u32,
}

/// Whole numbers without a fraction, so that `600000000000` reads as it should; null for what is no number.
pub(super) fn json_number(value: f64) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[allow(clippy::cast_possible_truncation)]
        return (value as i64).into();
    }
    value.into()
}

fn number<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    json_number(*value).serialize(serializer)
}

fn optional_number<S: serde::Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(json_number).serialize(serializer)
}
