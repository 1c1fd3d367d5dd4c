//! What a body can hold beside words: variables, blanks, marked elements.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $written:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$case_doc])* $case,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$case,)+];

            /// Returns it as it is written in a body.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$case => $written,)+
                }
            }

            /// Finds the one that is written so.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

named!(
    /// What the app fills in (H-03). Closed, so that a slip in a name is found when the template is written.
    Variable {
        /// The patient's given name.
        GivenName = "given_name",
        /// What patients know the practice as.
        PracticeName = "practice_name",
        /// The practice's telephone number.
        PracticePhone = "practice_phone",
        /// The practice's web address.
        PracticeWeb = "practice_web",
        /// The sender's name.
        SenderName = "sender_name",
        /// The sender's role.
        SenderRole = "sender_role",
        /// How long an answer usually takes, from the policy: "2 working days".
        ReplyTime = "reply_time",
        /// When an answer to this message is due: "12:00 on Tuesday 14 July".
        ReplyDue = "reply_due",
        /// Until when replies to this message are read: "Thursday 26 November" (C2.10).
        RepliesUntil = "replies_until",
        /// When the practice next opens: "08:00 on Monday 13 July".
        NextOpening = "next_opening",
        /// The day of the appointment.
        AppointmentDay = "appointment_day",
        /// The time of the appointment.
        AppointmentTime = "appointment_time",
        /// Whom the appointment is with.
        AppointmentWith = "appointment_with",
        /// A link made for this message.
        Link = "link",
        /// The number to ring when life is in danger (of the jurisdiction, C5.2).
        EmergencyNumber = "emergency_number",
        /// Where to turn for urgent help that is no emergency: "NHS 111".
        UrgentHelp = "urgent_help",
        /// The word that stops messages.
        StopWord = "stop_word",
    }
);

named!(
    /// A part of a body that is marked for what it says: `{{#optional}}You can say no to texts.{{/optional}}`.
    Element {
        /// Who is writing (C1.10).
        Who = "who",
        /// That messages are optional (C1.10).
        Optional = "optional",
        /// That they are not for emergencies (C1.10).
        NotEmergencies = "not_emergencies",
        /// How long an answer usually takes (C1.10).
        UsualReply = "usual_reply",
        /// How to stop messages (C1.10).
        HowToStop = "how_to_stop",
        /// Whether replies are read (C1.10).
        RepliesRead = "replies_read",
        /// The one next step: who does what, and how (C2.16).
        NextStep = "next_step",
        /// How to stop marketing while care goes on (C5.9).
        StopMarketing = "stop_marketing",
    }
);

impl Element {
    /// The six that a first message must carry (C1.10).
    pub const FIRST_CONTACT: [Self; 6] =
        [Self::Who, Self::Optional, Self::NotEmergencies, Self::UsualReply, Self::HowToStop, Self::RepliesRead];

    /// Returns the variable that must stand inside the element, where the app knows the fact better than the writer: then
    /// the text cannot promise what the policy does not.
    pub const fn needs(self) -> Option<Variable> {
        match self {
            Self::Who => Some(Variable::PracticeName),
            Self::NotEmergencies => Some(Variable::EmergencyNumber),
            Self::UsualReply => Some(Variable::ReplyTime),
            Self::HowToStop | Self::StopMarketing => Some(Variable::StopWord),
            Self::Optional | Self::RepliesRead | Self::NextStep => None,
        }
    }
}

/// Something a body wants before it can be sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "wanted", rename_all = "snake_case")]
pub enum Wanted {
    /// A value that the app knows.
    Variable {
        /// Which.
        variable: Variable,
    },
    /// Something that a person writes (H-04).
    Blank {
        /// What to write there: "date of the clinic".
        label: String,
    },
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Variable { variable } => write!(f, "{{{{{variable}}}}}"),
            Self::Blank { label } => write!(f, "[[{label}]]"),
        }
    }
}
