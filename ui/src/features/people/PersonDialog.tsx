import { useId, useState, type FormEvent } from "react";
import { useRecordProxy, type ConsentSourceView, type PatientView, type ProxyGroundView, type ProxyView, type PurposeView, type RelationshipView } from "@/api";
import { Button, Choice, DayField, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { isoDay } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import styles from "./People.module.css";

type Props = { patient: PatientView; proxy: ProxyView | null; onClose: () => void };

const RELATIONSHIPS: RelationshipView[] = ["parent", "guardian", "carer", "partner", "health_attorney", "other"];
const GROUNDS: ProxyGroundView[] = ["patient_agreed", "parental_responsibility", "legal_authority", "best_interests"];
const SOURCES = ["in_person", "phone", "letter", "record"] as const satisfies ConsentSourceView[];
const SCOPE: PurposeView[] = ["administration", "clinical_advice", "results", "survey"];

/** Somebody who may be written to about a patient: who, about what, why, and until when. */
export function PersonDialog({ patient, proxy, onClose }: Props) {
  const id = useId();
  const toast = useToast();
  const record = useRecordProxy();
  const minor = patient.age !== null && patient.age < 16;
  const [name, setName] = useState(proxy?.who.name ?? "");
  const [number, setNumber] = useState(proxy ? formatPhone(proxy.number) : "");
  const [relationship, setRelationship] = useState<RelationshipView>(proxy?.who.relationship ?? (minor ? "parent" : "carer"));
  const [called, setCalled] = useState(proxy?.who.called ?? "");
  const [scope, setScope] = useState<PurposeView[]>(proxy?.scope ?? []);
  const [ground, setGround] = useState<ProxyGroundView>(proxy?.ground ?? (minor ? "parental_responsibility" : "patient_agreed"));
  const [source, setSource] = useState<ConsentSourceView>(proxy?.source ?? "in_person");
  const [evidence, setEvidence] = useState(proxy?.evidence ?? "");
  const [from, setFrom] = useState(proxy?.from ?? isoDay(new Date()));
  const [until, setUntil] = useState(proxy?.until ?? "");
  const [review, setReview] = useState(proxy?.review_on ?? "");
  const [asked, setAsked] = useState(false);

  const problems = {
    name: name.trim() ? null : t("people.dialog.needName"),
    number: number.trim() ? null : t("people.dialog.needNumber"),
    scope: scope.length ? null : t("people.dialog.needScope"),
    evidence: evidence.trim() ? null : t("people.dialog.needEvidence"),
    days: !from ? t("people.dialog.needFrom") : until && until < from ? t("people.dialog.endsFirst") : null,
  };
  const shown = (one: keyof typeof problems) => (asked ? problems[one] : null);

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const first = (["name", "number", "scope", "days", "evidence"] as const).find((one) => problems[one]);
    if (first) return (document.getElementById(`${id}${first}`)?.querySelector<HTMLElement>('[role="spinbutton"], input') ?? document.getElementById(`${id}${first}`))?.focus();
    if (record.isPending) return;
    record.mutate({
      patient: patient.id, proxy: proxy?.id ?? null, who: { name: name.trim(), relationship, called: called.trim() }, number: number.trim(), scope, ground, source,
      evidence: evidence.trim(), from, until: until || null, review_on: review || null,
    }, {
      onSuccess() {
        toast({ text: t("people.dialog.saved") });
        onClose();
      },
    });
  }

  const text = (one: "name" | "number", value: string, set: (value: string) => void) => (
    <div className={field.field}>
      <label className={field.label} htmlFor={`${id}${one}`}>{t(`people.dialog.${one}`)}</label>
      <input id={`${id}${one}`} className={field.input} value={value} dir="auto" type={one === "number" ? "tel" : "text"} autoComplete="off" autoFocus={one === "name"} aria-required aria-invalid={!!shown(one)} aria-describedby={`${id}${one}help`} onChange={(event) => set(event.target.value)} data-testid={`person-${one}`} />
      {shown(one) && <p id={`${id}${one}help`} className={field.error} role="alert">{shown(one)}</p>}
    </div>
  );

  return (
    <Dialog open onClose={onClose} title={proxy ? t("people.dialog.change", { name: proxy.who.name }) : t("people.dialog.title", { name: firstName(patient) })} testId="person-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        <div className={styles.pair}>{text("name", name, setName)}{text("number", number, setNumber)}</div>
        <div className={styles.pair}>
          <Choice label={t("people.dialog.relationship")} value={relationship} onChange={(value) => setRelationship(value as RelationshipView)} data-testid="person-relationship">
            {RELATIONSHIPS.map((one) => <option key={one} value={one}>{t(`people.dialog.relationships.${one}`)}</option>)}
          </Choice>
          <div className={field.field}>
            <label className={field.label} htmlFor={`${id}called`}>{t("people.dialog.called")}</label>
            <input id={`${id}called`} className={field.input} value={called} dir="auto" maxLength={40} autoComplete="off" placeholder={t("people.dialog.calledPlaceholder")} onChange={(event) => setCalled(event.target.value)} data-testid="person-called" />
          </div>
        </div>
        <fieldset id={`${id}scope`} aria-describedby={`${id}scopehelp`}>
          <legend className={field.label}>{t("people.dialog.scope")}</legend>
          <div className={styles.scope}>
            {SCOPE.map((one) => (
              <label key={one} className={field.check}>
                <input type="checkbox" checked={scope.includes(one)} onChange={(event) => setScope(SCOPE.filter((known) => (known === one ? event.target.checked : scope.includes(known))))} data-testid={`person-scope-${one}`} />
                <span>{t(`consent.purpose.${one}`)}</span>
              </label>
            ))}
          </div>
          <p id={`${id}scopehelp`} className={shown("scope") ? field.error : field.help} role="status">{shown("scope") ?? t("people.dialog.scopeHelp")}</p>
        </fieldset>
        <div className={styles.pair}>
          <Choice label={t("people.dialog.ground")} value={ground} onChange={(value) => setGround(value as ProxyGroundView)} data-testid="person-ground">
            {GROUNDS.map((one) => <option key={one} value={one}>{t(`people.ground.${one}`)}</option>)}
          </Choice>
          <Choice label={t("people.dialog.source")} value={source} onChange={(value) => setSource(value as ConsentSourceView)} data-testid="person-source">
            {SOURCES.map((one) => <option key={one} value={one}>{t(`consent.dialog.sources.${one}`)}</option>)}
          </Choice>
        </div>
        {ground === "parental_responsibility" && <p className={styles.small}>{t("people.dialog.parental")}</p>}
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}evidence`}>{t("people.dialog.evidence")}</label>
          <textarea id={`${id}evidence`} className={field.input} rows={2} value={evidence} dir="auto" placeholder={t("people.dialog.evidencePlaceholder")} aria-required aria-invalid={!!shown("evidence")} aria-describedby={`${id}evidencehelp`} onChange={(event) => setEvidence(event.target.value)} data-testid="person-evidence" />
          {shown("evidence") && <p id={`${id}evidencehelp`} className={field.error} role="alert">{shown("evidence")}</p>}
        </div>
        <div className={styles.when} id={`${id}days`}>
          <DayField label={t("people.dialog.from")} value={from} onChange={setFrom} invalid={!!shown("days")} describedBy={`${id}dayhelp`} testId="person-from" />
          <DayField label={t("people.dialog.until")} value={until} onChange={setUntil} invalid={!!shown("days")} describedBy={`${id}dayhelp`} testId="person-until" />
          <DayField label={t("people.dialog.review")} value={review} onChange={setReview} testId="person-review" />
        </div>
        <p id={`${id}dayhelp`} className={field.error} role="status">{shown("days")}</p>
        <p className={field.error} role="status" data-testid="person-problem">{record.error && sentence(record.error)}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={record.isPending} data-testid="person-save">{record.isPending ? t("people.dialog.saving") : t("people.dialog.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
