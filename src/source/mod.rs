//! Stage 1: from what the user names to the bytes of a page. All input of the program happens in here.

pub mod content;
pub mod error;
pub mod fetch;
pub mod input;
pub mod local;
pub mod page;
pub mod record;

use error::InputError;
use fetch::Fetcher;
use input::Input;
use page::Page;

/// Reads `input`, at most `cap` bytes of it.
pub fn read(input: &Input, fetcher: &Fetcher, cap: usize) -> Result<Page, InputError> {
    match input {
        Input::Url(address) => fetcher.fetch(address),
        Input::File { path, special } => local::file(path, *special, cap),
        Input::Stdin => local::stdin(cap),
        Input::Record { line, number } => record::page(line, *number, cap),
        Input::Failed { error, .. } => Err(error.clone()),
    }
}
