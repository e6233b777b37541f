//! How far a long piece of work has come, told in real counts to whoever shows it.

/// A piece of the whole work, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading a file; counted in bytes.
    Reading,
    /// Putting the rows of several files together; counted in rows.
    Merging,
    /// Collecting the addresses and names that are compared; counted in objects.
    Indexing,
    /// Working out the outcome of each AD object; counted in objects.
    Joining,
    /// Running the rules; counted in rules.
    Finding,
}

impl Stage {
    /// The name by which the page knows the stage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Merging => "merging",
            Self::Indexing => "indexing",
            Self::Joining => "joining",
            Self::Finding => "finding",
        }
    }
}

/// Hears how far the work has come. Called often; it must be quick.
pub trait Progress {
    /// `done` of `total` of the stage; the total is 0 where it is not known.
    fn advance(&mut self, stage: Stage, done: u64, total: u64);
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn advance(&mut self, _: Stage, _: u64, _: u64) {}
}

/// Calls on progress are worth a message only now and then; this says when, counting steps instead of time.
pub const STEP: usize = 1 << 14;
