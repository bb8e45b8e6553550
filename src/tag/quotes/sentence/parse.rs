//! The model's parse as the rules of attribution ask it: is this word a verb here, who is its subject, where do its clauses end.
//!
//! In: the items and the article's `syntax`. Out: answers in items. Answers nothing where no model ran, so that every rule must be able to
//! do without; never looks beyond the model's sentence.

use std::ops::Range;

use super::items::SentenceItems;
use super::vocabulary::WordClass;
use crate::document::{PartOfSpeech, PennTag, Relation, Syntax};
use crate::lexicon::reporting::VerbForm;

/// How far a chain of heads is followed.
const REACH: usize = 12;

/// Verbs with which somebody puts a document into the world.
const ISSUING: &[&str] =
    &["issue", "release", "publish", "write", "send", "post", "launch", "unleash", "circulate", "sign", "use", "air", "file"];

/// Verbs whose object does what the participle after it says.
const LEAVING: &[&str] = &["leave", "see", "hear", "watch", "find", "keep", "have", "catch", "recall", "remember", "send", "set"];

/// Verbs whose object does what the infinitive after it says.
const CAUSING: &[&str] = &["leave", "lead", "force", "prompt", "cause", "compel", "inspire", "spur", "move", "drive", "require", "allow"];

/// Asks the parse about items.
#[derive(Clone, Copy)]
pub struct Parse<'a> {
    syntax: &'a Syntax,
}

impl<'a> Parse<'a> {
    /// A view of the parse of one article.
    pub fn of(syntax: &'a Syntax) -> Self {
        Self { syntax }
    }

    /// The token that begins an item.
    pub fn token(&self, items: &SentenceItems, item: usize) -> Option<usize> {
        items.all.get(item)?.model_token.map(|token| token as usize)
    }

    /// The item that holds a token.
    pub fn item(&self, items: &SentenceItems, token: usize) -> Option<usize> {
        let start = self.syntax.span(token).start;
        let item = items.all.partition_point(|i| i.span.end <= start);
        items.all.get(item).filter(|i| i.span.start <= start).map(|_| item)
    }

    /// Whether the parse takes an item for a word that stands for nobody: a verb, an adverb, a particle. Not where no model ran.
    pub fn stands_for_nobody(&self, items: &SentenceItems, item: usize) -> bool {
        let Some(token) = self.token(items, item) else { return false };
        let pos = self.syntax.pos(token);
        self.syntax.relation(token) == Some(Relation::Advmod)
            || matches!(pos, Some(PartOfSpeech::Verb | PartOfSpeech::Aux | PartOfSpeech::Adv | PartOfSpeech::Adp | PartOfSpeech::Sconj))
    }

    /// Whether a word stands as a verb in this form; none where the parse does not say.
    pub fn stands_as(&self, items: &SentenceItems, item: usize, form: VerbForm) -> Option<bool> {
        let token = self.token(items, item)?;
        let tag = self.syntax.tag(token)?;
        let relation = self.syntax.relation(token)?;
        if form == VerbForm::Fixed {
            return None;
        }
        let is_verb = matches!(self.syntax.pos(token)?, PartOfSpeech::Verb | PartOfSpeech::Aux);
        let beside = matches!(relation, Relation::Amod | Relation::Prep | Relation::Compound | Relation::Nmod);
        if !is_verb || beside && !(form == VerbForm::Past && self.is_only_verb(token)) {
            return Some(false);
        }
        Some(match form {
            VerbForm::Base => matches!(tag, PennTag::Vb | PennTag::Vbp),
            VerbForm::Third => tag == PennTag::Vbz,
            VerbForm::Past => matches!(tag, PennTag::Vbd | PennTag::Vbn | PennTag::Vb | PennTag::Vbp),
            VerbForm::Ing => tag == PennTag::Vbg,
            VerbForm::Fixed => true,
        })
    }

    /// "Tom Lee, the pilot, compared it to a storm": a participle that hangs on the noun at the head of a sentence up to which nothing is
    /// finite. A sentence has a verb, so it is this one.
    fn is_only_verb(&self, token: usize) -> bool {
        let finite = |n: usize| matches!(self.syntax.tag(n), Some(PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md));
        let on_head = self.syntax.head(token).is_some_and(|h| h < token && self.syntax.relation(h) == Some(Relation::Root));
        self.syntax.relation(token) == Some(Relation::Prep)
            && on_head
            && !self.syntax.sentence_of(token).take_while(|n| *n < token).any(finite)
    }

    /// Whether the verb is a passive participle.
    pub fn is_passive(&self, token: usize) -> bool {
        let helped = self.syntax.children(token).any(|n| {
            matches!(self.syntax.relation(n), Some(Relation::Auxpass | Relation::Nsubjpass))
                || self.syntax.relation(n) == Some(Relation::Agent) && self.syntax.tag(token) == Some(PennTag::Vbn)
        });
        let bare = self.syntax.tag(token) == Some(PennTag::Vbn)
            && matches!(self.syntax.relation(token), Some(Relation::Acl | Relation::Advcl))
            && !self.syntax.children_by(token, Relation::Aux).any(|_| true);
        helped || bare
    }

    /// The token of the one who does what a verb says: its subject, through coordination, control, participles and relative clauses.
    pub fn agent(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..REACH {
            if let Some(subject) = self.own_subject(at) {
                return self.antecedent(at, subject).or(Some(subject));
            }
            let head = self.syntax.head(at)?;
            match self.syntax.relation(at)? {
                // "called for leaders to act and criticised them": a finite verb shares the subject of a finite verb.
                Relation::Conj if self.is_finite(at) => at = self.finite_above(head)?,
                // "leaving the town to wonder", "led the firm to ask": whoever is left or led to it does it.
                Relation::Advcl if self.syntax.tag(at) == Some(PennTag::Vb) && CAUSING.contains(&self.syntax.lemma(head)) => {
                    match self.syntax.children_by(head, Relation::Dobj).find(|n| *n < at) {
                        Some(object) => return Some(object),
                        None => at = head,
                    }
                }
                Relation::Conj | Relation::Advcl | Relation::Pcomp | Relation::Dep => at = head,
                Relation::Prep if head != at => at = head,
                Relation::Xcomp | Relation::Ccomp => {
                    // "urged the council to say": the council says; "told them, calling it a ruin": who told calls.
                    let object = self.syntax.children_by(head, Relation::Dobj).find(|n| *n < at);
                    // "left the towns feeling": a participle after the object of such a verb is what the object does.
                    let left = self.syntax.tag(at) == Some(PennTag::Vbg) && LEAVING.contains(&self.syntax.lemma(head));
                    let controls = self.syntax.tag(at) == Some(PennTag::Vb) && self.syntax.lemma(head) != "promise" || left;
                    if object.is_some() && controls {
                        return object;
                    }
                    at = head;
                }
                // "polls showing", "a puppet saying"; not "the order to say", whose agent is not the order.
                Relation::Acl if self.syntax.tag(at) == Some(PennTag::Vbg) => return self.nominal(head),
                Relation::Acl => {
                    // "Duarte used his address to call it a ruin": whose address it is stands before the verb.
                    let owner = self.syntax.children_by(head, Relation::Poss).next();
                    let his = owner.is_some_and(|o| self.syntax.tag(o) == Some(PennTag::PrpOwner));
                    if owner.is_some() && !(his && self.is_object(head)) {
                        return owner;
                    }
                    at = head;
                }
                Relation::Dobj | Relation::Attr | Relation::Pobj | Relation::Acomp => at = head,
                _ => return None,
            }
        }
        None
    }

    /// Whether a noun is the object of a verb, or of what is an object: "used part of his address".
    fn is_object(&self, noun: usize) -> bool {
        let of = || self.syntax.head(noun).filter(|p| self.syntax.lemma(*p) == "of").and_then(|p| self.syntax.head(p));
        match self.syntax.relation(noun) {
            Some(Relation::Dobj) => true,
            Some(Relation::Pobj) => of().is_some_and(|n| self.syntax.relation(n) == Some(Relation::Dobj)),
            _ => false,
        }
    }

    /// Who issues the document that `noun` names: "the council released a letter saying", "a string of posts calling".
    pub fn issuer(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        // "a string of posts"
        while self.syntax.relation(at)? == Relation::Pobj {
            let of = self.syntax.head(at).filter(|p| self.syntax.lemma(*p) == "of")?;
            at = self.syntax.head(of)?;
        }
        let verb = self.syntax.head(at).filter(|_| self.syntax.relation(at) == Some(Relation::Dobj))?;
        ISSUING.contains(&self.syntax.lemma(verb)).then(|| self.agent(verb))?
    }

    /// The reporter of the clause in which a verb stands coordinated, where that rather than the clause goes on: "Duarte said the wall
    /// would hold but warned of floods".
    pub fn outer_reporter(&self, verb: usize) -> Option<usize> {
        let tag = self.syntax.tag(verb).filter(|t| is_tense(*t))?;
        if self.syntax.relation(verb)? != Relation::Conj || self.own_subject(verb).is_some() {
            return None;
        }
        let first = self.syntax.head(verb)?;
        let but = self.syntax.children_by(first, Relation::Cc).any(|n| n < verb && self.syntax.lemma(n) == "but");
        let mut inner = first;
        while self.syntax.relation(inner)? == Relation::Conj {
            inner = self.syntax.head(inner)?;
        }
        let outer = self.syntax.head(inner).filter(|_| self.syntax.relation(inner) == Some(Relation::Ccomp))?;
        // "either did not support or contradicted": the same tense, though its form differs.
        let does = self.syntax.children_by(first, Relation::Aux).any(|n| self.syntax.lemma(n) == "do");
        let shifts = self.syntax.tag(first) != Some(tag) && !does || but;
        (outer < inner && shifts && self.syntax.tag(outer) == Some(tag)).then_some(outer)
    }

    /// The verb whose reported clause goes on, for the parse, with a coordinated `verb` that has no subject of its own.
    pub fn clause_reporter(&self, verb: usize) -> Option<usize> {
        self.syntax.tag(verb).filter(|t| is_tense(*t))?;
        let mut at = verb;
        while self.syntax.relation(at)? == Relation::Conj && self.own_subject(at).is_none() {
            at = self.syntax.head(at)?;
        }
        self.syntax.head(at).filter(|head| at != verb && *head < at && self.syntax.relation(at) == Some(Relation::Ccomp))
    }

    /// Whether a verb tells which person or thing is meant: "the man who said".
    pub fn is_relative(&self, verb: usize) -> bool {
        let mut at = verb;
        for _ in 0..REACH {
            match (self.syntax.relation(at), self.syntax.head(at)) {
                (Some(Relation::Relcl), _) => return true,
                (Some(Relation::Conj | Relation::Xcomp), Some(head)) => at = head,
                _ => return false,
            }
        }
        false
    }

    /// Whether a verb has a clause before it for its complement: "The boat sank, records show".
    pub fn reports_before(&self, verb: usize) -> bool {
        self.syntax.children_by(verb, Relation::Ccomp).any(|n| n < verb && self.is_tensed(n))
    }

    /// The verb that has the clause in which `verb` stands for its complement.
    pub fn governor(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..REACH {
            let head = self.syntax.head(at)?;
            match self.syntax.relation(at)? {
                Relation::Ccomp => return (head < verb).then_some(head),
                Relation::Conj | Relation::Advcl | Relation::Xcomp | Relation::Relcl | Relation::Acl => at = head,
                _ => return None,
            }
        }
        None
    }

    /// The subject of the sentence that lies in `bounds`.
    pub fn main_subject(&self, items: &SentenceItems, bounds: &Range<usize>) -> Option<Range<usize>> {
        // A sentence cut in two by a quotation hangs on a word inside that.
        let inside = |token: usize| self.item(items, token).is_some_and(|n| bounds.contains(&n));
        let root = bounds.clone().filter_map(|n| self.token(items, n)).find(|t| {
            self.syntax.relation(*t) == Some(Relation::Root) || self.is_tensed(*t) && self.syntax.head(*t).is_some_and(|h| !inside(h))
        })?;
        self.phrase(items, self.own_subject(root)?, bounds)
    }

    /// Whether a verb has the form of a past tense, a past participle or a third person.
    pub fn is_past_or_third(&self, verb: usize) -> bool {
        matches!(self.syntax.tag(verb), Some(PennTag::Vbd | PennTag::Vbz | PennTag::Vbn))
    }

    fn is_finite(&self, verb: usize) -> bool {
        matches!(self.syntax.tag(verb), Some(PennTag::Vbd | PennTag::Vbz))
    }

    /// The first verb at or above `verb` that is neither an infinitive nor a participle.
    fn finite_above(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..REACH {
            let helped = self.syntax.children_by(at, Relation::Aux).any(|n| self.syntax.tag(n) != Some(PennTag::To));
            if helped || !matches!(self.syntax.tag(at), Some(PennTag::Vb | PennTag::Vbg)) {
                return Some(at);
            }
            at = self.syntax.head(at)?;
        }
        None
    }

    /// The subject that hangs on the verb itself.
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        self.syntax.children(verb).find(|n| matches!(self.syntax.relation(*n), Some(Relation::Nsubj | Relation::Nsubjpass)))
    }

    fn nominal(&self, token: usize) -> Option<usize> {
        matches!(self.syntax.pos(token)?, PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron | PartOfSpeech::Num)
            .then_some(token)
    }

    /// What a relative pronoun that is the subject of `verb` stands for.
    fn antecedent(&self, verb: usize, subject: usize) -> Option<usize> {
        if !matches!(self.syntax.tag(subject)?, PennTag::Wp | PennTag::Wdt) {
            return None;
        }
        let mut at = verb;
        for _ in 0..REACH {
            match self.syntax.relation(at)? {
                Relation::Relcl => return self.syntax.head(at).and_then(|h| self.nominal(h)),
                Relation::Conj => at = self.syntax.head(at)?,
                _ => return None,
            }
        }
        None
    }

    /// The relative pronoun that is the subject of a verb, the last word of what it stands for, and whether that is a name.
    pub fn relative_subject(&self, items: &SentenceItems, verb: usize) -> Option<(usize, usize, bool)> {
        let mut at = verb;
        for _ in 0..REACH {
            if let Some(subject) = self.own_subject(at) {
                let noun = self.antecedent(at, subject)?;
                let is_name = matches!(self.syntax.tag(noun), Some(PennTag::Nnp | PennTag::Nnps));
                return Some((self.item(items, subject)?, self.item(items, noun)?, is_name));
            }
            if !matches!(self.syntax.relation(at)?, Relation::Conj | Relation::Xcomp) {
                return None;
            }
            at = self.syntax.head(at)?;
        }
        None
    }

    /// The items of the noun phrase around `noun`, up to its first comma, inside `bounds`.
    pub fn phrase(&self, items: &SentenceItems, noun: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
        let head = self.item(items, noun).filter(|n| bounds.contains(n) && items.class(*n) != Some(WordClass::Quote))?;
        let tree = self.syntax.subtree(noun);
        let start = self.item(items, tree.start)?.max(bounds.start);
        let last = self.item(items, tree.end.checked_sub(1)?)?.min(bounds.end.checked_sub(1)?);
        let listed = self.syntax.children_by(noun, Relation::Conj).any(|_| true);
        let mut end = head + 1;
        while end <= last {
            match items.class(end) {
                Some(WordClass::Comma) if listed && items.class(end + 1) == Some(WordClass::Name) => {}
                Some(WordClass::Comma | WordClass::Dash | WordClass::Stop | WordClass::Colon | WordClass::Semicolon | WordClass::Quote)
                | None => break,
                _ => {}
            }
            end += 1;
        }
        let start = (start..=head)
            .rev()
            .take_while(|n| !matches!(items.class(*n), Some(WordClass::Comma | WordClass::Dash | WordClass::Semicolon | WordClass::Colon)))
            .last()
            .unwrap_or(head);
        let start =
            start + usize::from(matches!(items.class(start), Some(WordClass::And | WordClass::But | WordClass::Sub)) && start < head);
        Some(start..end)
    }

    /// The end of everything that hangs on a verb, in items, where the verb is not the head of its sentence and more follows in it.
    pub fn end_of_clause(&self, items: &SentenceItems, verb: usize) -> Option<usize> {
        if matches!(self.syntax.relation(verb)?, Relation::Root | Relation::Parataxis | Relation::Ccomp | Relation::Dep) {
            return None;
        }
        let tree = self.syntax.subtree(verb);
        if tree.end + 1 >= self.syntax.sentence_of(verb).end {
            return None;
        }
        Some(self.item(items, tree.end.checked_sub(1)?)? + 1)
    }

    /// The first item of a verb that is coordinated with `verb`, after it and no part of what it reports.
    pub fn coordinated_after(&self, items: &SentenceItems, verb: usize) -> Option<usize> {
        let other = self
            .syntax
            .children_by(verb, Relation::Conj)
            .filter(|n| *n > verb && !self.is_told(verb, *n))
            .find(|n| matches!(self.syntax.pos(*n), Some(PartOfSpeech::Verb | PartOfSpeech::Aux)))?;
        let first = self.item(items, self.syntax.subtree(other).start).filter(|n| items.class(*n) != Some(WordClass::Quote))?;
        let cc = self.syntax.children_by(verb, Relation::Cc).filter(|n| *n < other).last().and_then(|n| self.item(items, n));
        Some(cc.unwrap_or(first).min(first))
    }

    /// Whether a clause coordinated with a verb that reports a clause is told as well: "said the wall held, and it was sound". A parse
    /// can hang it on the outer verb; only a name begins the reporter's own sentence.
    fn is_told(&self, verb: usize, other: usize) -> bool {
        let reports = self.syntax.children_by(verb, Relation::Ccomp).any(|n| n > verb && n < other);
        let subject = self.own_subject(other);
        reports && subject.is_some_and(|s| self.syntax.pos(s) != Some(PartOfSpeech::Propn))
    }

    /// Whether a verb has a thing for its object and no clause: "published a book", "said things".
    pub fn has_plain_object(&self, verb: usize) -> bool {
        self.syntax.children_by(verb, Relation::Dobj).any(|n| n > verb)
            && !self.syntax.children(verb).any(|n| matches!(self.syntax.relation(n), Some(Relation::Ccomp | Relation::Xcomp)))
    }

    /// The items of the clause that is the complement of a verb and stands after it.
    pub fn complement(&self, items: &SentenceItems, verb: usize) -> Option<Range<usize>> {
        let clause = self.syntax.children_by(verb, Relation::Ccomp).find(|n| *n > verb && self.is_tensed(*n))?;
        self.range_of(items, clause)
    }

    /// Whether a verb stands in a form that needs no other verb above it.
    fn is_tensed(&self, verb: usize) -> bool {
        let helped = || {
            self.syntax.children(verb).any(|n| {
                matches!(self.syntax.relation(n), Some(Relation::Aux | Relation::Auxpass)) && self.syntax.tag(n) != Some(PennTag::To)
            })
        };
        self.syntax.tag(verb).is_some_and(is_tense) || helped()
    }

    /// Whether a finite verb stands among items; none where the parse does not reach.
    pub fn holds_verb(&self, items: &SentenceItems, range: &Range<usize>) -> Option<bool> {
        self.token(items, range.start)?;
        let tag = |n: usize| self.token(items, n).and_then(|t| self.syntax.tag(t));
        Some(range.clone().any(|n| tag(n).is_some_and(is_tense)))
    }

    /// Whether a verb of any form stands among items, as far as the parse reaches.
    pub fn holds_any_verb(&self, items: &SentenceItems, range: &Range<usize>) -> bool {
        let tag = |n: usize| self.token(items, n).and_then(|t| self.syntax.tag(t));
        range.clone().any(|n| tag(n).is_some_and(|t| is_tense(t) || t == PennTag::Vb))
    }

    /// Whether "that" at an item opens a clause, neither stands for a noun nor points at one; none where there is no parse.
    pub fn opens_clause(&self, items: &SentenceItems, item: usize) -> Option<bool> {
        let token = self.token(items, item)?;
        Some(
            !matches!(
                self.syntax.relation(token)?,
                Relation::Det | Relation::Nsubj | Relation::Nsubjpass | Relation::Dobj | Relation::Pobj | Relation::Attr | Relation::Advmod
            ) || self.syntax.tag(token) == Some(PennTag::In),
        )
    }

    /// The child of `above` that `token` hangs on.
    pub fn below(&self, token: usize, above: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..REACH {
            let head = self.syntax.head(at)?;
            if head == above {
                return Some(at);
            }
            at = head;
        }
        None
    }

    /// The items that hang on a token.
    pub fn range_of(&self, items: &SentenceItems, token: usize) -> Option<Range<usize>> {
        let tree = self.syntax.subtree(token);
        let range = self.item(items, tree.start)?..self.item(items, tree.end.checked_sub(1)?)? + 1;
        (!range.is_empty()).then_some(range)
    }

    /// The tokens that hang on a token in a relation.
    pub fn children(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.syntax.children_by(token, relation)
    }

    /// Dictionary form of a token.
    pub fn lemma(&self, token: usize) -> &'a str {
        self.syntax.lemma(token)
    }

    /// Head of a token.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.syntax.head(token)
    }

    /// Relation of a token to its head.
    pub fn relation(&self, token: usize) -> Option<Relation> {
        self.syntax.relation(token)
    }

    /// Coarse part of speech of the token that begins an item.
    pub fn pos_at(&self, items: &SentenceItems, item: usize) -> Option<PartOfSpeech> {
        self.syntax.pos(self.token(items, item)?)
    }

    /// Whether an item is a verb in its base form.
    pub fn is_base_verb(&self, items: &SentenceItems, item: usize) -> bool {
        self.token(items, item).and_then(|t| self.syntax.tag(t)) == Some(PennTag::Vb)
    }

    /// Coarse part of speech.
    pub fn pos(&self, token: usize) -> Option<PartOfSpeech> {
        self.syntax.pos(token)
    }
}

/// Whether a tag is that of a verb with a tense, or of a modal.
fn is_tense(tag: PennTag) -> bool {
    matches!(tag, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md)
}
