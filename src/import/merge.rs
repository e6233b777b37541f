//! Puts the files of each side together: one object for each identity, whatever number of files tell about it.
//!
//! Records are joined by the directory's own identifier; a record without one by UPN, then by primary address, and
//! only where exactly one object fits. The result does not depend on the order in which the files were given.

use crate::model::order;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Input;
use super::format::{Content, Fact, InputSide};
use super::problem::{Problem, ProblemCode};
use super::set_aside::{Reason, SetAside};
use crate::model::proxy_address::{AddressType, ProxyAddress};
use crate::model::{
    Attribute, FileId, Guid, ObjectId, ObjectKind, RecordRef, Side, Snapshot, Table, address_list, case_key, day,
};
use crate::progress::{Progress, STEP, Stage};
use crate::tenant::Tenant;

/// Both directories and the tenant, as all files together tell.
#[derive(Clone, Debug)]
pub struct Directories {
    /// The files, in an order that depends on them alone.
    pub inputs: Vec<Input>,
    /// Active Directory.
    pub on_premises: Snapshot,
    /// Microsoft 365.
    pub cloud: Snapshot,
    /// Active Directory at an earlier time, where an older export was given.
    pub before: Option<Snapshot>,
    /// The tenant as a whole.
    pub tenant: Tenant,
}

impl Directories {
    /// One of the two sides.
    pub fn side(&self, side: Side) -> &Snapshot {
        match side {
            Side::OnPremises => &self.on_premises,
            Side::Cloud => &self.cloud,
        }
    }

    /// Do the files list the objects of this kind, so that one they do not have can be said not to exist?
    pub fn lists(&self, side: Side, kind: ObjectKind) -> bool {
        let wanted = input_side(side);
        self.inputs.iter().filter(|input| input.tells_of(wanted)).any(|input| {
            input.lists.contains(&kind)
                || input.tables.iter().any(|table| (0..table.len()).any(|record| table.kind(record) == kind))
        })
    }
}

fn input_side(side: Side) -> InputSide {
    match side {
        Side::OnPremises => InputSide::OnPremises,
        Side::Cloud => InputSide::Cloud,
    }
}

/// Puts files together, in whatever order they come.
pub fn merge<'a>(files: impl Iterator<Item = &'a Input>, progress: &mut dyn Progress) -> Directories {
    let mut inputs: Vec<Input> = files.cloned().collect();
    order::sort_by(&mut inputs, order);
    let on_premises = merge_side(Side::OnPremises, false, &mut inputs, progress);
    let cloud = merge_side(Side::Cloud, false, &mut inputs, progress);
    let has_before = inputs.iter().any(|input| input.is_before && input.used > 0);
    let before = has_before.then(|| merge_side(Side::OnPremises, true, &mut inputs, progress));
    let tenant = collect_facts(&inputs);
    tell_of_one_sided_files(&mut inputs);
    if tenant.rm_unify_users.is_some() {
        tell_of_anchors_of_rm_unify(&mut inputs, &on_premises);
    }
    Directories { inputs, on_premises, cloud, before, tenant }
}

/// The order of files in the report: by name, and for files of one name by what is in them.
fn order(left: &Input, right: &Input) -> Ordering {
    let text = |input: &Input| input.tables.iter().map(Rc::clone).collect::<Vec<_>>();
    left.name
        .cmp(&right.name)
        .then_with(|| left.is_before.cmp(&right.is_before))
        .then_with(|| left.format.cmp(&right.format))
        .then_with(|| left.rows.cmp(&right.rows))
        .then_with(|| left.columns.cmp(&right.columns))
        .then_with(|| left.set_aside.cmp(&right.set_aside))
        .then_with(|| {
            let (left, right) = (text(left), text(right));
            left.iter().map(|table| table.all_text()).cmp(right.iter().map(|table| table.all_text()))
        })
        .then_with(|| format!("{:?}", left.facts).cmp(&format!("{:?}", right.facts)))
}

/// The objects of a side; with `is_before` those of its older exports, which are no part of it.
fn merge_side(side: Side, is_before: bool, inputs: &mut [Input], progress: &mut dyn Progress) -> Snapshot {
    let mut tables: Vec<(u8, FileId, Rc<Table>)> = Vec::new();
    for (place, input) in inputs.iter().enumerate() {
        let Some(Content::Objects(rows)) = input.format.definition().map(|definition| &definition.content) else {
            continue;
        };
        let Ok(file) = u16::try_from(place) else { break };
        if rows.side == side && input.is_before == is_before {
            tables.extend(input.tables.iter().map(|table| (rows.trust, FileId(file), Rc::clone(table))));
        }
    }
    // What only adds to objects of other files comes last, when those are there.
    tables.sort_by_cached_key(|(trust, file, table)| {
        (only_adds(side, table), *trust, Reverse(newest(table)), Reverse(table.columns().len()), *file)
    });
    let tables: Vec<(FileId, Rc<Table>)> = tables.into_iter().map(|(_, file, table)| (file, table)).collect();
    let total: usize = tables.iter().map(|(_, table)| table.len()).sum();
    let identifier = identifier_of(side);
    let lacks_identifiers =
        |table: &Table| table.column(identifier).is_none_or(|column| (column.filled as usize) < table.len());
    let mut merging = Merging {
        side,
        several: tables.len() > 1,
        names_matter: tables.len() > 1 && tables.iter().any(|(_, table)| lacks_identifiers(table)),
        snapshot: Snapshot::new(side, tables.clone()),
        by_identifier: FxHashMap::default(),
        by_name: FxHashMap::default(),
        nothing_to_add_to: Vec::new(),
        disagreements: BTreeMap::new(),
    };
    let mut done = 0_usize;
    for (number, (file, table)) in tables.iter().enumerate() {
        let Ok(number) = u16::try_from(number) else { break };
        let only_adds = only_adds(side, table);
        for record in 0..table.len() {
            merging.place(number, *file, table, record, only_adds);
            done += 1;
            if done.is_multiple_of(STEP) {
                progress.advance(Stage::Merging, done as u64, total as u64);
            }
        }
        merging.remember_names(number, table);
    }
    tell_of_disagreements(inputs, &merging.disagreements);
    for (file, row) in merging.nothing_to_add_to {
        let input = &mut inputs[file.index()];
        input.used -= 1;
        input.set_aside.push(SetAside { row, reason: Reason::NothingToAddTo });
        order::sort(&mut input.set_aside);
    }
    merging.snapshot.finish();
    merging.snapshot
}

/// Has the table nothing to know an object by but its identifier? Then it adds to objects that other files list.
fn only_adds(side: Side, table: &Table) -> bool {
    side == Side::Cloud
        && ![Attribute::UserPrincipalName, Attribute::Mail, Attribute::ProxyAddresses, Attribute::DisplayName]
            .into_iter()
            .any(|attribute| table.column(attribute).is_some())
}

/// The latest time that the rows tell, as digits from the year on. Times in the form of some culture do not count.
fn newest(table: &Table) -> String {
    let times = [Attribute::ChangedAt, Attribute::LastSync, Attribute::CreatedAt];
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).take(14).collect() };
    let starts_with_year = |text: &&str| text.len() >= 8 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
    times
        .into_iter()
        .find(|&attribute| table.exports(attribute))
        .and_then(|attribute| {
            let texts = (0..table.len()).filter_map(|record| table.cell(record, attribute).text());
            texts.filter(starts_with_year).map(digits).max()
        })
        .unwrap_or_default()
}

/// The latest day that the rows of today's files tell, `2026-11-21`; `None` where none tells one.
pub fn newest_day(inputs: &[Input]) -> Option<String> {
    let tables = inputs.iter().filter(|input| !input.is_before).flat_map(|input| &input.tables);
    let newest = tables.map(|table| newest(table)).max()?;
    let day = format!("{}-{}-{}", newest.get(..4)?, newest.get(4..6)?, newest.get(6..8)?);
    day::is_day(&day).then_some(day)
}

/// The form in which two files are compared: letter case and the order of addresses do not count.
fn compared(attribute: Attribute, text: &str) -> Vec<String> {
    let mut parts: Vec<String> = match attribute {
        Attribute::ProxyAddresses => {
            let smtp = address_list::entries(text).filter(|entry| ProxyAddress::parse(entry).is_smtp());
            smtp.map(|entry| case_key::fold(entry).into_owned()).collect()
        }
        _ => vec![case_key::fold(text).into_owned()],
    };
    order::sort(&mut parts);
    parts
}

/// How many rows a sentence names one by one.
const NAMED_ROWS: usize = 12;

fn tell_of_disagreements(inputs: &mut [Input], disagreements: &BTreeMap<(FileId, FileId), Vec<u32>>) {
    for ((counts, other), rows) in disagreements {
        let counting = inputs[counts.index()].name.clone();
        let objects = match rows.len() {
            1 => "One object of this file stands".to_owned(),
            many => format!("{many} objects of this file stand"),
        };
        let mut named: Vec<String> = rows.iter().take(NAMED_ROWS).map(u32::to_string).collect();
        if rows.len() > NAMED_ROWS {
            named.push("more".to_owned());
        }
        let input = &mut inputs[other.index()];
        input.problems.push(
            Problem::new(
                ProblemCode::RepeatedRows,
                format!(
                    "{objects} in {counting} as well, with another name, UPN or address (rows {}). The \
                     values of {counting} are used.",
                    named.join(", ")
                ),
                "If one of the two is an older export, take it out.",
            )
            .at_row(rows[0]),
        );
        order::sort(&mut input.problems);
    }
}

/// The attribute by which a directory itself tells its objects apart.
fn identifier_of(side: Side) -> Attribute {
    match side {
        Side::OnPremises => Attribute::ObjectGuid,
        Side::Cloud => Attribute::ObjectId,
    }
}

struct Merging {
    side: Side,
    /// Is there more than one table? With one there is nothing to put together.
    several: bool,
    /// Does any record lack an identifier, so that names must be remembered?
    names_matter: bool,
    snapshot: Snapshot,
    by_identifier: FxHashMap<Guid, ObjectId>,
    /// Objects of the tables before this one by UPN or primary address; `None` where several have it.
    by_name: FxHashMap<String, Option<ObjectId>>,
    nothing_to_add_to: Vec<(FileId, u32)>,
    /// The file that counts and the file that says otherwise, with the rows of the latter.
    disagreements: BTreeMap<(FileId, FileId), Vec<u32>>,
}

impl Merging {
    fn place(&mut self, number: u16, file: FileId, table: &Table, record: usize, only_adds: bool) {
        #[allow(clippy::cast_possible_truncation, reason = "a table counts its records with u32")]
        let reference = RecordRef { table: number, record: record as u32 };
        if !self.several {
            self.snapshot.add(reference, table.kind(record), table.is_deleted(record));
            return;
        }
        let identifier = self.identifier(table, record);
        let known = match identifier {
            Some(guid) => {
                self.by_identifier.get(&guid).copied().or_else(|| self.by_name_without_identifier(table, record))
            }
            None => self.same_name(table, record),
        };
        match known {
            Some(object) => {
                self.note_disagreement(object, file, table, record);
                self.snapshot.extend(object, reference);
                if table.kind(record) == ObjectKind::Guest {
                    self.snapshot.set_kind(object, ObjectKind::Guest);
                }
                if let Some(guid) = identifier {
                    self.by_identifier.insert(guid, object);
                }
            }
            None if only_adds => self.nothing_to_add_to.push((file, table.row(record))),
            None => {
                let object = self.snapshot.add(reference, table.kind(record), table.is_deleted(record));
                if let Some(guid) = identifier {
                    self.by_identifier.insert(guid, object);
                }
            }
        }
    }

    /// Two files may tell one object's names and addresses differently, as an old and a new export do.
    fn note_disagreement(&mut self, object: ObjectId, file: FileId, table: &Table, record: usize) {
        const COMPARED: [Attribute; 4] =
            [Attribute::UserPrincipalName, Attribute::Mail, Attribute::ProxyAddresses, Attribute::DisplayName];
        for attribute in COMPARED {
            let Some(counts) = self.snapshot.source(object, attribute) else { continue };
            let (Some(before), Some(now)) =
                (self.snapshot.text(object, attribute), table.cell(record, attribute).text())
            else {
                continue;
            };
            if before != now && compared(attribute, before) != compared(attribute, now) {
                let pair = (self.snapshot.file(counts), file);
                self.disagreements.entry(pair).or_default().push(table.row(record));
                return;
            }
        }
    }

    fn identifier(&self, table: &Table, record: usize) -> Option<Guid> {
        table.cell(record, identifier_of(self.side)).text().and_then(Guid::parse)
    }

    /// An object of an earlier file with the same UPN or primary address.
    fn same_name(&self, table: &Table, record: usize) -> Option<ObjectId> {
        if !self.names_matter || table.is_deleted(record) {
            return None;
        }
        names(table, record)
            .find_map(|name| self.by_name.get(&name).copied())
            .flatten()
            .filter(|&object| self.snapshot.kind(object) == table.kind(record))
    }

    /// The same, but only an object that came without identifier: two identifiers are two objects.
    fn by_name_without_identifier(&self, table: &Table, record: usize) -> Option<ObjectId> {
        self.same_name(table, record).filter(|&object| {
            let first = self.snapshot.first_record(object);
            self.identifier(self.snapshot.table(first), first.record as usize).is_none()
        })
    }

    /// Makes the objects that a table added known by name to the tables after it. Within one table equal names are a
    /// conflict, not an identity.
    fn remember_names(&mut self, number: u16, table: &Table) {
        if !self.names_matter {
            return;
        }
        for object in self.snapshot.objects() {
            let first = self.snapshot.first_record(object);
            if first.table != number || self.snapshot.is_deleted(object) {
                continue;
            }
            for name in names(table, first.record as usize) {
                self.by_name
                    .entry(name)
                    .and_modify(|known| {
                        if *known != Some(object) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(object));
            }
        }
    }
}

/// The UPN and the primary address of a record, folded, marked so that one is never taken for the other.
fn names(table: &Table, record: usize) -> impl Iterator<Item = String> {
    let user_principal_name = table.cell(record, Attribute::UserPrincipalName).text();
    let primary = table
        .cell(record, Attribute::ProxyAddresses)
        .text()
        .and_then(|list| {
            address_list::entries(list)
                .map(ProxyAddress::parse)
                .find(|address| address.address_type == AddressType::PrimarySmtp)
                .map(|address| address.value)
        })
        .or_else(|| table.cell(record, Attribute::Mail).text());
    let marked = |mark: char, name: &str| format!("{mark}{}", case_key::fold(name));
    user_principal_name.map(|name| marked('u', name)).into_iter().chain(primary.map(|name| marked('p', name)))
}

fn collect_facts(inputs: &[Input]) -> Tenant {
    let mut tenant = Tenant::default();
    for input in inputs.iter().filter(|input| !input.is_before) {
        match input.format {
            super::Format::TenantDomains => drop(tenant.domains.get_or_insert_default()),
            super::Format::TenantRoles => drop(tenant.roles.get_or_insert_default()),
            super::Format::TenantFeatures => drop(tenant.features.get_or_insert_default()),
            _ => {}
        }
        for (_, fact) in &input.facts {
            match fact {
                Fact::Domain(domain) => tenant.domains.get_or_insert_default().push(domain.clone()),
                Fact::Role(principal, role) => {
                    tenant.roles.get_or_insert_default().entry(*principal).or_default().push(role.clone());
                }
                Fact::Feature(name, on) => tenant.features.get_or_insert_default().push((name.clone(), *on)),
                Fact::RmUnifyUser(user) => tenant.rm_unify_users.get_or_insert_default().push(user.clone()),
                // What other tools report stays with its file, whose rows it names.
                Fact::Reported(_) => {}
            }
        }
    }
    if let Some(domains) = &mut tenant.domains {
        order::sort(domains);
        domains.dedup();
    }
    tenant
}

/// RM Unify gives ImmutableIds of its own: one that no AD object has is nothing odd where it is in use.
///
/// Source: RM, article TEC4699981.
fn tell_of_anchors_of_rm_unify(inputs: &mut [Input], on_premises: &Snapshot) {
    let guids = |attribute| {
        on_premises.objects().filter_map(move |object| on_premises.text(object, attribute).and_then(Guid::parse))
    };
    let known: FxHashSet<Guid> = guids(Attribute::ObjectGuid).chain(guids(Attribute::ConsistencyGuid)).collect();
    for input in inputs.iter_mut().filter(|input| input.side == InputSide::Cloud) {
        let foreign = |text: &str| Guid::parse(text).is_none_or(|guid| !known.contains(&guid));
        let mut rows = input.tables.iter().flat_map(|table| {
            (0..table.len())
                .filter(move |&record| table.cell(record, Attribute::ImmutableId).text().is_some_and(foreign))
                .map(|record| table.row(record))
        });
        let Some(first) = rows.next() else { continue };
        let users = match rows.count() {
            0 => "One user has".to_owned(),
            more => format!("{} users have", more + 1),
        };
        input.problems.push(
            Problem::new(
                ProblemCode::IssuedByRmUnify,
                format!(
                    "{users} an ImmutableId that no AD object has. RM Unify is in use and gives such ids itself, so they are \
                     no orphans."
                ),
                "Look in RM Unify before you change one of these users.",
            )
            .at_row(first),
        );
        order::sort(&mut input.problems);
    }
}

fn tell_of_one_sided_files(inputs: &mut [Input]) {
    let count = |inputs: &[Input], side| inputs.iter().filter(|input| input.tells_of(side) && input.used > 0).count();
    let on_premises = count(inputs, InputSide::OnPremises);
    let cloud = count(inputs, InputSide::Cloud);
    let (side, name, other) = match (on_premises, cloud) {
        (2.., 0) => (InputSide::OnPremises, "Active Directory", "Microsoft 365"),
        (0, 2..) => (InputSide::Cloud, "Microsoft 365", "Active Directory"),
        _ => return,
    };
    let which = if on_premises + cloud == 2 { "Both files" } else { "All files" };
    for input in inputs.iter_mut().filter(|input| input.tells_of(side) && input.used > 0) {
        input.problems.push(Problem::new(
            ProblemCode::SameSideTwice,
            format!("{which} are exports of {name}. There is nothing to join yet."),
            format!("Give an export of {other} as well."),
        ));
        order::sort(&mut input.problems);
    }
}
