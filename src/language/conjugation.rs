//! The regular forms of verbs: what a language makes of an infinitive by rule need not stand in a table. Of the first conjugation of the
//! Romance languages (French -er, Spanish and Portuguese -ar, Italian -are) the third persons, as news tell of somebody else.

use super::Language;

/// Which forms of a verb a form is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Present, imperfect, simple past.
    Finite,
    Participle,
    Future,
    Gerund,
}

/// Endings: of the present, of imperfect and simple past, of the participle, of the future, of the gerund.
type Endings = ([&'static str; 2], [&'static str; 4], &'static str, [&'static str; 2], &'static str);

/// Hands `each` the regular forms of `infinitive`; none where the language does not make them by this rule, and none that the rule may
/// get wrong (stems that change their vowel). Of a phrase ("annoncer sa démission") it is the first word that changes.
pub(crate) fn regular(infinitive: &str, language: Language, mut each: impl FnMut(Tense, &str)) {
    let (ending, irregular, endings): (&str, &[&str], Endings) = match language {
        Language::Fr => {
            ("er", &["aller", "envoyer", "renvoyer"], (["e", "ent"], ["ait", "aient", "a", "èrent"], "é", ["era", "eront"], "ant"))
        }
        Language::Es => ("ar", &["dar", "estar", "andar"], (["a", "an"], ["aba", "aban", "ó", "aron"], "ado", ["ará", "arán"], "ando")),
        Language::Pt => ("ar", &["dar", "estar"], (["a", "am"], ["ava", "avam", "ou", "aram"], "ado", ["ará", "arão"], "ando")),
        Language::It => {
            ("are", &["dare", "fare", "stare", "andare"], (["a", "ano"], ["ava", "avano", "ò", "arono"], "ato", ["erà", "eranno"], "ando"))
        }
        Language::En | Language::De | Language::Nl => return,
    };
    let (verb, rest) = infinitive.split_at(infinitive.find(' ').unwrap_or(infinitive.len()));
    let Some(stem) = verb.strip_suffix(ending).filter(|stem| stem.len() > 1 && !irregular.contains(&verb)) else { return };
    let (present, past, participle, future, gerund) = endings;
    let mut form = |tense, stem: &str, ending: &str| each(tense, &format!("{stem}{ending}{rest}"));
    let broad = before_broad(stem, language);
    past.iter().for_each(|end| form(Tense::Finite, if end.starts_with('è') { stem } else { &broad }, end));
    form(Tense::Participle, stem, participle);
    form(Tense::Gerund, &broad, gerund);
    if let Some(stem) = stressed(stem, language) {
        present.iter().for_each(|end| form(Tense::Finite, &stem, end));
    }
    if let Some(stem) = before_future(stem, language) {
        future.iter().for_each(|end| form(Tense::Future, &stem, end));
    }
}

/// The stem before a, o: French keeps its sound by spelling ("annonç-a", "dirige-a").
fn before_broad(stem: &str, language: Language) -> String {
    match stem.strip_suffix('c') {
        Some(rest) if language == Language::Fr => format!("{rest}ç"),
        _ if language == Language::Fr && stem.ends_with('g') => format!("{stem}e"),
        _ => stem.to_owned(),
    }
}

/// The stem where it bears the stress, in the present: French é and mute e change ("cède", "relève"), Spanish e and o may.
fn stressed(stem: &str, language: Language) -> Option<String> {
    let vowel = |c: char| "aeiouáéíóúàèâêîôûy".contains(c);
    let (at, last) = stem.char_indices().rev().find(|&(_, c)| vowel(c))?;
    let after = &stem[at + last.len_utf8()..];
    match (language, last) {
        (Language::Es, 'e' | 'o') => None,
        // "nomear": nomeia
        (Language::Pt, 'e') if after.is_empty() => Some(format!("{stem}i")),
        // "jeter", "appeler" double their consonant, "acheter" does not.
        (Language::Fr, 'e') if matches!(after, "t" | "l") => None,
        (Language::Fr, 'e' | 'é') if after.chars().count() == 1 => Some(format!("{}è{after}", &stem[..at])),
        (Language::Fr, 'y') if after.is_empty() => Some(format!("{}i", &stem[..at])),
        _ => Some(stem.to_owned()),
    }
}

/// The stem before the ending of the future: French mute e changes as in the present ("relèvera"), Italian keeps its sound by spelling
/// ("incaricherà", "lascerà").
fn before_future(stem: &str, language: Language) -> Option<String> {
    match language {
        Language::Fr if !stem.contains('é') => stressed(stem, language),
        Language::It if stem.ends_with(['c', 'g']) => Some(format!("{stem}h")),
        Language::It if stem.ends_with("ci") || stem.ends_with("gi") => Some(stem[..stem.len() - 1].to_owned()),
        _ => Some(stem.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(infinitive: &str, language: Language) -> Vec<String> {
        let mut forms = Vec::new();
        regular(infinitive, language, |tense, form| forms.push(format!("{tense:?} {form}")));
        forms
    }

    #[test]
    fn regular_verbs_have_their_forms() {
        for (infinitive, language, wanted) in [
            ("nommer", Language::Fr, ["Finite nomme", "Finite nommaient", "Finite nommèrent", "Participle nommé", "Future nommera"]),
            (
                "annoncer son départ",
                Language::Fr,
                [
                    "Finite annonce son départ",
                    "Finite annonçait son départ",
                    "Finite annoncèrent son départ",
                    "Participle annoncé son départ",
                    "Gerund annonçant son départ",
                ],
            ),
            ("engager", Language::Fr, ["Finite engage", "Finite engagea", "Finite engagèrent", "Future engageront", "Gerund engageant"]),
            ("céder", Language::Fr, ["Finite cède", "Finite cédait", "Finite cèdent", "Future cédera", "Participle cédé"]),
            ("relever", Language::Fr, ["Finite relève", "Finite relevait", "Future relèvera", "Participle relevé", "Gerund relevant"]),
            ("designar", Language::Es, ["Finite designa", "Finite designó", "Finite designaba", "Future designará", "Gerund designando"]),
            ("nomear", Language::Pt, ["Finite nomeia", "Finite nomeou", "Finite nomeava", "Future nomeará", "Participle nomeado"]),
            (
                "incaricare",
                Language::It,
                ["Finite incarica", "Finite incaricò", "Finite incaricava", "Future incaricherà", "Participle incaricato"],
            ),
            ("lasciare", Language::It, ["Finite lascia", "Finite lasciò", "Finite lasciava", "Future lascerà", "Participle lasciato"]),
        ] {
            let found = forms(infinitive, language);
            wanted.iter().for_each(|form| assert!(found.iter().any(|f| f == form), "{infinitive}: {form} not in {found:?}"));
        }
    }

    #[test]
    fn what_the_rule_may_get_wrong_is_left_out() {
        assert!(forms("aller", Language::Fr).is_empty());
        assert!(forms("finir", Language::Fr).is_empty());
        assert!(forms("nombrar", Language::Es).iter().all(|f| f != "Finite nombra" && f != "Finite nombran"));
        assert!(forms("jeter l'éponge", Language::Fr).iter().all(|f| !f.contains("jete") && !f.contains("jette")));
        assert!(forms("appoint", Language::En).is_empty());
        assert!(forms("", Language::Es).is_empty() && forms("ar", Language::Es).is_empty() && forms("er", Language::Fr).is_empty());
    }
}
