import { Printer } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, usePreferences, useTaskCommand, type NameView } from "@/api";
import { Button, useToast } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import type { ContactProps } from "./ContactDialog";
import { Form, Tick, Words } from "./Form";
import { Caution } from "./Parts";
import { useIdOf } from "./useIdOf";
import { useSeen } from "./useSeen";
import styles from "./Letter.module.css";

/** How many lines of an address the window of a DL envelope (BS 4264) shows under the name. */
const WINDOW_LINES = 5;

/** A letter: printed by the computer's own printing window (to paper or PDF), and filed as what was sent. No copy lies in any folder. */
export function LetterDialog({ conversation, patient, name, task, largePrint, onClose }: ContactProps & { largePrint: boolean }) {
  const toast = useToast();
  const record = useTaskCommand("record_contact");
  const idOf = useIdOf();
  const { revision, news } = useSeen(conversation);
  const unsafe = !!usePreferences(patient).data?.unsafe_route;
  const [begun] = useState(task?.what || (task?.reason === "reply_barred" ? "" : (task?.quote ?? "")));
  const [text, setText] = useState(begun);
  const [printed, setPrinted] = useState<string | null>(null);
  const [anyway, setAnyway] = useState<string | null>(null);
  const [address, setAddress] = useState("");
  const [large, setLarge] = useState(largePrint);
  const [asked, setAsked] = useState(false);
  const [tried, setTried] = useState(false);
  const words = text.trim();
  const missing = !words;
  // What is filed is what was posted: other words than those printed here only if somebody says so of just these words.
  const other = printed !== words;

  function save() {
    setAsked(true);
    if (missing || (other && anyway !== words)) return;
    record.mutate({ message: idOf(words), conversation, way: "letter", text: words, task: task?.id ?? null, revision, ring_again: false }, {
      onSuccess() {
        toast({ text: t("tasks.letterDialog.saved") });
        onClose();
      },
    });
  }

  async function print() {
    setAsked(false);
    setTried(missing);
    if (missing) return;
    try {
      await (window.print() as unknown); // In the app it is a promise, which fails where the computer may not print.
      setPrinted(words);
    } catch {
      toast({ tone: "bad", text: t("tasks.letterDialog.notPrinted") });
    }
  }

  return (
    <Form
      title={t("tasks.letterDialog.title", { name: name ? firstName(name) : t("tasks.somebody") })} who={name && loudName(name)} save={t("tasks.letterDialog.save")} pending={record.isPending} error={record.error}
      onSave={save} onClose={onClose} testId="letter-dialog" dirty={text !== begun || !!address.trim()} pressed
      act={<Button icon={<Printer size={14} />} onClick={() => void print()} data-testid="letter-print">{t("tasks.letterDialog.print")}</Button>}
    >
      <Caution shown={unsafe || !!task?.leave_no_message} />
      <Words label={t("tasks.letterDialog.what")} value={text} onChange={setText} rows={7} autoFocus testId="letter-text" help={t("tasks.letterDialog.help")} problem={(asked || tried) && missing ? t("tasks.letterDialog.whatNeeded") : null} />
      <Words label={t("tasks.letterDialog.address")} value={address} onChange={setAddress} rows={3} testId="letter-address" help={t("tasks.letterDialog.addressHelp")} problem={address.trim().split("\n").length > WINDOW_LINES ? t("tasks.letterDialog.addressLong", { count: WINDOW_LINES }) : null} />
      <Tick label={t("tasks.letterDialog.large")} checked={large} onChange={setLarge} testId="letter-large" />
      {asked && !missing && other && <Tick label={t(printed === null ? "tasks.letterDialog.unprinted" : "tasks.letterDialog.changed")} checked={anyway === words} onChange={(yes) => setAnyway(yes ? words : null)} testId="letter-anyway" />}
      {news}
      <Sheet name={name} address={address} text={words} large={large} />
    </Form>
  );
}

/** The letter on paper: shown by the printer alone. The address stands where the window of a DL envelope is. */
function Sheet({ name, address, text, large }: { name: NameView | null; address: string; text: string; large: boolean }) {
  const app = useApp().data;
  const practice = app?.practice;
  const me = app?.me;
  const full = name ? [name.given, name.family].filter(Boolean).join(" ") : "";
  return createPortal(
    <article className={`${styles.sheet} ${large ? styles.large : ""}`} data-print data-testid="letter-sheet" aria-hidden="true">
      <header>
        <strong>{practice?.name}</strong>
        {practice?.number && <span>{formatPhone(practice.number)}</span>}
      </header>
      <address className={styles.window}><bdi>{full}</bdi>{"\n"}{address.trim()}</address>
      <p>{longDay(isoDay(new Date()))}</p>
      <p>{t("tasks.letterDialog.dear", { name: full })}</p>
      <p className={styles.body} dir="auto">{text}</p>
      <footer>
        <p>{t("tasks.letterDialog.yours")}</p>
        <p className={styles.signature}>{me?.name}{"\n"}{me && t(`roles.${me.role}`)}{"\n"}{practice?.name}</p>
      </footer>
    </article>,
    document.body,
  );
}
