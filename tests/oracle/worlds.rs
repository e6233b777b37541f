//! The random small directories that the oracle is asked about.

use proptest::prelude::*;

use super::common::GUIDS;
use super::{Cloud, OnPremises, Tenant, World, immutable_id, said};

// Few names, so that they collide; letter case varies.
const NAMES: [&str; 6] =
    ["a@contoso.com", "B@contoso.com", "b@Contoso.com", "c@contoso.com", "x@contoso.onmicrosoft.com", "a@fabrikam.com"];
const ADDRESSES: [&str; 13] = [
    "",
    "SMTP:a@contoso.com",
    "SMTP:b@contoso.com|smtp:a@contoso.com",
    "SMTP:C@contoso.com|SMTP:b@contoso.com",
    "smtp:c@contoso.com",
    "SIP:a@contoso.com",
    "SMTP:f@contoso.com|sip:A@contoso.com",
    "SMTP:e@contoso.com|SIP:e@contoso.com|SIP:a@contoso.com",
    "SMTP:b@contoso.com",
    "SMTP:c@contoso.com|smtp:x@contoso.onmicrosoft.com",
    "smtp:x@contoso.onmicrosoft.com",
    "SMTP:b@contoso.com|smtp:y@contoso.mail.onmicrosoft.com",
    "SMTP:d@contoso.com|smtp:B@contoso.com|X500:/o=x",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 4 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned)]
}

fn addresses() -> impl Strategy<Value = String> {
    prop::sample::select(&ADDRESSES[..]).prop_map(str::to_owned)
}

fn boolean_cell() -> impl Strategy<Value = String> {
    prop::sample::select(&["", "True", "False"][..]).prop_map(str::to_owned)
}

fn guid() -> impl Strategy<Value = String> {
    prop::sample::select(&GUIDS[..4]).prop_map(str::to_owned)
}

fn base64_or_blank() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 3 => guid().prop_map(|guid| immutable_id(&guid))]
}

/// The anchor of a cloud object; some tenants take the employee number for it.
fn cloud_anchor() -> impl Strategy<Value = String> {
    prop_oneof![5 => base64_or_blank(), 1 => prop::sample::select(&["E1", "E2"][..]).prop_map(str::to_owned)]
}

prop_compose! {
    fn on_premises()(
        kind in prop::sample::select(&["user", "user", "user", "user", "group", "contact"][..]),
        consistency_guid in base64_or_blank(),
        dn in prop::sample::select(&["CN=x", "CN=x,OU=y,DC=contoso,DC=com", "CN=x,DC=other,DC=example"][..]),
        sam in prop::sample::select(&["a", "B", "cy", "dee", ""][..]),
        employee in prop::sample::select(&["E1", "E2", "E3", ""][..]),
        upn in name(),
        mail in name(),
        addresses in addresses(),
        critical in prop::sample::select(&["", "", "", "", "True", "False"][..]),
    ) -> OnPremises {
        OnPremises {
            kind,
            dn,
            object_guid: None,
            consistency_guid: Some(consistency_guid),
            sam: Some(sam.to_owned()),
            employee: Some(employee.to_owned()),
            upn: Some(upn),
            mail: Some(mail),
            addresses: Some(addresses),
            critical: Some(critical.to_owned()),
        }
    }
}

prop_compose! {
    fn cloud()(
        kind in prop::sample::select(&["user", "user", "user", "user", "guest", "group", "contact"][..]),
        upn in name(),
        mail in name(),
        addresses in addresses(),
        immutable_id in cloud_anchor(),
        synced in boolean_cell(),
        bound_to in prop_oneof![Just(String::new()), guid()],
        managed_here in prop::sample::select(&["", "False", "False", "True"][..]),
        deleted in prop::sample::select(&["", "", "", "2026-11-18 10:00:00Z"][..]),
    ) -> Cloud {
        Cloud {
            kind,
            id: String::new(),
            upn: Some(upn),
            mail: Some(mail),
            addresses: Some(addresses),
            immutable_id: Some(immutable_id),
            synced: Some(synced),
            bound_to: Some(bound_to),
            managed_here: Some(managed_here.to_owned()),
            deleted: Some(deleted.to_owned()),
        }
    }
}

fn switch() -> impl Strategy<Value = Option<bool>> {
    // A switch that is on ends most stories early, so it is rare.
    prop::sample::select(&[None, Some(false), Some(false), Some(true)][..])
}

prop_compose! {
    fn tenant()(
        anchor in prop::sample::select(
            &["ms-DS-ConsistencyGuid", "ms-DS-ConsistencyGuid", "ms-DS-ConsistencyGuid", "objectGUID", "employeeID"][..]),
        login in prop::sample::select(&["userPrincipalName", "userPrincipalName", "userPrincipalName", "mail"][..]),
        has_second_domain in prop::bool::ANY,
        routing_domain in prop::sample::select(&["contoso.mail.onmicrosoft.com", "contoso.mail.example"][..]),
        (quarantine_upn, quarantine_address) in (switch(), switch()),
        block_soft in prop::sample::select(&[None, Some(false), Some(false), Some(false), Some(true)][..]),
        block_hard in switch(),
        soft_by_upn in prop::sample::select(&[None, Some(true), Some(true), Some(false)][..]),
        allow_rebinding in switch(),
        hardening in prop::sample::select(&[None, Some(true), Some(true), Some(false)][..]),
        roles in prop::option::of(prop::collection::vec(
            (0_usize..6, prop::sample::select(
                &["Global Administrator", "may become Global Administrator", "Reports Reader"][..])), 0..3)),
    ) -> Tenant {
        let roles = roles.map(|roles| roles.into_iter().map(|(place, role)| (id_of(place), role)).collect());
        Tenant {
            anchor,
            login,
            has_second_domain,
            routing_domain,
            quarantine_upn,
            quarantine_address,
            block_soft,
            block_hard,
            soft_by_upn,
            allow_rebinding,
            hardening,
            roles,
        }
    }
}

fn id_of(place: usize) -> String {
    format!("cccccccc-cccc-4ccc-8ccc-cccccccccc{place:02}")
}

prop_compose! {
    pub(crate) fn world()(
        mut on_premises in prop::collection::vec(on_premises(), 1..6),
        mut cloud in prop::collection::vec(cloud(), 1..7),
        tenant in tenant(),
        has_ad in prop::collection::vec(prop::bool::weighted(0.85), 7),
        has_cloud in prop::collection::vec(prop::bool::weighted(0.8), 6),
    ) -> World {
        for (place, object) in on_premises.iter_mut().enumerate() {
            // A directory has no two objects with one objectGUID.
            object.object_guid = Some(GUIDS[place].to_owned());
            let columns = [
                &mut object.object_guid,
                &mut object.consistency_guid,
                &mut object.employee,
                &mut object.upn,
                &mut object.mail,
                &mut object.addresses,
                &mut object.critical,
            ];
            for (column, _) in columns.into_iter().zip(&has_ad).filter(|(_, has)| !**has) {
                *column = None;
            }
        }
        for (place, object) in cloud.iter_mut().enumerate() {
            object.id = id_of(place);
            let columns = [
                &mut object.mail,
                &mut object.addresses,
                &mut object.immutable_id,
                &mut object.synced,
                &mut object.bound_to,
                &mut object.managed_here,
            ];
            for (column, _) in columns.into_iter().zip(&has_cloud).filter(|(_, has)| !**has) {
                *column = None;
            }
        }
        // Addresses that are blank everywhere beside a mail were not asked for, which is the same as no column.
        let has_mail = cloud.iter().any(|object| said(&object.mail).is_some());
        if has_mail && cloud.iter().all(|object| said(&object.addresses).is_none()) {
            for object in &mut cloud {
                object.addresses = None;
            }
        }
        World { on_premises, cloud, tenant }
    }
}
