//! The JSON face: one indented object, or one compact object a line.
//!
//! Control characters beyond ASCII and bidirectional overrides are written as `\u` escapes: the string is the same for every
//! reader, and harmless where somebody looks at the file in a terminal.

use super::sanitize::is_dangerous;
use super::schema::Line;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// `value` as one compact line, its end included.
pub fn line(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    write(value, CompactFormatter)
}

/// `value` as an indented object.
pub fn pretty(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    write(value, PrettyFormatter::new())
}

/// The JSON Schema (draft 2020-12) of every object that the program prints.
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Line>().to_value()
}

fn write(value: &impl Serialize, formatter: impl Formatter) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(16 * 1024);
    value.serialize(&mut Serializer::with_formatter(&mut out, Safe(formatter)))?;
    out.push(b'\n');
    Ok(out)
}

/// A formatter that escapes what could steer a terminal; everything else is left to `F`.
struct Safe<F>(F);

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| !c.is_ascii_graphic() && c != ' ' && is_dangerous(c)) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after.get(c.len_utf8()..).unwrap_or("");
        }
        out.write_all(rest.as_bytes())
    }
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }
    fn end_object_key<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_key(out)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_exactly_and_are_harmless() {
        let text = "a\u{1b}[31m\u{9b}31m \u{202e}x\u{2066} \u{7f} \"q\" \\ \u{2028} é’ 👩‍🔬 \u{e0041} \0";
        for bytes in [line(&text).unwrap(), pretty(&[text]).unwrap()] {
            let shown = String::from_utf8(bytes).unwrap();
            assert!(!shown.trim_end().replace("\n  ", "").replace('\n', "").contains(is_dangerous), "{shown:?}");
            let back: serde_json::Value = serde_json::from_str(&shown).unwrap();
            assert_eq!(back.get(0).unwrap_or(&back), text);
        }
    }

    #[test]
    fn nothing_else_differs_from_plain_json() {
        let value = serde_json::json!({"a": [1, 2.5, null, true, {}, []], "é": "L’été\u{a0}: « oui »", "n": -7, "big": 600_000_000_000u64});
        assert_eq!(line(&value).unwrap(), [serde_json::to_vec(&value).unwrap(), b"\n".to_vec()].concat());
        assert_eq!(pretty(&value).unwrap(), [serde_json::to_vec_pretty(&value).unwrap(), b"\n".to_vec()].concat());
    }
}
