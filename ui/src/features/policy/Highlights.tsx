import { useHighlightRules, type HighlightListView } from "@/api";
import { t } from "@/i18n";
import { Fold } from "./Reading";

/** Which words of a patient's are highlighted: the practice's own rules first, then those that come with Anteroom. */
export function ReadHighlights({ highlights: { off, own } }: { highlights: HighlightListView }) {
  const { data: shipped = [] } = useHighlightRules();
  const on = shipped.filter(({ name }) => !off.includes(name));
  return (
    <Fold summary={t("policy.highlights.rules", { count: own.length + on.length })} testId="policy-highlights">
      <p>{t("policy.highlights.help")}</p>
      <dl>
        {[...own, ...on].map(({ name, signs }) => <div key={name}><dt>{name}</dt><dd>{signs.join(" · ")}</dd></div>)}
        {off.length > 0 && <div><dt>{t("policy.highlights.off")}</dt><dd>{off.join(", ")}</dd></div>}
      </dl>
    </Fold>
  );
}
