import { Search as SearchIcon, X } from "lucide-react";
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useSearch, type PatientView, type RecentView } from "@/api";
import { Kbd } from "@/components";
import { t } from "@/i18n";
import { useDebounced, useLatest } from "@/lib/hooks";
import { ariaKeys, hint } from "@/lib/shortcuts";
import { Results } from "./Results";
import { sectionsOf, type Choice, type Mode, type PaletteAct } from "./choices";
import styles from "./Palette.module.css";

export type PaletteHandle = { open: (mode: Mode) => void };

type Props = {
  /** Everything that can be done, and every place to go to. */
  acts: PaletteAct[];
  recent: RecentView[];
  /** The conversation that is open, where one is. */
  here: string | null;
  onOpen: (conversation: string, number: number | null) => void;
  onBegin: (patient: PatientView, number: string) => void;
  /** A message was found in the conversation that is open: the words, all of them in reading order, and which was chosen. */
  onFound: (words: string, numbers: number[], chosen: number) => void;
  ref?: Ref<PaletteHandle>;
};

const PLACEHOLDERS = { all: "palette.placeholder", search: "palette.placeholderSearch", here: "palette.placeholderHere" } as const;
const NOTHING: Choice[] = [];

/** One box for patients, for what was said, for what can be done and where to go. What it offers hangs below it, and the arrows
 * walk through it; what needs no search is there with the key that opens it. */
export function Palette({ acts, recent, here, onOpen, onBegin, onFound, ref }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const from = useRef<HTMLElement | null>(null);
  const [text, setText] = useState("");
  const [mode, setMode] = useState<Mode>("all");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [patient, setPatient] = useState<PatientView | null>(null);
  const [entered, setEntered] = useState(false);
  const actsOnly = mode === "all" && text.trimStart().startsWith(">");
  const wanted = actsOnly ? "" : text.trim();
  const words = useDebounced(wanted, 40);
  const within = mode === "here" ? here : null;
  const { data, error, isPlaceholderData } = useSearch(words, false, within);
  // What was found elsewhere for words typed before says nothing of this conversation.
  const fitting = data && within ? { ...data, messages: data.messages.filter((hit) => hit.conversation === within) } : data;
  const results = words && wanted ? fitting : undefined;
  // Whether what is shown was found for what stands in the box.
  const settled = wanted === words && (words === "" || (!!data && !isPlaceholderData) || !!error);
  const sections = sectionsOf({ mode, text, all: acts, recent, results, patient });
  const choices = open ? sections.flatMap((section) => section.choices) : NOTHING;
  const active = Math.min(at, Math.max(0, choices.length - 1));

  useImperativeHandle(ref, () => ({
    open(next) {
      setMode(next === "here" && !here ? "search" : next);
      setPatient(null);
      setAt(0);
      input.current?.focus();
      input.current?.select();
      setOpen(true);
    },
  }));

  function leave() {
    setOpen(false);
    setPatient(null);
    setMode("all");
    setText("");
    setAt(0);
    setEntered(false);
  }

  /** Back to where the fingers were. */
  function back() {
    leave();
    input.current?.blur();
    if (from.current?.isConnected) from.current.focus();
  }

  function choose(choice: Choice | undefined) {
    if (!choice) return;
    switch (choice.type) {
      case "act":
        if (choice.act.off !== null) return;
        back();
        // Once the focus rests where it was: a menu closes when the focus leaves it.
        requestAnimationFrame(choice.act.run);
        return;
      case "patient":
        setPatient(choice.patient);
        return setAt(0);
      case "everything":
        setMode("search");
        return setAt(0);
      case "message":
        if (mode === "here") onFound(words, (results?.messages ?? []).map(({ number }) => number).toReversed(), choice.hit.number);
        else onOpen(choice.hit.conversation, choice.hit.number);
        break;
      case "recent": onOpen(choice.recent.conversation, null); break;
      case "number": onBegin(choice.patient, choice.number);
    }
    leave();
    if (document.activeElement === input.current) input.current?.blur();
  }

  const latest = useLatest(choose);
  // Whoever types fast presses Enter before the file has answered: it counts once it has.
  useEffect(() => {
    if (!entered || !settled) return;
    setEntered(false);
    latest.current(choices[active]);
  }, [entered, settled, latest, choices, active]);

  function enter() {
    const choice = choices[active];
    if (choice && (choice.type === "act" || settled)) choose(choice);
    else if (!settled) setEntered(true);
  }

  function key(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      if (!open) return setOpen(true);
      if (!choices.length) return;
      const next = (active + step + choices.length) % choices.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Backspace" && text === "" && mode !== "all") {
      event.preventDefault();
      setMode("all");
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (patient) setPatient(null);
      else back();
    }
  }

  const label = mode === "here" ? t("palette.placeholderHere") : t("palette.label");
  return (
    <search className={styles.search} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && leave()}>
      <div className={styles.field} onMouseDown={() => setOpen(true)}>
        <SearchIcon size={15} aria-hidden="true" className={styles.icon} />
        {mode === "here" && (
          <button type="button" className={styles.chip} aria-label={t("palette.remove")} onClick={() => { setMode("all"); input.current?.focus(); }} data-testid="palette-here">
            <span>{t("palette.chip")}</span><X size={12} aria-hidden="true" />
          </button>
        )}
        <input
          ref={input} className={styles.input} type="text" role="combobox" value={text} placeholder={t(PLACEHOLDERS[mode])} aria-label={label} aria-keyshortcuts={[ariaKeys("palette"), ariaKeys("search"), ariaKeys("findHere")].join(" ")}
          aria-expanded={open} aria-haspopup="listbox" aria-controls={`${id}-results`} aria-autocomplete="list" aria-activedescendant={choices.length ? `${id}-${active}` : undefined} autoComplete="off" spellCheck={false} data-testid="search-input"
          onFocus={({ relatedTarget, currentTarget }) => { if (relatedTarget instanceof HTMLElement && !currentTarget.closest("search")?.contains(relatedTarget)) from.current = relatedTarget; }} onKeyDown={key}
          onChange={(event) => {
            setText(event.target.value);
            setPatient(null);
            setEntered(false);
            setAt(0);
            setOpen(true);
          }}
        />
        {!text && <span className={styles.key} aria-hidden="true"><Kbd>{hint(mode === "all" ? "palette" : mode === "here" ? "findHere" : "search")}</Kbd></span>}
      </div>
      {open && (
        <div className={styles.panel} data-testid="search-results" onMouseDown={(event) => event.preventDefault()}>
          <Results
            id={id} mode={mode} text={actsOnly ? text.trim().slice(1).trim() : words} actsOnly={actsOnly} sections={sections} results={results} error={words ? error : null} settled={settled} patient={patient} at={active}
            onChoose={choose} onBack={() => setPatient(null)}
          />
          <footer className={styles.foot} aria-hidden="true">
            <span><Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("search.move")}</span><span><Kbd>⏎</Kbd> {t("search.open")}</span>
            {mode === "all" && <><span><Kbd>{">"}</Kbd> {t("palette.actsOnly")}</span><span><Kbd>{hint("search")}</Kbd> {t("palette.everythingKey")}</span></>}
            <span><Kbd>Esc</Kbd> {t("search.leave")}</span>
          </footer>
        </div>
      )}
    </search>
  );
}
