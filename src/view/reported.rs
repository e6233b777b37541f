//! What other tools report about an object, for its page.

use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::import::format::Fact;
use crate::join::anchor;
use crate::model::{Attribute, Guid, Side, case_key};
use crate::other_tools::About;
use crate::wire::ReportedRow;

/// Every report about one of these objects, in the order of the files. Such files are short, so that they are simply read
/// through.
pub fn about(analysis: &Analysis, owners: &[Owner]) -> Vec<ReportedRow> {
    let mut rows = Vec::new();
    for input in &analysis.directories.inputs {
        for (row, fact) in &input.facts {
            let Fact::Reported(fault) = fact else { continue };
            if !owners.iter().any(|&owner| is_about(analysis, owner, &fault.about)) {
                continue;
            }
            rows.push(ReportedRow {
                tool: input.format.definition().map_or("", |definition| definition.title).to_owned(),
                attribute: fault.attribute.clone(),
                error: fault.error.clone(),
                value: fault.value.clone(),
                file: input.name.clone(),
                row: *row,
            });
        }
    }
    rows
}

fn is_about(analysis: &Analysis, owner: Owner, about: &About) -> bool {
    let snapshot = analysis.directories.side(owner.side);
    let text = |attribute| snapshot.text(owner.object, attribute);
    match about {
        About::DistinguishedName(name) => {
            text(Attribute::DistinguishedName).is_some_and(|own| case_key::equal(own, name))
        }
        About::UserPrincipalName(name) => {
            text(Attribute::UserPrincipalName).is_some_and(|own| case_key::equal(own, name))
        }
        About::Anchor(id) => match owner.side {
            Side::OnPremises => {
                let attribute = analysis.settings.source_anchor_attribute.value;
                let state = anchor::of(snapshot, owner.object, attribute);
                state.anchor().is_some_and(|own| own.immutable_id() == *id)
            }
            Side::Cloud => text(Attribute::ImmutableId) == Some(id),
        },
        About::CloudObject(id) => {
            owner.side == Side::Cloud && text(Attribute::ObjectId).and_then(Guid::parse_text) == Some(*id)
        }
    }
}
