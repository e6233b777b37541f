//! Numbers and further reasons in words for people.

use crate::analyzer::Analysis;
use crate::finding::Finding;
use crate::rules::{self, RuleDefinition};

/// A number with its digits in threes: `12,034`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Which further faults a finding explains, as a sentence that follows on; blank where there are none.
pub(super) fn also_explains(
    analysis: &Analysis,
    finding: &Finding,
    call: fn(&RuleDefinition) -> &str,
    between: &str,
) -> String {
    let further = rules::further_reasons(&analysis.rule_context(), &analysis.findings, finding);
    let names: Vec<&str> = further.into_iter().map(call).collect();
    if names.is_empty() { String::new() } else { format!(" It also explains: {}.", names.join(between)) }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_threes() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
