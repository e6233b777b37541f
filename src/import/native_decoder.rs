//! Windows code pages outside the browser. The page uses the browser's own decoder instead; see `src/wasm`.

use super::source::LegacyDecoder;

/// Makes a decoder for a label of the encoding standard.
pub fn make(label: &str) -> Option<Box<dyn LegacyDecoder>> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(Box::new(Native(encoding.new_decoder_without_bom_handling())))
}

struct Native(encoding_rs::Decoder);

impl LegacyDecoder for Native {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let needed = self.0.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
        text.reserve(needed);
        let _ = self.0.decode_to_string(bytes, text, last);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn western_european_letters() {
        let mut decoder = super::make("windows-1252").expect("known");
        let mut text = String::new();
        decoder.decode(&[0x4D, 0xFC, 0x6C], false, &mut text);
        decoder.decode(&[0x6C, 0x65, 0x72, 0x80], true, &mut text);
        assert_eq!(text, "Müller€");
        assert!(super::make("no-such-page").is_none());
    }
}
