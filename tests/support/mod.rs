//! What the tests of the command line share: running the program, and its output as JSON.
#![allow(dead_code)]

pub mod server;

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program with `arguments`, its environment free of what could lead it astray.
pub fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "no_proxy", "NO_COLOR"] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// What a run gave.
pub struct Run {
    /// Exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Every line of standard output as JSON.
    pub fn lines(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
    }

    /// Standard output as one JSON value.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.err))
    }

    /// The kind of the only line's error.
    pub fn error_kind(&self) -> String {
        let lines = self.lines();
        lines.first().and_then(|l| l["error"]["kind"].as_str()).unwrap_or_else(|| panic!("no error: {} {}", self.out, self.err)).to_owned()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs the program with `arguments`.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    command(arguments).stdin(Stdio::null()).output().unwrap().into()
}

/// Runs the program with `arguments` and `input` on standard input.
pub fn run_with<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
    let mut child = command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        // The program may have ended before it read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output.into()
}

/// Writes `content` to `name` below `folder`, with the folders in between.
pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

/// The text of a small article about `subject`.
pub fn article(subject: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{subject} opens a second plant</title></head><body><article>\
         <h1>{subject} opens a second plant</h1><p>The maker of garden tools {subject} opened a second plant on Monday, and hired 120 people \
         for it. Who will run the place? The company has not said so yet.</p><p>“We are proud of this,” said Mary Holt, the chief executive \
         of {subject}. The plant cost $30 million and took two years to build.</p></article></body></html>"
    )
}
