//! What other tools would find for an AD object, in words: for its page. What they find is worked out in `join`.

use super::names;
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::join::agreement::{self, Agreement, Reading};
use crate::join::rm_unify::{Ground, NoAddress};
use crate::join::{Decision, cayosoft, rm_unify};
use crate::model::ObjectId;
use crate::wire::LookupRow;

/// A row for each tool that looks at the object.
pub fn rows(analysis: &Analysis, object: ObjectId, decision: &Decision) -> Vec<LookupRow> {
    let context = analysis.context();
    let cayosoft = cayosoft::look_up(&context, object).map(|lookup| cayosoft_row(analysis, decision, &lookup));
    let rm_unify = rm_unify::look_up(&context, object, decision).map(|lookup| {
        let reading = agreement::of_rm_unify(&context, object).unwrap_or(Reading::Unknown);
        rm_unify_row(analysis, decision, &lookup, reading)
    });
    cayosoft.into_iter().chain(rm_unify).collect()
}

fn row(tool: &str, decision: &Decision, reading: Reading, result: String) -> LookupRow {
    let agreement = agreement::compare([agreement::of_sync(decision), Some(reading)]);
    LookupRow { tool: tool.to_owned(), result, differs: agreement.is_some_and(Agreement::is_disagreement) }
}

fn place(analysis: &Analysis, cloud: ObjectId) -> String {
    let owner = Owner::cloud(cloud);
    let (file, row) = names::place(analysis, owner);
    format!("{} ({file}, row {row})", names::name(analysis, owner))
}

/// Where a tool leads, next to where the sync leads.
fn found(analysis: &Analysis, decision: &Decision, account: Option<ObjectId>) -> String {
    match (account, agreement::of_sync(decision)) {
        (Some(account), Some(Reading::Account(same))) if same == account => "The same account as the sync".to_owned(),
        (Some(account), Some(Reading::Account(_))) => {
            format!("Another account than the sync: {}", place(analysis, account))
        }
        (Some(account), Some(Reading::Nobody)) => {
            format!("{}, where the sync finds no account", place(analysis, account))
        }
        (Some(account), _) => place(analysis, account),
        (None, Some(Reading::Account(_))) => "Nothing, where the sync finds an account".to_owned(),
        (None, _) => "Nothing".to_owned(),
    }
}

fn cayosoft_row(analysis: &Analysis, decision: &Decision, lookup: &cayosoft::Lookup) -> LookupRow {
    let by = lookup.by.map(|by| format!(", by {}", names::key_words(by))).unwrap_or_default();
    let mut sentences = Vec::new();
    if lookup.is_known || lookup.cloud.is_some() {
        sentences.push(format!("{}{by}.", found(analysis, decision, lookup.cloud)));
    }
    sentences.extend(lookup.error.map(str::to_owned));
    if analysis.settings.cayosoft_map_by_upn.is_assumed() {
        sentences.push("Taken for granted: “Map cloud users by UPN” is set to No.".to_owned());
    }
    row("Cayosoft Administrator", decision, agreement::of_cayosoft(lookup), sentences.join(" "))
}

fn rm_unify_row(analysis: &Analysis, decision: &Decision, lookup: &rm_unify::Lookup, reading: Reading) -> LookupRow {
    let mut sentences = Vec::new();
    if let Reading::Account(account) = reading {
        sentences.push(format!("{}, by objectGUID.", found(analysis, decision, Some(account))));
    }
    match &lookup.wanted {
        Ok(address) => {
            let holder = lookup.held_by().map(|holder| place(analysis, holder));
            sentences.push(format!("It wants the address {address}."));
            sentences.push(grant(lookup.ground, holder.as_deref().unwrap_or("another account")));
        }
        Err(why) => sentences.push(no_address(*why).to_owned()),
    }
    sentences.push(opt_out(analysis, lookup.opted_out).to_owned());
    row("RM Unify", decision, reading, sentences.join(" "))
}

fn grant(ground: Ground, holder: &str) -> String {
    match ground {
        Ground::NoAddress => String::new(),
        Ground::Own => "The account has it already.".to_owned(),
        Ground::PossiblyOwn => {
            format!("{holder} has it. Whether that is the user’s own account is not known for sure.")
        }
        Ground::AnotherAccount => format!("It does not give it, because {holder} has it."),
        Ground::DeletedAccount => format!("It does not give it, because {holder} had it and is deleted."),
        Ground::AnotherUser => "It does not give it, because another RM Unify user has this name.".to_owned(),
        Ground::PossiblyAnotherUser => {
            "Whether it gives it is not known: an RM Unify user has this name, and the list does not tell who."
                .to_owned()
        }
        Ground::OtherDomain => "It does not give it, because the domain is not federated.".to_owned(),
        Ground::Free => {
            "Nothing in the files speaks against it. Who had it before the oldest of them, they do not tell.".to_owned()
        }
        Ground::NotTold => {
            "Whether it gives it is not known: the files do not tell all addresses and deleted users.".to_owned()
        }
    }
}

fn no_address(why: NoAddress) -> &'static str {
    match why {
        NoAddress::AttributeNotTold => {
            "Which address it wants is not known: the AD export does not tell the attribute that RM Unify takes it from."
        }
        NoAddress::AccountNameNotTold => {
            "Which address it wants is not known: the AD export does not tell the account name."
        }
        NoAddress::NoAccountName => "It wants no address: the user has no account name.",
        NoAddress::NoFederatedDomain => "Which address it wants is not known: no federated domain is given.",
        NoAddress::SeveralFederatedDomains => {
            "Which address it wants is not known: there are several federated domains, and no account of the user is \
             known to be in one of them."
        }
    }
}

fn opt_out(analysis: &Analysis, opted_out: Option<bool>) -> &'static str {
    match (opted_out, analysis.settings.rm_unify_email_attribute.value) {
        (Some(true), None) => "The address stays when the account name changes: it was something else before.",
        (Some(true), Some(_)) => {
            "The address stays when the account name changes. Change it in the attribute that RM Unify takes it from."
        }
        (Some(false), _) => "The address follows the account name.",
        (None, _) => {
            "Whether the address follows a new account name is not known, because the files do not tell the earlier name \
             with the address."
        }
    }
}
