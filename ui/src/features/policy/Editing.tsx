import type { AutomaticPreview, PolicyDocument } from "@/api";
import { ClockField, DayField } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { TEXTS } from "./describe";
import { EditHighlights } from "./EditHighlights";
import { EditHours } from "./EditHours";
import { EditCount, EditEscalation, EditTargets } from "./EditTargets";
import { EditUrgent } from "./EditUrgent";
import { Pick, Rows, Words } from "./fields";
import { Fold, Part, Preview } from "./Reading";
import styles from "./Policy.module.css";

type Props = { policy: PolicyDocument; previews: AutomaticPreview[]; onChange: (policy: PolicyDocument) => void };

const MODELS = ["opt_out", "opt_in"] as const;
const LAWS = ["england", "other_uk", "ireland", "germany", "united_states", "singapore"] as const;
/** Braces in our own words are not for filling in. */
const HOLES = { practice: "{{practice}}", telephone: "{{telephone}}", due: "{{due}}", urgent: "{{urgent}}", ways: "{{ways}}" };

/** The same document, with fields in place of words. */
export function Editing({ policy, previews, onChange }: Props) {
  const set = (part: Partial<PolicyDocument>) => onChange({ ...policy, ...part });
  const { quiet_hours: quiet, texts } = policy;
  return (
    <div className={styles.edit}>
      <Part section="scope">
        {(["permitted", "banned"] as const).map((one) => {
          const key = one === "permitted" ? "permitted_uses" : "banned_uses";
          return (
            <div key={one} role="group" aria-label={t(`policy.scope.${one}`)}>
              <h4>{t(`policy.scope.${one}`)}</h4>
              <Rows items={policy[key]} onChange={(lines) => set({ [key]: lines })} make={() => ""} add={t("policy.scope.add")} addLabel={`${t("policy.scope.add")}: ${t(`policy.scope.${one}`)}`} remove={(index) => t("policy.scope.remove", { number: index + 1 })} testId={`policy-${one}`}>
                {(line, put, index, fresh) => <input className={field.input} aria-label={`${t(`policy.scope.${one}`)}, ${t("policy.scope.line", { number: index + 1 })}`} value={line} autoFocus={fresh} onChange={(event) => put(event.target.value)} />}
              </Rows>
            </div>
          );
        })}
      </Part>
      <Part section="hours"><EditHours hours={policy.hours} onChange={(hours) => set({ hours })} /></Part>
      <Part section="targets"><EditTargets targets={policy.targets} onChange={(targets) => set({ targets })} /><EditCount about="replies" count={policy.replies_read_days} onChange={(replies_read_days) => set({ replies_read_days })} /><EditCount about="numbers" count={policy.confirm_numbers_months} onChange={(confirm_numbers_months) => set({ confirm_numbers_months })} /><EditCount about="receipt" count={policy.receipt_hours} onChange={(receipt_hours) => set({ receipt_hours })} /></Part>
      <Part section="late">
        <EditEscalation label={t("policy.late.unseen")} escalation={policy.escalate_unseen} onChange={(escalate_unseen) => set({ escalate_unseen })} />
        <EditEscalation label={t("policy.late.unanswered")} escalation={policy.escalate_unanswered} onChange={(escalate_unanswered) => set({ escalate_unanswered })} />
      </Part>
      <Part section="highlights"><EditHighlights highlights={policy.highlights} onChange={(highlights) => set({ highlights })} /></Part>
      <Part section="quiet">
        <div className={styles.three}>
          <ClockField label={t("policy.quiet.starts")} value={quiet.starts} onChange={(starts) => set({ quiet_hours: { ...quiet, starts } })} testId="policy-quiet-starts" />
          <ClockField label={t("policy.quiet.ends")} value={quiet.ends} onChange={(ends) => set({ quiet_hours: { ...quiet, ends } })} testId="policy-quiet-ends" />
          <Pick label={t("policy.quiet.days")} value={quiet.days} onChange={(days) => set({ quiet_hours: { ...quiet, days } })} options={[["every_day", t("policy.quiet.everyDay")], ["opening_days", t("policy.quiet.openingDays")]]} />
        </div>
      </Part>
      <Part section="texts">
        <p className={styles.lead}>{t("policy.texts.help_", HOLES)}</p>
        {TEXTS.map((one) => {
          const edit = (
            <div key={one} className={styles.text}>
              <Words
                label={t(`policy.texts.${one}`)} help={one === "urgent" ? t("policy.texts.urgentHelp", HOLES) : one === "limited" ? t("policy.texts.mustHoldWays", HOLES) : undefined}
                value={texts[one]} onChange={(text) => set({ texts: { ...texts, [one]: text } })} testId={`policy-text-${one}`}
              />
              {one === "urgent" && <EditUrgent wordings={texts.urgent_in} onChange={(urgent_in) => set({ texts: { ...texts, urgent_in } })} />}
              {one !== "urgent" && one !== "holding" && <Preview label={t("policy.texts.now")} text={previews.find(({ answer }) => answer === one)?.text ?? null} />}
            </div>
          );
          return one === "limited" ? <Fold key={one} summary={t("policy.texts.limited")} testId="policy-folded">{edit}</Fold> : edit;
        })}
      </Part>
      <Part section="cover"><Words label={t("policy.cover.label")} value={policy.cover} onChange={(cover) => set({ cover })} testId="policy-cover" /></Part>
      <Part section="consent">
        <div className={styles.pair}>
          <Pick label={t("policy.consent.model")} value={policy.consent_model} onChange={(model) => set({ consent_model: model as PolicyDocument["consent_model"] })} options={MODELS.map((one) => [one, t(`policy.consent.models.${one}`)])} testId="policy-model" />
          <Pick label={t("policy.consent.jurisdiction")} value={policy.jurisdiction} onChange={(law) => set({ jurisdiction: law as PolicyDocument["jurisdiction"] })} options={LAWS.map((one) => [one, t(`policy.consent.jurisdictions.${one}`)])} testId="policy-law" />
        </div>
      </Part>
      <Part section="review"><div className={styles.three}><DayField label={t("policy.review.label")} value={policy.review_on} onChange={(review_on) => set({ review_on })} testId="policy-review" /></div></Part>
    </div>
  );
}
