//! The text face: what a person wants to see first, compact and aligned.
//!
//! Everything that comes from the page goes through [`sanitize`] before it is measured or painted.

use super::sanitize;
use super::schema::{Entity, EntityRef, Figure, Question, Quotation, Report, Role, RoleChange};
use crate::facts::{Bound, Certainty, DateRelation, EntityType, FigureKind, QuestionKind, QuotationKind, RoleStatus};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are welcome.
    pub color: bool,
    /// How many columns a line may take.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

/// The widest left column; longer cells stand on a line of their own.
const LEFT: usize = 34;
/// Below this width lines are no longer wrapped to fit.
const NARROWEST: usize = 40;
/// How many names of one type are listed.
const NAMES: usize = 20;

/// `report` for a person's eyes.
pub fn render(report: &Report, style: Style) -> String {
    let mut page = Painter { out: String::new(), style };
    page.head(report);
    page.table("Who is who", &who_is_who(report));
    page.table("Named", &others(report));
    page.table("Figures", &report.figures.iter().map(figure).collect::<Vec<_>>());
    page.table("Quotations", &report.quotations.iter().map(quotation).collect::<Vec<_>>());
    page.list("Questions", &report.questions.iter().map(question).collect::<Vec<_>>());
    let warnings = report.warnings.iter().map(|w| format!("{} ({})", sanitize::line(&w.message), w.code));
    page.list("Warnings", &warnings.collect::<Vec<_>>());
    page.out
}

/// One row of a table: what it is about, and what is said of it.
struct Row {
    left: String,
    right: Vec<String>,
}

struct Painter {
    out: String,
    style: Style,
}

impl Painter {
    const BOLD: &'static str = "1";
    const DIM: &'static str = "2";
    const HEADING: &'static str = "1;36";

    fn paint(&self, code: &str, text: &str) -> String {
        if self.style.color && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn head(&mut self, report: &Report) {
        let article = &report.article;
        let title = article.title.as_deref().unwrap_or(&report.source.input);
        for line in wrap(&sanitize::line(title), self.width(0)) {
            let line = self.paint(Self::BOLD, &line);
            let _ = writeln!(self.out, "{line}");
        }
        let mut facts: Vec<String> = Vec::new();
        facts.extend((!article.authors.is_empty()).then(|| article.authors.join(", ")));
        facts.extend(article.site.clone().or_else(|| article.credit.clone()));
        facts.extend(article.published.clone());
        facts.extend(article.language.code.clone());
        facts.push(format!("{} words", grouped(article.words as f64)));
        facts.extend(report.source.url.clone());
        for line in wrap(&sanitize::line(&facts.join(" · ")), self.width(0)) {
            let line = self.paint(Self::DIM, &line);
            let _ = writeln!(self.out, "{line}");
        }
    }

    fn width(&self, indent: usize) -> usize {
        self.style.width.max(NARROWEST) - indent
    }

    fn heading(&mut self, name: &str) {
        let name = self.paint(Self::HEADING, name);
        let _ = writeln!(self.out, "\n{name}");
    }

    fn table(&mut self, name: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.heading(name);
        let most = LEFT.min(self.width(0) / 2);
        let left = rows.iter().map(|r| r.left.width()).filter(|&w| w <= most).max().unwrap_or(most);
        let indent = left + 4;
        for row in rows {
            let mut lines = row.right.iter().flat_map(|r| wrap(r, self.width(indent))).collect::<Vec<_>>().into_iter();
            if row.left.width() <= left {
                let gap = " ".repeat(left - row.left.width() + 2);
                let first = lines.next().unwrap_or_default();
                let _ = writeln!(self.out, "{}", format!("  {}{gap}{first}", row.left).trim_end());
            } else {
                self.item(&row.left);
            }
            for line in lines {
                let _ = writeln!(self.out, "{}{line}", " ".repeat(indent));
            }
        }
    }

    fn list(&mut self, name: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.heading(name);
        for item in items {
            self.item(item);
        }
    }

    /// `text` over the whole width, its further lines set in.
    fn item(&mut self, text: &str) {
        for (line, number) in wrap(text, self.width(4)).iter().zip(0..) {
            let _ = writeln!(self.out, "{}{line}", if number == 0 { "  " } else { "    " });
        }
    }
}

/// Breaks `text` at spaces into lines of at most `width` columns; a longer word is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width {
            line.push_str(word);
            used += wide;
            continue;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += wide;
        }
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

/// People with their posts and moves, in order of first mention.
fn who_is_who(report: &Report) -> Vec<Row> {
    let mut posts: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for change in &report.role_changes {
        posts.entry(&change.person.id).or_default().push(role_change(change));
    }
    for held in &report.roles {
        let line = role(held);
        let lines = posts.entry(&held.person.id).or_default();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let known = report.entities.iter().filter_map(|e| {
        let right = posts.remove(e.id.as_str())?;
        Some(Row { left: sanitize::line(&e.name).into_owned(), right })
    });
    known.collect()
}

fn role(role: &Role) -> String {
    let status = match role.status {
        RoleStatus::Current => "",
        RoleStatus::Former => " (former)",
        RoleStatus::Incoming => " (incoming)",
        RoleStatus::Outgoing => " (outgoing)",
    };
    format!("{}{}{status}", sanitize::line(&role.title), after(", ", role.organization.as_ref()))
}

fn role_change(change: &RoleChange) -> String {
    let post = |p: &Option<String>| p.as_deref().map_or_else(|| "…".to_owned(), |p| sanitize::line(p).into_owned());
    let certainty = match change.certainty {
        Certainty::Done => "",
        Certainty::Announced => " (announced)",
        Certainty::Planned => " (planned)",
        Certainty::Reported => " (reported)",
        Certainty::Denied => " (denied)",
    };
    let mut line = format!("{} → {}{}{certainty}", post(&change.from), post(&change.to), after(", ", change.organization.as_ref()));
    line.push_str(&after(" · succeeded by ", change.successor.as_ref()));
    line.push_str(&after(" · succeeds ", change.predecessor.as_ref()));
    if let Some(date) = &change.date {
        let _ = write!(line, " · {date}");
    }
    line
}

/// `label` and the entity's name, or nothing.
fn after(label: &str, entity: Option<&EntityRef>) -> String {
    entity.map(|e| format!("{label}{}", sanitize::line(&e.name))).unwrap_or_default()
}

/// The names by type, most salient first; people with posts have their own table.
fn others(report: &Report) -> Vec<Row> {
    let placed = |e: &Entity| report.roles.iter().any(|r| r.person.id == e.id) || report.role_changes.iter().any(|c| c.person.id == e.id);
    let types = [
        (EntityType::Person, "people"),
        (EntityType::Organization, "organizations"),
        (EntityType::Location, "places"),
        (EntityType::Product, "products"),
        (EntityType::Event, "events"),
        (EntityType::Work, "works"),
        (EntityType::Other, "other"),
    ];
    let mut rows = Vec::new();
    for (kind, name) in types {
        let mut list: Vec<&Entity> = report.entities.iter().filter(|e| e.kind == kind && !placed(e)).collect();
        list.sort_by(|a, b| b.salience.total_cmp(&a.salience));
        let mut names: Vec<String> = list.iter().take(NAMES).map(|e| counted(e)).collect();
        if list.len() > NAMES {
            names.push(format!("and {} more", list.len() - NAMES));
        }
        if !names.is_empty() {
            rows.push(Row { left: name.to_owned(), right: vec![names.join(", ")] });
        }
    }
    rows
}

fn counted(entity: &Entity) -> String {
    let name = sanitize::line(&entity.name);
    if entity.count > 1 { format!("{name} ×{}", entity.count) } else { name.into_owned() }
}

fn figure(figure: &Figure) -> Row {
    let mut parts = vec![amount(figure)];
    parts.extend(figure.label.clone());
    parts.extend(figure.who.as_ref().map(|w| w.name.clone()));
    parts.extend(figure.what.clone());
    parts.extend(figure.when.as_ref().map(|w| format!("{}{}", relation(w.relation), w.value.as_deref().unwrap_or(&w.text))));
    let right = sanitize::line(&parts.join(" · ")).into_owned();
    Row { left: sanitize::line(&figure.place.text).into_owned(), right: vec![right] }
}

/// The value with its unit, bound and rate: `at most 480 hour per week`.
fn amount(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact | Bound::Range => "",
        Bound::Approx => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
    };
    let mut text = format!("{bound}{}", grouped(figure.value));
    if let Some(high) = figure.high {
        let _ = write!(text, "–{}", grouped(high));
    }
    match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Percent, _) => text.push_str(" %"),
        (FigureKind::Ordinal, None) => text.push('.'),
        (_, Some(unit)) => {
            let _ = write!(text, " {unit}");
        }
        (_, None) => {}
    }
    if let Some(per) = &figure.per {
        let _ = write!(text, " per {per}");
    }
    text
}

fn relation(relation: DateRelation) -> &'static str {
    match relation {
        DateRelation::On | DateRelation::FromTo => "",
        DateRelation::By => "by ",
        DateRelation::Since => "since ",
        DateRelation::Until => "until ",
        DateRelation::During => "in ",
        DateRelation::Before => "before ",
        DateRelation::After => "after ",
    }
}

/// `value` with thousands set apart.
fn grouped(value: f64) -> String {
    let plain = format!("{value}");
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("−", d));
    let (whole, fraction) = digits.split_once('.').map_or((digits, String::new()), |(w, f)| (w, format!(".{f}")));
    let mut out = String::new();
    for (c, left) in whole.chars().zip((0..whole.len()).rev()) {
        out.push(c);
        if left > 0 && left % 3 == 0 {
            out.push(',');
        }
    }
    format!("{sign}{out}{fraction}")
}

fn quotation(quotation: &Quotation) -> Row {
    let speaker = quotation.speaker.as_ref().map_or("—", |s| s.name.as_str());
    let words = sanitize::line(&quotation.place.text);
    let words = if quotation.kind == QuotationKind::Indirect { words.into_owned() } else { format!("« {words} »") };
    Row { left: sanitize::line(speaker).into_owned(), right: vec![words] }
}

fn question(question: &Question) -> String {
    let indirect = if question.kind == QuestionKind::Indirect { " (indirect)" } else { "" };
    format!("{}{indirect}{}", sanitize::line(&question.place.text), after(" — ", question.asker.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing() {
        let text = "une deux trois quatre 漢字漢字漢字 cinq extraordinairement";
        for width in 5..60 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|l| l.width() <= width), "{width}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{width}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        for (value, shown) in
            [(0.0, "0"), (999.0, "999"), (1000.0, "1,000"), (6e11, "600,000,000,000"), (-1234.5, "−1,234.5"), (0.25, "0.25")]
        {
            assert_eq!(grouped(value), shown);
        }
    }
}
