/** What the window says about time: what is due, who holds triage, the end of the day. */
export const due = {
  answer: { in_time: "Answer due {{time}}", near: "Answer due {{time}}", overdue: "Answer overdue since {{time}}" },
  first_look: { in_time: "Not yet looked at, look by {{time}}", near: "Not yet looked at, look by {{time}}", overdue: "Not looked at in time, since {{time}}" },
  /** In a row of the list, where there is room for a word. */
  short: { answer: { in_time: "{{time}}", near: "Due {{time}}", overdue: "Overdue {{time}}" }, first_look: { in_time: "{{time}}", near: "Look by {{time}}", overdue: "Unseen {{time}}" } },
  dueFirst: "due first",
  class: {
    label: "Reply time: {{name}}", menu: "Reply time", current: "Chosen now",
    names: { urgent: "Urgent", same_day: "Same day", routine: "Routine", administrative: "Administrative" },
    set: "Reply time: {{name}}",
  },
  triage: {
    nav: "Today", none: "No triage", held: "Triage: {{name}}",
    missing: "Nobody holds triage. Messages that are nobody's have no one to look at them.",
    takeIt: "I hold it", choose: "Choose…",
    title: "Today at the desk", holder: "Who holds triage", holderHelp: "Looks at what is nobody's, and hears first when something has waited too long.",
    until: "Until the practice closes, {{time}}.", untilClose: "Until the practice closes.", nobody: "Nobody", save: "Hand over", saving: "Handing over…", named: "{{name}} holds triage", unnamed: "Nobody holds triage",
    failed: "That did not work. {{message}}", close: "Close",
    endTitle: "End of the day", endHelp: "Lists what is left, and asks what becomes of it.", endOpen: "Close the day…",
    readOnly: "Your role looks on: others name the holder and close the day.",
  },
  day: {
    notice_one: "The day that ends {{time}} is not closed: {{count}} thing is left.", notice_other: "The day that ends {{time}} is not closed: {{count}} things are left.",
    noticePast_one: "The day that ended {{time}} was never closed: {{count}} thing is left.", noticePast_other: "The day that ended {{time}} was never closed: {{count}} things are left.",
    open: "Close the day…",
    title: "Close the day", lead: "Somebody takes over what is left, or you say why it can wait. Your name and your words are kept.",
    nothing: "Nothing is left. Everything has an owner, is in time, was sent, and is in the record.",
    kinds: {
      unowned_one: "{{count}} conversation is nobody's", unowned_other: "{{count}} conversations are nobody's",
      overdue_one: "{{count}} conversation is overdue", overdue_other: "{{count}} conversations are overdue",
      unfiled_one: "{{count}} conversation is not wholly in the record", unfiled_other: "{{count}} conversations are not wholly in the record",
      overdue_task_one: "{{count}} task is overdue", overdue_task_other: "{{count}} tasks are overdue",
      unacknowledged_one: "{{count}} patient waits and was not told when they will hear", unacknowledged_other: "{{count}} patients wait and were not told when they will hear",
      failed_one: "{{count}} conversation holds a message that was not sent", failed_other: "{{count}} conversations hold a message that was not sent",
    },
    show: "Show them",
    what: "What becomes of it", choose: "Please choose", wait: "It can wait, because…", to: "{{name}} takes it over", toMe: "I take it over",
    reason: "Why it can wait", reasonPlaceholder: "for example: Dr Shah rings her tomorrow at 8", unfiledPlaceholder: "for example: the record is down until tomorrow",
    confirm: "Close the day", confirming: "Closing…", cancel: "Not yet", done: "The day is closed",
    changed: "Something changed while you looked. Please look again at what is left.",
  },
};
