//! Values that Entra ID does not take as they are, row by row.
