//! Reading text files, plain or compressed with xz (by the `xz` command).

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// The text of `path`; where it does not exist, of `path` with `.xz` added.
pub fn read(path: &Path) -> Result<String> {
    if path.exists() && path.extension().is_none_or(|e| e != "xz") {
        return std::fs::read_to_string(path).with_context(|| path.display().to_string());
    }
    let packed = if path.exists() {
        path.to_owned()
    } else {
        path.with_file_name(format!("{}.xz", path.file_name().unwrap_or_default().to_string_lossy()))
    };
    let run = Command::new("xz").arg("-dc").arg(&packed).stderr(Stdio::inherit()).output().context("the command xz is needed")?;
    if !run.status.success() {
        bail!("cannot unpack {}", packed.display());
    }
    String::from_utf8(run.stdout).with_context(|| packed.display().to_string())
}

/// Whether `path`, plain or with `.xz` added, is there.
pub fn exists(path: &Path) -> bool {
    path.exists() || path.with_file_name(format!("{}.xz", path.file_name().unwrap_or_default().to_string_lossy())).exists()
}
