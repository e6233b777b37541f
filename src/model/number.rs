//! Counts in sentences of the core. How the page writes its own counts is the page's business.

/// A count with its thousands separated, as in 1,398.
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn separated() {
        let written = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_398, "1,398"), (1_234_567, "1,234,567")];
        assert!(written.iter().all(|&(count, text)| thousands(count) == text));
    }
}
