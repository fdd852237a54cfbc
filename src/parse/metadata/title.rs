//! The headline among what a page offers as one: headings, structured data, OpenGraph, the window's title.

use super::marks::Marks;
use super::signals::{Heading, Signals};
use super::site_name;
use super::text::{Likened, key, squashed, unescaped, words};

/// The choice.
#[derive(Debug, Default)]
pub struct Title {
    /// The headline.
    pub text: Option<String>,
    /// The node of the heading that shows it.
    pub place: Option<usize>,
}

/// What the page claims its title to be: data for machines, without the name of the site.
struct Claim {
    text: String,
    likened: Likened,
    weight: f64,
}

impl Claim {
    fn key(&self) -> &str {
        &self.likened.key
    }
}

/// Names of `meta` elements that claim a title, with how far to trust them.
const METAS: &[(&str, f64)] = &[
    ("og:title", 2.2),
    ("twitter:title", 1.6),
    ("dc.title", 1.4),
    ("dcterms.title", 1.4),
    ("title", 1.0),
    ("headline", 1.8),
    ("parsely-title", 1.8),
    ("sailthru.title", 1.6),
];

/// Chooses the headline: the heading that readers see, where one is related to what the page claims; else the claim on which
/// most agree. `sites` are the keys of the site's names. What the page claims, what it shows and the words of its address are
/// witnesses that know nothing of each other.
pub fn choose(signals: &Signals<'_>, headline: Option<&str>, sites: &[String], url: Option<&str>) -> Title {
    let slug = Slug::of(url);
    let named = site_headings(signals, headline, sites, &slug);
    let sites: Vec<String> = sites.iter().cloned().chain(named).collect();
    let claims = claims(signals, headline, &sites);
    let claim = agreed(&claims);
    let heading = shown(signals, &claims, &sites, &slug).filter(|h| claim.is_none_or(|c| !contradicted(h, c, &claims, &slug)));
    if let Some(heading) = heading {
        // A heading among the bread crumbs repeats a title that stands elsewhere.
        let aside = heading.marks.has(Marks::BESIDE) || heading.marks.has(Marks::CRUMBS);
        let claimed = |h: &&Heading| !h.marks.has(Marks::BESIDE) && !h.marks.has(Marks::CRUMBS) && claims.iter().any(|c| c.key() == h.key);
        let heading = Some(heading).filter(|_| !aside).or_else(|| signals.headings.iter().find(claimed)).unwrap_or(heading);
        return Title { text: Some(spelled(heading, &claims, &sites)), place: Some(heading.place) };
    }
    let Some(claim) = claim else {
        let first = signals.headings.iter().find(|h| h.level <= 2 && !sites.contains(&h.key) && !h.marks.has(Marks::BESIDE));
        return Title { text: first.map(|h| h.text.clone()), place: first.map(|h| h.place) };
    };
    // A heading of a lower level may show the title all the same, and spell it better.
    let near = |h: &&Heading| likened(h).to(&claim.likened) >= 0.6;
    let shown_as = || signals.texts.iter().find(|(_, text)| key(text) == claim.key()).map(|(at, _)| *at);
    let place = signals.headings.iter().find(near).map(|h| h.place).or_else(shown_as);
    let same = signals.headings.iter().find(|h| h.key == claim.key());
    let part = signals.headings.iter().filter(|h| h.text.len() > 20).find(|h| claim.key().starts_with(&h.key));
    let text = same.or(part).map_or(&claim.text, |h| &h.text);
    Title { text: Some(without_tail(text, &claims).to_owned()), place }
}

/// The texts that the page claims as its title, with the weight of the claim.
fn sources<'s>(signals: &'s Signals<'_>, headline: Option<&'s str>) -> Vec<(&'s str, f64)> {
    let mut sources: Vec<(&str, f64)> = Vec::new();
    for (name, weight) in METAS {
        sources.extend(signals.metas_named(name).take(2).map(|content| (content, *weight)));
    }
    sources.extend(headline.map(|h| (h, 2.4)));
    let properties = signals.properties.iter().filter(|p| p.name == "headline" && !p.marks.has(Marks::BESIDE));
    sources.extend(properties.take(2).map(|p| (p.value.as_str(), 2.2)));
    sources.extend(signals.page_title.as_deref().map(|title| (title, 1.8)));
    sources
}

fn claims(signals: &Signals<'_>, headline: Option<&str>, sites: &[String]) -> Vec<Claim> {
    let mut shown: Vec<String> = signals.headings.iter().map(|h| h.key.clone()).filter(|k| !sites.contains(k)).collect();
    shown.extend(signals.headings.iter().filter(|h| h.level <= 1).flat_map(parts));
    let mut claims: Vec<Claim> = Vec::new();
    for (text, weight) in sources(signals, headline) {
        let text = site_name::without(&squashed(&unescaped(text)), sites, &shown);
        // Whoever says so much claims no title.
        if text.len() >= 600 {
            continue;
        }
        // Most pages say the same several times.
        let known = claims.iter().find(|c| c.text == text).map(|c| c.likened.clone());
        let likened = known.unwrap_or_else(|| Likened::new(&text));
        if !likened.key.is_empty() && !sites.contains(&likened.key) {
            claims.push(Claim { text, likened, weight });
        }
    }
    claims
}

/// The keys of what a heading shows without its first or last piece (a kicker, a date, a subtitle), where that is most of it.
fn parts(heading: &Heading) -> impl Iterator<Item = String> {
    let pieces = &heading.pieces;
    let whole = heading.text.len();
    let ends = [pieces.get(1..), pieces.get(..pieces.len().saturating_sub(1))];
    let joined = ends.into_iter().flatten().filter(|p| !p.is_empty() && p.len() < 6).map(|part| part.join(" "));
    joined.filter(move |text| text.len() * 5 >= whole * 3 && text.split_whitespace().count() >= 4).map(|text| key(&text))
}

/// Headings of the first level that are the site's name in "Title – Name" or "Name: Title": those with fewer words of the address
/// than the other part, or with none where that part is a title by another claim.
fn site_headings(signals: &Signals<'_>, headline: Option<&str>, sites: &[String], slug: &Slug) -> Vec<String> {
    let sources: Vec<String> = sources(signals, headline).into_iter().map(|(text, _)| squashed(&unescaped(text))).collect();
    let keys: Vec<String> = sources.iter().map(|s| key(s)).collect();
    let mut found: Vec<String> = Vec::new();
    for heading in signals.headings.iter().filter(|h| h.level <= 1) {
        let own = &heading.key;
        if own.is_empty() || keys.contains(own) || sites.contains(own) {
            continue;
        }
        let share = slug.share(&heading.text);
        let other_is_title = |source: &String| {
            let rest = site_name::beside(source, own)?;
            Some(slug.share(rest) >= share + 0.5 || share == 0.0 && keys.contains(&key(rest)))
        };
        if sources.iter().filter_map(other_is_title).any(|yes| yes) {
            found.push(own.clone());
        }
    }
    found
}

/// The words of the last telling part of an address's path.
struct Slug {
    words: Vec<String>,
    key: String,
}

impl Slug {
    fn of(url: Option<&str>) -> Self {
        let path = url.map_or("", |u| u.split("://").last().unwrap_or(u)).split(['?', '#']).next().unwrap_or("");
        let last = |least: usize| {
            let telling = |part: &&str| {
                part.split(['-', '_', '.', '+']).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2).count() >= least
            };
            path.split('/').skip(1).filter(telling).last()
        };
        let part = last(2).or_else(|| last(1)).unwrap_or("");
        let stem = part.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(part, |(stem, _)| stem);
        Self { words: words(stem), key: key(stem) }
    }

    /// Which share of the telling words of `text` stands in the address.
    fn share(&self, text: &str) -> f64 {
        if self.key.is_empty() {
            return 0.0;
        }
        let whole = key(text);
        if whole.len() >= 5 && self.key.contains(&whole) {
            return 1.0;
        }
        if let [only] = self.words.as_slice() {
            let named = only.chars().count() >= 5 && words(text).contains(only);
            return if named { 0.5 } else { 0.0 };
        }
        let own: Vec<String> = words(text).into_iter().filter(|w| w.len() > 2).collect();
        let known = own.iter().filter(|w| self.words.binary_search(w).is_ok()).count();
        if own.is_empty() { 0.0 } else { known as f64 / own.len() as f64 }
    }

    /// How many words of the address stand in `text`, of those that tell something.
    fn covered(&self, text: &str) -> f64 {
        let telling: Vec<&String> = self.words.iter().filter(|w| w.len() > 2 && w.chars().any(char::is_alphabetic)).collect();
        if telling.len() < 3 {
            return 0.0;
        }
        let own = words(text);
        telling.iter().filter(|w| own.binary_search(w).is_ok()).count() as f64 / telling.len() as f64
    }
}

/// Whether the address and at least two claims speak for `claim`, and hardly anything for the heading: a slogan, an offer, a
/// heading within the article.
fn contradicted(heading: &Heading, claim: &Claim, claims: &[Claim], slug: &Slug) -> bool {
    let same = claims.iter().filter(|c| c.likened.to(&claim.likened) >= 0.8).count();
    let shown = likened(heading);
    let like = claims.iter().map(|c| c.likened.to(&shown)).fold(0.0, f64::max);
    let (theirs, own) = (slug.covered(&claim.text), slug.covered(&heading.text));
    same >= 2 && like < 0.5 && theirs >= 0.7 && own + 0.35 <= theirs || same >= 3 && like < 0.15 && own <= theirs && claim.weight > 2.0
}

fn likened(heading: &Heading) -> Likened {
    Likened::keyed(&heading.text, heading.key.clone())
}

/// The heading of the first level that shows the title.
fn shown<'s>(signals: &'s Signals<'_>, claims: &[Claim], sites: &[String], slug: &Slug) -> Option<&'s Heading> {
    let others_than = |own: &str| {
        // "Title | Site" as the window's title, and a heading that says "Site" alone.
        claims.iter().any(|c| c.key() == own)
            || !claims.iter().any(|c| c.key().len() > own.len() + 4 && (c.key().ends_with(own) || c.key().starts_with(own)))
    };
    let mut best: Option<(f64, &Heading)> = None;
    for heading in signals.headings.iter().filter(|h| h.level == 1 || h.level == 0) {
        let likened = likened(heading);
        let whole = &likened.key;
        if whole.is_empty() || sites.contains(whole) || heading.marks.has(Marks::CRUMBS) && !heading.marks.has(Marks::TITLE) {
            continue;
        }
        let agreement = claims.iter().map(|c| c.likened.to(&likened)).fold(0.0, f64::max);
        let in_slug = || likened.words().iter().filter(|w| w.len() > 2 && slug.words.binary_search(w).is_ok()).count();
        let related = || agreement >= 0.2 || in_slug() >= 2 || slug.share(&heading.text) >= 0.5;
        let telling = || !heading.linked && !heading.marks.has(Marks::SITE) && others_than(whole) && likened.words().len() >= 4;
        if !(related() || telling() || claims.is_empty() && !heading.linked) {
            continue;
        }
        let against = |mark, weight| if heading.marks.has(mark) { weight } else { 0.0 };
        let score = agreement * 2.0 + slug.share(&heading.text) * 0.2 + f64::from(u8::from(heading.marks.has(Marks::TITLE))) * 0.4
            - against(Marks::BESIDE, 1.0)
            - against(Marks::SITE, 0.8)
            - against(Marks::HIDDEN, 0.6)
            - if heading.linked { 0.5 } else { 0.0 };
        if best.is_none_or(|(top, _)| score > top + 0.01) {
            best = Some((score, heading));
        }
    }
    best.filter(|(score, _)| *score > -0.5).map(|(_, heading)| heading)
}

/// The heading's words as they are best written: without a line over or under the title that is part of the heading, where
/// claims weigh for the shorter text.
fn spelled(heading: &Heading, claims: &[Claim], sites: &[String]) -> String {
    let whole = &heading.key;
    let weight = |key: &str| claims.iter().filter(|c| c.key() == key).map(|c| c.weight).sum::<f64>();
    if heading.pieces.len() > 1 {
        let mut best = (weight(whole), heading.text.clone());
        for from in 0..heading.pieces.len() {
            for to in (from + 1..=heading.pieces.len()).rev() {
                let text = heading.pieces.get(from..to).unwrap_or_default().join(" ");
                let own = weight(&key(&text));
                if text.split_whitespace().count() >= 2 && own > best.0 {
                    best = (own, text);
                }
            }
        }
        if best.0 > 0.0 {
            // What stands in elements of its own may lack the marks and the blanks between, which a claim has.
            let key = key(&best.1);
            return claims.iter().find(|c| c.key() == key).map_or(best.1, |c| c.text.clone());
        }
        let most = |c: &&Claim| (whole.starts_with(c.key()) || whole.ends_with(c.key())) && c.key().len() * 5 >= whole.len() * 3;
        if let Some(claim) = claims.iter().find(most) {
            return claim.text.clone();
        }
    }
    let text = site_name::without(&heading.text, sites, &[]);
    without_tail(&text, claims).to_owned()
}

/// The weight of two claims that say the same.
const AGREED: f64 = 3.6;

/// A title without what a bar sets off at its end, a rubric, a slogan, where a claim has the title without it or none has it with it.
fn without_tail<'t>(text: &'t str, claims: &[Claim]) -> &'t str {
    let cut = text.find(" | ").or_else(|| text.find(" || "));
    match cut.and_then(|at| text.get(..at)) {
        Some(before) if before.split_whitespace().count() >= 3 || before.chars().count() >= 20 => {
            let (whole, short) = (key(text), key(before));
            let with = claims.iter().filter(|c| c.key() == whole).map(|c| c.weight).sum::<f64>();
            let without = claims.iter().filter(|c| c.key() == short).map(|c| c.weight).sum::<f64>();
            // One or two words are a rubric even so.
            let telling = text.len() > before.len() && text[before.len()..].split_whitespace().filter(|w| *w != "|").count() >= 3;
            if telling && with >= AGREED && with > without { text } else { before.trim_end() }
        }
        _ => text,
    }
}

/// Each claim is worth its weight and the agreement of the others with it.
fn agreed(claims: &[Claim]) -> Option<&Claim> {
    let mut best: Option<(&Claim, f64)> = None;
    for (index, claim) in claims.iter().enumerate() {
        let others = claims.iter().enumerate().filter(|(other, _)| *other != index);
        let agreement = others.map(|(_, other)| {
            let like = other.likened.to(&claim.likened);
            if like >= 0.5 { like * other.weight * 0.8 } else { 0.0 }
        });
        let score = claim.weight + agreement.sum::<f64>();
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((claim, score));
        }
    }
    best.map(|(claim, _)| claim)
}
