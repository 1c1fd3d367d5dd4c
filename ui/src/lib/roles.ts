import type { RoleView } from "@/contract/RoleView";

/** The roles that work with patients: the others look on, or look after information governance. */
export const TEAM_ROLES: RoleView[] = ["gp", "nurse", "pharmacist", "reception", "manager"];
