import type { Ref } from "react";
import type { After } from "@/lib/kept";
import type { ActView, ConversationView, DraftMode, DraftView, MessageView, PatientView, PurposeView, QuoteView, StaffView } from "@/api";

export type ComposerHandle = {
  focus: (mode?: DraftMode) => void;
  /** Puts words where the caret is, in a message or a note; `why`: the reason for a message that asks for one. */
  insert: (words: string, mode: DraftMode, why?: string) => void;
  /** Gives words back: into the box, or beside a note that is being written. */
  restore: (draft: DraftView) => "undone" | "undoneAside";
  /** Answers one particular message: it stands above what is being written. */
  answer: (quote: QuoteView) => void;
  /** Takes a failed message up again where a reason can be given; false: other words stand there. */
  repeat: (message: MessageView) => boolean;
};

export type ComposerProps = {
  view: ConversationView;
  patient: PatientView;
  me: StaffView;
  rights: ActView[];
  owner: StaffView | undefined;
  holdSeconds: number;
  onSent: (message: string, name: string, after: After) => void;
  /** It waits for its time: when, in words. */
  onScheduled: (message: string, name: string, words: string) => void;
  onUndoLast: () => void;
  onTake: () => void;
  /** Show what came after a message. */
  onReveal: (after: number) => void;
  onOutline: (after: number | null) => void;
  /** Show the message that is being answered. */
  onJump: (number: number) => void;
  /** Write down what the patient says about this kind of text. */
  onRecord: (purpose: PurposeView) => void;
  onTask: ((way: "phone" | "letter", words: string, onMade: () => void) => void) | null;
  ref?: Ref<ComposerHandle>;
};
