//! When the article was published and last changed: candidates of many kinds, each with a weight.

use super::dates::{self, Order, Stamp};
use super::marks::Marks;
use super::signals::{Signals, StampText};
use crate::document::{fold, is_alphanumeric};
use crate::language::page_words::PAGE_WORDS;
use crate::parse::structured::Article;
use jiff::civil::Date;

/// Names of `meta` elements that give the day of publication, without marks between their words, the surest first.
const PUBLISHED: &[(&str, i32)] = &[
    ("articlepublishedtime", 95),
    ("ogarticlepublishedtime", 95),
    ("ogpublishedtime", 90),
    ("datepublished", 90),
    ("parselypubdate", 88),
    ("articlepublished", 86),
    ("rnewsdatepublished", 86),
    ("sailthrudate", 84),
    ("cxenseparserecspublishtime", 84),
    ("cxenseparsepublishtime", 84),
    ("dctermsissued", 84),
    ("dcdateissued", 84),
    ("dcdatepublished", 84),
    ("publisheddate", 84),
    ("publishedtime", 84),
    ("originalpublicationdate", 84),
    ("iso8601publishdate", 84),
    ("publishdate", 82),
    ("publicationdate", 82),
    ("pubdate", 82),
    ("published", 82),
    ("articledateoriginal", 82),
    ("vrpublishedtime", 80),
    ("btpubdate", 80),
    ("citationpublicationdate", 80),
    ("citationonlinedate", 80),
    ("citationdate", 78),
    ("dctermscreated", 80),
    ("dcdatecreated", 78),
    ("displaydate", 76),
    ("articlecreated", 74),
    ("dcdate", 60),
    ("dctermsdate", 60),
    ("date", 60),
    ("releasedate", 72),
    ("daterelease", 72),
    ("datecreated", 70),
    ("created", 68),
    ("timestamp", 60),
];
/// Names of `meta` elements that give the day of the last change, likewise.
const MODIFIED: &[&str] = &[
    "articlemodifiedtime",
    "datemodified",
    "ogupdatedtime",
    "ogarticlemodifiedtime",
    "dctermsmodified",
    "dcdatemodified",
    "lastmodified",
    "lastmod",
    "articlemodified",
    "articleupdated",
    "articleupdatedtime",
    "modifiedtime",
    "updatedtime",
    "cxenseparsemodifiedtime",
    "modified",
    "revisiondate",
];

/// The weight of JSON-LD.
const DATA: i32 = 100;
/// The weight of `meta` elements that give the last change, which systems write at every touch of a page.
const FILE_CHANGE: i32 = 90;
/// The weight of a day in the page's address.
const ADDRESS: i32 = 58;
/// So many days after that a page may be published that was put down earlier.
const ADDRESS_DAYS: i32 = 3;
/// The weight of a date on a page that has no other.
const LONE: i32 = 41;
/// A text that shows the date of an article says little else.
const SHOWN_BYTES: usize = 60;

/// A date that the page gives, and what speaks for it.
struct Candidate {
    stamp: Stamp,
    weight: i32,
    /// Whether the article's own head shows it to its readers.
    shown: bool,
    /// What it says where its numbers are read in the other order.
    other: Option<Date>,
}

impl Candidate {
    /// A date that the page declares for machines.
    fn declared(stamp: Stamp, weight: i32) -> Self {
        Self { stamp, weight, shown: false, other: None }
    }

    /// The same, read from `text`.
    fn read(text: &str, order: Order, weight: i32) -> Option<Self> {
        Some(Self { other: dates::other_order(text, order), ..Self::declared(dates::machine_in(text, order)?, weight) })
    }
}

/// All that the page says about its dates.
#[derive(Default)]
struct Dates {
    published: Vec<Candidate>,
    modified: Vec<Candidate>,
    /// The day in the page's address.
    address: Option<Date>,
    /// What elements say in one way only, those of other articles as well.
    sure: Vec<Date>,
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
    language: Option<&str>,
    place: Place,
) -> (Option<Stamp>, Option<Stamp>) {
    let order = Order::of(language, url);
    let primary = language.and_then(|l| l.split(['-', '_']).next()).unwrap_or("").to_ascii_lowercase();
    let european = || EUROPEAN.contains(&primary.as_str());
    let mut dates = Dates::default();
    dates.declared(signals, article, order);
    for stamp in &signals.stamps {
        dates.element(signals, stamp, order, place);
    }
    dates.texts(signals, order, place);
    if let Some(stamp) = url.and_then(|url| dates::in_url(url, order)) {
        dates.address = Some(stamp.date);
        dates.published.push(Candidate::declared(stamp, ADDRESS));
    }
    if dates.published.is_empty() && dates.modified.is_empty() {
        dates.lone(signals, order);
    }
    dates.settle_order();
    dates.prefer_older();
    let Dates { published, modified, .. } = dates;
    // A page that gives one date only, as that of its last change, dates itself by it. (That a file was touched says nothing.)
    let published =
        best(&published, &european).or_else(|| best(&modified, &european).filter(|_| modified.iter().any(|c| c.weight != FILE_CHANGE)));
    let modified = best(&modified, &european).filter(|m| published.as_ref().is_none_or(|p| m.date >= p.date));
    (published, modified)
}

impl Dates {
    /// What JSON-LD and `meta` elements say.
    fn declared(&mut self, signals: &Signals<'_>, article: Option<&Article>, order: Order) {
        let of = |text: Option<&str>| Candidate::read(text?, order, DATA);
        self.published.extend(of(article.and_then(|a| a.published.as_deref())));
        self.modified.extend(of(article.and_then(|a| a.modified.as_deref())));
        // No date without digits.
        for (name, content) in signals.metas.iter().filter(|(_, content)| content.bytes().any(|b| b.is_ascii_digit())) {
            let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
            let read = |weight: i32| Candidate::read(content, order, weight);
            if let Some((_, weight)) = PUBLISHED.iter().find(|(known, _)| *known == name) {
                self.published.extend(read(*weight));
            } else if MODIFIED.contains(&name.as_str()) {
                self.modified.extend(read(FILE_CHANGE));
            } else if (name.contains("publish") || name.contains("publication")) && (name.contains("date") || name.ends_with("time")) {
                self.published.extend(read(70));
            }
        }
    }

    /// A date of numbers that reads two ways is the day that another date of the page names.
    fn settle_order(&mut self) {
        let candidates = self.published.iter().chain(&self.modified);
        let sure: Vec<Date> =
            candidates.filter(|c| c.other.is_none()).map(|c| c.stamp.date).chain(std::mem::take(&mut self.sure)).collect();
        for candidate in self.published.iter_mut().chain(&mut self.modified) {
            if let Some(other) = candidate.other
                && sure.contains(&other)
                && !sure.contains(&candidate.stamp.date)
            {
                candidate.stamp.date = other;
            }
        }
    }

    /// No page shows a day of publication before there was one: where it declares a later one than its head shows, its system
    /// has written the day on which the page was moved or changed.
    fn prefer_older(&mut self) {
        let declared = self.published.iter().filter(|c| !c.shown).max_by_key(|c| c.weight).map(|c| (c.stamp.date, c.weight));
        let Some((date, top)) = declared else { return };
        // Nor has a page an address with a day before its own.
        let days = |from: Date| from.until(date).map_or(0, |span| span.get_days());
        if let Some(day) = self.address.filter(|day| days(*day) > ADDRESS_DAYS)
            && let Some(older) = self.published.iter_mut().find(|c| c.weight == ADDRESS && c.stamp.date == day)
        {
            older.weight = top + 1;
        }
        // Several days in the head are those of teasers, too.
        let mut shown: Vec<&mut Candidate> = self.published.iter_mut().filter(|c| c.shown).collect();
        let one = shown.first().map(|c| c.stamp.date).filter(|day| *day < date && shown.iter().all(|c| c.stamp.date == *day));
        if one.is_some() {
            for candidate in &mut shown {
                candidate.weight += top;
            }
            return;
        }
        // Some systems write the day of the last change as that of publication, too; what else the page declares is then the older truth.
        if self.modified.first().is_some_and(|m| m.weight == DATA && m.stamp.date == date)
            && let Some(older) = self.published.iter_mut().find(|c| (80..DATA).contains(&c.weight) && c.stamp.date < date)
        {
            older.weight = DATA + 1;
        }
    }

    /// A `time` element or one named after a date.
    fn element(&mut self, signals: &Signals<'_>, element: &StampText<'_>, order: Order, place: Place) {
        let machine = element.machine.and_then(|text| dates::machine_in(text, order));
        let source = element.machine.filter(|_| machine.is_some()).unwrap_or(&element.text);
        let visible = || dates::visible(&element.text, order).map(|(stamp, _)| stamp);
        let Some(stamp) = machine.or_else(visible) else { return };
        let other = dates::other_order(source, order);
        // Its own words may say which of the two days its numbers are.
        let said = other.and_then(|_| visible()).filter(|_| dates::other_order(&element.text, order).is_none());
        self.sure.extend(if other.is_none() { Some(stamp.date) } else { said.map(|said| said.date) });
        let property = element.property.unwrap_or("");
        let base = match property {
            "datePublished" => 86,
            "dateCreated" => 70,
            _ if element.time && element.machine.is_some() => 56,
            _ if element.time => 54,
            _ => 50,
        };
        let label = label_before(signals, element.place);
        let labelled = is_published(&element.text) || label.is_some_and(is_published);
        let beside = element.marks.has(Marks::BESIDE) || element.marks.has(Marks::PICTURE);
        let weight = base + nearness(element.place, place) + if labelled { 12 } else { 0 }
            - if element.marks.has(Marks::BESIDE) && !labelled { 30 } else { 0 };
        let updated = is_updated(&element.text) || label.is_some_and(is_updated) || element.marks.has(Marks::UPDATED) && !labelled;
        let shown = place.heads(element.place) && !beside && element.text.len() <= SHOWN_BYTES && visible().is_some();
        if property == "dateModified" || updated && property != "datePublished" {
            self.modified.push(Candidate { stamp, weight, shown, other });
        } else if weight > 40 {
            self.published.push(Candidate { stamp, weight, shown, other });
        }
    }

    /// Dates in short texts around the title, and after words such as "Published".
    fn texts(&mut self, signals: &Signals<'_>, order: Order, place: Place) {
        let Some(title) = place.title else { return };
        let body = place.body.unwrap_or(title + 200).max(title);
        let mut label = "";
        let from = signals.texts.partition_point(|(at, _)| at + 80 < title);
        for &(at, text) in signals.texts.iter().skip(from).take_while(|(at, _)| *at < body + 40).take(200) {
            let found = (text.len() <= 120).then(|| dates::visible(text, order)).flatten();
            let Some((stamp, range)) = found else {
                label = if text.len() < 40 { text } else { "" };
                continue;
            };
            // A date within a sentence is what the sentence tells.
            let around = text.len() - range.len();
            let labelled = is_published(text) || is_published(label);
            let updated = is_updated(text) || is_updated(label);
            let weight = 40 + nearness(at, place) + if labelled { 10 } else { 0 } - i32::try_from(around / 8).unwrap_or(20);
            let shown = place.heads(at) && around <= SHOWN_BYTES / 2;
            let other = dates::other_order(text, order);
            label = "";
            if updated && !is_published(text) {
                self.modified.push(Candidate { stamp, weight, shown, other });
            } else if weight > 40 {
                self.published.push(Candidate { stamp, weight, shown, other });
            }
        }
    }

    /// On a page that dates itself nowhere else: a date with its label, else the one date that stands alone.
    fn lone(&mut self, signals: &Signals<'_>, order: Order) {
        let mut found: Option<Stamp> = None;
        let mut several = false;
        for &(at, text) in signals.texts.iter().filter(|(_, text)| (8..=100).contains(&text.len())) {
            let Some((stamp, range)) = dates::visible(text, order) else { continue };
            let around = text.len() - range.len();
            let before = label_before(signals, at);
            // "Harbour (last edited 3 May 2031 by …": the word directly before the date counts, whatever stands around.
            let says = |is: fn(&str) -> bool| {
                is(text) && around <= 30 || around <= 12 && before.is_some_and(is) || label_at_end(text.get(..range.start)).is_some_and(is)
            };
            let updated = says(is_updated);
            if says(is_published) && !updated {
                self.published.push(Candidate::declared(stamp, LONE));
                return;
            }
            if updated {
                self.modified.push(Candidate::declared(stamp, LONE));
            } else if around <= 12 {
                several |= found.as_ref().is_some_and(|f| f.date != stamp.date);
                found = Some(stamp);
            }
        }
        if !several && self.modified.is_empty() {
            self.published.extend(found.map(|stamp| Candidate::declared(stamp, LONE)));
        }
    }
}

impl Place {
    /// Whether a node stands between the title and the running text.
    fn heads(self, at: usize) -> bool {
        self.title.is_some_and(|title| (title..=self.body.unwrap_or(title + 200)).contains(&at))
    }
}

/// The heaviest candidate; one of the same moment that knows its own offset is better than one in world time.
fn best(candidates: &[Candidate], european: &dyn Fn() -> bool) -> Option<Stamp> {
    let top = candidates.iter().enumerate().max_by_key(|(index, c)| (c.weight, std::cmp::Reverse(*index))).map(|(_, c)| &c.stamp)?;
    let universal = top.offset.as_deref().is_none_or(|o| o == "Z");
    let local = candidates.iter().map(|c| &c.stamp).find(|s| {
        universal
            && top.time.is_some()
            && s.offset.as_deref().is_some_and(|o| o != "Z" && o != "+00:00")
            && s.minutes().is_some()
            && s.minutes() == top.minutes()
    });
    if let Some(local) = local {
        return Some(local.clone());
    }
    // World time near midnight: where the page shows the day before or after, that is its own day.
    let own = candidates
        .iter()
        .filter(|c| universal && c.stamp.time.is_none() && c.weight >= 48)
        .map(|c| &c.stamp)
        .find(|s| is_local_day(top, s, european()));
    Some(own.unwrap_or(top).clone())
}

/// Whether `day` can be the local day of the moment `universal`.
fn is_local_day(universal: &Stamp, day: &Stamp, european: bool) -> bool {
    let Some((hour, ..)) = universal.time else { return false };
    let evening = if european { 21 } else { 10 };
    let next = hour >= evening && universal.date.tomorrow().is_ok_and(|d| d == day.date);
    next || !european && hour < 12 && universal.date.yesterday().is_ok_and(|d| d == day.date)
}

/// Languages that are at home in Europe alone: their day begins before that of world time, by three hours at most.
const EUROPEAN: &[&str] = &[
    "de", "it", "nl", "sv", "da", "no", "nb", "nn", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "el", "hr", "sr", "sl", "et", "lv", "lt",
    "uk", "is", "ca", "eu", "gl", "lb", "sq", "mk",
];

/// The short text that stands directly before a place.
fn label_before<'s>(signals: &'s Signals<'_>, place: usize) -> Option<&'s str> {
    let before = signals.texts.partition_point(|(at, _)| *at < place).checked_sub(1)?;
    signals.texts.get(before).filter(|(at, text)| at + 16 >= place && text.len() <= 40).map(|(_, text)| *text)
}

/// The last words of what stands before a date in its line, behind the last mark.
fn label_at_end(before: Option<&str>) -> Option<&str> {
    let label = before?.rsplit(['(', '|', ',', ';', '·', '–', '—']).next()?.trim();
    (1..=30).contains(&label.len()).then_some(label)
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

fn is_updated(text: &str) -> bool {
    let text = fold(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    PAGE_WORDS.updated.iter().any(|w| text.starts_with(w))
}

fn is_published(text: &str) -> bool {
    let text = fold(text);
    // Whole words: "updated" is no "date".
    let mut before = ' ';
    let starts = text.char_indices().filter(|&(_, c)| !is_alphanumeric(std::mem::replace(&mut before, c)));
    starts.map(|(at, _)| &text[at..]).any(|rest| {
        let ends = |phrase: &str| rest.strip_prefix(phrase).is_some_and(|after| !after.starts_with(char::is_alphabetic));
        PAGE_WORDS.published.iter().any(|phrase| phrase.len() > 3 && ends(phrase))
    })
}
