import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useCovering } from "@/lib/hooks";
import styles from "./Dialog.module.css";

/** A question that stops everything else. */
export function Dialog({ open, onClose, title, children, wide = false, role = "dialog", testId }: { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean; role?: "dialog" | "alertdialog"; testId?: string }) {
  useCovering(open);
  return (
    <ModalOverlay isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable={role === "dialog"} className={styles.scrim ?? ""}>
      <Modal className={`${styles.modal} ${wide ? styles.wide : ""}`}>
        <AriaDialog role={role} className={styles.dialog ?? ""} data-testid={testId}>
          <Heading slot="title" level={2} className={styles.title ?? ""}>{title}</Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export const DialogActions = ({ children }: { children: ReactNode }) => <div className={styles.actions}>{children}</div>;
