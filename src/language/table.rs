//! The one format of all tables: lines of tab-separated cells under `[section]` headings, `#` for comments.
//!
//! ```text
//! # what the table is for
//! [elision]
//! l
//! jusqu<TAB>until
//! ```

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
        self.text.split('\t').nth(index).unwrap_or("").trim_ascii()
    }
    /// The whole line.
    pub fn text(&self) -> &'a str {
        self.text
    }
    /// All cells, trimmed.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text.split('\t').map(str::trim_ascii)
    }
    /// The alternatives of cell `index`, which are separated by `|`.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(index).split('|').map(str::trim_ascii).filter(|s| !s.is_empty())
    }
}

/// The rows of a table, in order, without headings, comments and blank lines.
pub fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    let mut section = "";
    table.lines().enumerate().filter_map(move |(index, line)| {
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
