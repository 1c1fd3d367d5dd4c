//! What is checked while somebody writes: the rule that decides when it is sent, asked before.

use contract as c;
use model::check::{Finding, Rule, Severity};
use model::compose::{Writing, class_of, lacks_for_first_contact, signature_line, signed, unsigned, with_line};
use model::template::{Class, Element, Reader, Route, TemplateId, TemplateUse};
use model::{
    Act, Author, ConversationId, MessageId, MessageKind, Policy, Practice, Purpose, Refusal, Role, Staff, StaffId,
};
use store::{StoreError, View};

use crate::highlight::units_before;
use crate::verb::consent::{purpose, purpose_of};
use crate::{Engine, EngineError, view};

/// The setting that holds what a text message costs, in tenths of a penny.
const PRICE: &str = "price";

/// What is asked together: who writes, for whom, and for what.
pub(super) struct Desk {
    pub(super) author: Staff,
    pub(super) practice: Practice,
    pub(super) policy: Policy,
}

impl Desk {
    /// Reads who sits here and under which policy; somebody unknown signs nothing.
    pub(super) fn read(store: &View<'_>, me: StaffId) -> Result<Self, StoreError> {
        let author = store.all_staff()?.into_iter().find(|person| person.id == me);
        let nobody = || Staff::new(me, String::new(), Role::ReadOnly);
        let practice = store.practice()?.unwrap_or_default();
        let policy = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
        Ok(Self { author: author.unwrap_or_else(nobody), practice, policy })
    }
}

impl Desk {
    /// Returns whoever sits here as a reader of templates.
    pub(super) fn reader(&self) -> Reader {
        Reader::of(&self.author, Some(&self.practice))
    }
}

impl Engine {
    /// Checks a text as it would go out (C-08, C2.13, C2.14), and says how long it is.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a conversation that is not there; [`EngineError::Refused`] where nobody knows whose it
    /// is.
    pub async fn check_text(&self, request: c::CheckTextRequest) -> Result<c::CheckView, EngineError> {
        let me = self.me().await?;
        let conversation: ConversationId = view::id(&request.conversation)?;
        let used = request.templates.iter().map(template_use).collect::<Result<Vec<_>, _>>()?;
        let asked = purpose_of(request.purpose);
        let also: Vec<Purpose> = request.also.into_iter().map(purpose_of).collect();
        let found = self.parts.store.read(move |store| {
            let Some(row) = store.conversation(conversation)? else { return Ok(Err(EngineError::NotFound)) };
            let Some(patient) = row.subject.patient().map(|id| store.patient(id)).transpose()?.flatten() else {
                return Ok(Err(Refusal::NotMatched.into()));
            };
            let desk = Desk::read(store, me)?;
            let class = class_of(asked, &also, classes(store, &desk.reader(), &used)?.into_iter());
            let first = if store.ever_written_to(patient.id)? { None } else { Some(first_contact(store)?) };
            let needs = store.preferences(patient.id)?.needs;
            Ok(Ok((desk, (patient, needs), (row.channel, row.call_first), class, first, store.setting(PRICE)?)))
        });
        let (Desk { author, practice, policy }, (patient, needs), (channel, call_first), class, first, price) =
            found.await??;
        let text = request.text;
        let signature = signature_line(&text, class, &author, &practice.name);
        let going_out = with_line(&text, signature.as_deref());
        let writing = Writing { author: &author, patient: &patient, needs: &needs, class, channel, call_first };
        let findings = findings(&text, &going_out, &writing);
        let lacks = |template| c::FirstMessageView {
            lacks: lacks_for_first_contact(&text, &practice.name, &policy).iter().filter_map(element).collect(),
            template,
        };
        Ok(c::CheckView {
            findings,
            size: size(&going_out, price.and_then(|price| price.parse().ok())),
            purpose: purpose(class.consent_purpose()),
            signature,
            first: first.map(lacks),
            may_give_reason: author.role.may(Act::OverrideCheck),
        })
    }

    /// Says what a text message costs, in tenths of a penny; 0: nothing is shown.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn set_price(&self, tenths: u32) -> Result<(), EngineError> {
        self.put_setting(PRICE, if tenths == 0 { String::new() } else { tenths.to_string() }).await
    }

    /// Returns a text as it goes out: a clinical message ends with its sender's name and role (C2.13).
    pub(super) async fn signed(
        &self,
        text: String,
        (purpose, also): (Purpose, &[Purpose]),
        used: Vec<TemplateUse>,
    ) -> Result<String, EngineError> {
        let me = self.me().await?;
        let read = move |store: &View<'_>| {
            let desk = Desk::read(store, me)?;
            let classes = classes(store, &desk.reader(), &used)?;
            Ok((desk, classes))
        };
        let (desk, classes) = self.parts.store.read(read).await?;
        Ok(signed(&text, class_of(purpose, also, classes.into_iter()), &desk.author, &desk.practice.name))
    }

    /// Returns what was written of a text that was going out, without the line of the one who wrote that message: whoever
    /// takes it up signs it themselves.
    pub(super) async fn unsigned(&self, text: String, message: MessageId) -> Result<String, EngineError> {
        let read = move |store: &View<'_>| {
            let kind = store.written(message)?.map(|written| written.message.kind);
            let Some(MessageKind::Out { author: Author::Staff { staff }, .. }) = kind else { return Ok(None) };
            Desk::read(store, staff).map(Some)
        };
        let Some(desk) = self.parts.store.read(read).await? else { return Ok(text) };
        Ok(unsigned(&text, &desk.author, &desk.practice.name).to_owned())
    }

    /// Returns what somebody wrote of a text that was going out, without the line that they end it with.
    pub(super) async fn unsigned_by(&self, text: String, author: StaffId) -> Result<String, EngineError> {
        let desk = self.parts.store.read(move |store| Desk::read(store, author)).await?;
        Ok(unsigned(&text, &desk.author, &desk.practice.name).to_owned())
    }
}

/// Returns what the templates in a text are for; what is not in use is refused when it is sent.
pub(super) fn classes(store: &View<'_>, reader: &Reader, used: &[TemplateUse]) -> Result<Vec<Class>, StoreError> {
    let mut classes = Vec::with_capacity(used.len());
    for one in used {
        let known = store.template(&one.template)?;
        classes.extend(known.and_then(|known| known.usable_by(reader, one.version).map(|version| version.class)));
    }
    Ok(classes)
}

/// Returns the templates in a message that somebody may go on using: a colleague's own wording is not theirs, and what it is
/// for stands with the message.
pub(super) fn mine(store: &View<'_>, me: StaffId, message: MessageId) -> Result<Vec<TemplateUse>, StoreError> {
    let reader = Desk::read(store, me)?.reader();
    let mut used = Vec::new();
    for one in store.templates_in(message)? {
        let theirs = store.template(&one.template)?.is_some_and(|known| !known.is_seen_by(&reader));
        used.extend(Some(one).filter(|_| !theirs));
    }
    Ok(used)
}

/// Returns the approved template for a first message by text.
fn first_contact(store: &View<'_>) -> Result<Option<String>, StoreError> {
    let templates = store.templates()?;
    let mut in_use = templates.iter().filter_map(|known| known.in_use());
    let made_for_it = in_use.find(|version| version.first_contact && version.routes.contains(&Route::Sms));
    Ok(made_for_it.map(|version| version.id.as_str().to_owned()))
}

/// Returns the findings with their places in what the author wrote.
fn findings(text: &str, going_out: &str, writing: &Writing<'_>) -> Vec<c::FindingView> {
    if text.trim().is_empty() {
        return vec![];
    }
    let found = writing.findings(going_out);
    let place = |at: usize| units_before(text, at);
    found.iter().flat_map(|one| finding(one, (place(one.span.start), place(one.span.end)))).collect()
}

/// Shows a finding; one that lacks two things is two.
fn finding(found: &Finding, (start, end): (u32, u32)) -> Vec<c::FindingView> {
    let severity = match found.severity {
        Severity::Hint => c::SeverityView::Hint,
        Severity::NeedsReason => c::SeverityView::NeedsReason,
        Severity::Blocks => c::SeverityView::Blocks,
    };
    let plain =
        |rule| c::FindingView { rule, start, end, severity, name: None, words: None, number: None, limit: None };
    let counted =
        |rule, number: &u32, limit: &u32| c::FindingView { number: Some(*number), limit: Some(*limit), ..plain(rule) };
    vec![match &found.rule {
        Rule::RouteNotForClass => plain(c::RuleView::RouteNotForClass),
        Rule::UnfilledPlaceholder => plain(c::RuleView::UnfilledPlaceholder),
        Rule::BannedUse { name, instead, .. } => {
            c::FindingView { name: Some(name.clone()), words: Some(instead.clone()), ..plain(c::RuleView::BannedUse) }
        }
        Rule::NhsNumber => plain(c::RuleView::NhsNumber),
        Rule::BirthDate => plain(c::RuleView::BirthDate),
        Rule::Postcode => plain(c::RuleView::Postcode),
        Rule::DiagnosisOrResult { .. } => plain(c::RuleView::DiagnosisOrResult),
        Rule::HighRiskWord { .. } => plain(c::RuleView::HighRiskWord),
        Rule::NoClearNextStep { without_what, without_how } => {
            let both = [(*without_what, c::RuleView::NoReasonForStep), (*without_how, c::RuleView::NoWayForStep)];
            return both.into_iter().filter(|(lacks, _)| *lacks).map(|(_, rule)| plain(rule)).collect();
        }
        Rule::PhoneOnly => plain(c::RuleView::PhoneOnly),
        Rule::UrgentWithoutCall => plain(c::RuleView::UrgentWithoutCall),
        Rule::MissingSignature => plain(c::RuleView::MissingSignature),
        Rule::LongSentence { words, limit } => counted(c::RuleView::LongSentence, words, limit),
        Rule::HardWord { plain: easier } => {
            c::FindingView { words: Some(easier.clone()), ..plain(c::RuleView::HardWord) }
        }
        Rule::ReadingAge { age, limit } => counted(c::RuleView::ReadingAge, age, limit),
    }]
}

/// Measures a text as the channel counts it, and says what it costs where that is known.
pub(super) fn size(text: &str, price: Option<u32>) -> c::TextSizeView {
    let size = channels::measure(text);
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    c::TextSizeView {
        characters: number(size.characters),
        limit: model::LONGEST_TEXT,
        units: number(size.units),
        capacity: number(size.units + size.units_left),
        segments: size.segments,
        letter: channels::first_wide(text).map(String::from),
        cost: price.map(|price| price.saturating_mul(size.segments)),
    }
}

const fn element(element: &Element) -> Option<c::ElementView> {
    Some(match element {
        Element::Who => c::ElementView::Who,
        Element::Optional => c::ElementView::Optional,
        Element::NotEmergencies => c::ElementView::NotEmergencies,
        Element::UsualReply => c::ElementView::UsualReply,
        Element::HowToStop => c::ElementView::HowToStop,
        Element::RepliesRead => c::ElementView::RepliesRead,
        Element::NextStep | Element::StopMarketing => return None,
    })
}

/// Reads which template stands in a text.
pub(super) fn template_use(used: &c::TemplateUseView) -> Result<TemplateUse, EngineError> {
    Ok(TemplateUse { template: template_id(&used.template)?, version: used.version })
}

/// Reads the name of a template.
pub(super) fn template_id(text: &str) -> Result<TemplateId, EngineError> {
    TemplateId::parse(text).map_err(|_| EngineError::BadRequest("this is no name of a template"))
}
