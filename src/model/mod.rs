//! Values of the field and how they are kept: attributes, cells, tables, objects, addresses, anchors.
//!
//! No rule, no format and no text for people belongs here. Comparing text goes through [`case_key`] and [`keys`].

pub mod address_list;
pub mod alias;
pub mod attribute;
pub mod bits;
pub mod by_text;
pub mod case_key;
pub mod cell;
pub mod confidence;
pub mod day;
pub mod domain;
pub mod guid;
pub mod keys;
pub mod lazy_order;
pub mod licences;
pub mod needle;
pub mod number;
pub mod object;
pub mod order;
pub mod proxy_address;
pub mod room;
pub mod security_identifier;
pub mod snapshot;
pub mod source_anchor;
pub mod table;
pub mod user_principal_name;

pub use attribute::Attribute;
pub use bits::Bits;
pub use by_text::{ByText, Texts};
pub use cell::Cell;
pub use confidence::Confidence;
pub use guid::Guid;
pub use keys::{Key, KeyBatch, KeyPool};
pub use lazy_order::LazyOrder;
pub use needle::Needle;
pub use object::{ObjectId, ObjectKind, Side};
pub use snapshot::{FileId, RecordRef, Snapshot};
pub use table::{CellForm, Column, NotTaken, Table};
