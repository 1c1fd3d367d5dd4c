/** What the window says about its one box: search, acts, views, and finding within a conversation. */
export const palette = {
  label: "Search patients and messages, or do something", placeholder: "Search, or type > for what you can do",
  placeholderSearch: "Search patients and messages", placeholderHere: "Words that were said here",
  recent: "Opened last", acts: "What you can do", actsHere: "What you can do here", views: "Go to", patients: "Patients", messages: "Messages", here: "In this conversation",
  remove: "In this conversation. Search everywhere instead", chip: "In this conversation",
  hint: "Part of a name, a date of birth, an NHS number, a phone number, or words that were said.", hintHere: "Type words that were said in this conversation.",
  everything: "Show everything found", everythingKey: "everything",
  noAct: "Nothing that you can do is called “{{text}}”", noneHere: "“{{text}}” was not said here", noneHereHelp: "Whole words, and the beginning of the last one. Backspace in the empty box searches everywhere.",
  run: "do it", actsOnly: "acts only",
  state: { open: "Open", waiting: "Waiting for patient", snoozed: "Snoozed", done: "Done" },
  find: { label: "Found in this conversation", at: "“{{words}}”: {{at}} of {{count}}", previous: "Previous", next: "Next", close: "Close" },
  off: { none: "Open a conversation first", role: "Your role does not allow this", done: "This conversation is done", unmatched: "Say first whose conversation this is", nobodyWaits: "Nobody waits here for an answer" },
  screens: { today: "Today: triage and duties", end: "End of the day", nextSteps: "Report: next steps" },
  not: "Not now: {{why}}",
};
