import { AlarmClock, Archive, CalendarArrowUp, CalendarCheck, CalendarClock, CircleAlert, FileClock, Hourglass, Inbox, Layers, LayoutTemplate, ListTodo, Moon, ScrollText, Settings, TimerReset, UserRoundSearch, UserRoundX, type LucideIcon } from "lucide-react";
import { useCounts, useTemplates, useWishReviews, type Queue } from "@/api";
import { t } from "@/i18n";
import { ariaKeys } from "@/lib/shortcuts";
import styles from "./Queues.module.css";

const GROUPS: { title: "myWork" | "practice" | "needsPerson" | "archive"; queues: [Queue, LucideIcon][] }[] = [
  { title: "myWork", queues: [["mine", Inbox], ["waiting", Hourglass], ["snoozed", TimerReset], ["scheduled", CalendarArrowUp]] },
  { title: "practice", queues: [["arrived", Moon], ["unassigned", UserRoundX], ["open", Layers]] },
  { title: "needsPerson", queues: [["overdue", AlarmClock], ["unmatched", UserRoundSearch], ["failed", CircleAlert], ["unfiled", FileClock]] },
  { title: "archive", queues: [["done", Archive]] },
];

/** In the order of Ctrl+1 to Ctrl+9: those that are always there and cannot wait. */
export const QUEUES: Queue[] = GROUPS.flatMap(({ queues }) => queues.map(([queue]) => queue)).filter((queue) => queue !== "arrived" && queue !== "snoozed" && queue !== "scheduled");

/** What arrived while the practice was closed, and what is scheduled, is a list as long as something of it is left, or somebody is in it. */
const isShown = (name: Queue, queue: Queue | null, count: number | undefined) => (name !== "arrived" && name !== "scheduled") || name === queue || !!count;

const TASKS = "tasks";

/** What can stand in the place of the desk's panes. */
export type Screen = "policy" | "templates" | "tasks" | "settings" | "reviews";

type Props = { queue: Queue | null; onQueue: (queue: Queue) => void };

type ScreenProps = {
  screen: Screen | null;
  onScreen: (screen: Screen) => void;
  /** A word about the policy, where there is one to say. */
  policyNote: string | null;
  /** Who holds triage, by name; null: nobody. */
  holder: string | null;
  /** The way to the end of the day. */
  onToday: () => void;
};

/** The lists that staff work through. */
export function Queues({ queue, onQueue, screen, onScreen, policyNote, holder, onToday }: Props & ScreenProps) {
  const waiting = useTemplates().data?.templates.filter((one) => one.may_approve && one.problems.length === 0).length ?? 0;
  const reviews = useWishReviews().data?.due ?? 0;
  const counts = useCounts().data;
  return (
    <nav className={styles.nav} aria-label={t("regions.queues")} data-region="queues">
      {GROUPS.map((group) => (
        <section key={group.title} aria-labelledby={`nav-${group.title}`}>
          <h2 id={`nav-${group.title}`} className={styles.title}>{t(`nav.${group.title}`)}</h2>
          <ul>
            {group.queues.filter(([name]) => isShown(name, queue, name === "done" ? 0 : counts?.[name])).map(([name, Icon]) => {
              const count = name === "done" ? undefined : counts?.[name];
              const bad = (name === "failed" || name === "overdue") && !!count;
              return (
                <li key={name}>
                  <button
                    type="button" className={`${styles.item} ${bad ? styles.bad : ""}`} data-testid={`queue-${name}`}
                    aria-current={queue === name ? "page" : undefined} onClick={() => onQueue(name)}
                  >
                    <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                    <span className={styles.name}>{name === "arrived" ? <><span className="unseen">{t("nav.arrived")}</span><span aria-hidden="true" title={t("nav.arrived")}>{t("lists.arrivedNav")}</span></> : t(`nav.${name}`)}</span>
                    {!!count && <span className={styles.count}>{count}<span className="unseen"> {t("nav.count", { count })}</span></span>}
                  </button>
                </li>
              );
            })}
            {group.title === "myWork" && (
              <li>
                <button type="button" className={styles.item} aria-current={screen === "tasks" ? "page" : undefined} onClick={() => onScreen("tasks")} aria-keyshortcuts={ariaKeys("tasks")} data-testid="tasks-nav">
                  <ListTodo size={15} strokeWidth={1.75} aria-hidden="true" />
                  <span className={styles.name}>{t("tasks.title")}</span>
                  {!!counts?.tasks && <span className={styles.count}>{counts.tasks}<span className="unseen"> {t("tasks.count", { count: counts.tasks })}</span></span>}
                </button>
              </li>
            )}
          </ul>
        </section>
      ))}
      <div className={styles.foot}>
        <button type="button" className={styles.item} onClick={onToday} data-testid="today-open" title={holder ? t("due.triage.held", { name: holder }) : t("due.triage.none")}>
          <CalendarClock size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.name}>{holder ? t("due.triage.held", { name: holder }) : t("due.triage.nav")}</span>
          {!holder && <span className={styles.policyNote}>{t("due.triage.none")}</span>}
        </button>
        <button type="button" className={styles.item} aria-current={screen === "policy" ? "page" : undefined} onClick={() => onScreen("policy")} data-testid="policy-open">
          <ScrollText size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.name}>{t("policy.nav")}</span>
          {policyNote && <span className={styles.policyNote}>{policyNote}</span>}
        </button>
        <button type="button" className={styles.item} aria-current={screen === "templates" ? "page" : undefined} onClick={() => onScreen("templates")} data-testid="templates-open">
          <LayoutTemplate size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.name}>{t("templates.nav")}</span>
          {waiting > 0 && <span className={styles.policyNote} title={t("templates.navWaiting", { count: waiting })}>{waiting}<span className="unseen"> {t("templates.navWaiting", { count: waiting })}</span></span>}
        </button>
        <button type="button" className={styles.item} aria-current={screen === "reviews" ? "page" : undefined} onClick={() => onScreen("reviews")} data-testid="reviews-open">
          <CalendarCheck size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.name}>{t("reviews.nav")}</span>
          {reviews > 0 && <span className={styles.policyNote} title={t("reviews.navDue", { count: reviews })}>{reviews}<span className="unseen"> {t("reviews.navDue", { count: reviews })}</span></span>}
        </button>
        <button type="button" className={styles.item} aria-current={screen === "settings" ? "page" : undefined} onClick={() => onScreen("settings")} data-testid="settings-open">
          <Settings size={15} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.name}>{t("practice.nav")}</span>
        </button>
      </div>
    </nav>
  );
}

/** The same, where there is no room for a column. */
export function QueueSelect({ queue, onQueue, onTasks }: Props & { onTasks: () => void }) {
  const counts = useCounts().data;
  return (
    <select className={styles.select} aria-label={t("regions.queues")} value={queue ?? ""} onChange={(event) => (event.target.value === TASKS ? onTasks() : onQueue(event.target.value as Queue))} data-testid="queue-select">
      {GROUPS.map((group) => (
        <optgroup key={group.title} label={t(`nav.${group.title}`)}>
          {group.queues.filter(([name]) => isShown(name, queue, name === "done" ? 0 : counts?.[name])).map(([name]) => {
            const count = name === "done" ? 0 : (counts?.[name] ?? 0);
            return <option key={name} value={name}>{t(`nav.${name}`)}{count ? ` (${count})` : ""}</option>;
          })}
          {group.title === "myWork" && <option value={TASKS}>{t("tasks.title")}{counts?.tasks ? ` (${counts.tasks})` : ""}</option>}
        </optgroup>
      ))}
    </select>
  );
}
