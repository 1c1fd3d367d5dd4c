import { Printer } from "lucide-react";
import { useRef, useState } from "react";
import { createPortal } from "react-dom";
import { v7 as uuid } from "uuid";
import { useApp, useTaskCommand, type NameView } from "@/api";
import { Button, useToast } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import type { ContactProps } from "./ContactDialog";
import { Form, Tick, Words } from "./Form";
import styles from "./Letter.module.css";

/** A letter: printed by the computer's own printing window (to paper or PDF), and filed as what was sent. No copy lies in any folder. */
export function LetterDialog({ conversation, name, task, largePrint, onClose }: ContactProps & { largePrint: boolean }) {
  const toast = useToast();
  const record = useTaskCommand("record_contact");
  const id = useRef<string | null>(null);
  const [text, setText] = useState(task?.what || (task?.reason === "reply_barred" ? "" : (task?.quote ?? "")));
  const [address, setAddress] = useState("");
  const [large, setLarge] = useState(largePrint);
  const [asked, setAsked] = useState(false);
  const missing = !text.trim();

  function save() {
    setAsked(true);
    if (missing) return;
    id.current ??= uuid();
    record.mutate({ message: id.current, conversation, way: "letter", text: text.trim(), task: task?.id ?? null }, {
      onSuccess() {
        toast({ text: t("tasks.letterDialog.saved") });
        onClose();
      },
    });
  }

  return (
    <Form
      title={t("tasks.letterDialog.title", { name: name ? firstName(name) : t("tasks.somebody") })} who={name && loudName(name)} save={t("tasks.letterDialog.save")} pending={record.isPending} error={record.error}
      onSave={save} onClose={onClose} testId="letter-dialog"
      act={<Button icon={<Printer size={14} />} onClick={() => { setAsked(true); if (!missing) window.print(); }} data-testid="letter-print">{t("tasks.letterDialog.print")}</Button>}
    >
      <Words label={t("tasks.letterDialog.what")} value={text} onChange={setText} rows={7} autoFocus testId="letter-text" help={t("tasks.letterDialog.help")} problem={asked && missing ? t("tasks.letterDialog.whatNeeded") : null} />
      <Words label={t("tasks.letterDialog.address")} value={address} onChange={setAddress} rows={3} testId="letter-address" help={t("tasks.letterDialog.addressHelp")} />
      <Tick label={t("tasks.letterDialog.large")} checked={large} onChange={setLarge} testId="letter-large" />
      <Sheet name={name} address={address} text={text.trim()} large={large} />
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
    <article className={`${styles.sheet} ${large ? styles.large : ""}`} data-testid="letter-sheet" aria-hidden="true">
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
