/** What the window says about duties: role accounts, which somebody holds for a while. */
export const duty = {
  whose: { held: "{{account}} (held by {{name}})", mine: "{{account}} (held by you)", nobody: "{{account}} (nobody holds it)" },
  row: "Given to {{account}}",
  assign: { duties: "Duties", people: "People", mine: "you", nobody: "nobody holds it" },
  assigned: "Given to {{account}}",
  somebody: "Somebody",
  lines: {
    given: "{{by}} gave this to {{account}}", taken_out: "{{by}} took this out of {{account}}",
    taken: "{{by}} took {{account}}", takenFrom: "{{by}} took {{account}} over from {{from}}",
    handed_over: "{{by}} handed {{account}} over to {{to}}", handedFrom: "{{by}} handed {{account}} over from {{from}} to {{to}}",
    let_go: "{{by}} let go of {{account}}: nobody holds it", letGoFor: "{{by}} took {{account}} from {{from}}: nobody holds it",
    day_over: "The day was over: nobody holds {{account}}",
    earlier_one: "and {{count}} before", earlier_other: "and {{count}} before",
  },
  today: {
    title: "Duties", help: "What is given to a duty goes to whoever holds it, and stands in the unassigned list while nobody does.",
    none: "No duties yet. A GP or practice manager adds them in the settings, under staff.",
    held: "{{name}}, until {{time}}", mine: "You, until {{time}}", nobody: "Nobody holds it",
    open_one: "{{count}} open conversation", open_other: "{{count}} open conversations",
    unassigned_one: "{{count}} open conversation, unassigned", unassigned_other: "{{count}} open conversations, unassigned",
    take: "Take", takeOver: "Take over", takeIt: "Take {{account}}", takeOverIt: "Take over {{account}}", handOver: "Hand over…", handIt: "Hand over {{account}}", letGo: "Let go", letIt: "Let go of {{account}}",
    to: "Hand {{account}} over to", choose: "Please choose", confirm: "Hand over", confirming: "Handing over…", cancel: "Cancel", nobodyElse: "Nobody else who may hold it is here today.",
    taken: "You hold {{account}} now", handed: "{{name}} holds {{account}} now", gone: "Nobody holds {{account}} now",
  },
  settings: {
    title: "Duties", lead: "A duty, such as Duty nurse, is held by one person at a time. What is given to it moves with it; messages keep their sender's name.",
    add: "Add a duty", edit: "Change {{name}}", none: "No duties yet.", may: "May be held by: {{roles}}", holds: "Held by {{name}}",
    name: "Name", nameHelp: "For example Duty nurse. At most 32 characters.", needName: "Please write a name.", who: "Who may hold it", needRole: "Please choose at least one role.",
    save: "Save", add_: "Add", added: "{{name}} is added", saved: "{{name}} is saved",
    end: "End this duty…", endTitle: "End {{name}}?", endLead: "Nobody can hold it or be given anything by it any more. Its name stays with what was done.", endConfirm: "Yes, end it", ended: "{{name}} is ended",
  },
};
