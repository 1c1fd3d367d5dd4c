import { useState } from "react";
import { usePreferences, type AppView, type PatientView } from "@/api";
import { Messaging, ReviewsScreen } from "@/features/consent";
import { NumberState, People } from "@/features/people";
import { LimitPart } from "@/features/limit";
import { formatPhone } from "@/lib/numbers";
import styles from "./Desk.module.css";
import { WishDialog, type WishAsked } from "./WishDialog";

/** What patients want, asked about again: the list, and what can be changed of each without a conversation. */
export const Reviews = ({ app, onBack }: { app: AppView; onBack: () => void }) => <ReviewsScreen onBack={onBack} wishes={(patient) => <Wishes key={patient.id} app={app} patient={patient} />} />;

function Wishes({ app, patient }: { app: AppView; patient: PatientView }) {
  const [asking, setAsking] = useState<WishAsked | null>(null);
  const preferences = usePreferences(patient.id).data;
  return (
    <>
      <div className={styles.wishes}>
        <Messaging patient={patient.id} maySafe={app.rights.includes("mark_safe")} onRecord={() => setAsking({ about: "wish", prefill: {} })} onRoute={(about) => setAsking({ about })} />
        <LimitPart patient={patient} mayLimit={app.rights.includes("limit_messaging")} />
        {patient.contact_points.filter(({ use }) => use !== "old").map(({ number }) => <div key={number} className={styles.wishNumber}><b>{formatPhone(number)}</b> <NumberState patient={patient.id} number={number} /></div>)}
      </div>
      <People patient={patient.id} onWrite={null} onEdit={(proxy) => setAsking({ about: "person", proxy })} onEnd={(proxy) => setAsking({ about: "end", proxy })} />
      <WishDialog asked={asking} patient={patient} preferences={preferences} onClose={() => setAsking(null)} />
    </>
  );
}
