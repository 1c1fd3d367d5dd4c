import { ChevronDown } from "lucide-react";
import { useId } from "react";
import type { ConsentLineView, PurposeView } from "@/api";
import { ConsentState, sourceWords } from "@/components";
import { t } from "@/i18n";
import styles from "./Composer.module.css";

export const PURPOSES: PurposeView[] = ["administration", "clinical_advice", "results", "survey", "marketing"];

type Props = { purpose: PurposeView; line: ConsentLineView | undefined; /** What else the words in it are for. */ also: PurposeView[]; failed: boolean; onPurpose: (purpose: PurposeView) => void };

/** What the text is for, and what the patient said about that: looked at before a word is written. */
export function Purpose({ purpose, line, also, failed, onPurpose }: Props) {
  const id = useId();
  return (
    <div className={styles.purpose}>
      <label htmlFor={id}>{t("consent.composer.purpose")}<span className="unseen">: {t("consent.composer.purposeLabel")}</span></label>
      <span className={styles.chooser}>
        <select id={id} value={purpose} onChange={(event) => onPurpose(event.target.value as PurposeView)} data-testid="purpose">
          {PURPOSES.map((one) => <option key={one} value={one}>{t(`consent.purpose.${one}`)}</option>)}
        </select>
        <ChevronDown size={13} aria-hidden="true" />
      </span>
      {also.length > 0 && <span className={styles.also} data-testid="purpose-also">{t("consent.composer.also", { about: new Intl.ListFormat("en-GB").format(also.map((one) => t(`consent.about.${one}`))) })}</span>}
      {line && (
        <span className={styles.stands} data-testid="purpose-state" data-state={line.state}>
          <ConsentState line={line} />
          {line.statement && <span className={styles.since} title={sourceWords(line.statement, new Date())}>{sourceWords(line.statement, new Date())}</span>}
        </span>
      )}
      {failed && <span className={styles.late}>{t("consent.failed")}</span>}
    </div>
  );
}
