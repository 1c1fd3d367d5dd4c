import { CalendarCheck, CalendarClock, FlaskConical, Keyboard, LayoutTemplate, ScrollText, Settings } from "lucide-react";
import type { ReactNode } from "react";
import type { PracticeView } from "@/contract/PracticeView";
import type { StaffView, SyncView } from "@/api";
import { Avatar, Button } from "@/components";
import type { Screen } from "@/features/nav";
import { SyncState } from "@/features/sync";
import { t } from "@/i18n";
import styles from "./Desk.module.css";

type Props = {
  practice: PracticeView; me: StaffView; sync: SyncView; onKeys: () => void; screen: Screen | null;
  /** The way to the screens, where there is no column for it. */
  onScreen: ((screen: Screen) => void) | null;
  /** The way to triage and the end of the day, likewise. */
  onToday: (() => void) | null;
  children: ReactNode;
};

const SCREENS = [["policy", ScrollText, "policy.nav"], ["settings", Settings, "practice.nav"], ["templates", LayoutTemplate, "templates.nav"], ["reviews", CalendarCheck, "reviews.nav"]] as const;

export function Bar({ practice, me, sync, onKeys, screen, onScreen, onToday, children }: Props) {
  const who = t("app.me", { name: me.name, role: t(`roles.${me.role}`) });
  return (
    <header className={styles.bar} aria-label={t("regions.bar")} data-region="bar">
      <div className={styles.practice}>
        <h1 title={practice.name}>{practice.name}</h1>
        {practice.training && <span className={styles.training} title={t("app.training")} data-testid="training"><FlaskConical size={13} aria-hidden="true" /><span>{t("app.training")}</span></span>}
      </div>
      <div className={styles.find}>{children}</div>
      <div className={styles.right}>
        <SyncState sync={sync} />
        {onToday && <Button variant="quiet" size="small" icon={<CalendarClock size={16} />} title={t("due.triage.nav")} onClick={onToday} data-testid="today-open" />}
        {onScreen && SCREENS.map(([name, Icon, title]) => <Button key={name} variant="quiet" size="small" aria-current={screen === name ? "page" : undefined} icon={<Icon size={16} />} title={t(title)} onClick={() => onScreen(name)} data-testid={`${name}-open`} />)}
        <Button variant="quiet" size="small" icon={<Keyboard size={16} />} title={t("nav.keys")} shortcut="cheatSheet" onClick={onKeys} data-testid="keys" />
        <span className={styles.me}><Avatar large mine name={me.name} label={who} /><span className={styles.myName} aria-hidden="true">{me.name}</span></span>
      </div>
    </header>
  );
}
