//! A window with nothing in it: what Tauri and the system's web view cost by themselves. `cargo xtask bench` measures
//! Anteroom's window beside it. Never shipped: examples are in no bundle.

use std::process::ExitCode;

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> ExitCode {
    let builder = tauri::Builder::default().setup(|app| {
        WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
            .title("Blank")
            .inner_size(1280.0, 720.0)
            .min_inner_size(640.0, 480.0)
            .build()?;
        Ok(())
    });
    match builder.run(tauri::generate_context!("src-tauri/examples/blank/tauri.conf.json")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("blank: {error}");
            ExitCode::FAILURE
        }
    }
}
