//! Errors for the page: text only.

use std::fmt::Display;

use wasm_bindgen::JsError;

/// Any error as one that JavaScript can throw.
pub(super) fn to_js(error: impl Display) -> JsError {
    JsError::new(&error.to_string())
}
