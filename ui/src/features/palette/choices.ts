import type { MessageHit, PatientView, RecentView, SearchResults } from "@/api";
import { t } from "@/i18n";

/** Something that can be done, or gone to, as the palette offers it. */
export type PaletteAct = {
  id: string;
  name: string;
  /** Its key, as written on a button. */
  key: string | null;
  /** An act here and now, or a place to go to. */
  kind: "act" | "view";
  /** Stands in the empty box: what is done most with what is open. */
  first: boolean;
  /** Why not now. */
  off: string | null;
  run: () => void;
};

/** What the box looks among: everything, a little of each; all patients and messages; one conversation. */
export type Mode = "all" | "search" | "here";

export type Choice =
  | { type: "act"; act: PaletteAct }
  | { type: "recent"; recent: RecentView }
  | { type: "patient"; patient: PatientView }
  | { type: "number"; patient: PatientView; number: string }
  | { type: "message"; hit: MessageHit }
  | { type: "everything"; count: number };

export type Section = { id: string; title: string; choices: Choice[] };

/** The most of one kind, and of patients, where several kinds are mixed. */
const MOST = 8;
const MOST_PATIENTS = 5;

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");
const wordsOf = (text: string) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Whether every word typed begins a word of a name. */
export function isCalled(name: string, typed: string): boolean {
  const words = wordsOf(name);
  return wordsOf(typed).every((one) => words.some((word) => word.startsWith(one)));
}

/** What can be done now before what cannot. Among patients and messages only what can be done is offered. */
const acts = (all: PaletteAct[], kind: PaletteAct["kind"], is: (act: PaletteAct) => boolean): Choice[] =>
  all.filter((act) => act.kind === kind && is(act)).toSorted((one, other) => Number(one.off !== null) - Number(other.off !== null)).map((act) => ({ type: "act", act }));

export type Asked = {
  mode: Mode;
  /** As typed. */
  text: string;
  all: PaletteAct[];
  recent: RecentView[];
  /** What was found for the words; undefined: nothing is known yet. */
  results: SearchResults | undefined;
  /** The patient who was chosen: at which number? */
  patient: PatientView | null;
};

/** What can be chosen, in the order in which it stands on the screen: what is known at once stands above what is still looked
 * for, so that nothing moves under the fingers. */
export function sectionsOf({ mode, text, all, recent, results, patient }: Asked): Section[] {
  const sections: Section[] = [];
  const add = (id: string, title: string, choices: Choice[]) => choices.length > 0 && sections.push({ id, title, choices });
  if (patient) {
    add("numbers", t("search.beginTitle"), patient.contact_points.filter(({ use }) => use !== "old").map(({ number }) => ({ type: "number", patient, number })));
    return sections;
  }
  const words = text.trim();
  const messages = (results?.messages ?? []).map((hit): Choice => ({ type: "message", hit }));
  const patients = (results?.patients ?? []).map((one): Choice => ({ type: "patient", patient: one }));
  if (mode === "here") {
    add("messages", t("palette.here"), messages);
  } else if (mode === "search") {
    add("patients", t("search.patients"), patients);
    add("messages", t("search.messages"), messages);
  } else if (words.startsWith(">")) {
    add("acts", t("palette.acts"), acts(all, "act", ({ name }) => isCalled(name, words.slice(1))));
  } else if (words === "") {
    add("recent", t("palette.recent"), recent.slice(0, MOST_PATIENTS).map((one) => ({ type: "recent", recent: one })));
    add("acts", t("palette.actsHere"), acts(all, "act", ({ first, off }) => first && off === null));
  } else {
    add("acts", t("palette.acts"), acts(all, "act", ({ name, off }) => off === null && isCalled(name, words)).slice(0, MOST));
    add("views", t("palette.views"), acts(all, "view", ({ name }) => isCalled(name, words)).slice(0, MOST));
    add("patients", t("search.patients"), patients.slice(0, MOST_PATIENTS));
    add("messages", t("search.messages"), messages.slice(0, MOST));
    const count = patients.length + messages.length;
    if (patients.length > MOST_PATIENTS || messages.length > MOST) add("everything", t("palette.everything"), [{ type: "everything", count }]);
  }
  return sections;
}
