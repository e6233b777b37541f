//! The list of objects: every AD object with its outcome, then the cloud objects that none joins.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::facets::{self, FacetColumn, Selection};
use super::names;
use super::search::Search;
use crate::analyzer::Analysis;
use crate::finding::Owner;
use crate::join::Outcome;
use crate::join::agreement::Agreement;
use crate::model::lazy_order::{LazyOrder, sort_key};
use crate::model::{Attribute, Confidence, ObjectId, ObjectKind, Side, case_key, domain};
use crate::wire::{ObjectListView, ObjectQuery, ObjectRow, ObjectSort};

/// The list, with the facets of each row and the selection that was asked for last.
#[derive(Clone, Debug)]
pub struct ObjectList {
    rows: Vec<Owner>,
    facets: Vec<FacetColumn>,
    findings: FxHashMap<Owner, u32>,
    search: Search,
    query: Option<ObjectQuery>,
    selection: Selection,
    /// The numbers by which all rows are sorted, for each order that was asked for.
    keys: Vec<(ObjectSort, Vec<u64>)>,
    /// The selection in that order.
    order: LazyOrder,
}

/// What is searched of an object, and of the cloud object to which it leads.
pub const SEARCHED: [Attribute; 10] = [
    Attribute::DisplayName,
    Attribute::UserPrincipalName,
    Attribute::ProxyAddresses,
    Attribute::Mail,
    Attribute::SamAccountName,
    Attribute::GivenName,
    Attribute::Surname,
    Attribute::ObjectGuid,
    Attribute::ObjectId,
    Attribute::ImmutableId,
];

/// Domains beyond these are put together as others.
const MOST_DOMAINS: usize = 200;

impl ObjectList {
    /// Lists the objects of an analysis.
    pub fn new(analysis: &Analysis) -> Self {
        let (ad, cloud) = (&analysis.directories.on_premises, &analysis.directories.cloud);
        let mut rows: Vec<Owner> = ad.objects().map(Owner::on_premises).collect();
        rows.extend(
            cloud
                .objects()
                .filter(|&object| !cloud.is_deleted(object) && analysis.joins.partner(object).is_none())
                .map(Owner::cloud),
        );
        let mut findings: FxHashMap<Owner, u32> = FxHashMap::default();
        for finding in analysis.findings.iter() {
            for &owner in analysis.findings.owners(finding) {
                *findings.entry(owner).or_default() += 1;
            }
        }
        // So that the first search does not wait for it.
        analysis.odd();
        let facets = vec![
            outcomes(analysis, &rows),
            looks(analysis, &rows),
            kinds(analysis, &rows),
            domains(analysis, &rows),
            confidences(analysis, &rows),
            tools(analysis, &rows),
        ];
        Self {
            rows,
            facets,
            findings,
            search: Search::new(&SEARCHED),
            query: None,
            selection: Selection { rows: Vec::new(), counts: Vec::new() },
            keys: Vec::new(),
            order: LazyOrder::default(),
        }
    }

    /// A window of the rows that fit a query, in its order.
    pub fn window(&mut self, analysis: &Analysis, query: &ObjectQuery, start: u32, count: u32) -> ObjectListView {
        self.select(analysis, query);
        let total = self.selection.rows.len();
        let start = (start as usize).min(total);
        let end = start.saturating_add(count as usize).min(total);
        let places = self.places(analysis, query, start..end);
        ObjectListView {
            total: number(total),
            of: number(self.rows.len()),
            facets: facets::views(&self.facets, &self.selection.counts),
            start: number(start),
            rows: places.into_iter().map(|place| self.row(analysis, self.rows[place as usize])).collect(),
        }
    }

    /// The objects themselves that fit a query, in its order.
    pub fn owners(&mut self, analysis: &Analysis, query: &ObjectQuery) -> Vec<Owner> {
        self.select(analysis, query);
        let places = self.places(analysis, query, 0..self.selection.rows.len());
        places.into_iter().map(|place| self.rows[place as usize]).collect()
    }

    /// Where an object stands among those that fit a query.
    pub fn place(&mut self, analysis: &Analysis, query: &ObjectQuery, object: u32) -> Option<u32> {
        let wanted = names::owner(analysis, object)?;
        let row = number(self.rows.iter().position(|&owner| owner == wanted)?);
        self.select(analysis, query);
        let place = match query.sort {
            ObjectSort::File => self.selection.rows.binary_search(&row).ok(),
            sort => {
                self.order.position(row, &|row, from| sort_key(text(analysis, self.rows[row as usize], sort), from))
            }
        };
        place.map(|place| number(if query.descending { self.selection.rows.len() - 1 - place } else { place }))
    }

    /// Chooses the rows that fit a query, and prepares their order.
    fn select(&mut self, analysis: &Analysis, query: &ObjectQuery) {
        if self.query.as_ref() == Some(query) {
            return;
        }
        let in_no_order =
            |query: &ObjectQuery| ObjectQuery { sort: ObjectSort::File, descending: false, ..query.clone() };
        if self.query.as_ref().map(in_no_order) != Some(in_no_order(query)) {
            let search = case_key::search_form(query.search.trim());
            self.search.look_for(analysis, &search);
            let chosen: [&[String]; 6] =
                [&query.outcome, &query.look, &query.kind, &query.domain, &query.confidence, &query.tools];
            let finds = |owner: Owner| {
                let cloud = cloud_of(analysis, owner).map(Owner::cloud);
                self.search.finds(owner) || cloud.is_some_and(|cloud| self.search.finds(cloud))
            };
            let matches = |place: u32| search.is_empty() || finds(self.rows[place as usize]);
            self.selection = facets::select(&self.facets, &chosen, 0..number(self.rows.len()), matches);
        }
        self.order = LazyOrder::default();
        if query.sort != ObjectSort::File {
            let known = self.keys.iter().position(|(sort, _)| *sort == query.sort).unwrap_or_else(|| {
                self.keys.push((query.sort, keys(analysis, &self.rows, query.sort)));
                self.keys.len() - 1
            });
            let keys = &self.keys[known].1;
            self.order =
                LazyOrder::new(self.selection.rows.iter().map(|&place| (keys[place as usize], place)).collect());
        }
        self.query = Some(query.clone());
    }

    /// Rows of the selection in the order of the query.
    fn places(&mut self, analysis: &Analysis, query: &ObjectQuery, wanted: Range<usize>) -> Vec<u32> {
        let total = self.selection.rows.len();
        let Range { start, end } = wanted;
        let wanted = if query.descending { total - end..total - start } else { start..end };
        let mut places = match query.sort {
            ObjectSort::File => self.selection.rows[wanted].to_vec(),
            sort => self
                .order
                .window(wanted, &|place, from| sort_key(text(analysis, self.rows[place as usize], sort), from)),
        };
        if query.descending {
            places.reverse();
        }
        places
    }

    fn row(&self, analysis: &Analysis, owner: Owner) -> ObjectRow {
        let decision = (owner.side == Side::OnPremises).then(|| analysis.joins.decision(owner.object));
        let join = decision.filter(|decision| decision.outcome.is_join()).and_then(|decision| decision.cloud);
        ObjectRow {
            id: names::number(analysis, owner),
            name: names::name(analysis, owner).to_owned(),
            kind: analysis.directories.side(owner.side).kind(owner.object),
            login: names::login(analysis, owner).to_owned(),
            outcome: names::outcome(analysis, owner).to_owned(),
            confidence: decision.map(|decision| decision.confidence),
            by: decision.and_then(|decision| decision.by).map(names::key_words).unwrap_or_default().to_owned(),
            cloud: cloud_name(analysis, owner).to_owned(),
            caution: join.and_then(|cloud| names::caution(analysis, owner.object, cloud)).map(str::to_owned),
            findings: self.findings.get(&owner).copied().unwrap_or(0),
            row: names::place(analysis, owner).1,
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The cloud object to which an AD object leads.
fn cloud_of(analysis: &Analysis, owner: Owner) -> Option<ObjectId> {
    match owner.side {
        Side::OnPremises => analysis.joins.decision(owner.object).cloud,
        Side::Cloud => None,
    }
}

fn cloud_name(analysis: &Analysis, owner: Owner) -> &str {
    cloud_of(analysis, owner).map_or("", |cloud| names::name(analysis, Owner::cloud(cloud)))
}

/// The text by which an object is sorted.
fn text(analysis: &Analysis, owner: Owner, sort: ObjectSort) -> &str {
    match sort {
        ObjectSort::Name => names::name(analysis, owner),
        ObjectSort::Upn => names::login(analysis, owner),
        ObjectSort::Cloud => cloud_name(analysis, owner),
        ObjectSort::File | ObjectSort::Outcome => "",
    }
}

/// The numbers by which the rows are sorted. What has no text comes last. Texts are read in the order in which they stand,
/// which is faster.
fn keys(analysis: &Analysis, rows: &[Owner], sort: ObjectSort) -> Vec<u64> {
    let (ad, cloud) = (&analysis.directories.on_premises, &analysis.directories.cloud);
    let last = sort_key("", 0);
    match sort {
        ObjectSort::File => Vec::new(),
        ObjectSort::Outcome => {
            let of_ad = |owner: &Owner| (analysis.joins.decision(owner.object).outcome as u64) << 8;
            let key = |owner: &Owner| if owner.side == Side::OnPremises { of_ad(owner) } else { last };
            rows.iter().map(key).collect()
        }
        ObjectSort::Cloud => {
            let cloud = names::sort_keys(cloud);
            let key = |owner: &Owner| cloud_of(analysis, *owner).map_or(last, |object| cloud[object.index()]);
            rows.iter().map(key).collect()
        }
        ObjectSort::Name | ObjectSort::Upn => {
            let ad = match sort {
                ObjectSort::Name => names::sort_keys(ad),
                _ => ad.sort_keys(&[Attribute::UserPrincipalName]),
            };
            let of_ad = |owner: &Owner| (owner.side == Side::OnPremises).then(|| ad[owner.object.index()]);
            // Who has no UPN is known by an address.
            let key = |owner: &Owner| of_ad(owner).filter(|&key| key != last);
            rows.iter().map(|owner| key(owner).unwrap_or_else(|| sort_key(text(analysis, *owner, sort), 0))).collect()
        }
    }
}

fn outcomes(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    let mut values: Vec<(String, String)> =
        Outcome::ALL.iter().map(|outcome| (outcome.name().to_owned(), outcome.label().to_owned())).collect();
    let cloud_only = u16::try_from(values.len()).unwrap_or(u16::MAX);
    values.push((names::CLOUD_ONLY.to_owned(), "Only in the cloud".to_owned()));
    let code = |owner: &Owner| match owner.side {
        Side::OnPremises => analysis.joins.decision(owner.object).outcome as u16,
        Side::Cloud => cloud_only,
    };
    FacetColumn { name: "outcome", title: "Outcome", values, codes: rows.iter().map(code).collect() }
}

/// Joins of objects whose names differ: by its keys the sync is sure, a person may not be.
fn looks(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    let values = vec![
        ("names-differ".to_owned(), "The names differ".to_owned()),
        ("names-agree".to_owned(), "No difference seen".to_owned()),
    ];
    let code = |owner: &Owner| u16::from(!(owner.side == Side::OnPremises && names::differ(analysis, owner.object)));
    FacetColumn { name: "look", title: "Names on both sides", values, codes: rows.iter().map(code).collect() }
}

/// Whether other tools that read the same data lead to the same account.
fn tools(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    let title = |agreement| match agreement {
        Agreement::Agree => "Agree",
        Agreement::Differ => "Lead to different accounts",
        Agreement::OneFindsNone => "One finds no account",
        Agreement::NotKnown => "Not known",
    };
    let mut values: Vec<(String, String)> =
        Agreement::ALL.iter().map(|&one| (one.name().to_owned(), title(one).to_owned())).collect();
    let not_compared = u16::try_from(values.len()).unwrap_or(u16::MAX);
    values.push(("not-compared".to_owned(), "Not compared".to_owned()));
    let agreements = analysis.agreements();
    let code = |owner: &Owner| match owner.side {
        Side::OnPremises => agreements.of(owner.object).map_or(not_compared, |agreement| agreement as u16),
        Side::Cloud => not_compared,
    };
    FacetColumn { name: "tools", title: "The sync and other tools", values, codes: rows.iter().map(code).collect() }
}

fn confidences(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    const TITLES: [&str; 3] = ["Certain", "Likely", "Possible"];
    let values = Confidence::ALL.iter().zip(TITLES).map(|(c, title)| (c.name().to_owned(), title.to_owned())).collect();
    let code = |owner: &Owner| match owner.side {
        Side::OnPremises => match analysis.joins.decision(owner.object).confidence {
            Confidence::Certain => 0,
            Confidence::Likely => 1,
            Confidence::Possible => 2,
        },
        // That no AD object joins a cloud object is as sure as the outcomes of all of them; it is not counted as certain.
        Side::Cloud => 1,
    };
    FacetColumn { name: "confidence", title: "How sure", values, codes: rows.iter().map(code).collect() }
}

fn kinds(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    const KINDS: [(ObjectKind, &str, &str); 5] = [
        (ObjectKind::User, "user", "User"),
        (ObjectKind::Guest, "guest", "Guest"),
        (ObjectKind::Group, "group", "Group"),
        (ObjectKind::Contact, "contact", "Contact"),
        (ObjectKind::PublicFolder, "public-folder", "Public folder"),
    ];
    let values = KINDS.iter().map(|(_, value, title)| ((*value).to_owned(), (*title).to_owned())).collect();
    let code = |owner: &Owner| analysis.directories.side(owner.side).kind(owner.object) as u16;
    FacetColumn { name: "kind", title: "Kind", values, codes: rows.iter().map(code).collect() }
}

fn domains(analysis: &Analysis, rows: &[Owner]) -> FacetColumn {
    domain_facet(rows.len(), rows.iter().map(|&owner| domain_of(analysis, owner)))
}

/// The domain of an object's UPN or, where it has none, of its primary address; folded.
pub fn domain_of(analysis: &Analysis, owner: Owner) -> String {
    domain::of(names::login(analysis, owner)).map(|name| case_key::fold(name).into_owned()).unwrap_or_default()
}

/// A facet of domains, the most frequent first.
pub fn domain_facet(count: usize, of_rows: impl Iterator<Item = String>) -> FacetColumn {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let mut codes_by_first_sight = Vec::with_capacity(count);
    let mut found: Vec<(String, u32)> = Vec::new();
    for name in of_rows {
        let code = *seen.entry(name).or_insert_with_key(|name| {
            found.push((name.clone(), 0));
            number(found.len() - 1)
        });
        found[code as usize].1 += 1;
        codes_by_first_sight.push(code);
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| found[b].1.cmp(&found[a].1).then_with(|| found[a].0.cmp(&found[b].0)));
    let mut code_of = vec![0_u16; found.len()];
    let mut values = Vec::new();
    for (rank, &place) in order.iter().enumerate() {
        let rank = rank.min(MOST_DOMAINS);
        code_of[place] = u16::try_from(rank).unwrap_or(u16::MAX);
        if rank < MOST_DOMAINS {
            let name = &found[place].0;
            let title = if name.is_empty() { "No domain".to_owned() } else { name.clone() };
            values.push((name.clone(), title));
        } else if values.len() == MOST_DOMAINS {
            values.push(("other".to_owned(), "Other domains".to_owned()));
        }
    }
    let codes = codes_by_first_sight.into_iter().map(|code| code_of[code as usize]).collect();
    FacetColumn { name: "domain", title: "Domain", values, codes }
}
