import { ArrowLeft, CalendarCheck, Check } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useReviewWish, useWishReviews, type PatientView, type WishReviewRow } from "@/api";
import { Bone, Button, decisionWords, Empty, Failed, IdentityFacts, sourceWords, useToast } from "@/components";
import { t } from "@/i18n";
import { civilDay, isoDay } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { bannerName, listName } from "@/lib/names";
import { whoWords } from "@/lib/people";
import styles from "./Reviews.module.css";

type Props = {
  onBack: () => void;
  /** A patient's wishes, all of them, to look at and to change. */
  wishes: (patient: PatientView) => ReactNode;
};

const keyOf = ({ patient, name }: WishReviewRow) => `${patient.id} ${JSON.stringify(name)}`;

/** What patients want and is to be asked about again, the first date first (D-06). */
export function ReviewsScreen({ onBack, wishes }: Props) {
  const { data: view, isError, refetch } = useWishReviews();
  const [chosen, setChosen] = useState<string | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const rows = view?.rows ?? [];
  const row = rows.find((one) => keyOf(one) === chosen) ?? rows[0];
  return (
    <main className={styles.screen} aria-label={t("reviews.title")} data-region="reviews" data-testid="reviews">
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 ref={title} tabIndex={-1}>{t("reviews.title")}</h2>
          <p className={styles.quiet} data-testid="reviews-counts">{view && rows.length > 0 ? t("reviews.counts", { due: view.due, soon: view.soon }) : t("reviews.lead")}</p>
        </div>
        <Button variant="quiet" icon={<ArrowLeft size={14} />} onClick={onBack} data-testid="reviews-back">{t("reviews.back")}</Button>
      </header>
      {!view && (isError
        ? <Failed title={t("reviews.failed")} onAgain={() => void refetch()} />
        : <div className={styles.bones} aria-busy="true"><Bone width="40%" height={14} /><Bone width="80%" /><Bone width="60%" /></div>)}
      {view && !row && <Empty icon={<CalendarCheck size={20} />} title={t("reviews.none")} text={t("reviews.noneHelp")} testId="reviews-none" />}
      {view && row && (
        <div className={styles.panes}>
          <nav className={styles.list} aria-label={t("reviews.title")}>
            <ul>{rows.map((one) => <li key={keyOf(one)}><Row row={one} current={one === row} onOpen={() => setChosen(keyOf(one))} /></li>)}</ul>
            {view.due + view.soon > rows.length && <p className={styles.quiet}>{t("reviews.more", { count: view.due + view.soon - rows.length })}</p>}
          </nav>
          <section className={styles.detail} key={row.patient.id} aria-label={listName(row.patient)} data-testid="review-detail" data-patient={row.patient.id}>
            <div className={styles.who}><h3><bdi>{bannerName(row.patient)}</bdi></h3><IdentityFacts patient={row.patient} /></div>
            <Asked key={keyOf(row)} row={row} mayRecord={row.limit ? view.may_limit : view.may_record} onDone={() => title.current?.focus()} />
            {wishes(row.patient)}
          </section>
        </div>
      )}
    </main>
  );
}

/** "Yes to everything", "Not safe to text", "Joan Hart, mother", "Texts limited". */
function whatWords({ statement, person, limit }: WishReviewRow): string {
  if (statement) return decisionWords(statement);
  if (limit) return t("limit.title");
  return person ? t("reviews.person", { who: whoWords(person.who) }) : t("consent.unsafe.title");
}

const dueWords = ({ due, is_due: isDue, limit }: WishReviewRow) => t(limit ? (isDue ? "limit.reviewDue" : "limit.review") : isDue ? "reviews.due" : "reviews.soon", { date: civilDay(due, new Date()) });

function Row({ row, current, onOpen }: { row: WishReviewRow; current: boolean; onOpen: () => void }) {
  return (
    <button type="button" className={styles.row} aria-current={current ? "true" : undefined} onClick={onOpen} data-testid="review-row" data-patient={row.patient.id} data-wish={row.name.wish} data-due={row.is_due}>
      <span className={styles.name}><bdi>{listName(row.patient)}</bdi></span>
      <span className={styles.what}><bdi>{whatWords(row)}</bdi></span>
      <span className={row.is_due ? styles.late : styles.quiet}>{dueWords(row)}</span>
    </button>
  );
}

/** What is to be asked, where it comes from, and one press for "nothing changed". */
function Asked({ row, mayRecord, onDone }: { row: WishReviewRow; mayRecord: boolean; onDone: () => void }) {
  const review = useReviewWish();
  const toast = useToast();
  const now = new Date();
  const { statement, mark, person, limit } = row;
  const by = statement?.recorded_by ?? mark?.marked_by ?? person?.recorded_by ?? limit?.set_by;
  const words = statement?.evidence ?? mark?.reason ?? person?.evidence ?? limit?.reason;
  const last = statement?.reviewed ?? mark?.reviewed ?? person?.reviewed ?? limit?.reviews.at(-1);
  const unchanged = () => review.mutate({ patient: row.patient.id, name: row.name, due: row.due }, {
    onSuccess() {
      toast({ text: t("reviews.done", { what: whatWords(row) }) });
      onDone();
    },
  });
  return (
    <div className={styles.asked} data-testid="review-asked">
      <p><b><bdi>{whatWords(row)}</bdi></b>{statement && `, ${sourceWords(statement, now)}`}</p>
      {words && <p className={styles.words} dir="auto">{words}</p>}
      {by && <p className={styles.quiet}>{t("consent.recordedBy", { name: by, date: civilDay(isoDay(new Date(statement?.recorded_at ?? mark?.marked_at ?? person?.recorded_at ?? limit?.set_at ?? "")), now) })}</p>}
      {last && <p className={styles.quiet}>{t("consent.reviewed", { name: last.by ?? "", date: civilDay(isoDay(new Date(last.at)), now) })}</p>}
      <p className={row.is_due ? styles.late : styles.quiet}>{dueWords(row)}</p>
      {mayRecord && (
        <p className={styles.acts}>
          <Button variant="primary" icon={<Check size={14} />} disabled={review.isPending} onClick={unchanged} data-testid="review-unchanged">{t("reviews.unchanged")}</Button>
          <span className={styles.quiet}>{t(limit ? "limit.next" : "reviews.next")}</span>
        </p>
      )}
      <p className={styles.bad} role="status">{review.error ? sentence(review.error) : ""}</p>
    </div>
  );
}
