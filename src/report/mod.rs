//! Stage 4: the report, and its faces.

pub mod build;
pub mod schema;

pub use build::build;
