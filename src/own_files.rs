//! The files that a run writes: never written over one of its inputs, and never read as inputs where they lie in a folder that
//! is searched.

use crate::cli::Destination;
use analyze::batch::folder;
use analyze::source::input::{Input, Plan};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where a run writes to, as absolute paths without links.
#[derive(Debug, Clone, Default)]
pub struct OwnFiles {
    files: Vec<PathBuf>,
    folder: Option<(PathBuf, &'static str)>,
}

impl OwnFiles {
    /// The files of a run that writes to `destination` and copies error lines to `errors`. The error is a sentence for the user,
    /// where one of them is an input or both are the same.
    pub fn of(destination: &Destination, errors: Option<&Path>, plan: &Plan) -> Result<Self, String> {
        let mut own = Self::default();
        match destination {
            Destination::Whole(path) | Destination::Lines(path) => own.add("--output", path, plan)?,
            Destination::Folder(path, extension) => own.folder = place(path).map(|p| (p, *extension)),
            Destination::Stdout => {}
        }
        if let Some(path) = errors {
            own.add("--errors", path, plan)?;
        }
        Ok(own)
    }

    fn add(&mut self, option: &str, path: &Path, plan: &Plan) -> Result<(), String> {
        // A pipe or a device is no file that could be lost.
        let Some(file) = place(path).filter(|_| path.metadata().map_or(true, |m| m.is_file())) else { return Ok(()) };
        if self.files.contains(&file) {
            return Err(format!("{option} {}: reports go to this file; name another one", path.display()));
        }
        let lists = plan.files_from.iter().map(PathBuf::as_path);
        let mut inputs = plan.arguments.iter().map(Path::new).chain(lists);
        if inputs.any(|input| input.file_name() == file.file_name() && place(input).as_ref() == Some(&file)) {
            return Err(format!("{option} {}: this file is an input and would be written over; name another one", path.display()));
        }
        self.files.push(file);
        Ok(())
    }

    /// Whether `input` is one of these files.
    pub fn holds(&self, input: &Input) -> bool {
        let Input::File { path, .. } = input else { return false };
        let name = path.file_name();
        let written = self.files.iter().any(|own| own.file_name() == name && place(path).as_ref() == Some(own));
        let report = |(own, extension): &(PathBuf, &str)| {
            name.and_then(OsStr::to_str).is_some_and(|n| folder::is_report(n, extension))
                && place(path).is_some_and(|p| p.parent() == Some(own.as_path()))
        };
        written || self.folder.as_ref().is_some_and(report)
    }
}

/// `path` as an absolute one without links, whether there is such a file yet or not.
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(parent.canonicalize().ok()?.join(path.file_name()?))
    })
}
