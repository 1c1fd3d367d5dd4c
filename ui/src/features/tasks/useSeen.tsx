import { useState } from "react";
import { useConversation } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { cut, visible } from "@/lib/text";
import styles from "./Tasks.module.css";

const LONGEST = 320;

/** What of a conversation was read when somebody writes down a call or letter, and what has come since: it is shown, and must be read first. */
export function useSeen(conversation: string) {
  const view = useConversation(conversation).data;
  const [seen, setSeen] = useState<number | null>(null);
  if (seen === null && view) setSeen(view.row.unread > 0 ? view.revision - 1 : view.revision);
  const messages = view?.page.messages ?? [];
  const unread = messages.filter((message) => message.unread);
  const news = view && seen !== null && seen < view.revision && (
    <section className={styles.quote} role="alert" data-testid="contact-news">
      <span>{t("tasks.news")}</span>
      {(unread.length ? unread : messages.slice(-1)).map((message) => <p key={message.id} dir="auto">{visible(cut(message.text ?? "", LONGEST))}</p>)}
      <Button size="small" onClick={() => setSeen(view.revision)} data-testid="contact-news-read">{t("tasks.newsRead")}</Button>
    </section>
  );
  return { revision: seen ?? 0, news: news || null };
}
