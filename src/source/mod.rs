//! Stage 1: from what the user names to the bytes of a page. All input of the program happens in here.

pub mod page;
pub mod record;
