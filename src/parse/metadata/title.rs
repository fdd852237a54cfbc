//! The headline among what a page offers as one: headings, structured data, OpenGraph, the window's title.

use super::marks::Marks;
use super::signals::{Heading, Signals};
use super::text::{key, likeness, squashed, unescaped, words};

/// The choice.
#[derive(Debug, Default)]
pub struct Title {
    /// The headline.
    pub text: Option<String>,
    /// The node of the heading that shows it.
    pub place: Option<usize>,
}

/// What parts a title from the name of the site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " // ", " / ", " › ", " > ", ": ", " ~ ", " ⋆ ", "| ", " |"];

/// What the page claims its title to be: data for machines, without the name of the site.
struct Claim {
    text: String,
    key: String,
    weight: f64,
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
/// most agree. `sites` are the keys of the site's names.
pub fn choose(signals: &Signals<'_>, headline: Option<&str>, sites: &[String], url: Option<&str>) -> Title {
    let claims = claims(signals, headline, sites);
    let slug = url.map(slug_words).unwrap_or_default();
    if let Some(heading) = shown(signals, &claims, sites, &slug) {
        // A heading among the bread crumbs repeats a title that stands elsewhere.
        let aside = heading.marks.has(Marks::BESIDE) || heading.marks.has(Marks::CRUMBS);
        let claimed =
            |h: &&Heading| !h.marks.has(Marks::BESIDE) && !h.marks.has(Marks::CRUMBS) && claims.iter().any(|c| c.key == key(&h.text));
        let heading = Some(heading).filter(|_| !aside).or_else(|| signals.headings.iter().find(claimed)).unwrap_or(heading);
        return Title { text: Some(spelled(heading, &claims, sites)), place: Some(heading.place) };
    }
    let Some(claim) = agreed(&claims) else {
        let first = signals.headings.iter().find(|h| h.level <= 2 && !is_site(&h.text, sites) && !h.marks.has(Marks::BESIDE));
        return Title { text: first.map(|h| h.text.clone()), place: first.map(|h| h.place) };
    };
    // A heading of a lower level may show the title all the same, and spell it better.
    let near = |h: &&Heading| key(&h.text) == claim.key || likeness(&h.text, &claim.text) >= 0.6;
    let shown_as = || signals.texts.iter().find(|(_, text)| key(text) == claim.key).map(|(at, _)| *at);
    let place = signals.headings.iter().find(near).map(|h| h.place).or_else(shown_as);
    let same = signals.headings.iter().find(|h| key(&h.text) == claim.key);
    let part = signals.headings.iter().filter(|h| h.text.len() > 20).find(|h| claim.key.starts_with(&key(&h.text)));
    let text = same.or(part).map_or(&claim.text, |h| &h.text);
    Title { text: Some(without_tail(text).to_owned()), place }
}

fn claims(signals: &Signals<'_>, headline: Option<&str>, sites: &[String]) -> Vec<Claim> {
    let shown: Vec<String> = signals.headings.iter().map(|h| key(&h.text)).collect();
    let mut claims: Vec<Claim> = Vec::new();
    let mut add = |text: &str, weight: f64| {
        let text = without_site(&squashed(&unescaped(text)), sites, &shown);
        let key = key(&text);
        if !key.is_empty() && text.len() < 600 && !sites.contains(&key) {
            claims.push(Claim { text, key, weight });
        }
    };
    for (name, weight) in METAS {
        signals.metas_named(name).take(2).for_each(|content| add(content, *weight));
    }
    headline.into_iter().for_each(|h| add(h, 2.4));
    let properties = signals.properties.iter().filter(|p| p.name == "headline" && !p.marks.has(Marks::BESIDE));
    properties.take(2).for_each(|p| add(&p.value, 2.2));
    signals.page_title.iter().for_each(|title| add(title, 1.8));
    claims
}

/// The words of the last telling part of an address's path.
fn slug_words(url: &str) -> Vec<String> {
    let path = url.split("://").nth(1).unwrap_or(url).split(['?', '#']).next().unwrap_or("");
    let telling = path.split('/').skip(1).filter(|part| part.split(['-', '_', '.']).filter(|w| w.len() > 2).count() >= 2);
    telling.last().map(words).unwrap_or_default()
}

fn is_site(text: &str, sites: &[String]) -> bool {
    sites.contains(&key(text))
}

/// The heading of the first level that shows the title.
fn shown<'s>(signals: &'s Signals<'_>, claims: &[Claim], sites: &[String], slug: &[String]) -> Option<&'s Heading> {
    let others_than = |heading: &Heading| {
        // "Title | Site" as the window's title, and a heading that says "Site" alone.
        let own = key(&heading.text);
        claims.iter().any(|c| c.key == own)
            || !claims.iter().any(|c| c.key.len() > own.len() + 4 && (c.key.ends_with(&own) || c.key.starts_with(&own)))
    };
    let mut best: Option<(f64, &Heading)> = None;
    for heading in signals.headings.iter().filter(|h| h.level == 1 || h.level == 0) {
        if is_site(&heading.text, sites) || heading.marks.has(Marks::CRUMBS) && !heading.marks.has(Marks::TITLE) {
            continue;
        }
        let agreement =
            claims.iter().map(|c| if c.key == key(&heading.text) { 1.0 } else { likeness(&c.text, &heading.text) }).fold(0.0, f64::max);
        let own = words(&heading.text);
        let in_slug = own.iter().filter(|w| w.len() > 2 && slug.binary_search(w).is_ok()).count();
        let related = agreement >= 0.2 || in_slug >= 2 || in_slug * 2 >= own.len();
        let telling = own.len() >= 4 && !heading.linked && others_than(heading) && !heading.marks.has(Marks::SITE);
        if !(related || telling || claims.is_empty() && !heading.linked) {
            continue;
        }
        let against = |mark, weight| if heading.marks.has(mark) { weight } else { 0.0 };
        let score = agreement * 2.0 + f64::from(u8::from(heading.marks.has(Marks::TITLE))) * 0.4
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

/// The heading's words as they are best written: without a line over the title that is part of the heading, and as a claim
/// spells them where the heading is put together from several elements.
fn spelled(heading: &Heading, claims: &[Claim], sites: &[String]) -> String {
    let whole = key(&heading.text);
    if heading.pieces.len() > 1 {
        if let Some(claim) = claims.iter().find(|c| c.key == whole) {
            return claim.text.clone();
        }
        for from in 0..heading.pieces.len() {
            for to in (from + 1..=heading.pieces.len()).rev() {
                let text = heading.pieces.get(from..to).unwrap_or_default().join(" ");
                let key = key(&text);
                if text.split_whitespace().count() >= 2 && claims.iter().any(|c| c.key == key) {
                    return text;
                }
            }
        }
        let most = |c: &&Claim| (whole.starts_with(&c.key) || whole.ends_with(&c.key)) && c.key.len() * 5 >= whole.len() * 3;
        if let Some(claim) = claims.iter().find(most) {
            return claim.text.clone();
        }
    }
    let text = without_site(&heading.text, sites, &[]);
    without_tail(&text).to_owned()
}

/// A title without what a bar sets off at its end: a rubric, a slogan, a list of keywords.
fn without_tail(text: &str) -> &str {
    let cut = text.find(" | ").or_else(|| text.find(" || "));
    match cut.and_then(|at| text.get(..at)) {
        Some(before) if before.split_whitespace().count() >= 3 || before.chars().count() >= 20 => before.trim_end(),
        _ => text,
    }
}

/// Each claim is worth its weight and the agreement of the others with it.
fn agreed(claims: &[Claim]) -> Option<&Claim> {
    let mut best: Option<(&Claim, f64)> = None;
    for (index, claim) in claims.iter().enumerate() {
        let others = claims.iter().enumerate().filter(|(other, _)| *other != index);
        let agreement = others.map(|(_, other)| {
            let like = if other.key == claim.key { 1.0 } else { likeness(&other.text, &claim.text) };
            if like >= 0.5 { like * other.weight * 0.8 } else { 0.0 }
        });
        let score = claim.weight + agreement.sum::<f64>();
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((claim, score));
        }
    }
    best.map(|(claim, _)| claim)
}

/// `title` without the name of the site before or after it: by the site's names, else where a heading says which part is the title.
pub fn without_site(title: &str, sites: &[String], shown: &[String]) -> String {
    let mut rest = title.trim();
    for _ in 0..3 {
        let whole = key(rest);
        if shown.contains(&whole) {
            break;
        }
        let Some(shorter) = cut(rest, sites, shown) else { break };
        rest = shorter;
    }
    rest.to_owned()
}

fn cut<'t>(title: &'t str, sites: &[String], shown: &[String]) -> Option<&'t str> {
    let is_shown = |part: &str| shown.contains(&key(part));
    let (mut last, mut first): (Option<(usize, &str)>, Option<(usize, &str)>) = (None, None);
    for separator in SEPARATORS {
        if let Some(at) = title.rfind(separator)
            && last.is_none_or(|(best, _)| at > best)
        {
            last = Some((at, separator));
        }
        if let Some(at) = title.find(separator)
            && first.is_none_or(|(best, _)| at < best)
        {
            first = Some((at, separator));
        }
    }
    let (last_at, last_mark) = last?;
    let (first_at, first_mark) = first?;
    let (before_last, after_last) = (&title[..last_at], &title[last_at + last_mark.len()..]);
    let (before_first, after_first) = (&title[..first_at], &title[first_at + first_mark.len()..]);
    let enough = |kept: &str| kept.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    if enough(before_last) && (names_site(after_last, last_mark, sites) || is_shown(before_last)) {
        return Some(before_last.trim());
    }
    if enough(after_first) && (names_site(before_first, first_mark, sites) || is_shown(after_first)) {
        return Some(after_first.trim());
    }
    (enough(before_first) && is_shown(before_first)).then(|| before_first.trim())
}

/// Whether a part of a title is the site's name, in full or (behind marks that only set off such names) as its host has it.
fn names_site(part: &str, mark: &str, sites: &[String]) -> bool {
    let part = key(part);
    let loose = mark != ": " && part.chars().count() > 3;
    let long = |site: &str| site.chars().count() > 3;
    !part.is_empty()
        && sites.iter().any(|site| {
            *site == part
                || loose
                    && (site.starts_with(&part)
                        || long(site) && (part.ends_with(site.as_str()) || mark.contains('|') && part.starts_with(site.as_str())))
        })
}
