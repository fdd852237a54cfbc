//! Stage 4: the report, and its faces.

pub mod build;
pub mod csv;
pub mod json;
pub mod sanitize;
pub mod schema;
pub mod text;

pub use build::build;
