//! Which corpora make which labeller, and how each is read.

use crate::corpus::{Documents, Misc};
use crate::crf::Settings;
use analyze::language::Language;

/// A corpus in a recipe.
pub struct Source {
    /// File name without folder and ending.
    pub set: &'static str,
    /// Its language, which for the labellers that learn from their neighbours is another one.
    pub language: Language,
    /// Its domain: features get a copy for each; the program uses the copy of [`NEWS`].
    pub domain: usize,
    /// How it annotates other names.
    pub misc: Misc,
    /// How its sentences make documents.
    pub documents: Documents,
    /// Whether its development part is also trained on in the end (never where it is scored).
    pub part: Part,
}

/// The part of a corpus that is trained on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The training file.
    Train,
    /// Every second document of the development file, where there is no training file.
    HalfDev,
}

/// News: the domain of the program's texts.
pub const NEWS: usize = 0;
/// Encyclopaedia.
pub const WIKI: usize = 1;
/// Tweets, forums.
pub const SOCIAL: usize = 2;
/// Old newspapers, fiction, law: text far from today's news.
pub const FAR: usize = 3;
/// The number of domains.
pub const DOMAINS: usize = 4;

const fn source(set: &'static str, domain: usize, misc: Misc, documents: Documents) -> Source {
    let code = set.as_bytes();
    let mut at = 0;
    // The language's code stands between underscores or at the end of the name.
    let mut language = Language::En;
    while at + 2 < code.len() {
        if code[at] == b'_' && (at + 3 == code.len() || code[at + 3] == b'_') {
            language = match (code[at + 1], code[at + 2]) {
                (b'f', b'r') => Language::Fr,
                (b'd', b'e') => Language::De,
                (b'p', b't') => Language::Pt,
                (b'e', b's') => Language::Es,
                (b'i', b't') => Language::It,
                (b'n', b'l') => Language::Nl,
                _ => Language::En,
            };
        }
        at += 1;
    }
    Source { set, language, domain, misc, documents, part: Part::Train }
}

/// The corpora of `language`.
pub fn sources(language: Language) -> Vec<Source> {
    use Documents::{Marked, Runs, Single};
    use Misc::{Absent, Doubtful, Keep};
    match language {
        Language::Fr => vec![source("winer_fr_news", NEWS, Keep, Marked), source("wikiner_fr", WIKI, Doubtful, Runs(12))],
        // English news is scarce: encyclopaedia and news share one domain.
        Language::En => vec![
            source("gum_en_news", NEWS, Keep, Marked),
            source("gum_en_other", NEWS, Keep, Marked),
            source("re3d_en", NEWS, Keep, Marked),
            source("redocred_en", NEWS, Keep, Marked),
            source("wikigold_en", NEWS, Keep, Marked),
            source("crossner_ai_en", WIKI, Doubtful, Single),
            source("crossner_literature_en", WIKI, Doubtful, Single),
            source("crossner_music_en", WIKI, Doubtful, Single),
            source("crossner_politics_en", WIKI, Doubtful, Single),
            source("crossner_science_en", WIKI, Doubtful, Single),
            source("btc_en", SOCIAL, Absent, Single),
            source("wnut17_en", SOCIAL, Doubtful, Single),
            Source { part: Part::HalfDev, ..source("uner_ewt_en", NEWS, Absent, Marked) },
        ],
        Language::De => vec![source("germeval14_de", NEWS, Keep, Single)],
        Language::Pt => vec![source("uner_bosque_pt", NEWS, Absent, Marked), source("lener_pt_legal", FAR, Absent, Runs(12))],
        // No free news text: names of tweets and debates, and the corpora of related languages.
        Language::Es => vec![
            source("xlime_es_tweets", SOCIAL, Absent, Single),
            source("parlamint_es_silver", FAR, Doubtful, Marked),
            source("uner_bosque_pt", NEWS, Absent, Marked),
            source("winer_fr_news", NEWS, Keep, Marked),
            source("redocred_en", WIKI, Keep, Marked),
        ],
        Language::It => vec![
            source("xlime_it_tweets", SOCIAL, Absent, Single),
            source("uner_bosque_pt", NEWS, Absent, Marked),
            source("winer_fr_news", NEWS, Keep, Marked),
            source("redocred_en", WIKI, Keep, Marked),
        ],
        Language::Nl => vec![
            source("europeana_nl_hist", FAR, Absent, Runs(8)),
            source("germeval14_de", NEWS, Keep, Single),
            source("gum_en_news", NEWS, Keep, Marked),
            source("redocred_en", WIKI, Keep, Marked),
            source("winer_fr_news", WIKI, Keep, Marked),
        ],
    }
}

/// The languages whose own sentences a labeller learns from.
pub fn neighbours(language: Language) -> &'static [Language] {
    match language {
        Language::Es => &[Language::Es, Language::Pt, Language::Fr, Language::It],
        Language::It => &[Language::It, Language::Fr, Language::Pt, Language::Es],
        Language::Nl => &[Language::Nl, Language::De, Language::En],
        Language::Fr => &[Language::Fr],
        Language::En => &[Language::En],
        Language::De => &[Language::De],
        Language::Pt => &[Language::Pt],
    }
}

impl Source {
    /// Whether it is also read with other names put in the place of its own (see [`corpus::swap`](crate::corpus::swap)): what is nearest to
    /// today's news, but for the largest corpus, which would outweigh the rest.
    pub fn swapped(&self) -> bool {
        self.domain == NEWS && self.set != "redocred_en"
    }
}

/// How many times more the labeller of `language` reads its smaller corpora, with other names: where there is little labelled news.
pub fn swapped(language: Language) -> usize {
    if language == Language::En { 2 } else { 0 }
}

/// How many times more the labeller of `language` reads our own sentences, with other names.
pub fn own_copies(language: Language) -> usize {
    match language {
        // Where there is no labelled news.
        Language::Es | Language::Nl => 8,
        Language::It => 4,
        Language::De | Language::En | Language::Fr => 2,
        _ => 0,
    }
}

/// How many lines of raw text, the news at its head, the labeller of `language` goes on with.
pub fn raw(language: Language) -> usize {
    if language == Language::En { 10_976 } else { 0 }
}

/// How many trainings, each from other random numbers, are averaged.
pub fn runs(language: Language) -> usize {
    match language {
        Language::De => 4,
        _ => 3,
    }
}

/// The bytes of a weight file, about.
pub fn bytes(language: Language) -> usize {
    match language {
        Language::Es | Language::It | Language::Nl => 3_860_000,
        _ => 3_900_000,
    }
}

/// How the labeller of `language` is trained, chosen on development text.
pub fn settings(language: Language) -> Settings {
    let (epochs, dropout) = match language {
        Language::En | Language::De => (6, 0.5),
        _ => (8, 0.3),
    };
    Settings { epochs, rate: 0.1, dropout, seed: 1 }
}

/// Whether the labeller of `language` has word clusters.
pub fn clustered(language: Language) -> bool {
    !matches!(language, Language::Es | Language::It | Language::Nl)
}

/// How much the label outside is discouraged in the shipped weights (see `export::Shape`), chosen on development text.
pub fn outside(language: Language) -> f32 {
    match language {
        Language::De => 0.9,
        Language::Es | Language::It | Language::Nl => 0.5,
        _ => 0.2,
    }
}
