/** What the window says about past days, and about templates made of messages. */
export const report = {
  past: "Past days", open: "Next steps…", openHelp: "Shows whether each patient heard what happens next on the day they wrote.",
  title: "Did each patient hear what happens next?",
  lead: "Counts what a person said: a reply, a holding reply, a call in which the patient was reached, a letter. An automatic text does not count. What came in while the practice was closed counts for the next working day.",
  from: "From", to: "To", print: "Print…", close: "Close", failed: "The report could not be read.", notPrinted: "This computer could not print.",
  wrongSpan: "The first day comes before the last, at most 92 days apart.",
  share: "{{count}} of {{all}} heard the same day ({{percent}} %).", none: "No patient wrote in these days.",
  day: "Day", total: "All days", today: "today, so far",
  columns: { contacts: "Contacts", same_day: "Told the same day", later: "Told later", closed: "Closed, nothing said", acknowledged: "Automatic text only", nothing: "Nothing yet" },
  show: "{{day}}: {{what}}, {{count}}. Show them.",
  list: "{{day}}: {{what}}",
  cameAt: "wrote {{time}}", toldAt: "told {{time}}", notTold: "not told",
  printed: "Printed {{time}}",
};

export const made = {
  act: "Make a template of this",
  busy: "Another template is being written. Save or discard it first.",
  failed: "No template was made. {{message}}",
  title: "Taken out of the message", none: "Nothing in it named the patient. Please read it once more.",
  help: "Please read the wording once more. Names and numbers are found by rule, and a rule can miss one.",
  signature: "the app adds it", to: "becomes",
  what: {
    signature: "Your signature", link: "Web address", email: "E-mail address", birth_date: "Date of birth", date: "Day", time: "Time", nhs_number: "NHS number", practice_phone: "Practice's telephone",
    number: "Number", postcode: "Postcode", practice_name: "Practice's name", patient_name: "Patient's name", proxy_name: "Proxy's name", sender_name: "Sender's name", staff_name: "Colleague's name",
  },
};

/** What comes with a template beside its words. */
export const carries = {
  title: "When it is sent", nothing: "nothing else happens", count_one: "{{count}} thing happens", count_other: "{{count}} things happen",
  help: "Happens in the moment the text leaves. A text that is taken back takes all of it back.",
  code: "Filed as {{display}} ({{code}})", followUp_one: "Task after {{count}} working day ({{way}}): {{what}}", followUp_other: "Task after {{count}} working days ({{way}}): {{what}}", team: "The conversation goes to the team: {{role}}",
  teamLabel: "The conversation goes to", teamNone: "Stays with who has it",
  followUpLabel: "Follow-up task", followUpNone: "None", by: "By: {{way}}", days: "After working days", what: "What is to be done", whatPlaceholder: "for example: ask whether the readings came",
  codeLabel: "Code for the record", codeNone: "None", codeOther: "Another system", codeCode: "Code", codeSystem: "Address of the system", codeDisplay: "What the code means",
  noCode: "A code for the record is read by a second person first: for that, make the template the practice's.",
  facts: "When sent", insert: "Comes with it",
  forTeam: "For the team: {{role}}", forTeamShort: "For {{role}}",
};
