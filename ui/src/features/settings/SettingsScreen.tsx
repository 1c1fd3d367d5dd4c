import { ArrowLeft, Building2, Radio, ScrollText, Users, type LucideIcon } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { AppView, StaffView } from "@/api";
import type { PracticeView } from "@/contract/PracticeView";
import { Button } from "@/components";
import { t } from "@/i18n";
import { PracticeSection } from "./PracticeSection";
import { ProviderSection } from "./ProviderSection";
import { StaffSection } from "./StaffSection";
import styles from "./Settings.module.css";

export type Section = "practice" | "staff" | "provider";

const PARTS: [Section, LucideIcon][] = [["practice", Building2], ["staff", Users], ["provider", Radio]];

type Props = { app: AppView; practice: PracticeView; me: StaffView; section: Section; onSection: (section: Section) => void; onPolicy: () => void; onTemplates: () => void; onBack: () => void };

/** Who we are, who works here, and who carries our texts. */
export function SettingsScreen({ app, practice, me, section, onSection, onPolicy, onTemplates, onBack }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [section]);
  return (
    <main className={styles.screen} aria-label={t("practice.region")} data-region="settings" data-testid="settings" data-section={section}>
      <div className={styles.scroll} tabIndex={-1}>
        <div className={styles.page}>
          <header className={styles.head}>
            <h2>{t("practice.title")}</h2>
            <Button variant="quiet" icon={<ArrowLeft size={14} />} onClick={onBack} data-testid="settings-back">{t("practice.back")}</Button>
          </header>
          <div className={styles.columns}>
            <nav className={styles.parts} aria-label={t("practice.sections")}>
              {PARTS.map(([name, Icon]) => <Part key={name} icon={<Icon size={15} strokeWidth={1.75} aria-hidden="true" />} current={section === name} onClick={() => onSection(name)} testId={`settings-${name}`}>{t(`practice.parts.${name}`)}</Part>)}
              <Part icon={<ScrollText size={15} strokeWidth={1.75} aria-hidden="true" />} current={false} onClick={onPolicy} testId="settings-policy">{t("practice.parts.policy")}</Part>
            </nav>
            <div className={styles.content}>
              <h3 ref={title} tabIndex={-1}>{t(`practice.parts.${section}`)}</h3>
              <p className={styles.lead}>{t(`practice.${section}.lead`)}</p>
              {section === "practice" && <PracticeSection app={app} practice={practice} onSection={onSection} onPolicy={onPolicy} onTemplates={onTemplates} />}
              {section === "staff" && <StaffSection app={app} me={me} />}
              {section === "provider" && <ProviderSection practice={practice} />}
            </div>
          </div>
        </div>
      </div>
    </main>
  );
}

const Part = ({ icon, current, onClick, testId, children }: { icon: ReactNode; current: boolean; onClick: () => void; testId: string; children: ReactNode }) => (
  <button type="button" className={styles.part} aria-current={current ? "page" : undefined} onClick={onClick} data-testid={testId}>{icon}<span>{children}</span></button>
);
