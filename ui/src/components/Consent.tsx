import { Ban, Check, CircleDashed, CircleHelp, type LucideIcon } from "lucide-react";
import type { ConsentLineView } from "@/contract/ConsentLineView";
import type { ConsentStateView } from "@/contract/ConsentStateView";
import type { ConsentStatementView } from "@/contract/ConsentStatementView";
import { t } from "@/i18n";
import { civilDay } from "@/lib/dates";
import styles from "./small.module.css";

const ICONS: Record<ConsentStateView, LucideIcon> = { nothing_recorded: CircleDashed, agreed: Check, objected: Ban, unclear: CircleHelp };

/** What stands, as a shape and a word: never only a colour. */
export function ConsentState({ line }: { line: ConsentLineView }) {
  const Icon = ICONS[line.state];
  const ask = line.state === "nothing_recorded" && !line.may_send;
  return (
    <span className={`${styles.consent} ${styles[line.state]}`} data-testid="consent-state" data-state={line.state}>
      <Icon size={14} strokeWidth={line.state === "nothing_recorded" ? 1.75 : 2.25} aria-hidden="true" />
      {ask ? t("consent.needed") : t(`consent.state.${line.state}`)}
    </span>
  );
}

/** "said on the telephone, 3 Nov at 14:05". */
export function sourceWords(said: ConsentStatementView, now: Date): string {
  const source = t(`consent.source.${said.source}`);
  const date = civilDay(said.said_on, now);
  return said.said_at ? t("consent.saidAt", { source, date, time: said.said_at }) : t("consent.said", { source, date });
}

/** "No to surveys". */
export const decisionWords = (said: ConsentStatementView): string => t(`consent.decision.${said.decision}`, { about: t(`consent.about.${said.purpose ?? "everything"}`) });
