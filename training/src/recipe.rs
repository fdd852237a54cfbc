//! Which corpora make which labeller, and how each is read.

use crate::corpus::{Documents, Misc};
use analyze::language::Language;

/// A corpus in a recipe.
pub struct Source {
    /// File name without folder and ending.
    pub set: &'static str,
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
    Source { set, domain, misc, documents, part: Part::Train }
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
            source("crossner_ai_en", NEWS, Doubtful, Single),
            source("crossner_literature_en", NEWS, Doubtful, Single),
            source("crossner_music_en", NEWS, Doubtful, Single),
            source("crossner_politics_en", NEWS, Doubtful, Single),
            source("crossner_science_en", NEWS, Doubtful, Single),
            source("btc_en", SOCIAL, Absent, Single),
            source("wnut17_en", SOCIAL, Doubtful, Single),
            Source { set: "uner_ewt_en", domain: NEWS, misc: Absent, documents: Marked, part: Part::HalfDev },
        ],
        Language::De => vec![source("germeval14_de", NEWS, Keep, Single), source("europeana_de_hist", FAR, Absent, Runs(8))],
        Language::Pt => vec![source("uner_bosque_pt", NEWS, Absent, Marked), source("lener_pt_legal", FAR, Absent, Runs(12))],
        Language::Es => vec![source("parlamint_es_silver", FAR, Keep, Marked), source("xlime_es_tweets", SOCIAL, Absent, Single)],
        Language::It => vec![source("xlime_it_tweets", SOCIAL, Absent, Single)],
        Language::Nl => vec![source("europeana_nl_hist", FAR, Absent, Runs(8))],
    }
}
