//! Plans: chosen fixes in safe order, tried on the data first. What each rule offers is tested with the rules.

mod common;

use dirmatch::plan::{self, Choice, Plan};
use dirmatch::progress::Silent;

#[test]
fn every_fix_of_the_school_resolves_its_finding_and_brings_in_none() {
    let analysis = common::analyse_school();
    let context = analysis.rule_context();
    let mut offered = 0;
    for place in 0..analysis.findings.len() {
        let finding = analysis.findings.get(place).expect("there");
        let rule = dirmatch::rules::definition(finding).id;
        for (fix, told) in dirmatch::rules::fixes(&context, &analysis.findings, finding).iter().enumerate() {
            offered += 1;
            let plan = Plan::new(&analysis, &[Choice { finding: place, fix }]).expect("one choice contradicts nothing");
            let simulation = plan::simulate(&analysis, &plan, &mut Silent).expect("room");
            let added: Vec<&str> = simulation.added.iter().map(|new| new.message.as_str()).collect();
            assert!(simulation.is_clean(), "{rule}, {}: {added:?} {:?}", told.title, simulation.surprises);
            assert!(simulation.resolved.contains(&place), "{rule}, {}: still there", told.title);
        }
    }
    assert!(offered > 10, "{offered} fixes");
}
