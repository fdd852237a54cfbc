//! One folding for every table look-up, so that typography never changes a result.

/// Writes `text` folded to `out`: lower case, any apostrophe as `'`, any hyphen as `-`, soft hyphens and zero-width characters dropped.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\0'..='\x7f' => out.push(c),
            // The letters of Latin-1, which most accented ones are.
            'À'..='Ö' | 'Ø'..='Þ' => out.push(char::from_u32(u32::from(c) + 0x20).unwrap_or(c)),
            'ß'..='ö' | 'ø'..='ÿ' => out.push(c),
            '’' | '‘' | 'ʼ' | '′' | '‛' | '´' => out.push('\''),
            '‐' | '‑' | '−' => out.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// `text` folded (see the module).
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}
