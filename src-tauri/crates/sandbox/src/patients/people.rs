//! The built-in people. All invented; the NHS numbers are of the range that is never issued, the telephone numbers of
//! the range that is kept for drama.

use super::{Temper, TrainingPatient};
use crate::world::Behaviour;

/// Returns the built-in people for training.
pub fn training_patients() -> Vec<TrainingPatient> {
    vec![
        patient(
            ("Okafor", "Grace", "1958-03-14", "9995260182", "+447700900101"),
            &[
                "Hello, since the new blood pressure tablets my ankles are swollen by the evening. Should I keep taking them? Grace Okafor",
                "Also could you tell me when my next blood test is due please",
                "I took my pressure at home today: 148/86 in the morning and 139/82 after lunch.",
            ],
        ),
        TrainingPatient {
            temper: Temper::Silent,
            ..patient(
                ("Whitfield", "Thomas", "1990-11-02", "9991590838", "+447700900102"),
                &[
                    "hi can i get anuther sick note my backs still bad and i cant lift nothing at work. it runs out on friday",
                    "forgot to say its the same place as befor, lower back left side, no numness or anything",
                ],
            )
        },
        patient(
            ("Haddad", "Leila", "1987-06-21", "9990166137", "+447700900103"),
            &[
                "Hi this is Leila Haddad, I would like to rebook my smear test, I had to miss it last week. Mornings are best.",
            ],
        ),
        patient(
            ("Haddad", "Sami", "2019-09-30", "9991860916", "+447700900103"),
            &[
                "My son Sami (5 yrs) has had a rash on his tummy since yesterday, not itchy, he has no fever and is playing as normal. Is he ok for school?",
                "Sami's rash has gone down a bit but now he has a temperature of 38.4 and is quite sleepy",
            ],
        ),
        patient(
            ("Brennan", "Maeve", "1949-01-08", "9993909963", "+447700900104"),
            &[
                "Sorry to trouble you. I have had a tight feeling in my chest on and off since breakfast and my arm aches. Probably nothing",
                "Thank you for the flu jab appointment. Is it alright to have it with my warfarin?",
            ],
        ),
        patient(
            ("Kowalski", "Piotr", "1975-04-17", "9990308241", "+447700900105"),
            &[
                "Dzień dobry, this is Piotr Kowalski. I am writing because of my sugar. In the last two weeks it was between 11 and 16 in the mornings, before it was always under 9. I did not change what I eat, only I now work nights in the warehouse so I eat at 2 and at 7 and sleep in the day. I take metformin two times 1000 as the nurse said. I am also more thirsty and go to the toilet a lot. Should I take the tablets at another time because of the nights, or do I need something stronger? My next check is only in January. I can come any weekday after 2 pm. Thank you.",
            ],
        ),
        patient(
            ("Ahmed", "Yusuf", "2001-12-05", "9996281949", "+447700900106"),
            &[
                "Hey 👋 my blue inhaler is nearly empty 😬 can i get a new one sent to Boots on the high street? cheers 🙏",
                "been using it like 4-5 times a day this week, bit wheezy at night 🌬️",
            ],
        ),
        TrainingPatient {
            phone: Behaviour::Unreachable,
            ..patient(
                ("Price", "Dilys", "1936-08-27", "9998219930", "+447700900107"),
                &[
                    "This is Mrs Price. My leg dressing has come loose and the nurse is not due until Thursday. What shall I do.",
                ],
            )
        },
        TrainingPatient {
            temper: Temper::Stops,
            ..patient(
                ("Mensah", "Kofi", "1968-02-11", "9995181908", "+447700900108"),
                &["Why do I keep getting texts about a diabetes review? I had it done in March at the other surgery."],
            )
        },
    ]
}

/// Returns who writes without being a patient: a number, and the texts.
pub(super) fn stranger() -> (&'static str, &'static [&'static str]) {
    (
        "+447700900199",
        &[
            "Hi is this the surgery? Its about my mum she was told to text this number for her results",
            "Her name is Joan, she was in on Monday",
        ],
    )
}

fn patient(
    (family, given, birth_date, nhs_number, mobile): (&str, &str, &str, &str, &str),
    writes: &[&str],
) -> TrainingPatient {
    TrainingPatient {
        family: family.to_owned(),
        given: given.to_owned(),
        birth_date: birth_date.to_owned(),
        nhs_number: nhs_number.to_owned(),
        mobile: mobile.to_owned(),
        writes: writes.iter().map(|text| (*text).to_owned()).collect(),
        temper: Temper::default(),
        phone: Behaviour::default(),
    }
}
