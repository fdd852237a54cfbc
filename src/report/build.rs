//! From byte spans to the report's code points, in one pass over the text.

use super::schema::{
    Article, Date, Entity, EntityRef, Figure, Paragraph, Place, Question, Quotation, Report, Role, RoleChange, SCHEMA_VERSION, Source,
    Stretch, When,
};
use crate::document::{Document, Span, TokenKind};
use crate::facts::{EntityId, Facts};
use crate::parse::Parsed;
use crate::source::page::Page;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Builds the report of `page`.
pub fn build(page: &Page, parsed: Parsed, facts: &Facts) -> Report {
    let Parsed { document, metadata, language, media_type, charset, warnings } = parsed;
    let view = View { document: &document, points: CodePoints::new(&document.text), facts };
    let source = Source { media_type: Some(media_type.name().to_owned()), charset: Some(charset), ..source(page) };
    let article = Article {
        title: metadata.title,
        subtitle: metadata.subtitle,
        authors: metadata.authors,
        site: metadata.site,
        credit: metadata.credit,
        published: metadata.published,
        modified: metadata.modified,
        section: metadata.section,
        tags: metadata.tags,
        canonical_url: metadata.canonical_url,
        image: metadata.image,
        access: metadata.access,
        language,
        words: document.tokens.iter().filter(|t| t.kind == TokenKind::Word).count(),
    };
    Report {
        schema_version: SCHEMA_VERSION,
        source,
        article,
        paragraphs: view.paragraphs(),
        questions: view.questions(),
        entities: view.entities(),
        roles: view.roles(),
        role_changes: view.role_changes(),
        figures: view.figures(),
        dates: view.dates(),
        quotations: view.quotations(),
        warnings,
        text: document.text,
    }
}

/// What is known of a page before it is parsed.
pub fn source(page: &Page) -> Source {
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(&page.bytes) {
        let _ = write!(sha256, "{byte:02x}");
    }
    Source {
        input: page.input.clone(),
        kind: page.kind,
        url: page.url.clone(),
        fetched_at: page.fetched_at.clone(),
        status: page.status,
        media_type: None,
        charset: None,
        bytes: Some(page.bytes.len() as u64),
        sha256: Some(sha256),
    }
}

/// Code point offsets of byte offsets: a count every [`CodePoints::STEP`] bytes, the rest counted on demand.
struct CodePoints<'a> {
    text: &'a str,
    counts: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    fn new(text: &'a str) -> Self {
        let mut total = 0;
        let counts = text
            .as_bytes()
            .chunks(Self::STEP)
            .map(|chunk| {
                let before = total;
                total += starts(chunk);
                before
            })
            .collect();
        Self { text, counts }
    }

    fn at(&self, byte: usize) -> usize {
        let step = (byte / Self::STEP).min(self.counts.len().saturating_sub(1));
        let from = step * Self::STEP;
        self.counts.get(step).map_or(0, |c| c + starts(&self.text.as_bytes()[from..byte]))
    }
}

/// How many characters begin within `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

struct View<'a> {
    document: &'a Document,
    points: CodePoints<'a>,
    facts: &'a Facts,
}

impl View<'_> {
    fn stretch(&self, span: Span) -> Stretch {
        Stretch { start: self.points.at(span.start), end: self.points.at(span.end) }
    }

    fn place(&self, span: Span) -> Place {
        let Stretch { start, end } = self.stretch(span);
        Place { text: self.document.slice(span).to_owned(), start, end, paragraph: self.document.block_at(span.start) }
    }

    fn entity(&self, id: EntityId) -> EntityRef {
        EntityRef { id: format!("e{}", id.0 + 1), name: self.facts.entities.get(id).name.clone() }
    }

    fn date_value(&self, index: Option<usize>) -> Option<String> {
        index.and_then(|i| self.facts.dates[i].value.clone())
    }

    fn paragraphs(&self) -> Vec<Paragraph> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks
            .map(|(index, block)| {
                let Stretch { start, end } = self.stretch(block.span);
                let sentences = self.document.sentences[block.sentences.clone()].iter().map(|s| self.stretch(s.span)).collect();
                Paragraph { index, kind: block.kind, start, end, sentences }
            })
            .collect()
    }

    fn entities(&self) -> Vec<Entity> {
        let list = self.facts.entities.list.iter().zip(0..);
        list.map(|(entity, id)| Entity {
            id: self.entity(EntityId(id)).id,
            name: entity.name.clone(),
            kind: entity.kind,
            forms: entity.forms.clone(),
            count: entity.mentions.len(),
            salience: (entity.salience * 1000.0).round() / 1000.0,
            mentions: entity.mentions.iter().map(|&span| self.place(span)).collect(),
        })
        .collect()
    }

    fn questions(&self) -> Vec<Question> {
        let questions = self.facts.questions.iter();
        questions
            .map(|q| Question {
                place: self.place(q.span),
                kind: q.kind,
                quoted: q.quoted,
                asker: q.asker.map(|id| self.entity(id)),
                about: q.about.iter().map(|&id| self.entity(id)).collect(),
            })
            .collect()
    }

    fn roles(&self) -> Vec<Role> {
        let roles = self.facts.roles.iter();
        roles
            .map(|r| Role {
                person: self.entity(r.person),
                title: r.title.clone(),
                role: r.slug.map(str::to_owned),
                organization: r.organization.map(|id| self.entity(id)),
                status: r.status,
                place: self.place(r.span),
            })
            .collect()
    }

    fn role_changes(&self) -> Vec<RoleChange> {
        let changes = self.facts.role_changes.iter();
        changes
            .map(|c| RoleChange {
                person: self.entity(c.person),
                organization: c.organization.map(|id| self.entity(id)),
                from: c.from.clone(),
                from_role: c.from_slug.map(str::to_owned),
                to: c.to.clone(),
                to_role: c.to_slug.map(str::to_owned),
                certainty: c.certainty,
                successor: c.successor.map(|id| self.entity(id)),
                predecessor: c.predecessor.map(|id| self.entity(id)),
                date: self.date_value(c.date),
                place: self.place(c.span),
            })
            .collect()
    }

    fn figures(&self) -> Vec<Figure> {
        let figures = self.facts.figures.iter();
        figures
            .map(|f| Figure {
                place: self.place(f.span),
                kind: f.kind,
                value: f.value,
                high: f.high,
                unit: f.unit.clone(),
                per: f.per.clone(),
                bound: f.bound,
                label: f.label.map(str::to_owned),
                who: f.who.map(|id| self.entity(id)),
                what: f.what.clone(),
                when: f.when.map(|index| {
                    let date = &self.facts.dates[index];
                    When { text: self.document.slice(date.span).to_owned(), value: date.value.clone(), relation: date.relation }
                }),
            })
            .collect()
    }

    fn dates(&self) -> Vec<Date> {
        let dates = self.facts.dates.iter();
        dates
            .map(|d| Date {
                place: self.place(d.span),
                value: d.value.clone(),
                granularity: d.granularity,
                relation: d.relation,
                resolved: d.resolved,
            })
            .collect()
    }

    fn quotations(&self) -> Vec<Quotation> {
        let quotations = self.facts.quotations.iter();
        quotations
            .map(|q| Quotation {
                place: self.place(q.span),
                speaker: q.speaker.map(|id| self.entity(id)),
                verb: q.verb.clone(),
                kind: q.kind,
                utterance: q.utterance,
            })
            .collect()
    }
}
