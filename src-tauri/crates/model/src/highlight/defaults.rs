//! The signs that Anteroom ships: E.3, in the words patients use.

use super::{HighlightRule, Sign};

/// A name, whether it may be denied, and its lines.
type Shipped = (&'static str, bool, &'static [&'static str]);

const SHIPPED: &[Shipped] = &[
    (
        "Chest pain",
        true,
        &[
            "chest + pain/hurt/hurts/tight/tightness/heavy/pressure/crushing/squeezing/ache/agony/burning",
            "crushing pain",
            "chest pain/pains",
            "elephant chest",
            "sitting on chest",
            "pain + left/down/both arm/arms",
            "pain + jaw + arm/chest/sweating",
        ],
    ),
    (
        "Heart racing",
        true,
        &["heart/pulse racing", "heart/pulse + fast/racing/pounding/thumping/irregular", "palpitations"],
    ),
    (
        "Breathing",
        true,
        &[
            "cant/cannot/unable/couldnt + breathe/breath/breathing",
            "not/isnt/stopped/stops/hasnt breathing",
            "short of breath",
            "shortness of breath",
            "out of breath/puff",
            "breathless/breathlessness",
            "struggling/fighting/gasping/battling + breathe/breath/breathing/air",
            "gasping",
            "catch breath",
            "hurts + breathe",
            "hard/difficult/difficulty/trouble + breathe/breathing",
            "breathing + fast/noisy/grunting/struggling/rapidly/bad/badly/worse",
            "cant/cannot + talk/speak/finish + sentence/sentences/breath",
            "blue lips",
            "lips + blue",
            "ribs + sucking/breathing/breath",
            "inhaler + not/isnt/doesnt/nothing/stopped + working/helping",
            "inhaler nothing",
            "wheezing badly",
            "wheezing/wheezy + face/lips/throat/cant/cannot/swelling",
            "choking/chokes",
            "stuck + throat",
        ],
    ),
    (
        "Signs of a stroke",
        true,
        &[
            "face/mouth + dropped/drooped/drooping/droopy/droop/lopsided",
            "eye/eyelid + drooped/drooping/droopy/droop",
            "slurring/slurred",
            "speech + funny/slurred/strange/jumbled/gone",
            "cant/cannot/couldnt + lift/raise/move/feel + arm/leg/hand/side/face",
            "cant/cannot + speak/talk + properly/suddenly",
            "cant/cannot + get/find + words",
            "words + wrong/jumbled",
            "weakness/weak/numb + left/right/one + side/arm",
            "sudden/suddenly + weakness/weak/numb",
            "arm/face + numb + speak/words/talk/suddenly/gone",
            "gibberish",
            "having stroke",
            "stroke + think/sudden/suddenly",
        ],
    ),
    (
        "Swelling of face or throat",
        true,
        &[
            "lips/lip/tongue/throat/face + swollen/swelling/swell/swelled/puffy/closing/blown/huge",
            "throat + closing/close/tight",
            "anaphylaxis/anaphylactic",
            "allergic reaction",
            "hives + tongue/lips/all/face",
        ],
    ),
    (
        "Signs of sepsis",
        true,
        &[
            "sepsis + think/might/could/signs/worried",
            "mottled/blotchy",
            "shivering/shaking/rigors + ill/uncontrollably/pale/hot/confused/unwell/fever/temperature/never",
            "feel/going die",
            "might/could/gonna/will die",
            "never + felt + ill/bad/unwell",
            "not/havent/hasnt/isnt/no + passed/weed/peed/urine/wee/pee/urinated + hours/since/day/yesterday",
            "hot/fever/temperature/cold + confused/drowsy/sleepy/mottled/blotchy/wake",
            "burning up + dizzy/confused/drowsy",
            "freezing cold touch",
            "grey + limp/floppy/looks/clammy/sweaty",
            "something really/very/seriously wrong",
            "not right + really/wrong/all/child/baby",
            "purple + legs/temperature",
        ],
    ),
    (
        "Rash or stiff neck",
        true,
        &[
            "rash/spots + not/doesnt/dont/wont/didnt/isnt + fade/go/fading/blanch/disappear",
            "glass test",
            "press/pressed/pressing glass",
            "spots + glass",
            "stiff neck + fever/light/headache/temperature/rash/confused",
            "purple spots/rash",
            "meningitis",
            "headache + light + hurts/eyes/neck",
        ],
    ),
    (
        "Floppy or hard to wake",
        true,
        &[
            "floppy + baby/toddler/child/little/gone/he/she/son/daughter",
            "gone/is/very/so/baby/went limp",
            "cant/cannot/couldnt/wont/wouldnt + wake/rouse/waken",
            "hard/difficult + wake/rouse",
            "not/isnt/stopped responding",
            "unresponsive",
            "very/really/unusually/so sleepy + rash/spots/fever/baby/temperature/floppy",
            "very/really/so/and drowsy",
        ],
    ),
    (
        "Fits, fainting, collapse",
        true,
        &[
            "had/having/has/is + seizure/seizures",
            "seizure/seizures/convulsion/convulsions",
            "had/having a fit",
            "=fitting",
            "blacked/passed out",
            "black/pass/passes/passing out",
            "lost consciousness",
            "unconscious",
            "collapsed/collapse",
            "fainted/fainting",
            "funny turn",
            "knocked out",
        ],
    ),
    (
        "Sudden confusion",
        true,
        &[
            "sudden/suddenly/very/really/more/so confused",
            "confused + suddenly/sudden/fever/temperature/hot/sleepy/nonsense/sick",
            "not/isnt making sense",
            "not/isnt making any sense",
            "talking nonsense/rubbish",
            "doesnt/dont/didnt/not + know/recognise/recognize + me/us/who/where",
        ],
    ),
    (
        "Bleeding",
        true,
        &[
            "bleeding/bleed + heavily/heavy/badly/lots/pouring/soaking/soaked",
            "wont/cant/not/doesnt/hasnt + stop/stopped + bleeding",
            "bleeding wont/cant/not stop",
            "bleeding that wont/cant/doesnt stop",
            "blood + pouring/pours/gushing/everywhere/lots",
            "soaked/soaking/soaks + pad/pads/towel/towels/sheets/dressing",
            "vomit/vomiting/vomited/throwing/threw/sick/coughing/coughed/cough/spitting/bringing + blood",
            "black/tarry/tar + poo/poos/stool/stools/poop/motions",
            "blood + toilet/poo/stool/stools/urine + lots/red/bright/clots",
            "bleeding gums",
            "huge bruises",
        ],
    ),
    (
        "Blood thinners",
        true,
        &[
            "warfarin/apixaban/rivaroxaban/edoxaban/dabigatran/thinners/thinner/anticoagulant + fell/fall/head/bleeding/bruises/banged/hit/bleed",
        ],
    ),
    (
        "Severe tummy pain",
        true,
        &[
            "tummy/stomach/belly/abdomen + hard/rigid/rock/solid/agony/severe/excruciating/worst/unbearable/screams",
            "worst pain",
            "worst + pain + ever",
            "cant/cannot/not/couldnt + keep + down",
            "severe/excruciating/unbearable pain",
            "pain + unbearable/agony",
            "bad/severe pain + side + pregnant/pregnancy/period",
        ],
    ),
    (
        "Eyes",
        true,
        &[
            "lost/losing/loss + sight/vision",
            "gone/going/went blind",
            "sudden/suddenly + blind/sight/vision/see",
            "cant/cannot see + eye/eyes/suddenly",
            "curtain + eye/vision/eyes",
            "bleach/cleaner/chemical/acid/glue + eye/eyes",
            "flashing lights + eye/eyes/pregnant/headache",
            "seeing double",
        ],
    ),
    ("Cannot swallow", true, &["cant/cannot/hard/unable/couldnt/difficult + swallow", "drooling/dribbling"]),
    (
        "Head injury",
        true,
        &[
            "head injury",
            "hit/banged/bumped/smashed/cracked head",
            "fell/fallen + head",
            "bleeding/blood/fluid + ear + fall/from/injury/accident/coming",
            "bruise/bruising behind ear",
        ],
    ),
    (
        "Very thirsty and unwell",
        true,
        &[
            "thirsty + weeing/peeing/urinating/wee/pee/drowsy/weight/tired/lethargic",
            "drinking + weeing/peeing/urinating",
            "ketones",
            "blood sugar + high/sick/ketones/vomiting",
            "breath + pear/sweet/fruity/acetone",
        ],
    ),
    (
        "Burns, injuries, poisons",
        true,
        &[
            "boiling/hot water + arm/face/baby/burn/blistered/skin/spilled/hand/leg",
            "big/bad/severe/deep/chemical/serious/nasty burn",
            "burnt/burned by chemicals/chemical",
            "burn + blistered/blister/blistering",
            "hit by car/van/bus/lorry",
            "swallowed + battery/magnet/bleach/tablets/coin",
            "poisoned/poisoning",
            "cut + bone",
            "fall/fell/fallen + stand/walk/hip + cant/cannot",
            "hip agony",
        ],
    ),
    (
        "Harm to oneself",
        false,
        &[
            "suicide/suicidal",
            "kill/killing/hurt/hurting/harm/harming/cut/cutting + myself/himself/herself/themselves/themself",
            "self harm/harming/harmed",
            "end/ending life",
            "end/ending it all",
            "want/going/thinking/ready/about/just + end/ending it",
            "want to end it",
            "better off without me",
            "better off dead",
            "overdose/overdosed/od",
            "took/taken/taking/take too many",
            "took/taken all + pills/tablets/sleeping/medication",
            "not/dont/didnt + want + live/alive/wake",
            "dont/not want + be here/alive/anymore",
            "dont/not want to be here/alive",
            "cant/cannot/dont/not + keep + safe + myself",
            "cant/cannot/dont/not stay/be/feel safe",
            "no point/reason + living/going/life/on/carrying",
            "cant/cannot + go on",
            "jump/jumping + bridge/train/roof/building/window/cliff",
            "cutting again",
            "say/saying goodbye",
            "goodbye + everything/point/sorry/everyone",
            "plan + hurt/kill/die/harm",
            "want/wanted to die",
            "wish dead/died",
            "hang/hanging myself",
        ],
    ),
    (
        "Not safe from somebody",
        false,
        &[
            "hit/hitting/hurting/hurts/punched/kicked/slapped/beats/beating me/us/her",
            "partner/husband/wife/boyfriend/girlfriend/ex + hits/violent/chokes/strangles",
            "he/she chokes me/us/her",
            "scared/afraid/frightened/terrified + him/her/husband/wife/partner/boyfriend/dad/home/go/ex",
            "not/isnt/dont/never/doesnt + safe + home/feel/here/kids/him",
            "strangled/raped/assaulted/abused/abusing/abusive",
            "threatening/threatened me/us",
            "carer/carers + hurting/hits/hitting/rough",
        ],
    ),
    (
        "Back pain with numbness",
        true,
        &[
            "numb/numbness/tingling/feeling/feel + legs/passage/saddle/groin/bottom/bum/genitals + between/back/saddle/cant/wee/pee/both",
            "cant/cannot/unable + wee/pee/urinate + back/numb/legs/all",
            "lost/losing/no control + bladder/bowel/bowels/wee/poo",
            "wet/soiled myself",
            "cant/cannot + feel + saddle/toilet/bottom/wee/pee",
            "cauda equina",
        ],
    ),
    (
        "Pregnancy",
        true,
        &[
            "pregnant/pregnancy/weeks + bleeding/bleed/pain/headache/swollen/fluid/waters/fell",
            "baby + moved/moving/move/kick/kicked/kicking/movements + not/hasnt/havent/less/stopped/isnt/reduced/much/since/fewer",
            "waters broken/broke/gone",
        ],
    ),
    (
        "Testicle pain",
        true,
        &["testicle/testicles/testicular/balls/ball/scrotum + pain/agony/swollen/hurts/killing/sudden/painful"],
    ),
    (
        "Chemotherapy and fever",
        true,
        &["chemo/chemotherapy/neutropenic + temp/temperature/fever/shivery/hot/infection/unwell/shivering/ill"],
    ),
    (
        "Medicines with a narrow margin",
        true,
        &[
            "lithium + shaky/shaking/sick/confused/vomiting/tremor/drowsy",
            "methotrexate + double/daily/every/day/wrong/much",
            "morphine/opioid/oxycodone/fentanyl + drowsy/sleepy/confused/breathing/much",
            "double dose",
        ],
    ),
    ("Leg swelling", true, &["leg/calf/calves + swollen/swelling + hot/red/painful/breathless/flight/one/hard"]),
];

/// Returns the shipped rules.
pub(super) fn rules() -> Vec<HighlightRule> {
    let rule = |(name, may_be_denied, lines): &Shipped| HighlightRule {
        name: (*name).to_owned(),
        signs: lines.iter().filter_map(|line| Sign::parse(line).ok()).collect(),
        may_be_denied: *may_be_denied,
    };
    SHIPPED.iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_line_is_a_sign() {
        for (name, _, lines) in SHIPPED {
            for line in *lines {
                assert!(Sign::parse(line).is_ok(), "{name}: {line:?}: {:?}", Sign::parse(line));
            }
        }
    }
}
