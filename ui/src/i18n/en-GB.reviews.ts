/** What the window says about wishes that are to be asked about again. */
export const reviews = {
  nav: "Wishes to review",
  navDue_one: "{{count}} to ask about again", navDue_other: "{{count}} to ask about again",
  title: "Wishes to review",
  lead: "What patients want, and when to ask again.",
  counts: "{{due}} due, {{soon}} within 30 days",
  back: "Back to messages",
  failed: "The list could not be read.",
  none: "Nothing to ask about again", noneHelp: "A wish, a mark or a person appears here 30 days before its date.",
  more_one: "and {{count}} more", more_other: "and {{count}} more",
  person: "May be written to: {{who}}",
  due: "Ask again: was due {{date}}", soon: "Ask again on {{date}}",
  unchanged: "Reviewed, unchanged", next: "Asked about again in a year.",
  done: "Reviewed, unchanged: {{what}}",
};
