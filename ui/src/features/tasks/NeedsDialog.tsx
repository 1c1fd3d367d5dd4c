import { useId, useState } from "react";
import { useRecordNeeds, type NeedsSourceView, type NeedsView, type PatientView, type WayView } from "@/api";
import { Choice, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { languageName, languagesWith } from "@/lib/languages";
import { firstName, loudName } from "@/lib/names";
import { Form, Tick, Words } from "./Form";
import styles from "./Tasks.module.css";

const WAYS = ["sms", "phone", "letter", "secure_message", "email"] as const satisfies WayView[];

const SOURCES = ["in_person", "phone", "message", "letter", "record"] as const satisfies NeedsSourceView[];

/** By which ways a patient wants to be reached, and what they need so that words reach them. */
export function NeedsDialog({ patient, needs, onClose }: { patient: PatientView; needs: NeedsView; onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const record = useRecordNeeds();
  const [now, setNow] = useState(needs);
  const [first, second] = now.order;
  const change = (part: Partial<NeedsView>) => setNow({ ...now, ...part });
  const choose = (place: 0 | 1, way: WayView | "") => {
    const others = now.order.filter((one, index) => index !== place && one !== way);
    change({ order: way === "" ? (place === 0 ? [] : others.slice(0, 1)) : place === 0 ? [way, ...others] : [...now.order.slice(0, 1), way, ...others.slice(1)] });
  };

  function save() {
    record.mutate({ patient: patient.id, needs: now }, {
      onSuccess() {
        toast({ text: t("tasks.needs.saved") });
        onClose();
      },
    });
  }

  return (
    <Form title={t("tasks.needs.dialog", { name: firstName(patient) })} who={loudName(patient)} save={t("tasks.needs.save")} pending={record.isPending} error={record.error} onSave={save} onClose={onClose} testId="needs-dialog">
      <div className={styles.pair}>
        <Choice label={t("tasks.needs.order")} value={first ?? ""} onChange={(value) => choose(0, value as WayView | "")} data-testid="needs-first">
          <option value="">{t("tasks.needs.noChoice")}</option>
          {WAYS.map((way) => <option key={way} value={way}>{t(`tasks.way.${way}`)}</option>)}
        </Choice>
        {first && (
          <Choice label={t("tasks.needs.then")} value={second ?? ""} onChange={(value) => choose(1, value as WayView | "")} data-testid="needs-second">
            <option value="">{t("tasks.needs.noChoice")}</option>
            {WAYS.filter((way) => way !== first).map((way) => <option key={way} value={way}>{t(`tasks.way.${way}`)}</option>)}
          </Choice>
        )}
      </div>
      <Tick label={t("tasks.needs.cannot_phone")} help={t("tasks.needs.cannotPhoneHelp")} checked={now.cannot_phone} onChange={(cannot_phone) => change({ cannot_phone })} testId="needs-phone" />
      <Tick label={t("tasks.needs.low_vision")} checked={now.low_vision} onChange={(low_vision) => change({ low_vision })} testId="needs-vision" />
      <div className={styles.pair}>
        <Choice label={t("tasks.needs.language")} value={now.language ?? ""} onChange={(language) => change({ language: language || null })} data-testid="needs-language">
          <option value="">{t("tasks.needs.noChoice")}</option>
          {languagesWith(needs.language).map((tag) => <option key={tag} value={tag}>{languageName(tag)}</option>)}
        </Choice>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{t("tasks.needs.interpreter")}</label>
          <input id={id} className={field.input} value={now.interpreter} autoComplete="off" placeholder={t("tasks.needs.interpreterPlaceholder")} onChange={(event) => change({ interpreter: event.target.value })} data-testid="needs-interpreter" />
        </div>
      </div>
      <Words label={t("tasks.needs.other")} value={now.other} onChange={(other) => change({ other })} rows={2} placeholder={t("tasks.needs.otherPlaceholder")} testId="needs-other" />
      <Choice label={t("tasks.needs.how")} value={now.source ?? ""} onChange={(source) => change({ source: (source || null) as NeedsSourceView | null })} data-testid="needs-source">
        <option value="">{t("tasks.needs.notSaid")}</option>
        {SOURCES.map((source) => <option key={source} value={source}>{t(`tasks.needs.sources.${source}`)}</option>)}
      </Choice>
    </Form>
  );
}
