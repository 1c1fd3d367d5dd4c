import { Ban, Check } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useRecordConsent, type ConsentDecisionView, type ConsentSourceView, type MessageView, type PatientView, type PreferencesView, type PurposeView } from "@/api";
import { Button, Choice, ClockField, DayField, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { civilDay, isoDay, isoTime } from "@/lib/dates";
import { firstName, loudName } from "@/lib/names";
import { cut, visible } from "@/lib/text";
import styles from "./Consent.module.css";

/** What is known already: the purpose that was in question, or the message that looks like an objection. */
export type Prefill = { purpose?: PurposeView; message?: MessageView };

type Props = { patient: PatientView; preferences: PreferencesView; prefill: Prefill; onClose: () => void };

const SOURCES = ["phone", "in_person", "letter", "record"] as const satisfies ConsentSourceView[];

/** What a patient said about being messaged, as staff heard it. */
export function RecordDialog({ patient, preferences, prefill: { purpose: about, message }, onClose }: Props) {
  const id = useId();
  const toast = useToast();
  const record = useRecordConsent();
  const now = new Date();
  const [decision, setDecision] = useState<ConsentDecisionView | null>(message ? "objected" : null);
  const [purpose, setPurpose] = useState<PurposeView | null>(about ?? null);
  const [source, setSource] = useState<ConsentSourceView>(message ? "message" : "phone");
  const [day, setDay] = useState(isoDay(message ? new Date(message.at) : now));
  const [time, setTime] = useState(message ? isoTime(new Date(message.at)) : "");
  const [evidence, setEvidence] = useState("");
  const [review, setReview] = useState("");
  const [asked, setAsked] = useState(false);

  const spoken = preferences.lines.filter((line) => purpose === null || line.purpose === purpose);
  const wasNo = spoken.some(({ state }) => state === "objected" || state === "unclear");
  const needsEvidence = decision === "agreed" && wasNo;
  const later = spoken.map(({ statement }) => statement?.said_on ?? "").filter((on) => day !== "" && on > day).sort().at(-1);
  const dayProblem = !day ? t("consent.dialog.noDate") : day > isoDay(now) ? t("consent.dialog.future") : null;
  const evidenceMissing = needsEvidence && !evidence.trim();
  const refused = record.error?.code === "evidence_needed" ? null : record.error;
  const evidenceProblem = (asked && evidenceMissing) || (record.error?.code === "evidence_needed" && !evidence.trim());

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!decision) return document.getElementById(`${id}agreed`)?.focus();
    if (dayProblem) return document.getElementById(`${id}when`)?.querySelector<HTMLElement>('[role="spinbutton"]')?.focus();
    if (evidenceMissing) return document.getElementById(`${id}evidence`)?.focus();
    if (record.isPending) return;
    record.mutate({
      patient: patient.id, channel: preferences.channel, purpose, decision, said_on: day, said_at: time || null,
      source, message: source === "message" ? (message?.id ?? null) : null, evidence: evidence.trim(), review_on: review || null,
    }, {
      onSuccess() {
        toast({ text: t("consent.dialog.saved") });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={t("consent.dialog.title", { name: firstName(patient) })} testId="consent-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        {message && <blockquote className={styles.quote}><span>{t("consent.dialog.quote")}</span><p dir="auto">{visible(cut(message.text, 400))}</p></blockquote>}
        <fieldset data-testid="consent-decision">
          <legend className={field.label}>{t("consent.dialog.decision")}</legend>
          <div className={styles.pair}>
            {(["agreed", "objected"] as const).map((one) => (
              <label key={one} className={field.card} data-testid={`consent-decision-${one}`}>
                <input id={`${id}${one}`} type="radio" name={`${id}decision`} checked={decision === one} onChange={() => setDecision(one)} autoFocus={!message && one === "agreed"} />
                <b className={styles.choice}>{one === "agreed" ? <Check size={14} aria-hidden="true" /> : <Ban size={14} aria-hidden="true" />}{t(`consent.dialog.${one}`)}</b>
                <small>{t(`consent.dialog.${one}Help`)}</small>
              </label>
            ))}
          </div>
          {asked && !decision && <p className={field.error} role="alert">{t("consent.dialog.needDecision")}</p>}
        </fieldset>

        <div className={styles.pair}>
          <Choice label={t("consent.dialog.purpose")} value={purpose ?? ""} onChange={(value) => setPurpose((value || null) as PurposeView | null)} data-testid="consent-purpose">
            <option value="">{t("consent.dialog.everything")}</option>
            {preferences.lines.map((line) => <option key={line.purpose} value={line.purpose}>{t(`consent.purpose.${line.purpose}`)}</option>)}
          </Choice>
          <Choice label={t("consent.dialog.source")} value={source} onChange={(value) => setSource(value as ConsentSourceView)} data-testid="consent-source">
            {message && <option value="message">{t("consent.dialog.sources.message")}</option>}
            {SOURCES.map((one) => <option key={one} value={one}>{t(`consent.dialog.sources.${one}`)}</option>)}
          </Choice>
        </div>
        {decision === "agreed" && purpose === null && <p className={styles.small}>{t("consent.dialog.everythingYes")}</p>}

        <div className={styles.when} id={`${id}when`}>
          <DayField label={t("consent.dialog.date")} value={day} onChange={setDay} invalid={asked && !!dayProblem} describedBy={`${id}dayhelp`} testId="consent-day" />
          <ClockField label={t("consent.dialog.time")} value={time} onChange={setTime} testId="consent-time" />
          <DayField label={t("consent.dialog.review")} value={review} onChange={setReview} describedBy={`${id}dayhelp`} testId="consent-review" />
        </div>
        <p id={`${id}dayhelp`} className={`${styles.dayHelp} ${asked && dayProblem ? field.error : styles.small}`} role="status">
          {asked && dayProblem ? dayProblem : later ? t("consent.dialog.earlier", { date: civilDay(later, now) }) : ""}
        </p>

        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}evidence`}>{t("consent.dialog.evidence")}</label>
          <textarea
            id={`${id}evidence`} className={field.input} rows={2} value={evidence} dir="auto" placeholder={t("consent.dialog.evidencePlaceholder")} aria-required={needsEvidence} aria-invalid={evidenceProblem}
            aria-describedby={`${id}evidencehelp`} onChange={(event) => setEvidence(event.target.value)} data-testid="consent-evidence"
          />
          <p id={`${id}evidencehelp`} role="status" className={evidenceProblem ? field.error : field.help}>{needsEvidence || evidenceProblem ? t("consent.dialog.evidenceNeeded") : t("consent.dialog.evidenceOptional")}</p>
        </div>

        <p className={refused ? field.error : styles.small} role="status" data-testid="consent-problem">{refused ? sentence(refused) : decision === "objected" && !later ? t("consent.dialog.objectedEffect") : ""}</p>
        <DialogActions>
          <Button onClick={onClose} data-testid="consent-cancel">{t("app.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={record.isPending} data-testid="consent-save">{record.isPending ? t("consent.dialog.saving") : t("consent.dialog.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
