//! The CSV face: one layer of the report as a table, one row a fact.

use super::schema::{EntityRef, Place, Report, When};
use serde_json::Value;

/// A layer that can be shown as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Named things.
    Entities,
    /// Who holds which post.
    Roles,
    /// Who takes or leaves which post.
    RoleChanges,
    /// Numbers.
    Figures,
    /// Calendar expressions.
    Dates,
    /// Words of others.
    Quotations,
    /// Questions.
    Questions,
}

/// The columns that every layer begins with.
const SOURCE: [&str; 4] = ["input", "url", "published", "article"];

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 7] =
        [Layer::Entities, Layer::Roles, Layer::RoleChanges, Layer::Figures, Layer::Dates, Layer::Quotations, Layer::Questions];

    /// The layer's name, which is its key in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Layer::Entities => "entities",
            Layer::Roles => "roles",
            Layer::RoleChanges => "role_changes",
            Layer::Figures => "figures",
            Layer::Dates => "dates",
            Layer::Quotations => "quotations",
            Layer::Questions => "questions",
        }
    }

    /// The layer's own columns.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Layer::Entities => &["id", "name", "type", "count", "salience", "forms"],
            Layer::Roles => &["person", "title", "role", "organization", "status", "text", "start", "end", "paragraph"],
            Layer::RoleChanges => &[
                "person",
                "organization",
                "from",
                "from_role",
                "to",
                "to_role",
                "certainty",
                "successor",
                "predecessor",
                "date",
                "text",
                "start",
                "end",
                "paragraph",
            ],
            Layer::Figures => &[
                "text",
                "kind",
                "value",
                "high",
                "unit",
                "per",
                "bound",
                "label",
                "who",
                "what",
                "when",
                "when_relation",
                "start",
                "end",
                "paragraph",
            ],
            Layer::Dates => &["text", "value", "granularity", "relation", "resolved", "start", "end", "paragraph"],
            Layer::Quotations => &["text", "speaker", "verb", "kind", "utterance", "start", "end", "paragraph"],
            Layer::Questions => &["text", "kind", "quoted", "asker", "about", "start", "end", "paragraph"],
        }
    }

    fn rows(self, report: &Report) -> Vec<Vec<String>> {
        match self {
            Layer::Entities => report.entities.iter().map(entity).collect(),
            Layer::Roles => report.roles.iter().map(role).collect(),
            Layer::RoleChanges => report.role_changes.iter().map(role_change).collect(),
            Layer::Figures => report.figures.iter().map(figure).collect(),
            Layer::Dates => report.dates.iter().map(date).collect(),
            Layer::Quotations => report.quotations.iter().map(quotation).collect(),
            Layer::Questions => report.questions.iter().map(question).collect(),
        }
    }
}

/// The heading row of `layer`.
pub fn header(layer: Layer) -> Vec<u8> {
    record(SOURCE.iter().chain(layer.columns()).map(|&c| c.to_owned()))
}

/// The rows of `layer`, each with its article.
pub fn rows(report: &Report, layer: Layer) -> Vec<u8> {
    let source = [
        text(&report.source.input),
        optional(report.source.url.as_ref()),
        optional(report.article.published.as_ref()),
        optional(report.article.title.as_ref()),
    ];
    layer.rows(report).into_iter().flat_map(|row| record(source.iter().cloned().chain(row))).collect()
}

fn record(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // A vector takes every byte, and a single record has no length to differ from.
    let _ = writer.write_record(cells);
    writer.into_inner().unwrap_or_default()
}

/// A cell of text. What a spreadsheet would run as a formula is made plain by a leading apostrophe.
fn text(cell: &str) -> String {
    const FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    if cell.starts_with(FORMULA) || cell.trim_start().starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

fn optional(cell: Option<&String>) -> String {
    cell.map(|c| text(c)).unwrap_or_default()
}

fn named(entity: Option<&EntityRef>) -> String {
    entity.map(|e| text(&e.name)).unwrap_or_default()
}

/// An enumeration or a number of the report, written as in JSON: never text of the page, so nothing to defuse.
fn own(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(s)) => s,
        Ok(Value::Null) | Err(_) => String::new(),
        Ok(other) => other.to_string(),
    }
}

fn place(place: &Place) -> [String; 3] {
    [own(place.start), own(place.end), own(place.paragraph)]
}

fn row<const N: usize>(cells: [String; N], at: &Place) -> Vec<String> {
    cells.into_iter().chain(place(at)).collect()
}

fn entity(e: &super::schema::Entity) -> Vec<String> {
    vec![own(&e.id), text(&e.name), own(e.kind), own(e.count), own(e.salience), text(&e.forms.join(" | "))]
}

fn role(r: &super::schema::Role) -> Vec<String> {
    let cells = [
        text(&r.person.name),
        text(&r.title),
        optional(r.role.as_ref()),
        named(r.organization.as_ref()),
        own(r.status),
        text(&r.place.text),
    ];
    row(cells, &r.place)
}

fn role_change(c: &super::schema::RoleChange) -> Vec<String> {
    let cells = [
        text(&c.person.name),
        named(c.organization.as_ref()),
        optional(c.from.as_ref()),
        optional(c.from_role.as_ref()),
        optional(c.to.as_ref()),
        optional(c.to_role.as_ref()),
        own(c.certainty),
        named(c.successor.as_ref()),
        named(c.predecessor.as_ref()),
        optional(c.date.as_ref()),
        text(&c.place.text),
    ];
    row(cells, &c.place)
}

fn figure(f: &super::schema::Figure) -> Vec<String> {
    let when = |w: &When| text(w.value.as_deref().unwrap_or(&w.text));
    let cells = [
        text(&f.place.text),
        own(f.kind),
        number(f.value),
        f.high.map(number).unwrap_or_default(),
        optional(f.unit.as_ref()),
        optional(f.per.as_ref()),
        own(f.bound),
        optional(f.label.as_ref()),
        named(f.who.as_ref()),
        optional(f.what.as_ref()),
        f.when.as_ref().map(when).unwrap_or_default(),
        f.when.as_ref().map(|w| own(w.relation)).unwrap_or_default(),
    ];
    row(cells, &f.place)
}

/// A number as in the JSON face: whole ones without a fraction.
fn number(value: f64) -> String {
    super::schema::json_number(value).to_string()
}

fn date(d: &super::schema::Date) -> Vec<String> {
    let cells = [text(&d.place.text), optional(d.value.as_ref()), own(d.granularity), own(d.relation), own(d.resolved)];
    row(cells, &d.place)
}

fn quotation(q: &super::schema::Quotation) -> Vec<String> {
    let cells = [text(&q.place.text), named(q.speaker.as_ref()), optional(q.verb.as_ref()), own(q.kind), own(q.utterance)];
    row(cells, &q.place)
}

fn question(q: &super::schema::Question) -> Vec<String> {
    let about = q.about.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(" | ");
    let cells = [text(&q.place.text), own(q.kind), own(q.quoted), named(q.asker.as_ref()), text(&about)];
    row(cells, &q.place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{a0}=1", "＝1", "=cmd|' /C calc'!A0"] {
            assert!(text(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["600 milliards", "a=b", "« oui »", ""] {
            assert_eq!(text(cell), cell);
        }
        let bytes = record([text("=1,2\"\n3"), text("b")].into_iter());
        assert_eq!(String::from_utf8(bytes).unwrap(), "\"'=1,2\"\"\n3\",b\n");
    }
}
