//! When the article was published and last changed: candidates of many kinds, each with a weight.

use super::dates::{self, Order, Stamp};
use super::marks::Marks;
use super::signals::{Signals, StampText};
use crate::document::fold;
use crate::language::page_words::PAGE_WORDS;
use crate::parse::structured::Article;

/// Names of `meta` elements that give the day of publication, the surest first.
const PUBLISHED: &[(&str, i32)] = &[
    ("article:published_time", 95),
    ("og:article:published_time", 95),
    ("og:published_time", 90),
    ("datepublished", 90),
    ("parsely-pub-date", 88),
    ("article.published", 86),
    ("sailthru.date", 84),
    ("cxenseparse:recs:publishtime", 84),
    ("cxenseparse:publishtime", 84),
    ("dcterms.issued", 84),
    ("dc.date.issued", 84),
    ("dcterms.created", 80),
    ("dc.date.created", 78),
    ("article:published", 84),
    ("publish-date", 82),
    ("publish_date", 82),
    ("publishdate", 82),
    ("published_date", 82),
    ("publication_date", 82),
    ("publicationdate", 82),
    ("citation_publication_date", 80),
    ("citation_date", 78),
    ("pubdate", 82),
    ("article_date_original", 82),
    ("originalpublicationdate", 84),
    ("dc.date", 74),
    ("dcterms.date", 74),
    ("dc.date.published", 84),
    ("date", 72),
    ("article.created", 74),
    ("datecreated", 70),
    ("bt:pubdate", 80),
    ("last-published", 60),
    ("timestamp", 60),
    ("rnews:datepublished", 84),
    ("created", 68),
    ("displaydate", 76),
    ("vr:published_time", 80),
    ("iso-8601-publish-date", 84),
    ("date.release", 70),
];
/// Names of `meta` elements that give the day of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "og:article:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "article:modified",
    "article.updated",
    "updated_time",
    "cxenseparse:modifiedtime",
    "date.modified",
    "revision_date",
    "article:updated_time",
];

struct Candidate {
    stamp: Stamp,
    weight: i32,
}

/// Where the article's own head stands on the page.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The chosen heading.
    pub title: Option<usize>,
    /// The first paragraph of running text after it.
    pub body: Option<usize>,
}

/// The day of publication and that of the last change.
pub fn choose(
    signals: &Signals<'_>,
    article: Option<&Article>,
    url: Option<&str>,
    order: Order,
    place: Place,
) -> (Option<Stamp>, Option<Stamp>) {
    let mut published: Vec<Candidate> = Vec::new();
    let mut modified: Vec<Candidate> = Vec::new();
    if let Some(stamp) = article.and_then(|a| dates::machine(a.published.as_deref()?)) {
        published.push(Candidate { stamp, weight: 100 });
    }
    if let Some(stamp) = article.and_then(|a| dates::machine(a.modified.as_deref()?)) {
        modified.push(Candidate { stamp, weight: 100 });
    }
    for (name, weight) in PUBLISHED {
        published.extend(signals.metas_named(name).filter_map(dates::machine).map(|stamp| Candidate { stamp, weight: *weight }));
    }
    for name in MODIFIED {
        modified.extend(signals.metas_named(name).filter_map(dates::machine).map(|stamp| Candidate { stamp, weight: 90 }));
    }
    for stamp in &signals.stamps {
        from_element(stamp, order, place, &mut published, &mut modified);
    }
    from_texts(signals, order, place, &mut published, &mut modified);
    if let Some(stamp) = url.and_then(dates::in_url) {
        published.push(Candidate { stamp, weight: 58 });
    }
    let published = best(&published);
    let modified = best(&modified).filter(|m| published.as_ref().is_none_or(|p| m.date >= p.date));
    (published, modified)
}

/// The heaviest candidate; one of the same moment that knows its own offset is better than one in world time.
fn best(candidates: &[Candidate]) -> Option<Stamp> {
    let top = candidates.iter().enumerate().max_by_key(|(index, c)| (c.weight, std::cmp::Reverse(*index))).map(|(_, c)| &c.stamp)?;
    let universal = top.offset.as_deref().is_none_or(|o| o == "Z");
    let local = candidates.iter().map(|c| &c.stamp).find(|s| {
        universal
            && top.time.is_some()
            && s.offset.as_deref().is_some_and(|o| o != "Z" && o != "+00:00")
            && s.minutes().is_some()
            && s.minutes() == top.minutes()
    });
    Some(local.unwrap_or(top).clone())
}

/// A `time` element or one named after a date.
fn from_element(element: &StampText<'_>, order: Order, place: Place, published: &mut Vec<Candidate>, modified: &mut Vec<Candidate>) {
    let stamp = element.machine.and_then(dates::machine).or_else(|| Some(dates::visible(&element.text, order)?.0));
    let Some(stamp) = stamp else { return };
    let property = element.property.unwrap_or("");
    let base = match property {
        "datePublished" => 86,
        "dateCreated" => 70,
        _ if element.time && element.machine.is_some() => 56,
        _ if element.time => 54,
        _ => 50,
    };
    let weight = base + nearness(element.place, place) - if element.marks.has(Marks::BESIDE) { 30 } else { 0 };
    if property == "dateModified" || is_updated(&element.text) || element.marks.has(Marks::UPDATED) && property != "datePublished" {
        modified.push(Candidate { stamp, weight });
    } else if weight > 40 {
        published.push(Candidate { stamp, weight });
    }
}

/// Between title and body is where an article dates itself; far from both is another article's date.
fn nearness(at: usize, place: Place) -> i32 {
    let Some(title) = place.title else { return 0 };
    let body = place.body.unwrap_or(title + 200).max(title);
    if (title..=body).contains(&at) {
        12
    } else if at < title && title - at < 60 {
        8
    } else if at > body && at - body < 60 {
        2
    } else {
        -14
    }
}

/// Dates in short texts around the title, and after words such as "Published".
fn from_texts(signals: &Signals<'_>, order: Order, place: Place, published: &mut Vec<Candidate>, modified: &mut Vec<Candidate>) {
    let Some(title) = place.title else { return };
    let body = place.body.unwrap_or(title + 200).max(title);
    let mut label = String::new();
    let from = signals.texts.partition_point(|(at, _)| at + 80 < title);
    for &(at, text) in signals.texts.iter().skip(from).take_while(|(at, _)| *at < body + 40).take(200) {
        let found = (text.len() <= 120).then(|| dates::visible(text, order)).flatten();
        let Some((stamp, range)) = found else {
            label = if text.len() < 40 { fold(text) } else { String::new() };
            continue;
        };
        // A date within a sentence is what the sentence tells.
        let around = text.len() - range.len();
        let labelled = is_published(text) || is_published(&label);
        let updated = is_updated(text) || is_updated(&label);
        let weight = 40 + nearness(at, place) + if labelled { 10 } else { 0 } - i32::try_from(around / 8).unwrap_or(20);
        label.clear();
        if updated && !is_published(text) {
            modified.push(Candidate { stamp, weight });
        } else if weight > 40 {
            published.push(Candidate { stamp, weight });
        }
    }
}

fn is_updated(text: &str) -> bool {
    let text = fold(text);
    PAGE_WORDS.updated.iter().any(|w| text.starts_with(w.as_str()))
}

fn is_published(text: &str) -> bool {
    let text = fold(text);
    PAGE_WORDS.published.iter().any(|w| w.len() > 3 && text.contains(w.as_str()))
}
