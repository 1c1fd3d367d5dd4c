import { useId, useRef, useState } from "react";
import type { UrgentWordingView } from "@/api";
import { LanguageBar } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { languageName } from "@/lib/languages";
import { Fold } from "./Reading";

type Props = { wordings: UrgentWordingView[]; onChange: (wordings: UrgentWordingView[]) => void };

/** What to do if it is urgent, for patients who read another language: a wording each, one shown at a time. */
export function EditUrgent({ wordings, onChange }: Props) {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, wordings.length - 1);
  const shown = wordings[at];
  const add = (language: string) => {
    onChange([...wordings, { language, text: "" }]);
    setChosen(wordings.length);
    requestAnimationFrame(() => text.current?.focus());
  };
  return (
    <Fold summary={t("policy.texts.alsoIn", { count: wordings.length })} testId="policy-urgent-edit">
      <div className={field.field}>
        <LanguageBar tags={wordings.map(({ language }) => language)} at={at} onAt={setChosen} onAdd={add} onRemove={() => onChange(wordings.filter((_, index) => index !== at))} testId="policy-urgent" />
        {shown && (
          <>
            <label className={field.label} htmlFor={id}>{t("policy.texts.urgentIn", { language: languageName(shown.language) })}</label>
            <textarea ref={text} id={id} className={field.input} rows={2} value={shown.text} lang={shown.language} dir="auto" aria-describedby={`${id}help`} onChange={(event) => onChange(wordings.map((one, index) => (index === at ? { ...one, text: event.target.value } : one)))} data-testid="policy-urgent-in" />
            <p id={`${id}help`} className={field.help}>{t("policy.texts.urgentInHelp")}</p>
          </>
        )}
      </div>
    </Fold>
  );
}
