import { CalendarClock, FlaskConical, Keyboard, LayoutTemplate, ScrollText, Settings } from "lucide-react";
import type { ReactNode } from "react";
import type { PracticeView } from "@/contract/PracticeView";
import type { StaffView, SyncView } from "@/api";
import { Avatar, Button } from "@/components";
import { SyncState } from "@/features/sync";
import { t } from "@/i18n";
import styles from "./Desk.module.css";

type Props = { practice: PracticeView; me: StaffView; sync: SyncView; onKeys: () => void; /** The way to the policy, where there is no column for it. */ onPolicy: (() => void) | null; /** The way to the templates, likewise. */ onTemplates: (() => void) | null; /** The way to triage and the end of the day, likewise. */ onToday: (() => void) | null; /** And to the settings. */ onSettings: (() => void) | null; children: ReactNode };

export function Bar({ practice, me, sync, onKeys, onPolicy, onTemplates, onToday, onSettings, children }: Props) {
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
        {onPolicy && <Button variant="quiet" size="small" icon={<ScrollText size={16} />} title={t("policy.nav")} onClick={onPolicy} data-testid="policy-open" />}
        {onSettings && <Button variant="quiet" size="small" icon={<Settings size={16} />} title={t("practice.nav")} onClick={onSettings} data-testid="settings-open" />}
        {onTemplates && <Button variant="quiet" size="small" icon={<LayoutTemplate size={16} />} title={t("templates.nav")} onClick={onTemplates} data-testid="templates-open" />}
        <Button variant="quiet" size="small" icon={<Keyboard size={16} />} title={t("nav.keys")} shortcut="cheatSheet" onClick={onKeys} data-testid="keys" />
        <span className={styles.me}><Avatar large mine name={me.name} label={who} /><span className={styles.myName} aria-hidden="true">{me.name}</span></span>
      </div>
    </header>
  );
}
