//! The command `analyze`: arguments, run, exit code.

use analyze::{Options, Page, source::page::SourceKind, source::record};
use clap::Parser;
use std::io::{BufRead, Write};
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    inputs: Vec<String>,
    #[arg(long)]
    records: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = Options::default();
    let mut out = std::io::stdout().lock();
    if arguments.records {
        for (line, number) in std::io::stdin().lock().lines().zip(1..) {
            let Ok(line) = line else { return ExitCode::FAILURE };
            match record::page(&line, number) {
                Ok(page) => {
                    if serde_json::to_writer(&mut out, &analyze::analyze(&page, &options)).is_err() || writeln!(out).is_err() {
                        return ExitCode::SUCCESS;
                    }
                }
                Err(message) => eprintln!("analyze: {message}"),
            }
        }
    }
    for input in arguments.inputs {
        let Ok(bytes) = std::fs::read(&input) else { return ExitCode::FAILURE };
        let page = Page::new(input, SourceKind::File, bytes);
        let _ = serde_json::to_writer_pretty(&mut out, &analyze::analyze(&page, &options));
        let _ = writeln!(out);
    }
    ExitCode::SUCCESS
}
