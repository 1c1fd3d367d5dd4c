import { PhoneOff } from "lucide-react";
import type { NameView } from "@/api";
import { t } from "@/i18n";
import { birthDate } from "@/lib/dates";
import { loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import styles from "./Tasks.module.css";

/** What must be known of somebody who is rung now. */
export type Urgent = { born: string | null; leaveNoMessage: boolean; cannotPhone: boolean };

/** Whom to ring and at which number, to be read from the telephone beside the screen. */
export const Ring = ({ name, number, urgent }: { name: NameView | null; number: string | null; urgent: Urgent }) => (
  <div className={styles.ring} data-testid="ring">
    <b className={styles.ringNumber} data-testid="ring-number">{number ? formatPhone(number) : t("escalate.noNumber")}</b>
    <span><bdi className={styles.ringName}>{name && loudName(name)}</bdi> {urgent.born ? t("escalate.ring.born", { date: birthDate(urgent.born) }) : t("escalate.ring.noBorn")}</span>
    {urgent.cannotPhone && <span className={styles.caution}><PhoneOff size={14} aria-hidden="true" />{t("escalate.cannotPhone")}</span>}
  </div>
);
