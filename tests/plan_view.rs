//! What the page asks of a plan: choices are found again by what they say, and what is gone is told.

mod common;

use dirmatch::progress::Silent;
use dirmatch::view::plan::{self, Planned};
use dirmatch::view::{detail, fixes};
use dirmatch::wire::PlanChoice;

#[test]
fn a_fix_is_known_by_its_title_within_a_finding() {
    let analysis = common::analyse_school();
    for place in 0..u32::try_from(analysis.findings.len()).expect("few") {
        let finding = detail::finding(&analysis, place).expect("there");
        let mut titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count, "{}: {titles:?}", finding.rule);
    }
}

#[test]
fn safe_fixes_make_a_plan_that_can_be_tried_and_what_is_gone_is_told() {
    let analysis = common::analyse_school();
    let safe = fixes::safe(&analysis, &fixes::offers(&analysis));
    let every: Vec<u32> = (0..).take(analysis.findings.len()).collect();
    let mut choices = plan::safe(&analysis, &Planned::default(), &safe, &every);
    assert_eq!(choices.len(), safe.len());
    choices.push(PlanChoice { key: "no finding has this key".to_owned(), fix: "Nothing".to_owned() });
    let planned = Planned::new(&analysis, &choices);
    let view = planned.view(&analysis);
    assert_eq!(view.fixes as usize, safe.len());
    assert_eq!(view.gone.len(), 1);
    assert!(view.refusals.is_empty(), "{:?}", view.refusals);
    let steps: u32 = view.waves.iter().map(|wave| wave.steps).sum();
    assert_eq!(steps, view.steps);
    let simulation = plan::simulate(&analysis, &planned, &mut Silent).expect("room");
    assert!(simulation.is_undone && simulation.surprises == 0);
    assert!(simulation.resolved > 0);
    // What is in the plan is not offered again.
    assert!(plan::safe(&analysis, &planned, &safe, &every).is_empty());
}
