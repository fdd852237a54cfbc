//! Which language a text is in: its common words and whatlang's trigrams, checked against what the page declares.
//!
//! Trigrams confuse close languages on short texts; common words do not, but know only the languages that have tables. So each
//! has its say: common words where one of our languages clearly owns the text, trigrams for all others, the declaration where
//! neither is sure.

use super::page_words::rows;
use super::{Language, PerLanguage, per_language};
use crate::document::fold;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;
use whatlang::Lang;

/// The language of an article, as the report shows it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Detected {
    /// ISO 639-1 (or 639-3 where there is no shorter one); null where the text is too short to tell and nothing is declared.
    pub code: Option<String>,
    /// From 0 to 1.
    pub confidence: f64,
    /// What the page, the record or the user declares, as a lower-case primary subtag.
    pub declared: Option<String>,
}

/// Share of common words from which a text is surely in a language (ordinary prose has 0.3 to 0.5), and the lead that the
/// language must have over the next.
const SURE_SHARE: f64 = 0.2;
const SURE_LEAD: f64 = 0.06;
/// The same for a text of [`MANY_WORDS`] that is looked at in no other way.
const PLAIN_SHARE: f64 = 0.3;
const PLAIN_LEAD: f64 = 0.15;
const MANY_WORDS: usize = 100;
/// Texts of fewer words are judged by the declaration where there is one.
const FEW_WORDS: usize = 6;

/// Detects the language of `text`; `declared` is a language tag that the page gives.
pub fn detect(text: &str, declared: Option<&str>) -> Detected {
    let declared = declared.and_then(primary);
    let (code, confidence) = decide(text, declared.as_deref());
    Detected { code, confidence: (confidence * 1000.0).round() / 1000.0, declared }
}

/// The primary subtag of a language tag, lower case, in its shortest form.
pub fn primary(tag: &str) -> Option<String> {
    let tag = tag.trim().split(['-', '_', ',', ' ']).next().unwrap_or("").to_ascii_lowercase();
    let valid = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
    let short = match tag.as_str() {
        "nb" | "nn" => "no",
        "iw" => "he",
        "in" => "id",
        other if other.len() == 3 => Lang::from_code(other).map_or(tag.as_str(), |lang| short(lang)),
        _ => tag.as_str(),
    };
    valid.then(|| short.to_owned())
}

fn decide(text: &str, declared: Option<&str>) -> (Option<String>, f64) {
    let words = Evidence::of(text);
    let sure_of = |language: Language, share: f64, lead: f64| {
        share >= SURE_SHARE && lead >= SURE_LEAD && words.count >= FEW_WORDS
            || share >= 0.1 && lead >= 0.04 && declared == Some(language.code())
    };
    let best = words.best.filter(|&(language, share, lead)| sure_of(language, share, lead));
    // Trigrams, which cost more than the rest of a small page, have no say where common words and the page agree, or where the words
    // of a longer text that declares nothing leave no doubt.
    let plain = |share: f64, lead: f64| declared.is_none() && words.count >= MANY_WORDS && share >= PLAIN_SHARE && lead >= PLAIN_LEAD;
    if let Some((language, ..)) = best.filter(|&(language, share, lead)| declared == Some(language.code()) || plain(share, lead)) {
        return (Some(language.code().to_owned()), 1.0);
    }
    let trigrams = whatlang::detect(text);
    let guess = trigrams.as_ref().map(|i| short(i.lang()));
    let sure = trigrams.as_ref().is_some_and(whatlang::Info::is_reliable);
    let said = |code: &str, confidence: f64| (Some(code.to_owned()), confidence);
    if let Some((language, share, _)) = best
        // A text in another script has no such words; one in a close language without a table has some.
        && !(sure && guess.is_some_and(|g| g != language.code() && declared == Some(g)) && share < 0.3)
        && !is_sibling(declared, language, share)
    {
        return said(language.code(), if guess == Some(language.code()) { 1.0 } else { (share * 2.0).clamp(0.5, 0.95) });
    }
    match (guess, declared) {
        (Some(guess), Some(declared)) if guess == declared => said(declared, 1.0),
        // Trigrams that are sure of one of our languages although it has none of its common words are not to be believed.
        (Some(guess), Some(declared)) if sure && words.count >= FEW_WORDS && !words.denies(guess) => {
            if is_close(guess, declared) {
                said(declared, 0.7)
            } else {
                said(guess, trigrams.map_or(0.5, |i| i.confidence()))
            }
        }
        (_, Some(declared)) => said(declared, 0.5),
        (Some(guess), None) if sure || words.count >= 3 => said(guess, trigrams.map_or(0.3, |i| i.confidence())),
        _ => (None, 0.0),
    }
}

/// What the common words say.
struct Evidence {
    /// Words of letters looked at.
    count: usize,
    /// The language with the largest share of common words, that share, and its lead over the next.
    best: Option<(Language, f64, f64)>,
    shares: [f64; Language::ALL.len()],
}

static COMMON: PerLanguage<FxHashSet<String>> = per_language!(common);

fn common(language: Language) -> FxHashSet<String> {
    rows(language, "function").map(|row| fold(row.cell(0))).collect()
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut hits = [0usize; Language::ALL.len()];
        let mut count = 0;
        let folded = fold(text);
        for word in folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
            count += 1;
            for (language, hit) in Language::ALL.iter().zip(&mut hits) {
                *hit += usize::from(COMMON.get(*language).contains(word));
            }
        }
        let shares = hits.map(|hit| if count == 0 { 0.0 } else { hit as f64 / count as f64 });
        let mut order: Vec<(Language, f64)> = Language::ALL.iter().copied().zip(shares).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let best = match order.as_slice() {
            [first, second, ..] if first.1 > 0.0 => Some((first.0, first.1, first.1 - second.1)),
            _ => None,
        };
        Self { count, best, shares }
    }

    /// Whether `code` is one of our languages and the text has next to none of its common words.
    fn denies(&self, code: &str) -> bool {
        Language::from_tag(code).is_some_and(|l| self.shares.get(l.index()).is_some_and(|share| *share < 0.08))
    }
}

/// Languages whose texts share many common words with one of ours; a page that declares one is believed.
fn is_sibling(declared: Option<&str>, ours: Language, share: f64) -> bool {
    let siblings: &[&str] = match ours {
        Language::Es => &["gl", "ca", "ast", "an"],
        Language::Pt => &["gl"],
        Language::De => &["lb", "gsw", "nds", "bar"],
        Language::Nl => &["af", "fy", "nds", "li"],
        Language::Fr => &["oc", "ca", "br"],
        Language::It => &["co", "sc", "scn", "rm"],
        Language::En => &["sco"],
    };
    // Galician is as close to Portuguese as its own dialects are.
    let limit = if ours == Language::Pt { 0.6 } else { 0.36 };
    share < limit && declared.is_some_and(|d| siblings.contains(&d))
}

/// Languages that trigrams confuse with each other.
fn is_close(one: &str, other: &str) -> bool {
    const GROUPS: &[&[&str]] = &[
        &["no", "da", "sv", "is"],
        &["hr", "sr", "bs", "sl", "mk"],
        &["cs", "sk"],
        &["ru", "uk", "be", "bg", "mk", "sr"],
        &["es", "ca", "gl", "pt"],
        &["nl", "af"],
        &["id", "ms", "jv"],
        &["hi", "mr", "ne"],
        &["zu", "xh", "st", "tn", "sn", "ts", "ve", "ss", "nr"],
        &["de", "lb", "yi"],
        &["fa", "ur", "ar"],
        &["tr", "az", "tk"],
        &["et", "fi"],
    ];
    GROUPS.iter().any(|group| group.contains(&one) && group.contains(&other))
}

fn short(lang: Lang) -> &'static str {
    use Lang::*;
    match lang {
        Afr => "af",
        Aka => "ak",
        Amh => "am",
        Ara => "ar",
        Aze => "az",
        Bel => "be",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Guj => "gu",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Hye => "hy",
        Ind => "id",
        Ita => "it",
        Jav => "jv",
        Jpn => "ja",
        Kan => "kn",
        Kat => "ka",
        Khm => "km",
        Kor => "ko",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mal => "ml",
        Mar => "mr",
        Mkd => "mk",
        Mya => "my",
        Nep => "ne",
        Nld => "nl",
        Nob => "no",
        Ori => "or",
        Pan => "pa",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Sin => "si",
        Slk => "sk",
        Slv => "sl",
        Sna => "sn",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tam => "ta",
        Tel => "te",
        Tgl => "tl",
        Tha => "th",
        Tuk => "tk",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Uzb => "uz",
        Vie => "vi",
        Yid => "yi",
        Zul => "zu",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests;
