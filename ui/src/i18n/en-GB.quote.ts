/** What the window says where a message answers one particular message. */
export const quote = {
  act: "Answer this", key: "Answer the message that has the focus",
  answers: "Answers:", patient: "Patient", app: "Anteroom", note: "Note by {{name}}", noWords: "No words",
  jump: "Show this message, {{time}}",
  remove: "Remove the quote",
  wasTaken: "Answers a message that was taken back",
  gone: "The message you answer is not here any more. Your words are kept, and go without the quote.",
  onlyText: "{{name}} sees only your text.",
};
