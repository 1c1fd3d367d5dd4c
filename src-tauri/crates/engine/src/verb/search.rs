//! Search.

use contract::{ExcerptPart, HitStateView, MessageHit, SearchRequest, SearchResults};
use model::ConversationId;
use store::HitState;

use crate::time_text::text;
use crate::{Engine, EngineError, view};

/// How many characters of a message an excerpt shows before the first hit.
const BEFORE: usize = 30;
/// How many characters an excerpt has.
const EXCERPT: usize = 160;

impl Engine {
    /// Looks for patients and messages, or only for the messages of one conversation.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn search(&self, request: SearchRequest) -> Result<SearchResults, EngineError> {
        let now = self.now();
        let within: Option<ConversationId> = request.conversation.as_deref().map(view::id).transpose()?;
        let results = self.parts.store.read(move |store| {
            let found = match within {
                Some(conversation) => store.search_in(conversation, &request.text)?,
                None => store.search(&request.text, request.patients_only)?,
            };
            let patients = found.patients.iter().map(|patient| view::patient(store, patient, now));
            let patients = patients.collect::<Result<_, _>>()?;
            let messages = found.messages.iter().map(|hit| message_hit(hit, &found.words)).collect();
            Ok(SearchResults { patients, messages, cut_off: found.cut_off })
        });
        Ok(results.await?)
    }
}

fn message_hit(hit: &store::MessageHit, words: &[String]) -> MessageHit {
    let title = hit.name.as_ref().map(view::name).map_or_else(
        || hit.party.clone(),
        |name| [name.family, name.given].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
    );
    MessageHit {
        conversation: hit.conversation.to_string(),
        message: hit.message.to_string(),
        number: hit.number,
        title,
        at: text(hit.at),
        wrong: hit.is_wrong,
        excerpt: excerpt(hit.text.expose(), words), // Why: the window shows staff where the words stand.
        state: match hit.state {
            HitState::Open => HitStateView::Open,
            HitState::Waiting => HitStateView::Waiting,
            HitState::Snoozed => HitStateView::Snoozed,
            HitState::Done => HitStateView::Done,
        },
    }
}

/// Cuts a text to a line around its first hit and marks every hit in it.
fn excerpt(text: &str, words: &[String]) -> Vec<ExcerptPart> {
    let characters: Vec<char> =
        text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
    let marked = marks(&characters, words);
    let first = marked.iter().position(|hit| *hit).unwrap_or(0);
    let start = first.saturating_sub(BEFORE);
    let mut parts: Vec<ExcerptPart> = Vec::new();
    if start > 0 {
        parts.push(ExcerptPart { text: "…".to_owned(), hit: false });
    }
    for (character, hit) in characters.iter().zip(&marked).skip(start).take(EXCERPT) {
        match parts.last_mut() {
            Some(last) if last.hit == *hit => last.text.push(*character),
            _ => parts.push(ExcerptPart { text: character.to_string(), hit: *hit }),
        }
    }
    if characters.len() > start + EXCERPT {
        parts.push(ExcerptPart { text: "…".to_owned(), hit: false });
    }
    parts
}

/// Says of each character whether it begins or continues a word that begins as one looked for does.
fn marks(characters: &[char], words: &[String]) -> Vec<bool> {
    let folded: Vec<char> = characters.iter().map(|c| fold(*c)).collect();
    let mut marked = vec![false; characters.len()];
    let looked_for: Vec<Vec<char>> = words.iter().map(|word| word.chars().map(fold).collect()).collect();
    let mut inside_word = false;
    for start in 0..folded.len() {
        let rest = folded.get(start..).unwrap_or_default();
        let begins = !inside_word && rest.first().is_some_and(|c| c.is_alphanumeric());
        if begins {
            let longest = looked_for.iter().filter(|word| rest.starts_with(word)).map(Vec::len).max().unwrap_or(0);
            marked.iter_mut().skip(start).take(longest).for_each(|mark| *mark = true);
        }
        inside_word = rest.first().is_some_and(|c| c.is_alphanumeric());
    }
    marked
}

/// Folds a character as the index does: lower case, the common accents off.
fn fold(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ō' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let parts = excerpt(text, &words);
        parts.iter().map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() }).collect()
    }

    #[test]
    fn hits_are_marked_where_words_begin() {
        assert_eq!(shown("My chest pains, café", &["chest", "pain", "cafe"]), "My [chest] [pain]s, [café]");
        assert_eq!(shown("unpaid pain", &["pai"]), "unpaid [pai]n", "not inside a word");
    }

    #[test]
    fn long_texts_are_cut_around_the_first_hit() {
        let text = format!("{}needle{}", "word ".repeat(100), " word".repeat(100));
        let shown = shown(&text, &["needle"]);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[needle]"), "got {shown}");
    }
}
