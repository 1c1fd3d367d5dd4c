import { useState } from "react";
import { usePreferences, type AppView, type PatientView, type ProxyView } from "@/api";
import { Messaging, RecordDialog, ReviewsScreen, RouteDialog } from "@/features/consent";
import { EndDialog, NumberState, People, PersonDialog } from "@/features/people";
import { LimitPart } from "@/features/limit";
import { formatPhone } from "@/lib/numbers";
import styles from "./Desk.module.css";

/** What patients want, asked about again: the list, and what can be changed of each without a conversation. */
export const Reviews = ({ app, onBack }: { app: AppView; onBack: () => void }) => <ReviewsScreen onBack={onBack} wishes={(patient) => <Wishes key={patient.id} app={app} patient={patient} />} />;

type Asking = { about: "wish" | "unsafe" | "safe" } | { about: "person"; proxy: ProxyView | null } | { about: "end"; proxy: ProxyView } | null;

function Wishes({ app, patient }: { app: AppView; patient: PatientView }) {
  const [asking, setAsking] = useState<Asking>(null);
  const preferences = usePreferences(patient.id).data;
  const close = () => setAsking(null);
  return (
    <>
      <div className={styles.wishes}>
        <Messaging patient={patient.id} maySafe={app.rights.includes("mark_safe")} onRecord={() => setAsking({ about: "wish" })} onRoute={(about) => setAsking({ about })} />
        <LimitPart patient={patient} mayLimit={app.rights.includes("limit_messaging")} />
        {patient.contact_points.filter(({ use }) => use !== "old").map(({ number }) => <div key={number} className={styles.wishNumber}><b>{formatPhone(number)}</b> <NumberState patient={patient.id} number={number} /></div>)}
      </div>
      <People patient={patient.id} onWrite={null} onEdit={(proxy) => setAsking({ about: "person", proxy })} onEnd={(proxy) => setAsking({ about: "end", proxy })} />
      {asking && preferences && (asking.about === "wish"
        ? <RecordDialog patient={patient} preferences={preferences} prefill={{}} onClose={close} />
        : asking.about === "person" ? <PersonDialog patient={patient} proxy={asking.proxy} onClose={close} />
        : asking.about === "end" ? <EndDialog patient={patient} proxy={asking.proxy} onClose={close} />
        : <RouteDialog to={asking.about} patient={patient} preferences={preferences} onClose={close} />)}
    </>
  );
}
