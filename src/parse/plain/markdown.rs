//! Markdown: blocks with their kinds, and inline marks taken away so that the text is plain.

use super::super::metadata::{Metadata, credit};
use crate::document::{BlockKind, RawBlock};

/// Reads Markdown.
pub fn read_markdown(text: &str) -> (Metadata, Vec<RawBlock>) {
    let text = super::unified_lines(text);
    let (front, body) = front_matter(&text);
    let mut metadata = front.map(from_front_matter).unwrap_or_default();
    let mut reader = Reader { references: references(body), ..Reader::default() };
    for line in body.lines() {
        reader.line(line);
    }
    reader.flush();
    let mut blocks = reader.blocks;
    mark_title(&mut metadata, &mut blocks);
    metadata.credit = credit::closing(&blocks);
    (metadata, blocks)
}

/// The first heading is the title where no text stands before it; a title from the front matter takes its place.
fn mark_title(metadata: &mut Metadata, blocks: &mut Vec<RawBlock>) {
    match (blocks.first_mut(), metadata.title.clone()) {
        (Some(first), title) if first.kind == BlockKind::Heading && title.as_ref().is_none_or(|t| *t == first.text) => {
            first.kind = BlockKind::Title;
            metadata.title = Some(first.text.clone());
        }
        (Some(_), Some(text)) => blocks.insert(0, RawBlock { kind: BlockKind::Title, text }),
        _ => {}
    }
}

/// The lines between `---` at the very start, and the rest.
fn front_matter(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    let Some(end) = rest.find("\n---\n") else { return (None, text) };
    let front = rest.get(..end).unwrap_or("");
    let keyed = front.lines().all(|l| l.trim().is_empty() || l.starts_with([' ', '-', '#', '\t']) || l.contains(':'));
    if keyed { (Some(front), rest.get(end + 5..).unwrap_or("")) } else { (None, text) }
}

fn from_front_matter(front: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut key = String::new();
    for line in front.lines() {
        let (value, item) = match line.trim().strip_prefix("- ") {
            Some(item) => (item, true),
            None => {
                let Some((name, value)) = line.split_once(':') else { continue };
                key = name.trim().to_ascii_lowercase();
                (value, false)
            }
        };
        let list = value.trim().trim_start_matches('[').trim_end_matches(']');
        let value = unquoted(value);
        if value.is_empty() {
            continue;
        }
        match key.as_str() {
            "title" if !item => metadata.title = Some(value),
            "subtitle" | "description" if !item => metadata.subtitle = Some(value),
            "author" | "authors" => metadata.authors.extend(list.split(',').map(unquoted).filter(|a| !a.is_empty())),
            "tags" | "keywords" => metadata.tags.extend(list.split(',').map(unquoted).filter(|t| !t.is_empty())),
            "date" | "published" => metadata.published = super::super::metadata::dates::machine(&value).map(|s| s.to_string()),
            "updated" | "modified" | "lastmod" => metadata.modified = super::super::metadata::dates::machine(&value).map(|s| s.to_string()),
            "lang" | "language" => metadata.language = Some(value),
            "section" | "category" => metadata.section = Some(value),
            "canonical" | "canonical_url" => metadata.canonical_url = Some(value),
            _ => {}
        }
    }
    metadata
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_owned()
}

/// The labels that `[label]: address` lines define.
fn references(text: &str) -> Vec<&str> {
    let mut labels: Vec<&str> = text.lines().filter_map(reference).collect();
    labels.sort_unstable();
    labels
}

fn reference(line: &str) -> Option<&str> {
    let (label, target) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    (!target.trim().is_empty() && !label.contains(['[', ']'])).then_some(label)
}

#[derive(Default)]
struct Reader<'a> {
    references: Vec<&'a str>,
    blocks: Vec<RawBlock>,
    /// The block being gathered, with its marks.
    current: String,
    kind: Option<BlockKind>,
    fence: Option<&'a str>,
    blank_before: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) {
        let trimmed = line.trim();
        if let Some(fence) = self.fence {
            if trimmed.starts_with(fence) && trimmed.trim_start_matches(['`', '~']).is_empty() {
                self.fence = None;
                self.flush();
            } else {
                self.add(BlockKind::Code, line, "\n");
            }
            return;
        }
        let blank_before = std::mem::replace(&mut self.blank_before, trimmed.is_empty());
        if trimmed.is_empty() {
            return self.flush();
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|f| trimmed.starts_with(f)) {
            self.flush();
            self.fence = Some(fence);
        } else if reference(line).is_some() || table_rule(trimmed) {
            self.flush();
        } else if self.kind == Some(BlockKind::Paragraph) && is_underline(trimmed) {
            self.kind = Some(BlockKind::Heading);
            self.flush();
        } else if super::is_rule(&trimmed.replace(' ', "")) {
            self.flush();
        } else if let Some(heading) = heading(trimmed) {
            self.flush();
            self.add(BlockKind::Heading, heading, " ");
            self.flush();
        } else if let Some(quoted) = trimmed.strip_prefix('>') {
            self.quoted(quoted.trim());
        } else if let Some(item) = list_item(trimmed) {
            self.flush();
            self.add(BlockKind::ListItem, item, " ");
        } else if let Some(row) = trimmed.strip_prefix('|').map(|r| r.strip_suffix('|').unwrap_or(r)) {
            self.flush();
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            self.add(BlockKind::TableRow, &cells.join("\t"), "\t");
            self.flush();
        } else if blank_before
            && line.starts_with("    ")
            && self.kind.is_none()
            && self.blocks.last().is_none_or(|b| b.kind != BlockKind::ListItem)
        {
            self.add(BlockKind::Code, line, "\n");
        } else {
            let kind = self.kind.unwrap_or(BlockKind::Paragraph);
            self.add(kind, trimmed, " ");
            if line.ends_with("  ") || line.ends_with('\\') {
                self.flush();
            }
        }
    }

    fn quoted(&mut self, line: &str) {
        if line.is_empty() || self.kind.is_some_and(|k| k != BlockKind::Quote) {
            self.flush();
        }
        if !line.is_empty() {
            self.add(BlockKind::Quote, line.trim_start_matches(['>', ' ']), " ");
        }
    }

    fn add(&mut self, kind: BlockKind, text: &str, glue: &str) {
        if self.kind != Some(kind) {
            self.flush();
        }
        self.kind = Some(kind);
        if !self.current.is_empty() {
            self.current.push_str(glue);
        }
        self.current.push_str(text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.current);
        let Some(kind) = self.kind.take() else { return };
        let text = if kind == BlockKind::Code { text } else { plain(&text, &self.references) };
        if !text.trim().is_empty() {
            self.blocks.push(RawBlock { kind, text });
        }
    }
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then(|| rest.trim().trim_end_matches('#').trim_end())
}

fn is_underline(line: &str) -> bool {
    line.len() >= 2 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

fn table_rule(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.bytes().all(|b| b"|:- ".contains(&b))
}

fn list_item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+', '•']).or_else(|| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits).then(|| line.get(digits..)?.strip_prefix(['.', ')']))?
    })?;
    let item = rest.strip_prefix([' ', '\t'])?.trim_start();
    Some(item.strip_prefix("[ ] ").or_else(|| item.strip_prefix("[x] ")).unwrap_or(item))
}

/// `text` without inline marks: emphasis, code, links, pictures, tags, escapes.
fn plain(text: &str, references: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Brackets are looked for only as far as this, which keeps the whole linear.
    const REACH: usize = 600;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let near = &after[..after.floor_char_boundary(REACH)];
        match c {
            '\\' if after.starts_with(|n: char| n.is_ascii_punctuation()) => {
                out.extend(after.chars().next());
                rest = &after[1..];
            }
            '!' if near.starts_with('[') => rest = picture(after, near),
            '[' => rest = link(&mut out, after, near, references),
            '<' if let Some(end) =
                near.find('>').filter(|_| near.starts_with(|n: char| n.is_ascii_alphabetic() || n == '/' || n == '!')) =>
            {
                let inner = &near[..end];
                if inner.starts_with("http") || inner.contains('@') && !inner.contains(' ') {
                    out.push_str(inner);
                }
                rest = &after[end + 1..];
            }
            '`' => rest = code(&mut out, rest),
            '*' | '_' | '~' => rest = emphasis(&mut out, rest, c),
            '&' if let Some((decoded, length)) = entity(near) => {
                out.push_str(decoded);
                rest = &after[length..];
            }
            _ => {
                out.push(c);
                rest = after;
            }
        }
    }
    let lines: Vec<&str> = out.split(' ').filter(|w| !w.is_empty()).collect();
    lines.join(" ")
}

/// A picture is dropped with its alternative text.
fn picture<'t>(after: &'t str, near: &str) -> &'t str {
    let target = near.find("](").and_then(|at| Some(at + near.get(at..)?.find(')')?));
    target.map_or(&after[1..], |end| &after[end + 1..])
}

fn link<'t>(out: &mut String, after: &'t str, near: &str, references: &[&str]) -> &'t str {
    let mut depth = 1;
    let mut close = None;
    for (at, c) in near.char_indices() {
        depth += i32::from(c == '[') - i32::from(c == ']');
        if depth == 0 {
            close = Some(at);
            break;
        }
    }
    let Some(close) = close else {
        out.push('[');
        return after;
    };
    let (text, tail) = (&near[..close], &near[close + 1..]);
    let end = if tail.starts_with('(') {
        tail.find(')')
    } else if tail.starts_with('[')
        && (references.binary_search(&text).is_ok() || tail.find(']').is_some_and(|e| references.binary_search(&&tail[1..e]).is_ok()))
    {
        tail.find(']')
    } else {
        None
    };
    if text.starts_with('^') {
        return &after[close + 1..];
    }
    if let Some(end) = end {
        // Marks within the text are few and short: one more pass over it, never deeper.
        let inner: String = text.chars().filter(|c| !"*`".contains(*c)).collect();
        out.push_str(if inner.contains("](") { "" } else { &inner });
        return &after[close + 1 + end + 1..];
    }
    if references.binary_search(&text).is_ok() {
        out.push_str(text);
        return &after[close + 1..];
    }
    out.push('[');
    after
}

fn code<'t>(out: &mut String, rest: &'t str) -> &'t str {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let inner = &rest[ticks..];
    let near = &inner[..inner.floor_char_boundary(600)];
    match near.find(&rest[..ticks]) {
        Some(end) => {
            out.push_str(inner[..end].trim());
            &inner[end + ticks..]
        }
        None => inner,
    }
}

/// Drops a run of emphasis marks where it hugs a word on one side; keeps it as `2 * 3`, `snake_case`.
fn emphasis<'t>(out: &mut String, rest: &'t str, mark: char) -> &'t str {
    let after = rest.trim_start_matches(mark);
    let run = &rest[..rest.len() - after.len()];
    let left = out.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let right = after.chars().next().is_some_and(|c| !c.is_whitespace());
    let within_word = out.chars().next_back().is_some_and(char::is_alphanumeric) && after.chars().next().is_some_and(char::is_alphanumeric);
    let keep = !left && !right || mark == '_' && within_word || mark == '~' && run.len() != 2;
    if keep {
        out.push_str(run);
    }
    after
}

fn entity(near: &str) -> Option<(&'static str, usize)> {
    const ENTITIES: &[(&str, &str)] = &[
        ("amp;", "&"),
        ("lt;", "<"),
        ("gt;", ">"),
        ("quot;", "\""),
        ("nbsp;", "\u{a0}"),
        ("#39;", "'"),
        ("apos;", "'"),
        ("mdash;", "—"),
        ("ndash;", "–"),
        ("hellip;", "…"),
    ];
    ENTITIES.iter().find(|(name, _)| near.starts_with(name)).map(|(name, text)| (*text, name.len()))
}
