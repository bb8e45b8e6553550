//! The classes of a transition system, in the order of the network's outputs.

use std::collections::BTreeMap;

use super::error::ImportError;
use super::thinc::{field, read_msgpack};
use crate::model::Action;

/// Reads a component's `moves` file: JSON inside msgpack, from the move's number to its labels with their frequencies.
///
/// The classes stand in the order of their moves, and of each move in falling order of (frequency, label). Labels
/// added after training have negative frequencies and come after all others.
pub(super) fn read(component: &'static str, bytes: &[u8]) -> Result<Vec<Action>, ImportError> {
    let broken = |what| ImportError::Layout { component, what };
    let value = read_msgpack(component, bytes)?;
    let json = field(&value, "moves").and_then(rmpv::Value::as_slice).ok_or_else(|| broken("moves"))?;
    let moves: BTreeMap<String, BTreeMap<String, i64>> = serde_json::from_slice(json).map_err(|_| broken("moves"))?;
    let mut actions = Vec::new();
    let mut late: Vec<(i64, String, u8)> = Vec::new();
    for (code, labels) in moves {
        let code: u8 = code.parse().map_err(|_| broken("the number of a move"))?;
        let mut ranked: Vec<(i64, String)> = labels.into_iter().map(|(label, frequency)| (frequency, label)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        for (frequency, label) in ranked {
            if frequency < 0 {
                late.push((frequency, label, code));
            } else {
                actions.push(Action { code, label });
            }
        }
    }
    late.sort_by(|a, b| (b.0, &b.1).cmp(&(a.0, &a.1)));
    actions.extend(late.into_iter().map(|(_, label, code)| Action { code, label }));
    Ok(actions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_by_move_then_by_frequency() {
        let json = r#"{"0":{"":5},"2":{"det":1,"nsubj":9,"amod":9,"late":-2}}"#;
        let value = rmpv::Value::Map(vec![("moves".into(), json.into())]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &value).expect("memory");
        let actions = read("parser", &bytes).expect("well formed");
        let names: Vec<(u8, &str)> = actions.iter().map(|action| (action.code, action.label.as_str())).collect();
        assert_eq!(names, [(0, ""), (2, "nsubj"), (2, "amod"), (2, "det"), (2, "late")]);
    }
}
