//! Objects that are joined, deleted or left over in the cloud, row by row.
