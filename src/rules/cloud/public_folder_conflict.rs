//! Finds addresses that a mail-enabled public folder shares with another object. Public folders are in no export of Entra
//! ID; they come from Exchange or from AD.

use super::evidence;
use crate::rules::prelude::*;

rule! {
    /// A mail-enabled public folder holds an address that another object has.
    ///
    /// ## What it does
    ///
    /// Looks up every SMTP address of public folders, in AD and in Exchange Online, among all other objects of both sides.
    ///
    /// ## Why it matters
    ///
    /// An address may belong to one object only, and public folders count. The other object fails with a
    /// ConflictingObject that nobody finds, because Entra ID does not show public folders.
    ///
    /// ## Example
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,info,Info Desk,info@contoso.com,SMTP:info@contoso.com
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,DisplayName,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// ,Info,PublicFolder,info,info@contoso.com,SMTP:info@contoso.com
    /// ```
    ///
    /// ## Not reported
    ///
    /// A public folder with an address of its own:
    ///
    /// ```ad
    /// ObjectClass,ObjectGUID,sAMAccountName,displayName,userPrincipalName,proxyAddresses
    /// user,88666888-0101-1111-bbbb-1234567890ab,info,Info Desk,info@contoso.com,SMTP:info@contoso.com
    /// ```
    ///
    /// ```exchange
    /// ExternalDirectoryObjectId,DisplayName,RecipientTypeDetails,Alias,PrimarySmtpAddress,EmailAddresses
    /// ,Info,PublicFolder,info,info-folder@contoso.com,SMTP:info-folder@contoso.com
    /// ```
    ///
    /// ## What to do
    ///
    /// Remove the address from the public folder, or from the other object. For folders that Entra Connect sent:
    /// Export-ADSyncToolsAadPublicFolders shows them, Remove-ADSyncToolsAadPublicFolders removes them.
    ///
    /// ## Limits
    ///
    /// Only folders in the files are seen: from Get-EXORecipient or Get-MailPublicFolder, or with class publicFolder in AD.
    /// One that is only in AD conflicts only if it is sent to the cloud.
    {
        id: "public-folder-conflict",
        title: "Public folder holds the address",
        group: Group::Conflict,
        severity: Severity::Blocker,
        fix: FixKind::Script,
        search_terms: &[
            "Another object with the same value for property proxyAddresses already exists. ConflictingObject: PublicFolder_",
            "orphaned mail-enabled public folder",
        ],
        sources: &[pages::ADDRESS_IN_USE, pages::SYNC_TOOLS],
        needs: &[Need::Cloud(Attribute::ProxyAddresses)],
        check: Check::Whole(check),
        explain: explain,
        fixes: |context, finding, owners| {
            let key = finding.value.key();
            key.map_or_else(Vec::new, |key| remedy::one_keeps_it(context, owners, key, None))
        },
    }
}

fn check(context: &RuleContext<'_>, sink: &mut Sink<'_>) {
    let index = context.join.index;
    for side in [Side::Cloud, Side::OnPremises] {
        let snapshot = context.join.directories.side(side);
        let identities = if side == Side::Cloud { &index.cloud } else { &index.on_premises };
        for folder in snapshot.objects().filter(|&object| snapshot.kind(object) == ObjectKind::PublicFolder) {
            if snapshot.is_deleted(folder) {
                continue;
            }
            let addresses = identities.addresses(folder);
            for (place, address) in addresses.iter().enumerate() {
                let is_repeated = addresses[..place].iter().any(|before| before.key == address.key);
                if is_repeated || address.fault.is_some() {
                    continue;
                }
                report(context, sink, Owner { side, object: folder }, address.key);
            }
        }
    }
}

/// One finding for the address, if any other object has it. Its owners end with the folders.
fn report(context: &RuleContext<'_>, sink: &mut Sink<'_>, folder: Owner, key: Key) {
    let (mut others, mut folders): (Vec<Owner>, Vec<Owner>) = (Vec::new(), Vec::new());
    for claim in context.join.index.claims.of(key).iter().copied().filter(|claim| evidence::is_own_address(*claim)) {
        let owner = Owner { side: claim.side(), object: claim.object() };
        let snapshot = context.join.directories.side(owner.side);
        if snapshot.kind(owner.object) == ObjectKind::PublicFolder {
            folders.push(owner);
        } else if owner.side == Side::Cloud && !snapshot.is_deleted(owner.object)
            || owner.side == Side::OnPremises && context.is_in_scope(owner.object)
        {
            others.push(owner);
        }
    }
    others.dedup();
    folders.dedup();
    // A folder that is in both directories is told once, from the cloud.
    let is_told = folder.side == Side::OnPremises && folders.iter().any(|other| other.side == Side::Cloud);
    let is_first = folders.iter().find(|other| other.side == folder.side) == Some(&folder);
    if others.is_empty() || is_told || !is_first {
        return;
    }
    let confidence = if folder.side == Side::Cloud { Confidence::Certain } else { Confidence::Possible };
    others.extend(folders);
    sink.add(Severity::Blocker, confidence, &others, key, 0);
}

fn explain(context: &RuleContext<'_>, finding: &Finding, owners: &[Owner]) -> Explanation {
    let address = context.shown(finding, owners);
    let is_folder =
        |owner: &Owner| context.join.directories.side(owner.side).kind(owner.object) == ObjectKind::PublicFolder;
    let named = |are_folders: bool| {
        let names = words::names(context, owners);
        let chosen = owners.iter().zip(names).filter(|(owner, _)| is_folder(owner) == are_folders);
        let mut names: Vec<String> = chosen.map(|(_, name)| name).collect();
        names.dedup();
        words::list(&names)
    };
    let (folder, others) = (named(true), named(false));
    let is_in_cloud = owners.iter().any(|owner| is_folder(owner) && owner.side == Side::Cloud);
    Explanation::new(
        format!("The public folder {folder} has {address}, and so has {others}."),
        if is_in_cloud {
            "An address may belong to one object only. Entra ID does not show public folders, so the error names an object \
             that nobody finds."
        } else {
            "An address may belong to one object only. The folder is in AD; if it is sent to the cloud, the other object fails \
             there."
        },
        format!("Remove {address} from the public folder in Exchange, or from {others}."),
    )
}
