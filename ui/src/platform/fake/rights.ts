import type { ActView } from "@/contract/ActView";
import type { RoleView } from "@/contract/RoleView";
import type { StaffView } from "@/contract/StaffView";

/** The invented practice's own table of who may do what; the real one is `model/src/rights.rs`, and the window asks neither. */
const CLINICIANS: RoleView[] = ["gp", "nurse", "pharmacist"];
const TEAM: RoleView[] = [...CLINICIANS, "reception", "manager"];
const RIGHTS: Record<ActView, RoleView[]> = {
  send: TEAM,
  override_objection: CLINICIANS,
  write_notes: [...TEAM, "information_governance"],
  organise: TEAM,
  match: TEAM,
  record_consent: [...TEAM, "information_governance"],
  mark_unsafe: [...TEAM, "information_governance"],
  mark_safe: ["gp", "nurse", "manager", "information_governance"],
  adopt_policy: ["gp", "manager"],
  manage_staff: ["gp", "manager"],
  record_provider: ["gp", "manager", "information_governance"],
  override_check: CLINICIANS,
  write_templates: [...CLINICIANS, "manager"],
  approve_templates: ["gp", "manager"],
  reach_otherwise: [...TEAM, "information_governance"],
  limit_messaging: ["gp", "manager"],
  see_highlighted: CLINICIANS,
  retract_others: ["gp", "manager"],
};

export const roleMay = (role: RoleView, act: ActView): boolean => RIGHTS[act].includes(role);

/** What somebody may do; the staff list and the look at highlighted words are for whoever is here while nobody who may is. */
export function rightsOf(me: StaffView | null, staff: StaffView[]): ActView[] {
  if (!me || me.left) return [];
  const acts = (Object.keys(RIGHTS) as ActView[]).filter((act) => roleMay(me.role, act));
  const nobody = (act: ActView) => me.role !== "read_only" && !staff.some(({ role, left }) => !left && roleMay(role, act));
  return [...new Set([...acts, ...(["manage_staff", "see_highlighted"] as const).filter(nobody)])];
}
