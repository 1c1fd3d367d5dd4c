import { useId, useState } from "react";
import type { CarriesView, RoleView, RouteView } from "@/api";
import { Choice } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { carriedWords } from "@/lib/carries";
import styles from "./Templates.module.css";

const OTHER = "urn:";
const NOTHING: CarriesView = { code: null, follow_up: null, team: null };

type Props = { carries: CarriesView | null; personal: boolean; teams: RoleView[]; routes: RouteView[]; onChange: (carries: CarriesView | null) => void };

/** What a template carries beside its words, folded away: most carry nothing (H-05). */
export function Carries({ carries, personal, teams, routes, onChange }: Props) {
  const id = useId();
  const [shown] = useState(!!carries);
  const known = carries ?? NOTHING;
  const { code, follow_up, team } = known;
  const set = (part: Partial<CarriesView>) => {
    const next = { ...known, ...part };
    onChange(next.code || next.follow_up || next.team ? next : null);
  };
  const system = code ? (code.system === null ? "snomed" : "other") : "";
  const chooseSystem = (next: string) => set({ code: next ? { system: next === "snomed" ? null : OTHER, code: code?.code ?? "", display: code?.display ?? "" } : null });
  const said = carriedWords(carries).length;
  return (
    <details className={styles.carries} open={shown} data-testid="template-carries">
      <summary>{t("carries.title")} <span className={styles.quiet}>{said ? t("carries.count", { count: said }) : t("carries.nothing")}</span></summary>
      <p className={styles.quiet}>{t("carries.help")}</p>
      <div className={styles.pair}>
        <Choice label={t("carries.teamLabel")} value={team ?? ""} onChange={(role) => set({ team: teams.find((one) => one === role) ?? null })} data-testid="carries-team">
          <option value="">{t("carries.teamNone")}</option>
          {teams.map((role) => <option key={role} value={role}>{t("templates.scope.team", { role: t(`roles.${role}`) })}</option>)}
        </Choice>
        <Choice label={t("carries.followUpLabel")} value={follow_up?.route ?? ""} onChange={(way) => { const route = routes.find((one) => one === way); set({ follow_up: route ? { route, days: follow_up?.days ?? 5, what: follow_up?.what ?? "" } : null }); }} data-testid="carries-follow-up">
          <option value="">{t("carries.followUpNone")}</option>
          {routes.map((route) => <option key={route} value={route}>{t("carries.by", { way: t(`templates.route.${route}`) })}</option>)}
        </Choice>
      </div>
      {follow_up && (
        <div className={styles.followUp}>
          <div className={field.field}><label className={field.label} htmlFor={`${id}days`}>{t("carries.days")}</label><input id={`${id}days`} className={field.input} type="number" min={1} max={260} value={follow_up.days || ""} onChange={(event) => set({ follow_up: { ...follow_up, days: Math.min(260, Math.max(0, Math.trunc(event.target.valueAsNumber || 0))) } })} data-testid="carries-days" /></div>
          <div className={field.field}><label className={field.label} htmlFor={`${id}what`}>{t("carries.what")}</label><input id={`${id}what`} className={field.input} value={follow_up.what} maxLength={200} placeholder={t("carries.whatPlaceholder")} onChange={(event) => set({ follow_up: { ...follow_up, what: event.target.value } })} data-testid="carries-what" /></div>
        </div>
      )}
      {personal ? <p className={styles.quiet}>{t("carries.noCode")}</p> : (
        <>
          <div className={styles.pair}>
            <Choice label={t("carries.codeLabel")} value={system} onChange={chooseSystem} data-testid="carries-system">
              <option value="">{t("carries.codeNone")}</option><option value="snomed">SNOMED CT</option><option value="other">{t("carries.codeOther")}</option>
            </Choice>
            {code && <div className={field.field}><label className={field.label} htmlFor={`${id}code`}>{t("carries.codeCode")}</label><input id={`${id}code`} className={field.input} value={code.code} maxLength={40} onChange={(event) => set({ code: { ...code, code: event.target.value } })} data-testid="carries-code" /></div>}
          </div>
          {code && (
            <div className={styles.pair}>
              {system === "other" && <div className={field.field}><label className={field.label} htmlFor={`${id}system`}>{t("carries.codeSystem")}</label><input id={`${id}system`} className={field.input} value={code.system ?? ""} onChange={(event) => set({ code: { ...code, system: event.target.value } })} data-testid="carries-address" /></div>}
              <div className={field.field}><label className={field.label} htmlFor={`${id}display`}>{t("carries.codeDisplay")}</label><input id={`${id}display`} className={field.input} value={code.display} maxLength={200} onChange={(event) => set({ code: { ...code, display: event.target.value } })} data-testid="carries-display" /></div>
            </div>
          )}
        </>
      )}
    </details>
  );
}
