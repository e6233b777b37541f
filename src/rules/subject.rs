//! What rules look at: one object, or a pair that is or will be joined, with what they ask of it. Nothing is judged here.

use std::cell::OnceCell;

use super::RuleContext;
use crate::finding::Owner;
use crate::forecast::{self, Forecast};
use crate::join::{Decision, Outcome};
use crate::model::cell::Unknown;
use crate::model::{Attribute, Cell, Confidence, ObjectId, ObjectKind, Snapshot};

/// One object.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    snapshot: &'a Snapshot,
    /// Its cells, where they were read once for all rules.
    cells: Option<&'a [Cell<'a>; Attribute::COUNT]>,
    /// The object as an owner of findings.
    pub owner: Owner,
    /// The object within its side.
    pub object: ObjectId,
    /// What kind of object it is.
    pub kind: ObjectKind,
}

impl<'a> Subject<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, owner: Owner) -> Self {
        Self { snapshot, cells: None, owner, object: owner.object, kind: snapshot.kind(owner.object) }
    }

    /// The same object with its cells already read.
    pub(super) fn with_cells(snapshot: &'a Snapshot, owner: Owner, cells: &'a [Cell<'a>; Attribute::COUNT]) -> Self {
        Self { cells: Some(cells), ..Self::new(snapshot, owner) }
    }

    /// The content of an attribute, including that nothing is known.
    pub fn cell(&self, attribute: Attribute) -> Cell<'a> {
        match self.cells {
            Some(cells) => cells[attribute.index()],
            None => self.snapshot.cell(self.object, attribute),
        }
    }

    /// The value of an attribute, if the files hold one.
    pub fn text(&self, attribute: Attribute) -> Option<&'a str> {
        self.cell(attribute).text()
    }

    /// The cell exactly as the file has it, blanks included.
    pub fn raw(&self, attribute: Attribute) -> Option<&'a str> {
        let record = self.snapshot.source(self.object, attribute)?;
        self.snapshot.table(record).raw_cell(record.record as usize, attribute)
    }

    /// Yes or no; `Ok(None)` where the attribute is not set, `Err` where the files do not tell.
    pub fn boolean(&self, attribute: Attribute) -> Result<Option<bool>, Unknown> {
        match self.cell(attribute) {
            Cell::NotExported | Cell::Lost => Err(Unknown),
            Cell::Empty => Ok(None),
            Cell::Text(_) => self.snapshot.boolean(self.object, attribute),
        }
    }

    /// Is it in the recycle bin?
    pub fn is_deleted(&self) -> bool {
        self.snapshot.is_deleted(self.object)
    }

    /// Is it a user (no guest) that is not deleted?
    pub fn is_live_user(&self) -> bool {
        self.kind == ObjectKind::User && !self.is_deleted()
    }
}

/// An AD object with the cloud object that it is or will be joined to.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The AD object.
    pub on_premises: Subject<'a>,
    /// The cloud object.
    pub cloud: Subject<'a>,
    /// How they come to be a pair.
    pub decision: &'a Decision,
    context: &'a RuleContext<'a>,
    forecast: OnceCell<Option<Forecast>>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(
        context: &'a RuleContext<'a>,
        on_premises: Subject<'a>,
        cloud: Subject<'a>,
        decision: &'a Decision,
    ) -> Self {
        Self { on_premises, cloud, decision, context, forecast: OnceCell::new() }
    }

    /// Both objects, the AD object first.
    pub fn owners(&self) -> [Owner; 2] {
        [self.on_premises.owner, self.cloud.owner]
    }

    /// Are they joined already?
    pub fn is_synced(&self) -> bool {
        self.decision.outcome == Outcome::AlreadySynced
    }

    /// How sure it is that they are a pair.
    pub fn confidence(&self) -> Confidence {
        self.decision.confidence
    }

    /// What the cloud object will hold after the sync; `None` where AD no longer decides that.
    pub fn forecast(&self) -> Option<&Forecast> {
        self.forecast
            .get_or_init(|| forecast::of(&self.context.join, self.context.joins, self.on_premises.object))
            .as_ref()
    }
}
