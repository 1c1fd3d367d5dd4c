import { useChooseMe, type StaffView } from "@/api";
import { Avatar } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { Mark } from "./Mark";
import styles from "./FirstRun.module.css";

/** The practice is there, but not who sits here. */
export function WhoAreYou({ staff }: { staff: StaffView[] }) {
  const choose = useChooseMe();
  return (
    <main className={styles.page}>
      <div className={styles.sheet} data-testid="who">
        <header className={styles.head}>
          <Mark />
          <h1>{t("who.title")}</h1>
          <p>{t("who.lead")}</p>
        </header>
        <ul className={styles.people}>
          {staff.filter(({ left }) => !left).map((person) => (
            <li key={person.id}>
              <button type="button" className={styles.person} disabled={choose.isPending} onClick={() => choose.mutate({ staff: person.id })} data-testid="who-choice">
                <span aria-hidden="true"><Avatar name={person.name} large label={person.name} /></span>
                <b>{person.name}</b>
                <span>{t(`roles.${person.role}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        {choose.error && <p role="alert" className={field.error}>{choose.error.message}</p>}
      </div>
    </main>
  );
}
