//! Writes the JavaScript glue for a WebAssembly module: `glue INPUT.wasm OUTPUT_FOLDER`.
//!
//! The same as wasm-bindgen's command line with `--target web --omit-default-module-path`. Without the latter the
//! bundler would put the module into the page a second time.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("glue: write `glue INPUT.wasm OUTPUT_FOLDER`");
        return ExitCode::from(2);
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(input).omit_default_module_path(true).typescript(true);
    let result = bindgen.web(true).and_then(|bindgen| bindgen.generate(output));
    if let Err(error) = result {
        eprintln!("glue: {error:?}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
