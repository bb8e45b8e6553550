//! Lemmas of nouns and verbs by plain rules of English inflection and a list of irregular forms.
//!
//! In: one word. Out: its base form in lower case. Never needs context, so that "left" is always "leave".

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

const NOUNS: &[(&str, &str)] = &[
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("mice", "mouse"),
    ("geese", "goose"),
    ("lives", "life"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("halves", "half"),
    ("thieves", "thief"),
    ("leaves", "leaf"),
    ("wolves", "wolf"),
    ("shelves", "shelf"),
    ("crises", "crisis"),
    ("bases", "base"),
    ("analyses", "analysis"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("aircraft", "aircraft"),
    ("series", "series"),
    ("species", "species"),
    ("troops", "troop"),
    ("police", "police"),
    ("buses", "bus"),
    ("gases", "gas"),
    ("viruses", "virus"),
    ("campuses", "campus"),
    ("losses", "loss"),
    ("cases", "case"),
    ("houses", "house"),
    ("horses", "horse"),
    ("nurses", "nurse"),
    ("purchases", "purchase"),
    ("databases", "database"),
    ("releases", "release"),
    ("diseases", "disease"),
    ("causes", "cause"),
    ("increases", "increase"),
    ("decreases", "decrease"),
    ("responses", "response"),
    ("defenses", "defense"),
    ("licenses", "license"),
    ("expenses", "expense"),
    ("offenses", "offense"),
    ("warehouses", "warehouse"),
    ("businesses", "business"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("zombies", "zombie"),
    ("selfies", "selfie"),
    ("shoes", "shoe"),
    ("canoes", "canoe"),
    ("personnel", "personnel"),
    ("news", "news"),
    ("sheep", "sheep"),
    ("fish", "fish"),
    ("means", "means"),
    ("headquarters", "headquarters"),
    ("medics", "medic"),
    ("corps", "corps"),
    ("always", "always"),
    ("us", "us"),
    ("this", "this"),
    ("gas", "gas"),
    ("bus", "bus"),
    ("axes", "axe"),
    ("vaccines", "vaccine"),
    ("ties", "tie"),
    ("lies", "lie"),
    ("pies", "pie"),
    ("policemen", "policeman"),
    ("firemen", "fireman"),
    ("fishermen", "fisherman"),
    ("servicemen", "serviceman"),
    ("gunmen", "gunman"),
    ("businessmen", "businessman"),
    ("congressmen", "congressman"),
    ("spokesmen", "spokesman"),
    ("airmen", "airman"),
    ("militiamen", "militiaman"),
];

const VERBS: &[(&str, &str)] = &[
    ("am", "be"),
    ("is", "be"),
    ("are", "be"),
    ("was", "be"),
    ("were", "be"),
    ("been", "be"),
    ("being", "be"),
    ("has", "have"),
    ("had", "have"),
    ("having", "have"),
    ("did", "do"),
    ("does", "do"),
    ("done", "do"),
    ("went", "go"),
    ("gone", "go"),
    ("goes", "go"),
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bore", "bear"),
    ("born", "bear"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("drove", "drive"),
    ("driven", "drive"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rang", "ring"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("said", "say"),
    ("sang", "sing"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("shrank", "shrink"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("swept", "sweep"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("swam", "swim"),
    ("taken", "take"),
    ("took", "take"),
    ("taught", "teach"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("thought", "think"),
    ("understood", "understand"),
    ("woke", "wake"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("wrote", "write"),
    ("written", "write"),
    ("died", "die"),
    ("dies", "die"),
    ("dying", "die"),
    ("lied", "lie"),
    ("tied", "tie"),
    ("lying", "lie"),
    ("cost", "cost"),
    ("cut", "cut"),
    ("hit", "hit"),
    ("hurt", "hurt"),
    ("put", "put"),
    ("set", "set"),
    ("shed", "shed"),
    ("shut", "shut"),
    ("split", "split"),
    ("spread", "spread"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("bled", "bleed"),
    ("fed", "feed"),
    ("sped", "speed"),
    ("need", "need"),
    ("added", "add"),
    ("adding", "add"),
    ("exceed", "exceed"),
    ("succeed", "succeed"),
    ("proceed", "proceed"),
    ("bring", "bring"),
    ("sing", "sing"),
    ("dead", "die"),
    ("agreed", "agree"),
    ("freed", "free"),
    ("guaranteed", "guarantee"),
    ("seeing", "see"),
    ("fleeing", "flee"),
    ("freeing", "free"),
    ("using", "use"),
    ("used", "use"),
    ("focused", "focus"),
    ("totaled", "total"),
    ("totalled", "total"),
    ("totaling", "total"),
    ("totalling", "total"),
    ("entered", "enter"),
    ("suffered", "suffer"),
    ("ordered", "order"),
    ("gathered", "gather"),
    ("delivered", "deliver"),
    ("offered", "offer"),
    ("considered", "consider"),
    ("registered", "register"),
    ("visited", "visit"),
    ("exited", "exit"),
    ("awaited", "await"),
    ("limited", "limit"),
    ("opened", "open"),
    ("happened", "happen"),
    ("threatened", "threaten"),
    ("listened", "listen"),
    ("trapped", "trap"),
    ("targeted", "target"),
];

/// The singular of a noun, in lower case.
pub fn noun_lemma(word: &str) -> String {
    static IRREGULAR: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| first_of_each(NOUNS));
    let word = word.to_lowercase();
    if let Some(lemma) = IRREGULAR.get(word.as_str()) {
        return (*lemma).to_owned();
    }
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.strip_suffix("es").unwrap_or(ending));
        }
    }
    if let Some(stem) = word.strip_suffix("oes").filter(|s| s.len() > 2) {
        return format!("{stem}o");
    }
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}

/// Forms and their lemmas; of two for one form the first counts.
fn first_of_each(list: &'static [(&'static str, &'static str)]) -> FxHashMap<&'static str, &'static str> {
    list.iter().rev().copied().collect()
}

/// The base form of a verb, in lower case.
pub fn verb_lemma(word: &str) -> String {
    static IRREGULAR: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| first_of_each(VERBS));
    let word = word.to_lowercase();
    if let Some(lemma) = IRREGULAR.get(word.as_str()) {
        return (*lemma).to_owned();
    }
    for ending in ["ied", "ies"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) {
            return format!("{stem}y");
        }
    }
    for ending in ["ing", "ed"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1 && s.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
            return restore_stem(stem);
        }
    }
    for ending in ["sses", "shes", "ches", "xes", "zes", "oes"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.strip_suffix("es").unwrap_or(ending));
        }
    }
    match word.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with('s')) {
        Some(stem) => stem.to_owned(),
        None => word,
    }
}

/// Whether a word is the irregular past of a verb that differs from its base: "rose", "sent".
pub fn is_irregular_past(word: &str) -> bool {
    static PAST: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        let participle = |w: &str| w.ends_with('n') && !["began", "ran", "won"].contains(&w);
        let others = [
            "am", "is", "are", "was", "were", "been", "being", "has", "had", "having", "does", "goes", "dies", "dead", "born", "done",
            "left",
        ];
        let past =
            VERBS.iter().filter(|(form, lemma)| form != lemma && !participle(form) && !form.ends_with("ing") && !others.contains(form));
        past.map(|(form, _)| *form).chain(["sang", "wed", "left"]).collect()
    });
    PAST.contains(word)
}

/// Gives a stem back what -ed and -ing took: the doubled consonant goes, a silent e returns.
fn restore_stem(stem: &str) -> String {
    let mut letters = stem.chars().rev();
    let (last, before, third) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if last == before && !vowel(last) && !matches!(last, 'l' | 's' | 'z' | 'f') {
        return stem.strip_suffix(last).unwrap_or(stem).to_owned();
    }
    if last == 'l'
        && before == 'l'
        && ["cancell", "travell", "controll", "compell", "expell", "propell", "patroll", "labell", "fuell", "shell"].contains(&stem)
    {
        return if stem == "shell" { stem.to_owned() } else { stem.strip_suffix('l').unwrap_or(stem).to_owned() };
    }
    let silent = match last {
        'v' | 'c' | 'u' => true,
        'g' => !(before == 'n' && third == 'o') && before != 'g',
        's' => before != 's' && !stem.ends_with("cus"),
        'z' => before != 'z',
        'r' => {
            vowel(before)
                && !stem.ends_with("er")
                && !stem.ends_with("or")
                && !stem.ends_with("our")
                && !stem.ends_with("ear")
                && !stem.ends_with("air")
                && !stem.ends_with("oar")
        }
        't' => {
            stem.ends_with("at") && stem.len() > 4 && !stem.ends_with("eat") && !stem.ends_with("oat")
                || stem.ends_with("ot") && stem.len() < 4
                || stem.ends_with("cit") && stem.len() < 4
                || stem.ends_with("not")
                || stem.ends_with("mot")
                || stem.ends_with("unit")
                || stem.ends_with("vit")
                || stem.ends_with("writ")
                || stem.ends_with("ecut")
                || stem.ends_with("tribut")
                || stem.ends_with("tut")
                || stem.ends_with("plet")
                || stem.ends_with("delet")
        }
        'l' => {
            matches!(before, 'b' | 'p' | 't' | 'd' | 'g' | 'f' | 'k' | 'c')
                || stem.ends_with("il") && !stem.ends_with("ail") && !stem.ends_with("oil") && !stem.ends_with("eil")
                || stem.ends_with("cal")
                || stem.ends_with("ul")
        }
        'd' => {
            (vowel(before) && !vowel(third)) && !stem.ends_with("id")
                || stem.ends_with("uid")
                || stem.ends_with("cid")
                || stem.ends_with("vid")
                || stem.ends_with("sid")
                || stem.ends_with("lid")
                || stem.ends_with("rid")
        }
        'k' => vowel(before) && !vowel(third),
        'm' => {
            vowel(before) && !vowel(third) && !stem.ends_with("om") && !stem.ends_with("am")
                || stem.ends_with("nam")
                || stem.ends_with("blam")
                || stem.ends_with("welcom")
                || stem.ends_with("fram")
        }
        'n' => {
            stem.ends_with("in")
                && !vowel(third)
                && ["min", "din", "fin", "lin", "bin", "clin", "min", "gin"].iter().any(|e| stem.ends_with(e))
                || stem.ends_with("on") && stem.len() < 4
                || stem.ends_with("un")
                || stem.ends_with("postpon")
                || stem.ends_with("phon")
        }
        'p' => {
            vowel(before) && !vowel(third) && !stem.ends_with("op") && !stem.ends_with("ep") && !stem.ends_with("ip")
                || stem.ends_with("wip")
                || stem.ends_with("hop")
                || stem.ends_with("cop")
                || stem.ends_with("scap")
        }
        'h' => stem.ends_with("ath") && stem.len() > 3 && stem != "path",
        _ => false,
    };
    if silent { format!("{stem}e") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_verbs_go_back_to_their_base_form() {
        for (form, lemma) in
            [("soldiers", "soldier"), ("people", "person"), ("countries", "country"), ("watches", "watch"), ("buses", "bus")]
        {
            assert_eq!(noun_lemma(form), lemma);
        }
        for (form, lemma) in [
            ("killed", "kill"),
            ("deployed", "deploy"),
            ("displaced", "displace"),
            ("stopped", "stop"),
            ("carried", "carry"),
            ("rose", "rise"),
            ("estimated", "estimate"),
            ("hired", "hire"),
            ("reached", "reach"),
            ("includes", "include"),
            ("sending", "send"),
            ("injured", "injure"),
        ] {
            assert_eq!(verb_lemma(form), lemma);
        }
    }
}
