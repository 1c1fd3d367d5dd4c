import { ArrowDown } from "lucide-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type Ref } from "react";
import { useLog, type ConversationView, type MessageView } from "@/api";
import { Bone, Failed } from "@/components";
import { t } from "@/i18n";
import { clock, dayTitle, fullTime } from "@/lib/dates";
import type { MessageActs } from "./Delivery";
import { Message } from "./Message";
import { RoleLines } from "./RoleLines";
import { rowsOf, type LogRow } from "./rows";
import { useArrows, useMark } from "./useMark";
import { useMarkRead, useUnreadLine } from "./useReading";
import styles from "./Log.module.css";

export type LogHandle = { /** Shows what came after a message. */ showAfter: (number: number) => void; toEnd: () => void; /** Goes to a message and marks it for a moment; false where it is not read yet. */ goTo: (number: number) => boolean; /** The message that has the focus. */ focused: () => MessageView | null };

type Props = {
  view: ConversationView;
  /** The message to open at, where a search found one. */
  around: number | null;
  /** Whether somebody went there from a message that answers it. */
  went: boolean;
  /** Messages after this number are outlined: they came while an answer was being written. */
  outlinedAfter: number | null;
  acts: MessageActs;
  /** Whether this person's look ends a highlight. */
  endsHighlight: boolean;
  onNewest: () => void;
  ref?: Ref<LogHandle>;
};

/** How near to the end counts as being there. */
const NEAR = 10;

export function Log({ view, around, went, outlinedAfter, acts, endsHighlight, onNewest, ref }: Props) {
  const query = useLog(view.row.id, around);
  const scroller = useRef<HTMLDivElement>(null);
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.messages), [query.data]);
  const complete = !query.hasPreviousPage;
  const unreadFrom = useUnreadLine(messages);
  const lines = useMemo(() => [...view.role_lines, ...view.snooze_lines].toSorted((one, other) => one.at.localeCompare(other.at)), [view.role_lines, view.snooze_lines]);
  const rows = useMemo(() => rowsOf(messages ?? [], complete, unreadFrom, { lines, toEnd: !query.hasNextPage }), [messages, complete, unreadFrom, lines, query.hasNextPage]);
  const repeats = useMemo(() => new Set(messages?.map((message) => message.repeats)), [messages]);
  const corrected = useMemo(() => new Set(messages?.flatMap(({ quote }) => (quote?.corrects ? quote.message : []))), [messages]);
  const [atEnd, setAtEnd] = useState(around === null);
  const [seen, setSeen] = useState(0);
  const [marked, mark] = useMark(went ? around : null);
  const now = new Date();

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 12,
    paddingStart: 12,
    paddingEnd: 12,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR,
    initialRect: { width: 600, height: 600 },
  });
  const items = virtual.getVirtualItems();

  // The first look: at the unread line, at what was searched for, or at the end.
  const placed = useRef(false);
  const stick = useRef(false);
  useLayoutEffect(() => {
    if (placed.current || rows.length === 0) return;
    placed.current = true;
    const target = rows.findIndex((row) => (around === null ? row.type === "new" : row.type === "message" && row.message.number >= around));
    const rest = target < 0 ? 0 : rows.slice(target).reduce((sum, row) => sum + estimate(row), 0);
    if (target >= 0 && around !== null) virtual.scrollToIndex(target, { align: "center" });
    else if (rest > (scroller.current?.clientHeight ?? 0)) virtual.scrollToIndex(target, { align: "start" });
    else stick.current = true;
  }, [rows, around, virtual]);

  const { hasPreviousPage, hasNextPage, isFetching, fetchPreviousPage, fetchNextPage } = query;
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // What is before and after is fetched once the place is reached: before, the first rows seem to be looked at, and what comes
  // above them would push the place away.
  const reached = useRef(around === null);
  useEffect(() => {
    if (isFetching || !placed.current || rows.length === 0) return;
    const target = reached.current ? -1 : rows.findIndex((row) => row.type === "message" && row.message.number >= (around ?? 0));
    if (target > last || (target >= 0 && target < first)) return;
    reached.current = true;
    if (first <= 5 && hasPreviousPage) void fetchPreviousPage();
    else if (last >= rows.length - 6 && hasNextPage) void fetchNextPage();
  }, [first, last, rows, around, isFetching, hasPreviousPage, hasNextPage, fetchPreviousPage, fetchNextPage]);

  const newest = messages?.at(-1)?.number ?? 0;
  const look = useCallback(() => {
    const element = scroller.current;
    if (element) setAtEnd((stick.current = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR));
  }, []);
  // Whoever was at the end stays there when rows are measured or the box below grows.
  const settle = useCallback(() => {
    const element = scroller.current;
    if (element && stick.current) element.scrollTop = element.scrollHeight;
    look();
  }, [look]);
  const size = virtual.getTotalSize();
  useLayoutEffect(settle, [settle, size, newest]);
  useEffect(() => {
    if (!scroller.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(settle);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [settle]);
  const endInView = atEnd && !hasNextPage && !!messages;
  useEffect(() => {
    if (endInView) setSeen(newest);
  }, [endInView, newest]);
  useMarkRead(view, endInView, endsHighlight);

  const toEnd = useCallback(() => {
    if (hasNextPage) onNewest();
    else {
      stick.current = true;
      settle();
    }
  }, [hasNextPage, onNewest, settle]);
  useImperativeHandle(ref, () => ({
    toEnd,
    showAfter(number) {
      const index = rows.findIndex((row) => row.type === "message" && row.message.number > number);
      if (index >= 0) virtual.scrollToIndex(index, { align: "center" });
      else toEnd();
    },
    goTo(number) {
      const index = rows.findIndex((row) => row.type === "message" && row.message.number === number);
      if (index < 0) return false;
      stick.current = false;
      virtual.scrollToIndex(index, { align: "center" });
      mark(number);
      return true;
    },
    focused() {
      const at = document.activeElement?.closest<HTMLElement>("[data-message]");
      return (scroller.current?.contains(at ?? null) && messages?.find(({ id }) => id === at?.dataset["message"])) || null;
    },
  }), [rows, messages, virtual, toEnd, mark]);
  const move = useArrows(rows, virtual, scroller);

  const fresh = seen > 0 ? (messages?.filter((message) => message.number > seen && message.kind !== "out").length ?? 0) : 0;

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.log} onScroll={look} onKeyDown={move} role="log" aria-live="off" aria-label={t("conversation.log")} aria-busy={query.isPending} tabIndex={0} data-testid="conversation-log" data-region="messages" data-letters>
        {query.isPending && <Skeleton />}
        {query.isError && !messages && <Failed title={t("conversation.failed")} onAgain={() => void query.refetch()} />}
        {messages?.length === 0 && <p className={styles.nothing}>{t("conversation.empty")}</p>}
        <div className={styles.rows} style={{ height: size }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row && (
              <div key={item.key} ref={virtual.measureElement} data-index={item.index} className={styles.row} style={{ transform: `translateY(${item.start}px)` }}>
                {row.type === "message"
                  ? <Message message={row.message} close={row.close} repeated={repeats.has(row.message.id)} corrected={corrected.has(row.message.id)} outlined={row.message.number === around || (outlinedAfter !== null && row.message.number > outlinedAfter && row.message.kind !== "out")} marked={row.message.number === marked} acts={acts} />
                  : <Line row={row} now={now} />}
              </div>
            );
          })}
        </div>
      </div>
      {!atEnd && messages && (
        <button type="button" className={`${styles.down} ${fresh ? styles.fresh : ""}`} onClick={toEnd} title={t("conversation.toNewest")} aria-label={fresh ? t("conversation.newCount", { count: fresh }) : t("conversation.toNewest")} data-testid="to-newest">
          {fresh > 0 && <span>{t("conversation.newCount", { count: fresh })}</span>}
          <ArrowDown size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** A first guess at a row's height, so that the scroll bar hardly moves when it is measured. */
function estimate(row: LogRow | undefined): number {
  if (row?.type !== "message") return 32;
  const { text, quote } = row.message;
  return 50 + (quote ? 26 : 0) + 22 * Math.min(30, Math.ceil(text.length / 72) + (text.match(/\n/gu)?.length ?? 0));
}

function Line({ row, now }: { row: Exclude<LogRow, { type: "message" }>; now: Date }) {
  if (row.type === "roles") return <RoleLines lines={row.lines} now={now} />;
  if (row.type === "beginning") return <p className={styles.beginning}>{t("conversation.beginning")}</p>;
  if (row.type === "new") return <p className={styles.new} data-testid="unread-line"><span>{t("conversation.newSince", { time: clock(row.at) })}</span></p>;
  return <h3 className={styles.day} title={fullTime(row.at)}>{dayTitle(row.at, now, { today: t("days.today"), yesterday: t("days.yesterday") })}</h3>;
}

const Skeleton = () => (
  <div className={styles.skeleton} aria-hidden="true">
    <Bone width="52%" height={48} /><Bone width="34%" height={32} /><span className={styles.right}><Bone width="46%" height={64} /></span><Bone width="40%" height={48} />
  </div>
);
