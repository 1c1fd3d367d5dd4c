import { useState } from "react";
import { useCheck, useTemplates, type DraftView, type PurposeView } from "@/api";
import { useDebounced } from "@/lib/hooks";
import { blanks } from "./marks";

/** How long after the last key the words are checked. */
const PAUSE = 120;

/** What the app says of the words that are being written: the same rule decides when they are sent. */
export function useWords(conversation: string, { text, mode, also, templates: used }: DraftView, purpose: PurposeView) {
  const note = mode === "note";
  const [reason, setReason] = useState("");
  const settled = useDebounced(text, PAUSE);
  const check = useCheck({ conversation, text: settled, purpose, templates: used, also }, !note);
  const templates = useTemplates().data;
  const view = note ? undefined : check.data?.view;
  const current = !!check.data && check.data.text === text && !check.isPlaceholderData;
  // Marks of other words would lie over the wrong ones.
  const findings = view && current && text.trim() !== "" ? view.findings : [];
  const severe = (severity: "blocks" | "needs_reason") => findings.some((finding) => finding.severity === severity);
  const open = note ? 0 : blanks(text).length;
  const needs = severe("needs_reason");
  const blocked = severe("blocks");
  return {
    view, findings, templates, open, needs, blocked,
    /** What a person wrote to go on, where a reason is asked for. */
    reason, setReason,
    /** Whether the words may go: nothing open, nothing stopped, and a reason where one is asked for. */
    ready: note || (open === 0 && !blocked && (!needs || (!!view?.may_give_reason && reason.trim() !== ""))),
    /** What goes along: also while the newest words are not checked yet. The app leaves it out where no rule asks for one. */
    sent: reason.trim() || null,
    forget: () => setReason(""),
  };
}

export type Words = ReturnType<typeof useWords>;
