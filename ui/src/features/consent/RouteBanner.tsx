import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { UnsafeRouteView } from "@/api";
import { t } from "@/i18n";
import { civilDay, fullTime, isoDay } from "@/lib/dates";
import styles from "./Consent.module.css";

/** Shown to everybody, wherever somebody might be about to write. */
export function RouteBanner({ route, wide = false, children }: { route: UnsafeRouteView; wide?: boolean; children?: ReactNode }) {
  const date = civilDay(isoDay(new Date(route.marked_at)), new Date());
  return (
    <div className={`${styles.banner} ${wide ? styles.wide : ""}`} role="note" aria-label={t("consent.unsafe.title")} data-testid="route-banner">
      <ShieldAlert size={18} aria-hidden="true" />
      <div className={styles.bannerWords}>
        <p><strong>{t("consent.unsafe.title")}{route.reason && ":"}</strong> <bdi>{route.reason}</bdi></p>
        <p className={styles.insteadWords}>{t("consent.unsafe.instead")}</p>
        <p className={styles.by} title={fullTime(route.marked_at)}>{route.marked_by ? t("consent.unsafe.by", { name: route.marked_by, date }) : t("consent.unsafe.byNobody", { date })}</p>
        {route.reviewed && !wide && <p className={styles.by}>{t("consent.reviewed", { name: route.reviewed.by ?? "", date: civilDay(isoDay(new Date(route.reviewed.at)), new Date()) })}</p>}
        {children}
      </div>
    </div>
  );
}
