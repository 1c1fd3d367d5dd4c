/** What the window says about texts that leave at a time that somebody chose. */
export const later = {
  menu: "Send later…", menuHelp: "at a time you choose",
  title: "Send at", placeholder: "tomorrow, tue 3pm, 7 dec", help: "A day, a time or both. In the practice's quiet hours it waits until they are over.",
  at: "{{words}}", closed: "{{words}}. The practice is closed then: nobody may be there to read a reply.", words: "There is no time in this.", outOfRange: "That is past, or more than a year ahead.",
  send: "Send {{words}}",
  done: "To {{name}}: leaves {{words}}", moved: "Leaves {{words}}", undo: "Edit",
  cancelled: "Not sent. It will not leave.", edited: "Taken back to change it: it will not leave until you send it.", editedAside: "Taken back: its words are kept beside your note.",
  region: "Texts that leave later",
  leaves: "Leaves {{words}}", look: "The patient has written since. Unless somebody reads it first, this will not be sent.",
  change: "Change time", edit: "Edit", cancel: "Do not send", changeTitle: "Send at, instead of {{words}}",
  chip: "Sends {{time}}", chipHelp: "A text here leaves {{words}}",
  stopped: {
    patient_wrote: "Not sent: the patient wrote, and nobody had read it", author_left: "Not sent: who wrote it may not send any more", number_changed: "Not sent: the patient's number changed", same_words: "Not sent: the same words had just gone",
    words_blocked: "Not sent: its words may not go like this now", template_retired: "Not sent: its template is no longer in use", review_due: "Not sent: the number must be reviewed first", shared_number: "Not sent: others share the number now", not_sent_in_time: "Not sent: its time was over a day ago",
    not_now: "Not sent: something here changed since it was written",
    deceased: "Not sent: the patient has died", left: "Not sent: the patient has left the practice",
  },
};
