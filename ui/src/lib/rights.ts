import type { RoleView } from "@/contract/RoleView";

/**
 * Who may do what, for the buttons: the table of `model/src/rights.rs`. The app decides; this only spares people a
 * button that would refuse them. Where a view says it itself (`may_record`, `may_override`, `may_adopt`), the view counts.
 */
const CLINICIANS: RoleView[] = ["gp", "nurse", "pharmacist"];
const TEAM: RoleView[] = [...CLINICIANS, "reception", "manager"];
const RIGHTS = {
  send: TEAM,
  writeNotes: [...TEAM, "information_governance"],
  organise: TEAM,
  match: TEAM,
  reachOtherwise: [...TEAM, "information_governance"],
  markSafe: ["gp", "nurse", "manager", "information_governance"],
} satisfies Record<string, RoleView[]>;

export type Act = keyof typeof RIGHTS;

export const may = (role: RoleView, act: Act): boolean => (RIGHTS[act] as RoleView[]).includes(role);

/** Whether the role advises patients: decides what a message is for, to begin with. */
export const isClinician = (role: RoleView): boolean => CLINICIANS.includes(role);
