import { I18nProvider } from "react-aria-components";
import { ApiProvider, useApp } from "@/api";
import { Toasts } from "@/components";
import { FirstRun, WhoAreYou } from "@/features/first-run";
import { ErrorScreen, Opening } from "@/features/opening";
import type { Platform } from "@/platform";
import { Desk } from "./Desk";

export const App = ({ platform }: { platform: Platform }) => (
  <I18nProvider locale="en-GB">
    <ApiProvider platform={platform}>
      <Toasts><Root /></Toasts>
    </ApiProvider>
  </I18nProvider>
);

/** What the whole window is: opening, in trouble, new, somebody's, or the desk. */
function Root() {
  const { data: app, error, isFetching, refetch } = useApp();
  if (error && !app) {
    if (error.code === "not_set_up") return <FirstRun />;
    return <ErrorScreen error={error} trying={isFetching} onAgain={() => void refetch()} />;
  }
  if (!app) return <Opening />;
  if (!app.practice) return <FirstRun />;
  if (!app.me) return <WhoAreYou staff={app.staff} />;
  return <Desk app={app} practice={app.practice} me={app.me} />;
}
