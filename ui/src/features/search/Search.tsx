import { Search as SearchIcon } from "lucide-react";
import { useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useSearch, type PatientView } from "@/api";
import { Kbd } from "@/components";
import { t } from "@/i18n";
import { useDebounced } from "@/lib/hooks";
import { ariaKeys, hint } from "@/lib/shortcuts";
import { Begin, Results } from "./Results";
import { choicesOf, type Choice } from "./choices";
import styles from "./Search.module.css";

export type SearchHandle = { focus: () => void };

type Props = {
  onOpen: (conversation: string, number: number) => void;
  onBegin: (patient: PatientView, number: string) => void;
  ref?: Ref<SearchHandle>;
};

/** One box for patients and for what was said. The results hang below it, and the arrows walk through them. */
export function Search({ onOpen, onBegin, ref }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [patient, setPatient] = useState<PatientView | null>(null);
  const words = useDebounced(text.trim(), 40);
  const { data, error, isPlaceholderData } = useSearch(words);
  const results = words ? data : undefined;
  const choices = choicesOf(results, patient);
  const shown = open && (words !== "" || patient !== null);

  useImperativeHandle(ref, () => ({
    focus() {
      input.current?.focus();
      input.current?.select();
      setOpen(true);
    },
  }));

  function leave() {
    setOpen(false);
    setPatient(null);
    setAt(0);
  }

  function choose(choice: Choice | undefined) {
    if (!choice) return;
    if (choice.type === "patient") {
      setPatient(choice.patient);
      return setAt(0);
    }
    if (choice.type === "number") onBegin(choice.patient, choice.number);
    else onOpen(choice.hit.conversation, choice.hit.number);
    leave();
    setText("");
    input.current?.blur();
  }

  function key(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length && !event.altKey) {
      event.preventDefault();
      setOpen(true);
      const next = (at + step + choices.length) % choices.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(choices[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (patient) setPatient(null);
      else if (shown) leave();
      else {
        setText("");
        input.current?.blur();
      }
    }
  }

  return (
    <search className={styles.search} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && leave()}>
      <SearchIcon size={15} aria-hidden="true" className={styles.icon} />
      <input
        ref={input} className={styles.input} type="text" role="combobox" value={text} placeholder={t("search.placeholder")} aria-label={t("search.label")} aria-keyshortcuts={ariaKeys("search")}
        aria-expanded={shown} aria-controls={`${id}-results`} aria-autocomplete="list" aria-activedescendant={shown && choices.length ? `${id}-${at}` : undefined} autoComplete="off" spellCheck={false} data-testid="search-input"
        onFocus={() => setOpen(true)} onKeyDown={key}
        onChange={(event) => {
          setText(event.target.value);
          setPatient(null);
          setAt(0);
          setOpen(true);
        }}
      />
      {!text && <span className={styles.key} aria-hidden="true"><Kbd>{hint("search")}</Kbd></span>}
      {shown && (
        <div className={styles.panel} data-testid="search-results" onMouseDown={(event) => event.preventDefault()}>
          {patient
            ? <Begin id={id} patient={patient} at={at} onChoose={choose} onBack={() => setPatient(null)} />
            : <Results id={id} text={words} results={results} error={error} stale={isPlaceholderData} at={at} onChoose={choose} />}
          <footer className={styles.foot} aria-hidden="true">
            <span><Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("search.move")}</span><span><Kbd>⏎</Kbd> {t("search.open")}</span><span><Kbd>Esc</Kbd> {t("search.leave")}</span>
          </footer>
        </div>
      )}
    </search>
  );
}
