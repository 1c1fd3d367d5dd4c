/** What the window says about a patient who cannot wait. */
export const escalate = {
  open: "Escalate", title: "Escalate: what now?", help: "One key for each. All of it stands in the conversation.",
  call: "Call the patient", text: "Send what to do if it is urgent", duty: "Hand to the duty doctor", log: "Log what was done",
  noNumber: "No number of this patient's is known", cannotPhone: "Cannot use the telephone", leaveNoMessage: "Leave no message: a route is marked as not safe",
  to: "To {{name}}, {{duty}}", toTriage: "To {{name}}, who holds triage", toMe: "To you, {{duty}}", toMeTriage: "To you: you hold triage",
  dutyHelp: "As urgent, with a note", logHelp: "A note for staff, begun for you",
  why: "Why (goes with the hand-over)", whyPlaceholder: "may stay empty: then the note names the patient's last message",
  handed: "Handed to {{name}} as urgent", inBox: "In the box. {{key}} sends it.", handing: "Handing it over…",
  note: "Escalated: ", reason: "Escalated: the practice's own words for what is urgent",
  off: {
    role: "Your role does not allow this", unmatched: "Nobody has said yet whose conversation this is",
    duty: "Nobody is named. Ring a doctor now, then name who holds triage or the doctor's duty, under Today.",
    closed: "No text goes to this patient: call instead",
  },
  loading: "Reading who is on duty…", failed: "This could not be read. {{message}}",
  ring: { born: "born {{date}}", noBorn: "date of birth not recorded", again: "Make ringing again an urgent task", againHelp: "Within two working hours, for whoever has the conversation", title: "Call {{name}} now" },
};
