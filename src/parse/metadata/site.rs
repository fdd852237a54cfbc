//! The publication and what it files the article under: site, section, tags, address, image, language, standfirst.

use super::published::Place;
use super::signals::Signals;
use super::text::{key, likeness, squashed, unescaped};
use crate::parse::structured::{Article, Structured};
use url::Url;

/// The name of the publication.
pub fn name(signals: &Signals<'_>, structured: &Structured, article: Option<&Article>) -> Option<String> {
    let metas = signals.meta(&[
        "og:site_name",
        "og:sitename",
        "application-name",
        "twitter:app:name:iphone",
        "dc.publisher",
        "publisher",
        "copyright-holder",
    ]);
    let given = metas.map(str::to_owned).or_else(|| article.and_then(|a| a.publisher.clone())).or_else(|| structured.site.clone());
    given.map(|name| squashed(&unescaped(&name))).filter(|name| !name.is_empty() && name.len() < 120 && !name.contains("://"))
}

/// The keys of all names that the site goes by, its host included: none of them is a title or an author.
pub fn keys(signals: &Signals<'_>, structured: &Structured, article: Option<&Article>, url: Option<&str>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        let key = key(name);
        if key.len() > 1 && !keys.contains(&key) {
            keys.push(key);
        }
    };
    for name in ["og:site_name", "og:sitename", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "copyright"]
    {
        signals.metas_named(name).for_each(&mut add);
    }
    article.and_then(|a| a.publisher.as_deref()).into_iter().for_each(&mut add);
    structured.site.as_deref().into_iter().for_each(&mut add);
    if let Some(host) = url.and_then(|u| Url::parse(u).ok()).and_then(|u| u.host_str().map(str::to_owned)) {
        let host = host.trim_start_matches("www.");
        add(host);
        let labels: Vec<&str> = host.split('.').collect();
        // "news.example.co.uk": the label before the public suffix, which has two parts where the first is short.
        let short = |at: usize| labels.iter().rev().nth(at).is_none_or(|l| l.len() <= 3 || *l == "blogspot");
        let at = if short(1) && labels.len() > 2 { 2 } else { 1 };
        if let Some(label) = labels.iter().rev().nth(at) {
            add(label);
        }
        if at == 1 && labels.len() > 2 {
            add(&labels[labels.len() - 2..].concat());
        }
    }
    keys
}

/// The canonical address, made absolute.
pub fn canonical(signals: &Signals<'_>, url: Option<&str>) -> Option<String> {
    let given = signals.canonical.or_else(|| signals.meta(&["og:url"])).map(str::trim).filter(|c| !c.is_empty())?;
    absolute(given, url)
        .filter(|a| Url::parse(a).is_ok_and(|u| u.path() != "/" || url.is_none_or(|own| Url::parse(own).is_ok_and(|o| o.path() == "/"))))
}

fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let parsed = match base.and_then(|b| Url::parse(b).ok()) {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.into())
}

/// The lead picture, made absolute.
pub fn image(signals: &Signals<'_>, article: Option<&Article>, url: Option<&str>) -> Option<String> {
    let given = signals.meta(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"]);
    let given = given.map(str::to_owned).or_else(|| article.and_then(|a| a.image.clone()));
    absolute(given?.trim(), url)
}

/// The language tag that the page declares.
pub fn language(signals: &Signals<'_>, article: Option<&Article>) -> Option<String> {
    let metas = signals.meta(&["content-language", "dc.language", "dcterms.language", "language", "og:locale"]);
    let all = [signals.language, article.and_then(|a| a.language.as_deref()), metas];
    all.into_iter().flatten().map(str::trim).find(|tag| is_tag(tag)).map(str::to_owned)
}

fn is_tag(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or("");
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && !matches!(primary.to_ascii_lowercase().as_str(), "und" | "mul" | "zxx")
}

/// The section: what the page declares, else the deepest bread crumb that is neither the front page nor the article.
pub fn section(signals: &Signals<'_>, structured: &Structured, article: Option<&Article>) -> Option<String> {
    let declared = signals.meta(&[
        "article:section",
        "og:article:section",
        "parsely-section",
        "sailthru.section",
        "section",
        "cxenseparse:recs:category",
    ]);
    let declared = declared.map(str::to_owned).or_else(|| article.and_then(|a| a.sections.first().cloned()));
    let declared = declared.or_else(|| signals.properties.iter().find(|p| p.name == "articleSection").map(|p| p.value.clone()));
    let declared = declared.map(|s| squashed(&unescaped(&s))).filter(|s| !s.is_empty() && s.len() < 80);
    declared.or_else(|| {
        let crumbs = if structured.breadcrumbs.is_empty() { &signals.crumbs } else { &structured.breadcrumbs };
        crumbs
            .get(1)
            .filter(|_| crumbs.len() > 2 || structured.breadcrumbs.is_empty())
            .map(|c| squashed(c))
            .filter(|c| c.chars().count() < 40)
    })
}

/// Tags: the article's own, else its keywords.
pub fn tags(signals: &Signals<'_>, article: Option<&Article>) -> Vec<String> {
    let own: Vec<String> = signals.metas_named("article:tag").chain(signals.metas_named("og:article:tag")).map(str::to_owned).collect();
    let keywords = || {
        signals
            .meta(&["keywords", "news_keywords", "parsely-tags", "sailthru.tags"])
            .map(|k| k.split([',', ';']).map(str::to_owned).collect())
    };
    let from_article = article.map(|a| a.keywords.clone()).filter(|k| !k.is_empty());
    let list = if own.is_empty() { from_article.or_else(keywords).unwrap_or_else(|| signals.tags.clone()) } else { own };
    let mut tags: Vec<String> = Vec::new();
    for tag in list.iter().flat_map(|t| t.split(',')).map(|t| squashed(&unescaped(t))) {
        if (1..80).contains(&tag.len()) && tags.len() < 50 && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The standfirst: an element named so between title and body that the page also gives as its description, or such an element alone.
pub fn subtitle(signals: &Signals<'_>, article: Option<&Article>, place: Place, title: Option<&str>) -> Option<String> {
    let alternative = article.and_then(|a| a.alternative_headline.clone()).filter(|a| title.is_none_or(|t| likeness(a, t) < 0.8));
    let from = place.title?;
    let until = place.body.unwrap_or(from + 200) + 4;
    let descriptions: Vec<&str> =
        ["description", "og:description", "twitter:description"].iter().filter_map(|name| signals.meta(&[name])).collect();
    let mut best: Option<(f64, &str)> = None;
    for (at, text) in signals.subtitles.iter().filter(|(at, text)| (from..=until).contains(at) && (20..500).contains(&text.len())) {
        let described = descriptions.iter().map(|d| likeness(d, text)).fold(0.0, f64::max);
        let score = described + if title.is_some_and(|t| likeness(t, text) > 0.8) { -2.0 } else { 0.5 } - (at - from) as f64 / 1000.0;
        if best.is_none_or(|(top, _)| score > top) && score > 0.0 {
            best = Some((score, text));
        }
    }
    best.map(|(_, text)| text.to_owned()).or_else(|| alternative.map(|a| squashed(&a)))
}
