import { Check, UsersRound } from "lucide-react";
import type { RefObject } from "react";
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from "react-aria-components";
import type { RoleAccountView, StaffView } from "@/api";
import { Avatar } from "@/components";
import { t } from "@/i18n";
import { backTime } from "@/lib/dates";
import { hereToday } from "@/lib/staff";
import styles from "./handling.module.css";

type Props = {
  triggerRef: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void; staff: StaffView[]; me: StaffView; owner: string | null; onAssign: (owner: string | null) => void;
  /** The duties, and which of them has it. */
  accounts: RoleAccountView[]; account: string | null; onAssignRole: (account: string) => void;
};

const NOBODY = "nobody";
/** Before the id of a duty: people and duties stand in one menu. */
const DUTY = "duty:";

/** Who has it from here: a person, me first, because taking it is what is wanted most; or a duty. */
export function AssignMenu({ triggerRef, open, onOpenChange, staff, me, owner, onAssign, accounts, account, onAssignRole }: Props) {
  const now = new Date();
  const people = hereToday(staff, me).filter(({ may_take }) => may_take);
  const holderWords = ({ holder }: RoleAccountView) => (holder === me.id ? t("duty.assign.mine") : (staff.find(({ id }) => id === holder)?.name ?? t("duty.assign.nobody")));
  const act = (key: string) => (key.startsWith(DUTY) ? onAssignRole(key.slice(DUTY.length)) : onAssign(key === NOBODY ? null : key));
  const persons = people.map((person) => (
    <MenuItem key={person.id} id={person.id} className={styles.item ?? ""} textValue={person.name} data-testid="assign-choice">
      <span aria-hidden="true"><Avatar name={person.name} mine={person.id === me.id} label={person.name} /></span>
      <span className={styles.name}>{person.id === me.id ? t("assign.me", { name: person.name }) : person.name}</span>
      <span className={styles.role}>{person.off_until && new Date(person.off_until) > now ? t("list.off", { time: backTime(person.off_until, now) }) : t(`roles.${person.role}`)}</span>
      {person.id === owner && account === null && <Check size={14} aria-label={t("assign.current")} />}
    </MenuItem>
  ));
  return (
    <Popover aria-label={t("assign.title")} triggerRef={triggerRef} isOpen={open} onOpenChange={onOpenChange} placement="bottom end" offset={6} className={styles.menu ?? ""}>
      <Menu aria-label={t("assign.title")} className={styles.items ?? ""} autoFocus="first" onClose={() => onOpenChange(false)} onAction={(key) => act(String(key))}>
        {accounts.length > 0 ? <MenuSection><Header className={styles.section ?? ""}>{t("duty.assign.people")}</Header>{persons}</MenuSection> : persons}
        {accounts.length > 0 && (
          <MenuSection>
            <Header className={styles.section ?? ""}>{t("duty.assign.duties")}</Header>
            {accounts.map((one) => (
              <MenuItem key={one.id} id={`${DUTY}${one.id}`} className={styles.item ?? ""} textValue={one.name} data-testid="assign-duty">
                <span aria-hidden="true" className={styles.duty}><UsersRound size={13} /></span>
                <span className={styles.name}>{one.name}</span>
                <span className={styles.role}>{holderWords(one)}</span>
                {one.id === account && <Check size={14} aria-label={t("assign.current")} />}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <Separator className={styles.line ?? ""} />
        <MenuItem id={NOBODY} className={styles.item ?? ""} isDisabled={owner === null && account === null} data-testid="assign-nobody">{t("assign.nobody")}</MenuItem>
      </Menu>
    </Popover>
  );
}
