import { useInfiniteQuery, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import type { MessagePage } from "@/contract/MessagePage";
import type { MessageView } from "@/contract/MessageView";
import type { WrongView } from "@/contract/WrongView";
import type { Platform } from "@/platform";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** A conversation's messages, as far as they are read: pages of fifty, joined without gaps. */

const PAGE = 50;
const MOST = 200;

type Place = { before: number } | { after: number } | { around: number } | null;
type Log = InfiniteData<MessagePage, Place>;

const request = (conversation: string, place: Place, limit = PAGE) => ({ conversation, before: null, after: null, around: null, ...place, limit });

export function useLog(conversation: string, around: number | null) {
  const platform = usePlatform();
  return useInfiniteQuery({
    queryKey: keys.log(conversation, around),
    queryFn: ({ pageParam }) => platform.call("messages", request(conversation, pageParam)),
    initialPageParam: (around === null ? null : { around }) as Place,
    getPreviousPageParam: (first): Place => (first.has_earlier && first.messages[0] ? { before: first.messages[0].number } : null),
    getNextPageParam: (last): Place => (last.has_later ? { after: last.messages.at(-1)?.number ?? 0 } : null),
    staleTime: Infinity, // `refreshLogs` keeps it true
    gcTime: 0, // read anew when the conversation is opened again
  });
}

/** Whether a message can still change by itself. */
function unsettled({ delivery, filing, unread }: MessageView): boolean {
  const moving = delivery && !["read", "failed"].includes(delivery.state);
  return !!moving || unread || filing.state !== "written";
}

/**
 * Reads again what may have changed: the newest page, with whatever follows it, and every page that holds an unsettled
 * message. A thread of ten thousand settled messages costs one page.
 */
export async function refreshLogs(platform: Platform, client: QueryClient, conversations: string[]): Promise<void> {
  const cached = client.getQueryCache().findAll({ queryKey: keys.logs });
  await Promise.all(
    cached.map(async ({ queryKey }) => {
      const conversation = queryKey[1] as string;
      if (conversations.length && !conversations.includes(conversation)) return;
      const known = client.getQueryData<Log>(queryKey);
      if (!known) return;
      const fresh = await Promise.all(known.pages.map((page, index) => refreshPage(platform, conversation, page, index === known.pages.length - 1)));
      client.setQueryData<Log>(queryKey, (now) => now && { ...now, pages: now.pages.map((page) => replaced(page, known.pages, fresh)) });
    }),
  ).catch(() => undefined); // shown as it was; the next event tries again
}

/** Pages may have been joined on either side while we asked, and a message may have been shown before it was told. */
function replaced(page: MessagePage, asked: MessagePage[], fresh: (MessagePage | null)[]): MessagePage {
  const index = asked.findIndex((old) => old === page || old.messages[0]?.id === page.messages[0]?.id);
  return fresh[index] ?? page;
}

async function refreshPage(platform: Platform, conversation: string, page: MessagePage, last: boolean): Promise<MessagePage | null> {
  const first = page.messages[0]?.number;
  const end = page.messages.at(-1)?.number;
  const open = last && !page.has_later;
  if (first === undefined || end === undefined) return platform.call("messages", request(conversation, null));
  if (!open && !page.messages.some(unsettled)) return null;
  const after = { after: first - 1 };
  const answer = await platform.call("messages", request(conversation, after, open ? Math.min(MOST, page.messages.length + PAGE) : Math.min(MOST, page.messages.length)));
  if (open) {
    let { messages, has_later } = answer;
    while (has_later) {
      const more = await platform.call("messages", request(conversation, { after: messages.at(-1)?.number ?? 0 }, MOST));
      messages = [...messages, ...more.messages];
      has_later = more.has_later;
    }
    return { messages, has_later: false, has_earlier: page.has_earlier };
  }
  return { ...page, messages: answer.messages.filter(({ number }) => number >= first && number <= end) };
}

/** Shows a message before the app has told of it. */
export function showAtOnce(client: QueryClient, conversation: string, message: Omit<MessageView, "number">): void {
  client.setQueriesData<Log>({ queryKey: ["log", conversation] }, (log) => {
    const last = log?.pages.at(-1);
    if (!log || !last || last.has_later || last.messages.some(({ id }) => id === message.id)) return log;
    const number = (last.messages.at(-1)?.number ?? 0) + 1;
    return { ...log, pages: [...log.pages.slice(0, -1), { ...last, messages: [...last.messages, { ...message, number }] }] };
  });
}

/** Takes it away again, after a refusal or an undo. */
export function takeAway(client: QueryClient, conversation: string, id: string): void {
  client.setQueriesData<Log>({ queryKey: ["log", conversation] }, (log) =>
    log && { ...log, pages: log.pages.map((page) => ({ ...page, messages: page.messages.filter((message) => message.id !== id) })) });
}

/** Says at a message that it was wrong, or no longer is: it may stand on a page that nothing else would read again. */
export function showWrong(client: QueryClient, id: string, wrong: WrongView | null): void {
  client.setQueriesData<Log>({ queryKey: keys.logs }, (log) => {
    if (!log?.pages.some(({ messages }) => messages.some((message) => message.id === id))) return log;
    const said = (message: MessageView): MessageView => (message.id === id ? { ...message, wrong, filing: message.filing.state === "not_due" ? message.filing : { state: "pending" } } : message);
    return { ...log, pages: log.pages.map((page) => ({ ...page, messages: page.messages.map(said) })) };
  });
}
