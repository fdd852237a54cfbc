//! What is known of words and names before any training on labelled text: word clusters, habitual casing, and name lists.

use super::blob::BlobError;
use super::hash;
use super::table::Table;

/// Bits of a word's place in a cluster tree.
pub const CLUSTER_BITS: u32 = 12;
/// Bytes known of a word: two cluster codes, casing.
pub const WORD_WIDTH: usize = 5;
/// Bytes known of a name: the set of lists it is on.
pub const NAME_WIDTH: usize = 2;
/// The most tokens of a name on a list.
pub const NAME_TOKENS: usize = 6;

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// Its place in the first cluster tree, plus one; zero where it is not known.
    pub first: u16,
    /// Its place in the second cluster tree, plus one.
    pub second: u16,
    /// How often it is capitalised within sentences: 1 never to 8 always; zero where it is not known.
    pub casing: u8,
}

/// The lists that a name may be on, in the order of their bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// First names.
    First,
    /// Surnames.
    Surname,
    /// A large list of surnames without frequencies.
    SurnameRare,
    /// First name and surname of a public figure.
    Person,
    /// Larger towns.
    City,
    /// Other names of towns.
    CityVariant,
    /// Countries.
    Country,
    /// Regions, states, continents.
    Region,
    /// Companies.
    Company,
    /// Institutions.
    Institution,
    /// Parties, unions, associations, teams.
    Association,
    /// Newspapers, agencies, broadcasters.
    Media,
    /// Inhabitants and languages.
    Demonym,
    /// Products and brands.
    Product,
    /// Events and works.
    Event,
    /// Days and months.
    Calendar,
}

/// The number of lists.
pub const LISTS: usize = 16;

/// The look-ups of one weight file.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    words: Table<'a>,
    names: Table<'a>,
}

impl<'a> Lexicon<'a> {
    /// From the two tables' bytes.
    pub fn new(words: &'a [u8], names: &'a [u8]) -> Result<Self, BlobError> {
        Ok(Self { words: Table::new(words, WORD_WIDTH)?, names: Table::new(names, NAME_WIDTH)? })
    }

    /// What is known of the word with this hash.
    #[inline]
    pub fn word(&self, word: u64) -> Word {
        match self.words.get(word) {
            Some(&[a, b, c, d, casing]) => Word { first: u16::from_le_bytes([a, b]), second: u16::from_le_bytes([c, d]), casing },
            _ => Word::default(),
        }
    }

    /// The lists that the name with this hash is on, one bit each.
    #[inline]
    pub fn lists(&self, name: u64) -> u16 {
        match self.names.get(name) {
            Some(&[a, b]) => u16::from_le_bytes([a, b]),
            _ => 0,
        }
    }
}

impl Word {
    /// As stored.
    pub fn to_bytes(self) -> Vec<u8> {
        let (a, b) = (self.first.to_le_bytes(), self.second.to_le_bytes());
        vec![a[0], a[1], b[0], b[1], self.casing]
    }
}

/// The hash of a name that goes on with one more word.
#[inline]
pub const fn join(name: u64, word: u64) -> u64 {
    hash::mix(name, word)
}

/// The hash of a name from the hashes of its words.
pub fn name(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(0, join)
}
