//! What went less than perfectly, told beside the result instead of failing it.

use schemars::JsonSchema;
use serde::Serialize;

/// The stage of the journey that noticed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reading bytes from a file, an address, a stream or a record.
    Fetch,
    /// Turning bytes into a document.
    Parse,
    /// Finding facts in the document.
    Extract,
}

/// One remark about an input that was analysed all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Warning {
    /// A stable name in lower snake case, for programs (`undecodable_bytes`, `depth_capped` …).
    pub code: String,
    /// Where it was noticed.
    pub stage: Stage,
    /// One sentence for a person.
    pub message: String,
}

impl Warning {
    /// A warning of `stage` named `code`.
    pub fn new(stage: Stage, code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), stage, message: message.into() }
    }
}
