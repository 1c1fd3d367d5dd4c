//! Invented people and what they say, for the suite and for whoever tests filing.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use model::{
    Author, Channel, ContactPoint, ContactUse, Content, Conversation, ConversationId, ConversationState, Delivery,
    E164, Failure, FailureClass, Filing, Message, MessageId, MessageKind, NhsNumber, Patient, PatientId, PatientStatus,
    PersonName, Practice, ProviderRef, Purpose, Role, Staff, StaffId, Subject,
};
use uuid::Uuid;

use crate::{Entry, Episode};

const PATIENT: u128 = 0x0196_1000_0000_7000_8000_0000_0000_0000;
const STAFF: u128 = 0x0196_2000_0000_7000_8000_0000_0000_0000;
const CONVERSATION: u128 = 0x0196_3000_0000_7000_8000_0000_0000_0000;
const MESSAGE: u128 = 0x0196_4000_0000_7000_8000_0000_0000_0000;

/// Returns the id of the suite's conversation with a number.
pub const fn conversation_id(number: u32) -> ConversationId {
    ConversationId::new(Uuid::from_u128(CONVERSATION + number as u128))
}

/// Returns the id of a message in that conversation.
pub const fn message_id(conversation: u32, number: u32) -> MessageId {
    MessageId::new(Uuid::from_u128(MESSAGE + conversation as u128 * 0x1_0000 + number as u128))
}

/// Returns the patient of every sample conversation.
pub fn patient() -> Patient {
    person(PATIENT + 1001, "Fairweather", "Ada Jane", "9990000018", "+447700900101")
}

/// Returns somebody else.
pub fn other_patient() -> Patient {
    person(PATIENT + 2002, "Fairweather", "Adam", "9990000026", "+447700900102")
}

fn person(id: u128, family: &str, given: &str, nhs_number: &str, number: &str) -> Patient {
    Patient {
        id: PatientId::new(Uuid::from_u128(id)),
        name: PersonName { family: family.to_owned().into(), given: given.to_owned().into() },
        birth_date: Some(date(1984, 3, 12)),
        nhs_number: Some(NhsNumber::parse(nhs_number).unwrap()),
        contact_points: vec![ContactPoint { number: phone(number), r#use: ContactUse::Mobile }],
        status: PatientStatus::Active,
    }
}

fn phone(number: &str) -> E164 {
    E164::parse(number).unwrap()
}

fn staff(number: u128, name: &str, role: Role) -> Staff {
    Staff::new(StaffId::new(Uuid::from_u128(STAFF + number)), name.to_owned(), role)
}

/// Returns a conversation with one entry of every kind: a question, an answer, a note, an answer that failed.
pub fn episode(number: u32) -> Episode {
    let patient = patient();
    let nurse = staff(3003, "R. Castellan", Role::Nurse);
    let gp = staff(3004, "Dr I. Okonjo-Bell", Role::Gp);
    let start: Timestamp = "2026-03-28T09:12:31Z".parse().unwrap();
    let after = |minutes: i64| start + minutes.minutes();
    let provider = |id: &str| ProviderRef { account: "twilio:AC0123".to_owned(), id: format!("{id}{number}") };
    let from = phone("+447700900101");
    let question = MessageKind::In {
        channel: Channel::Sms,
        from: from.clone(),
        sent_at: start - 4.seconds(),
        provider: provider("SMin"),
        media: 1,
        entered: None,
        late: false,
    };
    let answer = |delivery, id: &str, author: &Staff| MessageKind::Out {
        channel: Channel::Sms,
        to: from.clone(),
        author: Author::Staff { staff: author.id },
        purpose: Purpose::ClinicalAdvice,
        also: vec![],
        despite: false,
        delivery,
        provider: Some(provider(id)),
        segments: Some(2),
        repeats: None,
        repeated_by: None,
        terms: model::Terms::default(),
        quote: None,
    };
    let failure = Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) };
    let said = [
        (
            0,
            question,
            None,
            "Hello, the rash on Ada's arm is no better after a week of the cream. Shall I go on with it?\n\nThank you",
        ),
        (
            41,
            answer(Delivery::Sent { at: after(42) }, "SMa", &nurse),
            Some(&nurse),
            "Dear Ms Fairweather, thank you for telling us. Please go on with the cream twice a day until Monday. If it \
             spreads, hurts, or you have a fever, phone us the same day. R. Castellan, Practice nurse, Larkfield Surgery",
        ),
        (
            43,
            MessageKind::Note { author: nurse.id, quote: None },
            Some(&nurse),
            "Dr O-B: would you look at the picture before Monday?",
        ),
        (
            60 * 26,
            answer(Delivery::Failed { at: after(60 * 26 + 9), failure }, "SMb", &gp),
            Some(&gp),
            "I have seen your picture. Please come in on Monday at 10:40.",
        ),
    ];
    let entries: Vec<Entry> = said
        .into_iter()
        .zip(1_u32..)
        .map(|((minutes, kind, author, text), place)| Entry {
            message: Message {
                id: message_id(number, place),
                conversation: conversation_id(number),
                number: place,
                at: after(minutes),
                content: Content::new([7; 16], text.to_owned().into()).digest(),
                kind,
                filing: Filing::Pending { since: after(minutes) },
                version: 2,
                later: model::Later::default(),
            },
            text: text.to_owned().into(),
            author: author.cloned(),
            marked_by: None,
        })
        .collect();
    Episode {
        practice: Practice {
            name: "Larkfield Surgery".to_owned(),
            number: Some(phone("+447700900999")),
            training: false,
            test_numbers: vec![],
            phone: String::new(),
            no_personal: false,
        },
        conversation: Conversation {
            id: conversation_id(number),
            subject: Subject::Patient { patient: patient.id },
            number: from,
            channel: Channel::Sms,
            topic: Some("Rash on left arm".to_owned()),
            state: ConversationState::Open,
            with_team: false,
            team: None,
            replies_until: None,
            late: false,
            call_first: false,
            role_account: None,
            snooze: None,
            done_to: 0,
            sends_at: None,
            owner: Some(gp.id),
            revision: 2,
            messages: 4,
            unread: 0,
            unfiled: 4,
            failed: 1,
            last_at: after(60 * 26),
            last: None,
            answered: true,
            automatic_at: None,
            written_at: None,
            automatic_due: None,
            clocks: model::Clocks::default(),
            proxy: None,
        },
        owner: Some(gp),
        patient,
        with: None,
        entries,
        prepared_at: after(60 * 26 + 10),
    }
}

/// Returns texts that documents like to swallow, turn or obey.
pub fn hostile_texts() -> Vec<String> {
    let every_control: String = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32).collect();
    vec![
        String::new(),
        " ".to_owned(),
        "\n\n".to_owned(),
        "  leading and trailing \t ".to_owned(),
        "\r\nline ends of\r\nevery\rkind\n".to_owned(),
        every_control,
        "\u{feff}mark first \u{fffd} \u{fffe} \u{ffff}".to_owned(),
        "</bdi></article><script>alert(1)</script><!-- & &amp; &#13; \" ' ]]>".to_owned(),
        "<span class=\"char\" data-char=\"41\" title=\"U+41\">A</span>".to_owned(),
        "{{ name }} {% raw %} {# no #}".to_owned(),
        "\u{202e}gm 51 fo daetsni gm 5\u{202c} take 15 mg".to_owned(),
        "שלום, האם להמשיך עם 15 mg? \u{200f}\u{2067}x\u{2069}\u{2066}".to_owned(),
        "مرحبا، هل أستمر؟".to_owned(),
        "zero\u{200b}width\u{200c}\u{200d}\u{2060}joined \u{ad}soft \u{a0}hard".to_owned(),
        "👩🏽‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️‍🔥 e\u{301} é Z\u{351}\u{36b}\u{343}a\u{368}lgo".to_owned(),
        "\u{85}next line \u{2028}line\u{2029}paragraph\u{b}\u{c}".to_owned(),
        "\\u0000 \\n \"quoted\" \\".to_owned(),
        "line of a long message, number \u{1F4AC}\n".repeat(2500),
    ]
}
