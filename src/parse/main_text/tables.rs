//! Table rows: cells side by side become one line with tabs between them, where the table holds data and not the page's layout.

use super::segment::{Place, Segments};
use super::trim::Kept;
use crate::document::{BlockKind, RawBlock};
use crate::parse::dom::Tag;

/// A cell of data is short; longer ones are columns of text.
const CELL_LETTERS: u32 = 400;

/// The blocks of `kept` with the cells of each row joined.
pub fn join_rows(segments: &Segments, kept: &[Kept]) -> Vec<RawBlock> {
    let mut out = Vec::with_capacity(kept.len());
    let mut at = 0;
    while let Some(first) = kept.get(at) {
        let block = |k: &Kept| RawBlock { kind: k.kind, text: segments.text_of(k.index).to_owned() };
        let Place::Cell(row) = segments.blocks[first.index].place else {
            out.push(block(first));
            at += 1;
            continue;
        };
        let length = kept[at..].iter().take_while(|k| segments.blocks[k.index].place == Place::Cell(row)).count();
        let cells = &kept[at..at + length];
        at += length;
        let columns: Vec<u32> = cells.iter().map(|k| column_of(segments, k.index)).collect();
        let single = columns.iter().all(|c| Some(c) == columns.first());
        let long = cells.iter().any(|k| segments.blocks[k.index].measure.letters > CELL_LETTERS);
        let text_column = single && (cells.len() > 1 || segments.blocks[first.index].measure.ends);
        if long || text_column {
            out.extend(cells.iter().map(block));
            continue;
        }
        let mut text = String::new();
        let mut last = None;
        for (cell, &column) in cells.iter().zip(&columns) {
            if last.is_some() {
                text.push(if last == Some(column) { ' ' } else { '\t' });
            }
            last = Some(column);
            text.push_str(segments.text_of(cell.index));
        }
        out.push(RawBlock { kind: BlockKind::TableRow, text });
    }
    out
}

/// How deep a cell may nest what it holds.
const CELL_DEPTH: usize = 8;

/// The cell that block `index` stands in.
fn column_of(segments: &Segments, index: usize) -> u32 {
    let mut at = segments.blocks[index].container;
    for _ in 0..CELL_DEPTH {
        let container = &segments.containers[at as usize];
        if matches!(container.tag, Tag::Td | Tag::Th) {
            break;
        }
        at = container.parent;
    }
    at
}
