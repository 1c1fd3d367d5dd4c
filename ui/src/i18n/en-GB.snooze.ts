/** What the window says about conversations that are put away until a time. */
export const snooze = {
  open: "Snooze", title: "Snooze until", change: "Snoozed until {{words}}. Until when instead?",
  typed: "When", placeholder: "tomorrow, tue 3pm, in 20 min", typedHelp: "A day, a time or both. Words after it say what it waits for: tue 3pm when results back.",
  reading: { at: "{{words}}", closed: "{{words}}. The practice is closed then.", rest: "Waits for: {{rest}}", out_of_range: "That is past, or more than a year ahead.", words: "There is no time in this. It is kept as what the conversation waits for: choose a time below." },
  until: "Snooze until {{words}}",
  presets: { later_today: "Later today", this_afternoon: "This afternoon", tomorrow: "Tomorrow", monday: "Monday", moved: "When the practice next opens" },
  onReply: "Comes back if the patient writes", onReplyHelp: "Highlighted words, and a message that fails, bring it back in any case.",
  past: "Snooze all the same", pastBack: "Choose another time",
  done: "Snoozed until {{words}}", undo: "Undo", woken: "Back in the list",
  state: "Snoozed until {{words}}", waits: "Waits for: {{label}}", chip: "Until {{time}}", stays: "It stays away if the patient writes.", wake: "Wake now",
  back: "Back from snooze", backShort: "Back", backWhy: "Back from snooze: {{why}}",
  why: { time_came: "its time came", patient_wrote: "the patient wrote", highlighted: "highlighted words came", failed: "a message in it needs a person", taken_back: "somebody took it back", assigned: "it was given to somebody", done: "it is done", snoozed: "" },
  lines: {
    snoozed: "{{by}} snoozed this until {{until}}", snoozedFor: "{{by}} snoozed this until {{until}}: {{label}}",
    time_came: "Back from snooze: its time came", patient_wrote: "Back from snooze: the patient wrote", highlighted: "Back from snooze: highlighted words came", failed: "Back from snooze: a message in it needs a person",
    taken_back: "{{by}} woke this", assigned: "{{by}} gave this to somebody: no longer snoozed", done: "{{by}} marked this as done: no longer snoozed",
  },
};
