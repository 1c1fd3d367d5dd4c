import { CircleCheckBig } from "lucide-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useQueue, type Queue, type RoleAccountView, type StaffView } from "@/api";
import { Bone, Button, Empty, Failed, Kbd } from "@/components";
import { t } from "@/i18n";
import { useNow } from "@/lib/hooks";
import { Row } from "./Row";
import { useSteadyOrder, type Listed } from "./order";
import styles from "./List.module.css";

type Props = {
  queue: Queue;
  title: ReactNode;
  selected: string | null;
  /** The conversation that somebody here just finished. */
  finished: string | null;
  staff: StaffView[];
  me: string;
  /** The duties that may have a row. */
  accounts: RoleAccountView[];
  onOpen: (conversation: string) => void;
  /** Told of the rows, for "next" and "previous". */
  onRows: (rows: Listed[] | null) => void;
};

const ROW = 54;

/** Lists of work begin with what is due; the others with what was said last. */
const byDue = (queue: Queue) => ["mine", "unassigned", "open", "unmatched", "overdue"].includes(queue);

export function List({ queue, title, selected, finished, staff, me, accounts, onOpen, onRows }: Props) {
  const query = useQueue(queue);
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const all = query.data?.pages.flatMap((page) => page.rows);
  const { rows, fresh, show } = useSteadyOrder(queue, all, pointer || focus, [selected, finished]);

  useEffect(() => onRows(query.isPending ? null : (rows ?? [])));

  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows?.[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 300, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (rows && last >= rows.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [rows, last, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const index = rows?.findIndex((row) => row.id === selected) ?? -1;
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: "auto" });
    // only when another row is chosen, not when the list moves
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  // The rows are one stop in the order of Tab; arrows move between them.
  useEffect(() => {
    if (focus && index >= 0) scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus({ preventScroll: true });
  }, [focus, index]);

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !rows?.length) return;
    event.preventDefault();
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))];
    if (next) onOpen(next.id);
  }

  return (
    <section className={styles.list} aria-label={t("regions.list")} data-region="list">
      <header className={styles.head}>
        {title}
        {rows && rows.length > 0 && <span className={styles.sort}>{t(queue === "snoozed" ? "list.soonestFirst" : byDue(queue) ? "due.dueFirst" : "list.newestFirst")}</span>}
        <span className={styles.keys} aria-hidden="true"><Kbd>j k</Kbd></span>
      </header>
      {fresh > 0 && <div className={styles.fresh}><Button size="small" variant="primary" onClick={show} data-testid="list-fresh">{t("list.fresh", { count: fresh })}</Button></div>}
      <div
        ref={scroller} className={styles.scroller} data-testid="list" data-letters
        onPointerEnter={() => setPointer(true)} onPointerLeave={() => setPointer(false)}
        onFocus={() => setFocus(true)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocus(false)} onKeyDown={move}
      >
        {query.isPending && <Skeleton />}
        {query.isError && !rows && (
          <Failed title={t("list.failedToLoad")} onAgain={() => void query.refetch()} />
        )}
        {rows?.length === 0 && <EmptyQueue queue={queue} />}
        {rows && rows.length > 0 && (
          <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={t(`nav.${queue}`)}>
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const chosen = row.id === selected;
              return (
                <li key={item.key} className={styles.item} data-index={item.index} style={{ transform: `translateY(${item.start}px)`, height: ROW }} aria-setsize={hasNextPage ? -1 : rows.length} aria-posinset={item.index + 1}>
                  <button
                    type="button" className={styles.open} data-testid="row" data-conversation={row.id} aria-current={chosen ? "true" : undefined}
                    tabIndex={chosen || (index < 0 && item.index === 0) ? 0 : -1} onClick={() => onOpen(row.id)}
                  >
                    <Row row={row} now={now} owner={staff.find(({ id }) => id === row.owner)} mine={row.owner === me} selected={chosen} account={accounts.find(({ id }) => id === row.role_account)?.name} />
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        {isFetchingNextPage && <p className={styles.more}>{t("list.more")}</p>}
      </div>
    </section>
  );
}

function EmptyQueue({ queue }: { queue: Queue }) {
  const [title, text] = t(`list.empty.${queue}`, { returnObjects: true }) as unknown as [string, string];
  return <Empty icon={<CircleCheckBig size={20} />} title={title} text={text} testId="list-empty" />;
}

const Skeleton = () => (
  <div aria-hidden="true" data-testid="list-skeleton">
    {[62, 48, 74, 40, 58, 66, 44, 70].map((width) => (
      <div key={width} className={styles.skeleton}><Bone width={`${width}%`} /><Bone width={`${Math.min(92, width + 22)}%`} /></div>
    ))}
  </div>
);
