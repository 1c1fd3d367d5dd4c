/** What the window says about a list's order, its filter, and what arrived while the practice was closed. */
export const lists = {
  order: "Order of this list", orderNow: "Order: {{name}}",
  orders: { due: "Due first", newest: "Newest first", oldest: "Oldest first" },
  orderHelp: { due: "By when somebody must look or answer", newest: "By the last words, newest above", oldest: "By the last words, oldest above" },
  orderFailed: "The order could not be kept. {{message}}",
  filter: "Filter this list", filterNow: "Filter this list: only {{what}}",
  byClass: "Show only these kinds", byRead: "Show only what is", unread: "Unread", unreadShort: "unread",
  only: "Only: {{what}}",
  hidden_one: "{{count}} hidden by this filter", hidden_other: "{{count}} hidden by this filter",
  hiddenRaised_one: "{{count}} highlighted is hidden", hiddenRaised_other: "{{count}} highlighted are hidden",
  showAll: "Show all", showRaised_one: "Show it", showRaised_other: "Show them",
  arrivedNav: "While closed",
  nothingShown: "Nothing here is {{what}}", nothingShownText: "The filter hides everything in this list.",
  raised_one: "{{count}} highlighted, not looked at yet", raised_other: "{{count}} highlighted, not looked at yet",
  arrived_one: "{{count}} arrived while closed", arrived_other: "{{count}} arrived while closed", toArrived: "Show",
};
