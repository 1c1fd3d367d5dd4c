import { CircleCheckBig, ListFilter, Moon } from "lucide-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useCounts, useOrderQueue, useQueue, type Queue, type RoleAccountView, type StaffView } from "@/api";
import { Bone, Button, Empty, Failed, Kbd, useToast } from "@/components";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { useNow } from "@/lib/hooks";
import { ALL, FilterMenu, filterWords, Hides, isFiltered, OrderMenu, type Filter } from "./Arrange";
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
  onQueue: (queue: Queue) => void;
  /** Told of the rows, for "next" and "previous". */
  onRows: (rows: Listed[] | null) => void;
};

const ROW = 54;
const HEADING = 28;

/** Lists in which what arrived while the practice was closed is hinted at. */
const HINTS: Queue[] = ["unassigned", "open", "unmatched"];

export function List({ queue, title, selected, finished, staff, me, accounts, onOpen, onQueue, onRows }: Props) {
  // A filter holds for the list that is open, and is gone with it: nothing is hidden that nobody just chose to hide.
  const [chosen, setChosen] = useState<{ queue: Queue; filter: Filter }>({ queue, filter: ALL });
  if (chosen.queue !== queue) setChosen({ queue, filter: ALL });
  const filter = chosen.queue === queue ? chosen.filter : ALL;
  const setFilter = (next: Filter) => setChosen({ queue, filter: next });
  const query = useQueue(queue, filter);
  const page = query.data?.pages[0];
  const toast = useToast();
  const reorder = useOrderQueue();
  const arrived = useCounts().data?.arrived ?? 0;
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const all = query.data?.pages.flatMap((page) => page.rows);
  const { rows, fresh, show } = useSteadyOrder([queue, page?.order, ...filter.classes, filter.unread].join(), all, pointer || focus, [selected, finished]);

  useEffect(() => onRows(query.isPending ? null : (rows ?? [])));

  // What is raised stands above whatever the order is. While the list may not move, what was read meanwhile stays there.
  const raised = (rows?.findLastIndex((row) => row.due?.raised) ?? -1) + 1;
  const heading = (index: number) => (raised > 0 && index === 0 ? "raised" : raised > 0 && index === raised ? "rest" : null);

  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW + (heading(index) ? HEADING : 0),
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

  const order = (next: NonNullable<typeof page>["order"]) => reorder.mutate({ queue, order: next }, { onError: (error) => toast({ tone: "bad", text: t("lists.orderFailed", { message: errorWords(error) }) }) });

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
        <span className={styles.arrange}>
          {queue === "snoozed" || queue === "scheduled" ? <span className={styles.sort}>{t(queue === "snoozed" ? "list.soonestFirst" : "list.leavesFirst")}</span> : page && <OrderMenu order={page.order} orders={page.orders} onOrder={order} />}
          <span className={styles.keys} aria-hidden="true"><Kbd>j k</Kbd></span>
          <FilterMenu filter={filter} onFilter={setFilter} />
        </span>
      </header>
      {page && isFiltered(filter) && <Hides filter={filter} hidden={page.hidden} raised={page.hidden_raised} onAll={() => setFilter(ALL)} />}
      {arrived > 0 && HINTS.includes(queue) && (
        <p className={styles.arrived} data-testid="list-arrived">
          <Moon size={14} aria-hidden="true" /><span>{t("lists.arrived", { count: arrived })}</span>
          <Button size="small" onClick={() => onQueue("arrived")} data-testid="list-to-arrived">{t("lists.toArrived")}</Button>
        </p>
      )}
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
        {rows?.length === 0 && (page?.hidden ? <NothingShown filter={filter} /> : <EmptyQueue queue={queue} />)}
        {rows && rows.length > 0 && (
          <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={t(`nav.${queue}`)}>
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const isChosen = row.id === selected;
              const head = heading(item.index);
              return (
                <li key={item.key} className={styles.item} data-index={item.index} style={{ transform: `translateY(${item.start}px)`, height: item.size }} aria-setsize={hasNextPage ? -1 : rows.length} aria-posinset={item.index + 1}>
                  {head && page && <h3 className={`${styles.heading} ${head === "raised" ? styles.headingRaised : ""}`} data-testid={`list-${head}`}>{head === "raised" ? t("lists.raised", { count: raised }) : t(`lists.orders.${page.order}`)}</h3>}
                  <button
                    type="button" className={styles.open} data-testid="row" data-conversation={row.id} aria-current={isChosen ? "true" : undefined}
                    tabIndex={isChosen || (index < 0 && item.index === 0) ? 0 : -1} onClick={() => onOpen(row.id)}
                  >
                    <Row row={row} now={now} owner={staff.find(({ id }) => id === row.owner)} mine={row.owner === me} selected={isChosen} account={accounts.find(({ id }) => id === row.role_account)?.name} />
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

const NothingShown = ({ filter }: { filter: Filter }) => <Empty icon={<ListFilter size={20} />} title={t("lists.nothingShown", { what: filterWords(filter) })} text={t("lists.nothingShownText")} testId="list-filtered-empty" />;

const Skeleton = () => (
  <div aria-hidden="true" data-testid="list-skeleton">
    {[62, 48, 74, 40, 58, 66, 44, 70].map((width) => (
      <div key={width} className={styles.skeleton}><Bone width={`${width}%`} /><Bone width={`${Math.min(92, width + 22)}%`} /></div>
    ))}
  </div>
);
