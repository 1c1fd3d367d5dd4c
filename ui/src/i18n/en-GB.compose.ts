/** What the window says while somebody writes to a patient. */
export const compose = {
  severity: { blocks: "Stopped", needs_reason: "Needs a reason", hint: "Hint" },
  rules: {
    route_not_for_class: "This kind of message never goes by text", unfilled_placeholder: "A blank is left", nhs_number: "Whole NHS number", birth_date: "Date of birth", postcode: "Whole postcode",
    diagnosis_or_result: "Diagnosis or result", high_risk_word: "Must not reach the wrong person", no_reason_for_step: "No reason for the next step", no_way_for_step: "No way to take the next step",
    phone_only: "Telephone only", missing_signature: "No name and role", urgent_without_call: "Urgent: telephone first", long_sentence: "Long sentence", hard_word: "Hard word", reading_age: "Hard to read",
  },
  help: {
    route_not_for_class: "Telephone, or ask the patient to come in.", unfilled_placeholder: "Fill it in, or take the brackets away.", nhs_number: "Anybody who holds the phone can read it.", birth_date: "Anybody who holds the phone can read it.",
    postcode: "Anybody who holds the phone can read it.", diagnosis_or_result: "Anybody who holds the phone can read it.", high_risk_word: "Make sure that this is the right patient and number.",
    no_reason_for_step: "Say what the patient should do it for.", no_way_for_step: "Give a number, a link, or say that they can reply.", phone_only: "The patient cannot use the telephone: offer another way.",
    urgent_without_call: "Nobody has tried to telephone since it was marked as urgent.", missing_signature: "A clinical message says who writes it.", hard_word: "Plainer: {{words}}", long_sentence: "{{number}} words; {{limit}} are easy to read.", reading_age: "Easy from age {{number}}; aim for {{limit}}.",
  },
  open_one: "{{count}} blank to fill in before this can be sent. Tab goes to it.", open_other: "{{count}} blanks to fill in before this can be sent. Tab goes from one to the next.",
  show: "Show in the text",
  hints_one: "{{count}} hint", hints_other: "{{count}} hints",
  reason: "Why does this go by text?", reasonHelp: "Kept with the message.", reasonPlaceholder: "for example: {{name}} asked for it by text",
  again: "This sends the failed message again. Clear the box to leave it.",
  againBusy: "This message needs a reason. Send or clear what is in the box first, then press “Send again”.",
  askClinician: "Only a GP, nurse or pharmacist can send this with a reason. Change the words, or ask one of them.",
  signed: "Ends with: {{line}}",
  size_one: "{{characters}} of {{limit}} characters, {{count}} text", size_other: "{{characters}} of {{limit}} characters, {{count}} texts",
  letter: "shorter texts because of “{{letter}}”", cost: "{{pence}}p",
  tooLong_one: "{{count}} character too many: {{limit}} is the most", tooLong_other: "{{count}} characters too many: {{limit}} is the most",
  placeholder: "Write to {{name}}, or type / or :: for a template",
  insert: { label: "Templates", reading: "…", team: "Team", personal: "Yours", missing: "No {{language}} wording: {{shown}} shown", foot: "↑ ↓ to choose, Enter to insert, Esc to go on writing" },
  first: {
    title: "First message to {{name}}.", lacks: "It does not yet say {{list}}.", insert: "Insert the first message",
    who: "who is writing", optional: "that texts are optional", not_emergencies: "that they are not for emergencies", usual_reply: "how long an answer takes", how_to_stop: "how to stop them", replies_read: "whether replies are read",
  },
};
