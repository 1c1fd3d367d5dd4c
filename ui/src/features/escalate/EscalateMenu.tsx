import { MessageSquareWarning, NotebookPen, PhoneCall, Stethoscope } from "lucide-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { Popover } from "react-aria-components";
import { v7 as uuid } from "uuid";
import { useCommand, useEscalation, type ActView, type ConversationView, type EscalateView, type ErrorView } from "@/api";
import { Kbd } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { useLatest } from "@/lib/hooks";
import { formatPhone } from "@/lib/numbers";
import styles from "./Escalate.module.css";

type Props = {
  view: ConversationView;
  rights: ActView[];
  me: string;
  /** No text goes to this patient at all: they died, or left. */
  closed: boolean;
  /** Ring the patient, and write down how it went. */
  onCall: (found: EscalateView) => void;
  /** Put the practice's urgent wording into the box. */
  onText: (words: string) => void;
  /** It is handed over: to whom. */
  onHanded: (name: string) => void;
  /** Begin a note. */
  onLog: () => void;
};

/** What can be done at once for a patient who cannot wait: four ways, one key each. */
export function EscalateMenu({ triggerRef, open, onOpenChange, ...props }: Props & { triggerRef: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void }) {
  const after = useRef<(() => void) | null>(null);
  // The menu gives the focus back to where it was: only then may it go to a box or a dialog.
  useEffect(() => {
    const act = after.current;
    if (open || !act) return;
    after.current = null;
    requestAnimationFrame(() => requestAnimationFrame(act));
  }, [open]);
  return (
    <Popover aria-label={t("escalate.title")} triggerRef={triggerRef} isOpen={open} onOpenChange={onOpenChange} placement="bottom end" offset={6} className={styles.menu ?? ""}>
      <Choices {...props} onClose={(then) => (after.current = then, onOpenChange(false))} />
    </Popover>
  );
}

const WAYS = ["call", "text", "duty", "log"] as const;
type Way = (typeof WAYS)[number];

const ICONS = { call: PhoneCall, text: MessageSquareWarning, duty: Stethoscope, log: NotebookPen };

/** Who must be allowed what, to go a way. */
const NEEDS: Record<Way, ActView> = { call: "reach_otherwise", text: "send", duty: "organise", log: "write_notes" };

/** To whom it goes, in words. */
function toWords({ duty }: EscalateView, me: string): string {
  if (!duty) return t("escalate.off.duty");
  const words = { name: duty.name, duty: duty.account_name ?? "" };
  if (duty.staff === me) return t(duty.account ? "escalate.toMe" : "escalate.toMeTriage", words);
  return t(duty.account ? "escalate.to" : "escalate.toTriage", words);
}

type Known = Pick<Props, "rights" | "view" | "closed">;

/** Why a way cannot be gone; null: it can, or it is not known yet. The app itself decides when it is gone. */
function offOf(way: Way, { rights, view: { patient }, closed }: Known, found: EscalateView | undefined): string | null {
  if (!rights.includes(NEEDS[way])) return t("escalate.off.role");
  if (way !== "duty" && !patient) return t("escalate.off.unmatched");
  if (way === "text" && closed) return t("escalate.off.closed");
  if (way === "duty" && found && !found.duty) return t("escalate.off.duty");
  return null;
}

function Choices({ view, rights, me, closed, onCall, onText, onHanded, onLog, onClose }: Props & { onClose: (then: () => void) => void }) {
  const id = useId();
  const query = useEscalation(view.row.id);
  const found = query.data;
  const [why, setWhy] = useState("");
  const [wanted, setWanted] = useState<Way | null>(null);
  const [refused, setRefused] = useState<ErrorView | null>(null);
  const note = useRef(uuid());
  const firstWay = useRef<HTMLButtonElement>(null);
  // At once, because the next key may come at once; without scrolling: the menu is not at its place yet.
  useLayoutEffect(() => firstWay.current?.focus({ preventScroll: true }), []);
  const hand = useCommand("hand_over");

  function run(way: Way, known: EscalateView) {
    const { duty, urgent_text: words } = known;
    if (offOf(way, { rights, view, closed }, known)) return;
    if (way === "duty" && duty) {
      if (hand.isPending) return;
      return hand.mutate({ message: note.current, conversation: view.row.id, staff: duty.staff, account: duty.account, why: why.trim() }, {
        onSuccess: () => onClose(() => onHanded(duty.name)),
        onError(error) {
          note.current = uuid();
          setRefused(error);
          void query.refetch(); // who has it now
        },
      });
    }
    onClose(() => {
      if (way === "call") onCall(known);
      else if (way === "text" && words) onText(words);
      else if (way === "log") onLog();
    });
  }
  const latest = useLatest(run);
  // Whoever knows the keys is faster than the file: what was chosen is done once it is read.
  useEffect(() => {
    if (!wanted || !found) return;
    setWanted(null);
    latest.current(wanted, found);
  }, [wanted, found, latest]);
  const choose = (way: Way | undefined) => way && (setRefused(null), setWanted(way));

  function key(event: KeyboardEvent<HTMLDivElement>) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
      stops[stops.indexOf(document.activeElement as HTMLElement) + by]?.focus();
    } else if (!(event.target instanceof HTMLInputElement) && /^[1-4]$/u.test(event.key)) choose(WAYS[Number(event.key) - 1]);
    else return;
    event.preventDefault();
  }

  const facts: Record<Way, ReactNode> = {
    call: found && <>{found.number ? <span className={styles.number}>{formatPhone(found.number)}</span> : t("escalate.noNumber")}{found.cannot_phone && <b>{t("escalate.cannotPhone")}</b>}{found.leave_no_message && <b>{t("escalate.leaveNoMessage")}</b>}</>,
    text: found?.urgent_text && <span className={styles.words} dir="auto">{found.urgent_text}</span>,
    duty: found?.duty && <>{toWords(found, me)}<span>{t("escalate.dutyHelp")}</span></>,
    log: t("escalate.logHelp"),
  };
  return (
    <div className={styles.choice} onKeyDown={key} data-testid="escalate-menu">
      <h3 className={styles.title}>{t("escalate.title")}</h3>
      <ul className={styles.ways} aria-busy={query.isPending}>
        {WAYS.map((way, index) => {
          const Icon = ICONS[way];
          const off = offOf(way, { rights, view, closed }, found);
          return (
            <li key={way}>
              <button
                type="button" className={styles.way} ref={index === 0 ? firstWay : undefined} aria-disabled={!!off} aria-keyshortcuts={String(index + 1)}
                onClick={() => choose(way)} data-stop data-testid={`escalate-${way}`}
              >
                <Icon size={16} aria-hidden="true" />
                <span className={styles.body}><b>{t(`escalate.${way}`)}</b><span className={styles.facts}>{off ?? facts[way]}</span></span>
                <Kbd>{String(index + 1)}</Kbd>
              </button>
            </li>
          );
        })}
      </ul>
      {query.isError && <p className={styles.refused} role="alert">{t("escalate.failed", { message: sentence(query.error) })}</p>}
      {refused && <p className={styles.refused} role="alert" data-testid="escalate-refused">{sentence(refused)}</p>}
      <p className="unseen" role="status">{hand.isPending ? t("escalate.handing") : query.isPending ? t("escalate.loading") : ""}</p>
      {rights.includes("organise") && (
        <div className={`${field.field} ${styles.why}`}>
          <label className={field.label} htmlFor={`${id}why`}>{t("escalate.why")}</label>
          <input
            id={`${id}why`} className={field.input} value={why} maxLength={300} autoComplete="off" placeholder={t("escalate.whyPlaceholder")} data-stop data-testid="escalate-why"
            onChange={(event) => setWhy(event.target.value)} onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && (event.preventDefault(), choose("duty"))}
          />
        </div>
      )}
    </div>
  );
}
