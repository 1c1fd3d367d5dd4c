import type { StaffView } from "@/contract/StaffView";
import { isoDay } from "./dates";

/** Whether somebody is away today: their first day back lies ahead. */
export const isAway = ({ away_until }: StaffView, now = new Date()): boolean => away_until !== null && isoDay(now) < away_until;

/** Who can be given something: me first, because taking it is what is wanted most; then whoever works here. */
export const here = (staff: StaffView[], me: StaffView): StaffView[] => [me, ...staff.filter(({ id, left }) => id !== me.id && !left)];

/** Who can be given something that waits for no one: whoever is here today. */
export const hereToday = (staff: StaffView[], me: StaffView): StaffView[] => here(staff, me).filter((person) => person.id === me.id || !isAway(person));

/** Whether somebody here may answer for the practice: adopt its policy, name its staff. */
export const leads = ({ role, left }: StaffView): boolean => !left && (role === "gp" || role === "manager");
