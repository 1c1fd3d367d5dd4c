/** What the settings say: the practice, its staff and its messaging provider. */
export const practice = {
  nav: "Settings", region: "Settings", title: "Settings", back: "Back to messages", sections: "Parts of the settings",
  parts: { practice: "Practice", staff: "Staff", provider: "Text provider", policy: "Policy" },
  failed: "This could not be read", save: "Save", saving: "Saving…", saved: "Saved", cancel: "Cancel", change: "Change",
  ready: {
    title: "Getting ready", done: "Done", toDo: "To do", all: "Everything is ready: patients can be texted.", training: "This is the training practice: its patients are invented and its provider is a sandbox. Set up a practice of your own to text real people.",
    named: "Name and number", manager: "A GP or practice manager", policy: "Policy adopted", connected: "Text provider connected", written: "Provider's papers recorded", templates: "First template approved",
  },
  practice: {
    lead: "How patients know you, and what can be reached before the policy counts.", name: "Name of the practice", nameHelp: "Stands in every automatic text. At most 60 characters.", number: "Number that patients write to",
    numberHelp: "The number you have at the text provider, as you write it: 07700 900100.", own: "Staff may keep wordings of their own", ownHelp: "Only their author sees them, and nobody approves them. Never for results, surveys, marketing or a first message.", phone: "Telephone that patients ring", phoneHelp: "As you print it: 020 7946 0123. Fills in {{hole}} in templates, and {{text}} in automatic texts.", mismatch: "The provider sends from {{number}}. The two must be the same, or patients' answers go elsewhere.",
    tests: "Test numbers", testsHelp: "Your own phones, five at most. Until a policy is adopted, only these can be texted.", testNumber: "Test number {{number}}", addTest: "Add a number", removeTest: "Take test number {{number}} off the list", noTests: "No test numbers.",
    readOnly: "Only a GP or a practice manager can change this.", kind: "Kind of practice", kinds: { training: "Training practice: invented patients, nothing leaves this computer", live: "Your own practice" }, none: "Not recorded",
  },
  staff: {
    lead: "Everybody who reads or answers messages. What a role may do is the same everywhere.", add: "Add a colleague", you: "you", edit: "Change {{name}}", sit: "Sit here as {{name}}", sitShort: "Sit here", sitting: "You are now {{name}}",
    away: "Away until {{date}}", left: "No longer here", gone: "No longer here ({{count}})", noManager: "Nobody here is a GP or practice manager. Only they can adopt the policy: add one, or nobody outside your test numbers can be texted.",
    bootstrap: "You may add colleagues because nobody here is a GP or practice manager yet.", readOnly: "Only a GP or a practice manager can change who works here.", back: "Works here again",
    dialog: {
      add: "Add a colleague", edit: "Change {{name}}", name: "Name", nameHelp: "As colleagues and the record should read it, for example A. Okafor", needName: "Please write a name.", role: "Role", away: "Is away", awayHelp: "What patients write to them goes to the whole team.",
      until: "First day back", needUntil: "Please say which day they are back.", save: "Save", add_: "Add", leave: "No longer works here…", added: "{{name}} is added", saved: "{{name}} is saved",
    },
    hours: {
      set: "Works only at certain hours", help: "What arrives when they are off goes to the whole team too, until somebody takes it. Without this they work whenever the practice is open.",
      days: { monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday", friday: "Friday", saturday: "Saturday", sunday: "Sunday" },
      title: "Working hours", off: "Off", from: "{{day}}, from", to: "{{day}}, until", until: "to", add: "Add hours on {{day}}", remove: "Take away {{span}} on {{day}}", span: "{{opens}} to {{closes}}", needDay: "Please add hours on at least one day.",
    },
    cover: { label: "When they leave, their work goes to", help: "Their open conversations and tasks, and what patients write to them later." },
    offUntil: "Off until {{time}}",
    leave: { title: "{{name}} no longer works here?", lead: "They can no longer read or send anything. Their name stays with what they did.", to: "Their open conversations go to", team: "The whole team (unassigned)", confirm: "Yes, they have left", done: "{{name}} no longer works here; their conversations are handed over" },
    rights: { gp: "Messages, overrides, policy, staff", nurse: "Messages, overrides", pharmacist: "Messages, overrides", reception: "Messages", manager: "Messages, policy, staff", information_governance: "Notes, consent, provider's papers", read_only: "Reads, changes nothing" },
  },
  provider: {
    lead: "The company that carries your texts, and what must stand in writing before it may.", connection: "Account", papers: "What stands in writing", law: "What is asked for follows from the law in your policy: {{law}}.",
    sandbox: "This training practice uses the sandbox on this computer. No text leaves it, so no contract is needed.", notConnected: "No account is connected yet: nothing can be sent or received.", account: "Account", key: "API key", keyNone: "The account's own token", number: "Number there",
    test: "Test the connection", testing: "Asking the provider…", works: "It answers and takes the account ({{time}}).", connect: "Connect an account", reconnect: "Connect another account",
    form: {
      title: "Connect Twilio", place: "Where the account is", places: { united_states: "United States (US1)", ireland: "Ireland (IE1)", this_computer: "A stand-in on this computer", elsewhere: "Another address", united_statesHelp: "Twilio's usual place. Texts are kept in the United States.", irelandHelp: "Texts are kept in the European Union. Keys of other places do not count there.", this_computerHelp: "For trials: nothing reaches a telephone." }, address: "Address on this computer",
      lead: "You find all four in Twilio's console. The secret goes into this computer's password store and is never shown again.", account: "Account SID", accountHelp: "AC and 32 letters and digits", key: "API key SID", keyHelp: "SK and 32 letters and digits. Empty: the secret is the account's token.",
      number: "Number", numberHelp: "As you write it: 07700 900100", secret: "Secret or token", secretHelp: "Tried with the provider before it is kept.", need: "Please fill this in.", submit: "Try and connect", connected: "The provider is connected",
    },
    standIn: "A stand-in on this computer takes the texts: patients get none of them. Connect the provider's own service before you text real people.",
    problems: { not_connected: "No account is connected.", offline: "The provider cannot be reached. Nothing was changed; check the internet connection and try again.", unauthorised: "The provider does not take this account or secret. Nothing was changed; copy them once more from its console.", other: "The provider answers with something that cannot be used. Nothing was changed." },
    standing: { good: "Everything that is asked for stands.", missing: "Still missing: {{fact}}. Until then only test numbers can be texted.", expired: "Ran out on {{date}}: {{fact}}. Nothing new is sent; messages still come in.", runs_out: "Runs out on {{date}}: {{fact}}. Renew it before then, or sending stops." },
    notice: { missing: "Only test numbers can be texted: the provider's papers are not complete.", expired: "Nothing is sent: the provider's \"{{fact}}\" ran out on {{date}}. Messages still come in.", runs_out: "The provider's \"{{fact}}\" runs out on {{date}}. Sending stops then.", open: "Open the provider settings" },
    facts: { contract: "Data processing contract", business_associate_agreement: "Business associate agreement", impact_assessment: "Data protection impact assessment", risk_analysis: "Risk analysis", data_location: "Where the data is kept", dtac: "DTAC assessment", dspt: "DSPT standard", security_certificate: "Security certificate", gematik_approval: "gematik approval", retention: "How long messages are kept", sub_processors: "Who else sees the data" },
    hints: { data_location: "Country, and the company's data centre", retention: "for example 30 days, then deleted", sub_processors: "Names, or none" },
    name: "Name of the provider", dated: "Dated", validTo: "Counts until", validToNeeded: "Counts until (needed)", words: "Where it is kept, or its number", edit: "Record the papers", editAgain: "Change", missing: "Missing", ranOut: "Ran out", runsOut: "until {{date}}", never: "no end date", recorded: "Recorded by {{name}} on {{date}}", saved: "The provider's papers are recorded",
    readOnly: "Only a GP, the practice manager or information governance can change this.",
  },
};
