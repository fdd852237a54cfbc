//! The one format of all tables: lines of tab-separated cells under `[section]` headings, `#` for comments.
//!
//! ```text
//! # what the table is for
//! [elision]
//! l
//! jusqu<TAB>until
//! ```

use memchr::memchr;

/// One line of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The heading it stands under, without brackets; empty before the first.
    pub section: &'a str,
    /// Its number in the file, from 1.
    pub line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// Cell `index`, trimmed; empty where the line is shorter.
    pub fn cell(&self, index: usize) -> &'a str {
        parts(self.text, b'\t').nth(index).unwrap_or("").trim_ascii()
    }
    /// The whole line.
    pub fn text(&self) -> &'a str {
        self.text
    }
    /// All cells, trimmed.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        parts(self.text, b'\t').map(str::trim_ascii)
    }
    /// The alternatives of cell `index`, which are separated by `|`.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        parts(self.cell(index), b'|').map(str::trim_ascii).filter(|s| !s.is_empty())
    }
}

/// The parts of `text` between the ASCII characters `mark`.
fn parts(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = memchr(mark, text.as_bytes()).map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])));
        rest = after;
        Some(part)
    })
}

/// The rows of a table, in order, without headings, comments and blank lines.
pub fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    let mut section = "";
    parts(table, b'\n').enumerate().filter_map(move |(index, line)| {
        let line = line.trim_ascii_end();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        Some(Row { section, line: index + 1, text: line })
    })
}
