//! Names and addresses that drift apart, row by row.
