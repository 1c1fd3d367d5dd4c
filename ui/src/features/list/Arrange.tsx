import { Check, ChevronDown, CircleAlert, ListFilter, Square, SquareCheck } from "lucide-react";
import { useRef, useState } from "react";
import { Header, Menu, MenuItem, MenuSection, Popover, type Selection } from "react-aria-components";
import type { MessageClassView, QueueOrder, QueuePage } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import styles from "./List.module.css";

/** What of a list is shown. Of no class named: all. It holds for the list that is open, and is forgotten with it. */
export type Filter = { classes: MessageClassView[]; unread: boolean };

export const ALL: Filter = { classes: [], unread: false };

export const isFiltered = ({ classes, unread }: Filter) => classes.length > 0 || unread;

const CLASSES: MessageClassView[] = ["urgent", "same_day", "routine", "administrative"];
const UNREAD = "unread";

/** The order of a list, and another to choose where it has one. */
export function OrderMenu({ order, orders, onOrder }: Pick<QueuePage, "order" | "orders"> & { onOrder: (order: QueueOrder) => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const name = t(`lists.orders.${order}`);
  if (orders.length < 2) return <span className={styles.sort} data-testid="list-order">{name}</span>;
  return (
    <>
      <Button ref={button} size="small" variant="quiet" aria-haspopup="menu" aria-expanded={open} aria-label={t("lists.orderNow", { name })} onClick={() => setOpen(true)} data-testid="list-order">
        <span className={styles.orderName}><span>{name}</span><ChevronDown size={12} aria-hidden="true" /></span>
      </Button>
      <Popover aria-label={t("lists.order")} triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom start" offset={6} className={styles.menu ?? ""}>
        <Menu
          aria-label={t("lists.order")} className={styles.items ?? ""} autoFocus="first" selectionMode="single" disallowEmptySelection selectedKeys={[order]}
          onClose={() => setOpen(false)} onSelectionChange={(keys) => chosen<QueueOrder>(keys).forEach((next) => next !== order && onOrder(next))}
        >
          {orders.map((one) => (
            <MenuItem key={one} id={one} className={styles.menuItem ?? ""} textValue={t(`lists.orders.${one}`)} data-testid={`order-${one}`}>
              {({ isSelected }) => <Choice name={t(`lists.orders.${one}`)} help={t(`lists.orderHelp.${one}`)} on={isSelected} />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}

/** What of a list is shown: of which reply times, and whether only what is unread. */
export function FilterMenu({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const on = isFiltered(filter);
  const take = (keys: Selection) => {
    const now = chosen<MessageClassView | typeof UNREAD>(keys);
    onFilter({ classes: CLASSES.filter((one) => now.includes(one)), unread: now.includes(UNREAD) });
  };
  return (
    <>
      <Button
        ref={button} size="small" variant={on ? "plain" : "quiet"} icon={<ListFilter size={15} aria-hidden="true" />} aria-haspopup="menu" aria-expanded={open}
        aria-label={on ? t("lists.filterNow", { what: filterWords(filter) }) : t("lists.filter")} title={t("lists.filter")} onClick={() => setOpen(true)} data-testid="list-filter"
      />
      <Popover aria-label={t("lists.filter")} triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom end" offset={6} className={styles.menu ?? ""}>
        <Menu aria-label={t("lists.filter")} className={styles.items ?? ""} autoFocus="first" selectionMode="multiple" selectedKeys={[...filter.classes, ...(filter.unread ? [UNREAD] : [])]} onClose={() => setOpen(false)} onSelectionChange={take}>
          <MenuSection>
            <Header className={styles.menuHead ?? ""}>{t("lists.byClass")}</Header>
            {CLASSES.map((one) => (
              <MenuItem key={one} id={one} className={styles.menuItem ?? ""} textValue={t(`due.class.names.${one}`)} data-testid={`filter-${one}`}>
                {({ isSelected }) => <Tick name={t(`due.class.names.${one}`)} on={isSelected} />}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection>
            <Header className={styles.menuHead ?? ""}>{t("lists.byRead")}</Header>
            <MenuItem id={UNREAD} className={styles.menuItem ?? ""} textValue={t("lists.unread")} data-testid="filter-unread">
              {({ isSelected }) => <Tick name={t("lists.unread")} on={isSelected} />}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </>
  );
}

/** What a filter hides, always said; in red where something highlighted that nobody has looked at is among it. */
export function Hides({ filter, hidden, raised, onAll }: { filter: Filter; hidden: number; raised: number; onAll: () => void }) {
  return (
    <div className={`${styles.hides} ${raised > 0 ? styles.hidesRaised : ""}`} role="status" data-testid="list-hides">
      <span className={styles.hidesWords}>
        <span>{t("lists.only", { what: filterWords(filter) })}</span>
        <span data-testid="list-hidden">{t("lists.hidden", { count: hidden })}</span>
        {raised > 0 && <strong data-testid="list-hidden-raised"><CircleAlert size={13} aria-hidden="true" /> {t("lists.hiddenRaised", { count: raised })}</strong>}
      </span>
      <Button size="small" variant={raised > 0 ? "danger" : "plain"} onClick={onAll} data-testid="list-show-all">{raised > 0 ? t("lists.showRaised", { count: raised }) : t("lists.showAll")}</Button>
    </div>
  );
}

export function filterWords({ classes, unread }: Filter): string {
  const words: string[] = classes.map((one) => t(`due.class.names.${one}`));
  if (unread) words.push(t("lists.unreadShort"));
  return words.join(", ");
}

const chosen = <K extends string>(keys: Selection) => (keys === "all" ? [] : ([...keys] as K[]));

const Tick = ({ name, on }: { name: string; on: boolean }) => <>{on ? <SquareCheck size={15} aria-hidden="true" /> : <Square size={15} aria-hidden="true" />}<span>{name}</span></>;

function Choice({ name, help, on }: { name: string; help: string; on: boolean }) {
  return (
    <>
      <span className={styles.choice}><span>{name}</span><small>{help}</small></span>
      {on ? <Check size={14} aria-hidden="true" /> : <span className={styles.noCheck} />}
    </>
  );
}
