//! Names that nobody has, to be put in the place of the names in our own sentences: a labeller that reads a sentence with many names
//! learns the sentence and not the name.

use crate::corpus::Pool;
use crate::files;
use crate::random::Random;
use analyze::language::Language;
use analyze::model::Kind;
use anyhow::Result;
use std::path::Path;

const ONSETS: [&str; 36] = [
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr", "qu", "r", "s", "sc", "sp", "st",
    "t", "th", "tr", "v", "w", "z", "", "", "", "", "",
];
const VOWELS: [&str; 12] = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou"];
const CODAS: [&str; 20] = ["", "", "", "", "", "l", "n", "r", "s", "m", "nd", "rt", "st", "x", "ll", "nt", "rk", "ck", "lm", "v"];
const FIRM_ENDS: [&str; 20] =
    ["a", "ia", "is", "ex", "on", "or", "ora", "tec", "ly", "io", "eo", "um", "os", "ance", "ara", "en", "ix", "al", "ent", "ys"];
const SURNAME_ENDS: [&str; 24] = [
    "er", "man", "sen", "ov", "ić", "ez", "ini", "elli", "eau", "ard", "ski", "son", "berg", "stra", "ma", "eira", "oglu", "ley", "ton",
    "ay", "uk", "ani", "ero", "ard",
];

/// How many names of each make there are.
const NAMES: usize = 3000;

/// The words behind a firm's name, and those before and within a surname.
fn words(language: Language) -> (&'static [&'static str], &'static [&'static str]) {
    match language {
        Language::Nl => {
            (&["Groep", "Bouw", "Energie", "Bank", "Zorg", "Logistiek", "Holding", "Foods"], &["van", "de", "van der", "van den", "ter"])
        }
        Language::De => (&["Gruppe", "Bau", "Energie", "Bank", "Klinik", "Werke", "Holding", "AG"], &["von"]),
        Language::Fr => (&["Groupe", "Énergie", "Capital", "Santé", "Aviation", "Industries", "Finance", "Conseil"], &["de", "Le", "du"]),
        Language::Es => (&["Energía", "Capital", "Salud", "Foods", "Seguros", "Motor", "Bank", "Renovables"], &["de", "del", "de la"]),
        Language::Pt => (&["Energia", "Capital", "Saúde", "Alimentos", "Seguros", "Motores", "Bank", "Logística"], &["da", "de", "dos"]),
        Language::It => (&["Energia", "Capital", "Salute", "Foods", "Assicurazioni", "Motori", "Bank", "Costruzioni"], &["De", "Di", "Lo"]),
        Language::En => (&["Energy", "Capital", "Health", "Foods", "Systems", "Motors", "Bank", "Partners", "Group", "Labs"], &[]),
    }
}

fn word(ends: &[&str], random: &mut Random) -> String {
    let pick = |from: &[&'static str], random: &mut Random| from[random.below(from.len())];
    let mut out = String::new();
    for _ in 0..1 + random.below(2) {
        out.push_str(pick(&ONSETS, random));
        out.push_str(pick(&VOWELS, random));
        out.push_str(pick(&CODAS, random));
    }
    out.push_str(ends[random.below(ends.len())]);
    let mut letters = out.chars();
    letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// The lines of the lists of `kind` for the language and for all.
fn list(folders: &[&Path], kind: &str, regions: &[&str]) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for folder in folders {
        for region in regions {
            let path = folder.join(format!("{kind}.{region}.txt"));
            if files::exists(&path) {
                out.extend(files::read(&path)?.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(str::to_owned));
            }
        }
    }
    Ok(out)
}

/// Names of people, firms, towns and products: from the lists of the language, and invented.
pub fn pool(folders: &[&Path], language: Language, random: &mut Random) -> Result<Pool> {
    let code = language.code();
    let (tails, particles) = words(language);
    let firsts = list(folders, "person_first", &[code])?;
    let others = list(folders, "person_first", &["all"])?;
    let surnames = list(folders, "person_last", if language == Language::Es { &["es"] } else { &["all"] })?;
    let companies = list(folders, "org_company", &["all", "eu"])?;
    let cities = list(folders, "place_city", &[code, "all"])?;
    let products = list(folders, "product", &["all"])?;
    let mut pool = Pool::default();
    let one = |list: &[String], random: &mut Random| list.get(random.below(list.len().max(1))).cloned();
    for _ in 0..NAMES {
        // How a name ends must not tell what it names: what stands around it has to.
        let ends = |share: f32, random: &mut Random| if random.unit() < share { &SURNAME_ENDS[..] } else { &FIRM_ENDS[..] };
        let listed = one(&surnames, random).filter(|_| random.unit() < 0.5);
        let mut surname = listed.unwrap_or_else(|| word(ends(0.7, random), random));
        pool.add(Kind::Person, &surname);
        if !particles.is_empty() && random.unit() < 0.15 {
            surname = format!("{} {surname}", particles[random.below(particles.len())]);
        } else if language == Language::Es && random.unit() < 0.3 {
            surname = format!("{surname} {}", one(&surnames, random).unwrap_or_default());
        }
        let from = if random.unit() < 0.7 && !firsts.is_empty() { &firsts } else { &others };
        let first = one(from, random).unwrap_or_default();
        pool.add(Kind::Person, &format!("{first} {surname}"));
        let named_after = one(&surnames, random).filter(|_| random.unit() < 0.2);
        let firm = named_after.unwrap_or_else(|| word(ends(0.4, random), random));
        pool.add(Kind::Organization, &firm);
        pool.add(Kind::Organization, &format!("{firm} {}", tails[random.below(tails.len())]));
        companies.iter().skip(random.below(companies.len().max(1))).take(1).for_each(|c| pool.add(Kind::Organization, c));
        let letters: String = (0..2 + random.below(3)).map(|_| char::from(b'A' + random.below(26) as u8)).collect();
        pool.add(Kind::Organization, &letters);
        let town = one(&cities, random).filter(|_| random.unit() < 0.8);
        pool.add(Kind::Location, &town.unwrap_or_else(|| word(ends(0.5, random), random)));
        pool.add(Kind::Miscellaneous, &format!("{} {}", word(ends(0.3, random), random), 1 + random.below(12)));
        pool.add(Kind::Miscellaneous, &word(ends(0.3, random), random));
        products.iter().skip(random.below(products.len().max(1))).take(1).for_each(|c| pool.add(Kind::Miscellaneous, c));
    }
    Ok(pool)
}
