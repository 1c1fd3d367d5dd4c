import { CircleAlert, Info, OctagonAlert, PenLine, Phone } from "lucide-react";
import { useId, useState, type Ref } from "react";
import type { ElementView, FindingView, FirstMessageView, PatientView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { formatPhone } from "@/lib/numbers";
import { grouped, type Group } from "./marks";
import { telephones } from "./Stopped";
import type { Words } from "./useWords";
import styles from "./Findings.module.css";

const ICONS = { blocks: OctagonAlert, needs_reason: CircleAlert, hint: Info };

type Props = { words: Words; text: string; patient: PatientView; number: string; name: string; reasonRef: Ref<HTMLInputElement>; onSend: () => void; onShow: (finding: FindingView) => void };

/** What in the words should not go out like this: the rule, the place, and the way on. */
export function Findings({ words, text, patient, number, name, reasonRef, onSend, onShow }: Props) {
  const [hints, setHints] = useState(false);
  const id = useId();
  const groups = grouped(text, words.findings);
  const hard = groups.filter(({ finding }) => finding.severity !== "hint" && !(words.open > 0 && isBlank(finding))); // whole blanks are counted above; half ones are named
  const soft = groups.filter(({ finding }) => finding.severity === "hint");
  if (!hard.length && !soft.length && !words.open) return null;
  return (
    <div className={styles.findings} data-testid="findings" data-open={words.open} data-blocked={words.blocked} data-needs={words.needs}>
      {words.open > 0 && <p className={styles.open}><PenLine size={14} aria-hidden="true" />{t("compose.open", { count: words.open })}</p>}
      {hard.length > 0 && <ul>{hard.map((group) => <Line key={key(group)} group={group} onShow={onShow} />)}</ul>}
      {hard.some(({ finding }) => finding.severity === "blocks" && !isBlank(finding)) && (
        <p className={styles.instead}><span className={styles.title}>{t("consent.composer.instead")}</span>{telephones(patient, number, "unsafe_route").slice(0, 1).map((point) => <span key={point.number}><Phone size={13} aria-hidden="true" />{t("consent.composer.telephone", { number: formatPhone(point.number) })}</span>)}</p>
      )}
      {words.needs && !words.blocked && (words.view?.may_give_reason
        ? (
          <div className={styles.reason}>
            <label htmlFor={id}>{t("compose.reason")} <span className={styles.use}>{t("compose.reasonHelp")}</span></label>
            <input ref={reasonRef} id={id} value={words.reason} dir="auto" autoComplete="off" placeholder={t("compose.reasonPlaceholder", { name })} onChange={(event) => words.setReason(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && !event.nativeEvent.isComposing) { event.preventDefault(); onSend(); } }} data-testid="words-reason" />
          </div>
        )
        : <p className={styles.ask}>{t("compose.askClinician")}</p>)}
      {soft.length > 0 && (
        <div className={styles.soft}>
          <Button size="small" variant="quiet" aria-expanded={hints} icon={<Info size={13} />} onClick={() => setHints(!hints)} data-testid="hints">{t("compose.hints", { count: soft.length })}</Button>
          {hints && <ul>{soft.map((group) => <Line key={key(group)} group={group} onShow={onShow} />)}</ul>}
        </div>
      )}
    </div>
  );
}

const isBlank = ({ rule }: FindingView) => rule === "unfilled_placeholder";

const key = ({ finding }: Group) => `${finding.rule}${finding.name}${finding.words}`;

function Line({ group: { finding, quoted }, onShow }: { group: Group; onShow: (finding: FindingView) => void }) {
  const Icon = ICONS[finding.severity];
  return (
    <li className={styles[finding.severity]} data-testid="finding" data-rule={finding.rule} data-severity={finding.severity}>
      <Icon size={14} aria-hidden="true" />
      <span>
        <strong>{t(`compose.severity.${finding.severity}`)}: {finding.rule === "banned_use" ? finding.name : t(`compose.rules.${finding.rule}`)}.</strong>
        {quoted.length > 0 && <> <button type="button" className={styles.quoted} onClick={() => onShow(finding)} title={t("compose.show")}>{quoted.map((one) => `“${one}”`).join(", ")}</button></>}
        {" "}{ruleWords(finding)}
      </span>
    </li>
  );
}

function ruleWords(finding: FindingView): string {
  switch (finding.rule) {
    case "banned_use": return finding.words ?? "";
    case "hard_word": return t("compose.help.hard_word", { words: finding.words ?? "" });
    case "long_sentence": return t("compose.help.long_sentence", { number: finding.number ?? 0, limit: finding.limit ?? 0 });
    case "reading_age": return t("compose.help.reading_age", { number: finding.number ?? 0, limit: finding.limit ?? 0 });
    default: return t(`compose.help.${finding.rule}`);
  }
}

/** A first message should say six things: which of them the words lack, and the wording that has them all. */
export function FirstMessage({ first, name, onInsert }: { first: FirstMessageView; name: string; onInsert: (template: string) => void }) {
  if (!first.lacks.length) return null;
  const lacks = first.lacks.map((one: ElementView) => t(`compose.first.${one}`));
  const { template } = first;
  return (
    <p className={styles.first} data-testid="first-message">
      <Info size={14} aria-hidden="true" />
      <span>{t("compose.first.title", { name })} {t("compose.first.lacks", { list: new Intl.ListFormat("en-GB").format(lacks) })}</span>
      {template && <Button size="small" onClick={() => onInsert(template)} data-testid="first-insert">{t("compose.first.insert")}</Button>}
    </p>
  );
}
