//! Which language a text is in: whatlang's answer, checked against what the page declares.

use schemars::JsonSchema;
use serde::Serialize;

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

/// Detects the language of `text`; `declared` is a language tag that the page gives.
pub fn detect(text: &str, declared: Option<&str>) -> Detected {
    let declared = declared.map(|d| d.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()).filter(|d| !d.is_empty());
    let info = whatlang::detect(text);
    let (code, confidence) = match (&info, &declared) {
        (Some(i), _) if i.is_reliable() => (Some(short(i.lang()).to_owned()), i.confidence()),
        (_, Some(d)) => (Some(d.clone()), 0.5),
        (Some(i), None) => (Some(short(i.lang()).to_owned()), i.confidence()),
        (None, None) => (None, 0.0),
    };
    Detected { code, confidence: (confidence * 1000.0).round() / 1000.0, declared }
}

fn short(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Fra => "fr",
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        other => other.code(),
    }
}
