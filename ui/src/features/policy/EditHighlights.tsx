import { useId, useState } from "react";
import { useHighlightRules, useTriedHighlights, type HighlightListView, type HighlightRuleView } from "@/api";
import { Highlights, Words } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { useDebounced } from "@/lib/hooks";
import { Rows } from "./fields";
import { Fold } from "./Reading";
import styles from "./Policy.module.css";

type Props = { highlights: HighlightListView; onChange: (highlights: HighlightListView) => void };

/** Which words of a patient's are highlighted: Anteroom's rules, each to be switched off, and the practice's own. */
export function EditHighlights({ highlights, onChange }: Props) {
  const { data: shipped = [] } = useHighlightRules();
  const { off, own } = highlights;
  return (
    <Fold summary={t("policy.highlights.shipped", { count: shipped.length })} testId="policy-highlights-edit">
      <div className={styles.text}>
        <p className={styles.lead}>{t("policy.highlights.help")}</p>
        <ul className={styles.shipped}>
          {shipped.map(({ name, signs }) => (
            <li key={name}>
              <label className={field.check}>
                <input type="checkbox" checked={!off.includes(name)} onChange={(event) => onChange({ ...highlights, off: event.target.checked ? off.filter((one) => one !== name) : [...off, name].sort() })} aria-label={t("policy.highlights.on", { name })} />
                <span><b>{name}</b></span><small>{signs.join(" · ")}</small>
              </label>
            </li>
          ))}
        </ul>
        <div role="group" aria-label={t("policy.highlights.own")}>
          <h4>{t("policy.highlights.own")}</h4>
          <Rows items={own} onChange={(rules) => onChange({ ...highlights, own: rules })} make={() => ({ name: "", signs: [], may_be_denied: true })} add={t("policy.highlights.add")} remove={(index) => t("policy.highlights.remove", { number: index + 1 })} testId="policy-highlights-own">
            {(rule, put, index, fresh) => <Rule rule={rule} index={index} fresh={fresh} onChange={put} />}
          </Rows>
        </div>
        <Try highlights={highlights} />
      </div>
    </Fold>
  );
}

function Rule({ rule, index, fresh, onChange }: { rule: HighlightRuleView; index: number; fresh: boolean; onChange: (rule: HighlightRuleView) => void }) {
  const id = useId();
  // Empty lines stay while they are written.
  const [written, setWritten] = useState(rule.signs.join("\n"));
  return (
    <div className={styles.rule} role="group" aria-label={t("policy.highlights.rule", { number: index + 1 })}>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${id}name`}>{t("policy.highlights.name")}</label>
        <input id={`${id}name`} className={field.input} value={rule.name} autoFocus={fresh} placeholder={t("policy.highlights.namePlaceholder")} onChange={(event) => onChange({ ...rule, name: event.target.value })} data-testid="policy-highlight-name" />
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${id}signs`}>{t("policy.highlights.signs")}</label>
        <textarea
          id={`${id}signs`} className={field.input} rows={3} value={written} placeholder={t("policy.highlights.signsPlaceholder")} aria-describedby={`${id}help`} data-testid="policy-highlight-signs"
          onChange={(event) => {
            setWritten(event.target.value);
            onChange({ ...rule, signs: event.target.value.split("\n").map((line) => line.trim()).filter(Boolean) });
          }}
        />
        <p id={`${id}help`} className={field.help}>{t("policy.highlights.signsHelp")}</p>
      </div>
      <label className={field.check}><input type="checkbox" checked={rule.may_be_denied} onChange={(event) => onChange({ ...rule, may_be_denied: event.target.checked })} /><span>{t("policy.highlights.denied")}</span></label>
    </div>
  );
}

/** What the list would mark, before it is adopted. */
function Try({ highlights }: { highlights: HighlightListView }) {
  const id = useId();
  const [text, setText] = useState("");
  const [list, settled] = [useDebounced(highlights, 250), useDebounced(text, 250)];
  const { data, error } = useTriedHighlights(list, settled);
  const shown = settled.trim() !== "";
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>{t("policy.highlights.try")}</label>
      <input id={id} className={field.input} value={text} placeholder={t("policy.highlights.tryPlaceholder")} onChange={(event) => setText(event.target.value)} data-testid="policy-highlights-try" />
      <div role="status" data-testid="policy-highlights-tried">
        {shown && error && <p className={field.error}>{sentence(error)}</p>}
        {shown && !error && data && <><Words text={settled} highlights={data} /><Highlights highlights={data} />{data.every(({ denied }) => denied) && <p className={field.help}>{t("policy.highlights.tryNothing")}</p>}</>}
      </div>
    </div>
  );
}
