/** What the window says where a conversation is ended, and where a text would go twice. */
export const closing = {
  title: "Is every question answered?",
  lead: "What the patient asked since this was last done, in their own words:",
  also: "The patient also asked:",
  asked: "Asked {{time}}", replied: "Reply after it {{time}}", noReply: "No reply since", replyNow: "Your message comes next",
  confirm: "Done: every question is answered", confirmSend: "Every question is answered: send, then done", back: "Go back",
  loading: "Reading what was asked…", unread: "What was asked could not be read. {{message}}",
  limits: "Found by its wording: there may be others.",
  send: { stay: "Send to {{name}}", next: "Send to {{name}}, then next", done: "Send to {{name}}, then done", again: "Send to {{name}} again" },
  menu: { open: "After sending", after: "After sending", stay: "Stay here", next: "Go to the next", done: "Then done", doneHelp: "once sent and in the record", enter: "Typing", enterSends: "Enter sends", enterHelp: "Shift+Enter: new line", usual: "Usual" },
  same: "{{message}} Press again to send it once more.",
  held: "To {{name}}: sends in {{seconds}} s, then done once it is in the record",
  thenDone: "Done once this is in the record",
  enterSwitch: "Enter sends the message", enterLead: "Shift+Enter makes a new line then. Ctrl+Enter always sends.",
};
