//! Windows code pages and accents, left to the browser, which has the tables for them.

use js_sys::{JsString, RegExp};
use web_sys::{TextDecodeOptions, TextDecoder};

use crate::import::LegacyDecoder;

/// A decoder for a label of the encoding standard.
pub(super) fn legacy_decoder(label: &str) -> Option<Box<dyn LegacyDecoder>> {
    Some(Box::new(Browser(TextDecoder::new_with_label(label).ok()?)))
}

struct Browser(TextDecoder);

impl LegacyDecoder for Browser {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let options = TextDecodeOptions::new();
        options.set_stream(!last);
        // Without `fatal` the decoder puts replacement characters and never fails.
        if let Ok(decoded) = self.0.decode_with_u8_array_and_options(bytes, &options) {
            text.push_str(&decoded);
        }
    }
}

/// The text without accents: taken apart, without the marks.
pub(super) fn without_accents(text: &str) -> String {
    let apart = JsString::from(text).normalize("NFD");
    String::from(apart.replace_by_pattern(&RegExp::new(r"\p{M}", "gu"), ""))
}
