//! Going on where a run was cut off.
//!
//! The output itself is the record of what is done: every whole line names its input. What a kill or a power cut left of a
//! line at the end is dropped, inputs that have a line are passed over, and the rest is appended, so that the result is,
//! byte for byte, that of a run that was never cut off.

use crate::source::input::Input;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

/// The inputs that are done, by a hash of their names, with how often each is.
#[derive(Debug, Default)]
pub struct Done(HashMap<[u8; 16], u32>);

impl Done {
    fn key(input: &str) -> [u8; 16] {
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(input.as_bytes())[..16]);
        key
    }

    fn add(&mut self, input: &str) {
        *self.0.entry(Self::key(input)).or_default() += 1;
    }

    /// Whether `input` is done; each line of the output stands for one occurrence of its input.
    pub fn take(&mut self, input: &Input) -> bool {
        let (name, _) = input.describe();
        match self.0.get_mut(&Self::key(&name)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// An output to go on with.
#[derive(Debug)]
pub struct Resumed {
    /// The file, at its new end.
    pub file: File,
    /// What it holds already.
    pub done: Done,
    /// How many inputs that is.
    pub lines: usize,
    /// How many of them failed.
    pub failed: usize,
}

/// What is read of a line.
#[derive(Deserialize)]
struct Head {
    source: HeadSource,
    #[serde(default)]
    error: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct HeadSource {
    input: String,
}

/// Opens the output at `path`, keeps its sound lines and cuts off the rest; error lines are copied to `errors`.
pub fn open(path: &Path, mut errors: Option<&mut dyn Write>) -> io::Result<Resumed> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("only a regular file can be resumed"));
    }
    let mut reader = BufReader::with_capacity(256 * 1024, &file);
    let (mut done, mut lines, mut failed, mut sound) = (Done::default(), 0, 0, 0);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        let Some(head) = line.strip_suffix(b"\n").and_then(|l| serde_json::from_slice::<Head>(l).ok()) else { break };
        done.add(&head.source.input);
        lines += 1;
        sound += length as u64;
        if head.error.is_some() {
            failed += 1;
            errors.as_mut().map_or(Ok(()), |errors| errors.write_all(&line))?;
        }
    }
    if lines == 0 && file.metadata()?.len() > 0 && !torn_first_line(&line) {
        return Err(io::Error::other("it holds no reports: nothing to resume"));
    }
    file.set_len(sound)?;
    file.seek(SeekFrom::Start(sound))?;
    Ok(Resumed { file, done, lines, failed })
}

/// Whether `line` may be the torn beginning of a report, so that cutting it off loses nothing of the user's.
fn torn_first_line(line: &[u8]) -> bool {
    let begin = br#"{"schema_version":"#;
    line.iter().all(|&b| b == 0) || line.starts_with(begin) || begin.starts_with(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(input: &str, error: bool) -> String {
        let tail = if error { r#","error":{"kind":"io","message":"x"}"# } else { r#","text":"""# };
        format!(r#"{{"schema_version":"1.0.0","source":{{"input":"{input}"}}{tail}}}"#) + "\n"
    }

    fn resume(content: &[u8]) -> (Vec<u8>, Vec<u8>, io::Result<Resumed>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        std::fs::write(&path, content).unwrap();
        let mut errors = Vec::new();
        let resumed = open(&path, Some(&mut errors));
        (std::fs::read(&path).unwrap(), errors, resumed)
    }

    #[test]
    fn a_torn_end_is_cut_off_wherever_it_is_torn() {
        let whole = report("a", false) + &report("b", true);
        let torn = report("c", false);
        for cut in 0..torn.len() {
            let (kept, errors, resumed) = resume((whole.clone() + &torn[..cut]).as_bytes());
            assert_eq!(String::from_utf8(kept).unwrap(), whole, "{cut}");
            assert_eq!(String::from_utf8(errors).unwrap(), report("b", true));
            assert_eq!(resumed.unwrap().lines, 2);
            // The same with nothing whole before it.
            let (kept, ..) = resume(&torn.as_bytes()[..cut]);
            assert!(kept.is_empty(), "{cut}");
        }
    }

    #[test]
    fn blocks_that_a_power_cut_left_empty_are_cut_off() {
        let (kept, _, resumed) = resume(&[report("a", false).as_bytes(), &[0; 4096], b"\n", report("b", false).as_bytes()].concat());
        assert_eq!(String::from_utf8(kept).unwrap(), report("a", false));
        assert_eq!(resumed.unwrap().lines, 1);
    }

    #[test]
    fn a_file_that_is_no_output_is_left_alone() {
        for content in ["My letters.\n", "{\"a\": 1}\n", "x"] {
            let (kept, _, resumed) = resume(content.as_bytes());
            assert!(resumed.is_err(), "{content}");
            assert_eq!(String::from_utf8(kept).unwrap(), content);
        }
    }

    #[test]
    fn each_line_stands_for_one_occurrence() {
        let (.., resumed) = resume((report("a", false) + &report("a", false) + &report("b", false)).as_bytes());
        let mut done = resumed.unwrap().done;
        let input = |name: &str| Input::Url(name.to_owned());
        let taken: Vec<bool> = ["a", "a", "a", "b", "b", "c"].iter().map(|n| done.take(&input(n))).collect();
        assert_eq!(taken, [true, true, false, true, false, false]);
    }
}
