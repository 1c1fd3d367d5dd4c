import { RefreshCw, TriangleAlert } from "lucide-react";
import { t } from "@/i18n";
import { Button } from "./Button";
import { Empty } from "./Small";

/** What was to be shown could not be read; nothing is lost by asking again. */
export const Failed = ({ title, onAgain }: { title: string; onAgain: () => void }) => (
  <Empty bad icon={<TriangleAlert size={20} />} title={title}><Button icon={<RefreshCw size={14} />} onClick={onAgain}>{t("app.again")}</Button></Empty>
);
