/** What the window says where a message was wrong: plain words, and no blame. */
export const retract = {
  act: "Mark as wrong",
  dialog: {
    title: { message: "What was wrong with this message?", note: "What was wrong with this note?" },
    help: { out: "It cannot be called back. The words stay, marked as wrong, here and in the record. Nothing is sent: you write the correction next.", inside: "The words stay, marked as wrong, here and in the record." },
    reason: "Why", needReason: "Choose what was wrong.",
    task: "This makes an urgent task for the practice, so that somebody acts on it.",
    more: "Anything to add", what: "What was wrong", needWords: "Say in a few words what was wrong.", kept: "Kept with your name. The patient does not see it.",
    save: "Mark as wrong",
  },
  reasons: { wrong_person: "It went to the wrong person, or is about somebody else", wrong_fact: "Something in it is not so", misleading: "It can be misunderstood", not_meant: "It was not meant to be sent or written", other: "Something else" },
  because: { wrong_person: "it went to the wrong person, or is about somebody else", wrong_fact: "something in it is not so", misleading: "it can be misunderstood", not_meant: "it was not meant to be sent or written", other: "of something else" },
  line: "Marked as wrong by {{name}}, {{time}}, because {{because}}", said: ": “{{words}}”", end: ".",
  reached: { read: "The patient has read it.", perhaps: "The patient may have read it.", failed: "It did not arrive." },
  note: "Note by {{name}}, marked as wrong", show: "Read it", hide: "Fold it",
  correct: "Write a correction", corrected: "A correction was written.",
  back: "It was not wrong", somebody: "somebody",
  marked: "Marked as wrong. Nothing was sent.", unmarked: "The mark is taken away.",
  label: "marked as wrong", hit: "Marked as wrong", corrects: "Corrects:",
};
