import { Check } from "lucide-react";
import type { RefObject } from "react";
import { Menu, MenuItem, Popover, Separator } from "react-aria-components";
import type { StaffView } from "@/api";
import { Avatar } from "@/components";
import { t } from "@/i18n";
import { backTime } from "@/lib/dates";
import { hereToday } from "@/lib/staff";
import styles from "./handling.module.css";

type Props = { triggerRef: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void; staff: StaffView[]; me: StaffView; owner: string | null; onAssign: (owner: string | null) => void };

const NOBODY = "nobody";

/** Who has it from here. Me first, because taking it is what is wanted most. */
export function AssignMenu({ triggerRef, open, onOpenChange, staff, me, owner, onAssign }: Props) {
  const now = new Date();
  const people = hereToday(staff, me).filter(({ may_take }) => may_take);
  return (
    <Popover aria-label={t("assign.title")} triggerRef={triggerRef} isOpen={open} onOpenChange={onOpenChange} placement="bottom end" offset={6} className={styles.menu ?? ""}>
      <Menu aria-label={t("assign.title")} className={styles.items ?? ""} autoFocus="first" onClose={() => onOpenChange(false)} onAction={(key) => onAssign(key === NOBODY ? null : String(key))}>
        {people.map((person) => (
          <MenuItem key={person.id} id={person.id} className={styles.item ?? ""} textValue={person.name} data-testid="assign-choice">
            <span aria-hidden="true"><Avatar name={person.name} mine={person.id === me.id} label={person.name} /></span>
            <span className={styles.name}>{person.id === me.id ? t("assign.me", { name: person.name }) : person.name}</span>
            <span className={styles.role}>{person.off_until && new Date(person.off_until) > now ? t("list.off", { time: backTime(person.off_until, now) }) : t(`roles.${person.role}`)}</span>
            {person.id === owner && <Check size={14} aria-label={t("assign.current")} />}
          </MenuItem>
        ))}
        <Separator className={styles.line ?? ""} />
        <MenuItem id={NOBODY} className={styles.item ?? ""} isDisabled={owner === null} data-testid="assign-nobody">{t("assign.nobody")}</MenuItem>
      </Menu>
    </Popover>
  );
}
