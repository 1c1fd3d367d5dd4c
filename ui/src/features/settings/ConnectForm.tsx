import { useId, useState, type FormEvent } from "react";
import { useConnectProvider } from "@/api";
import type { ProviderConnectionView } from "@/contract/ProviderConnectionView";
import type { ProviderRegionView } from "@/contract/ProviderRegionView";
import { Button, Choice, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { formatPhone } from "@/lib/numbers";
import styles from "./Settings.module.css";

const FIELDS = ["account", "key", "number", "secret"] as const;
type Field = (typeof FIELDS)[number];

/** What can be chosen here; another address takes the terminal. */
const PLACES = ["united_states", "ireland", "this_computer"] as const;
type Place = (typeof PLACES)[number];
const SANDBOX = "http://127.0.0.1:4010";

/** An account at the provider. It is tried before it is kept; the secret goes one way. */
export function ConnectForm({ connection, onClose }: { connection: ProviderConnectionView; onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const connect = useConnectProvider();
  const [values, setValues] = useState<Record<Field, string>>({ account: connection.account ?? "", key: connection.key ?? "", number: connection.number ? formatPhone(connection.number) : "", secret: "" });
  const known = connection.region;
  const [place, setPlace] = useState<Place>(PLACES.find((one) => one === known?.place) ?? "united_states");
  const [address, setAddress] = useState(known && "address" in known ? known.address : SANDBOX);
  const [asked, setAsked] = useState(false);
  const missing = (name: Field) => asked && name !== "key" && !values[name].trim();
  const problem = connect.data?.test.problem;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const first = FIELDS.find((name) => name !== "key" && !values[name].trim());
    if (first) return document.getElementById(`${id}${first}`)?.focus();
    const region: ProviderRegionView = place === "this_computer" ? { place, address } : { place };
    connect.mutate({ account: values.account, key: values.key.trim() || null, number: values.number, region, secret: values.secret }, {
      onSuccess({ test }) {
        if (test.problem) return;
        setValues({ ...values, secret: "" });
        toast({ text: t("practice.provider.form.connected") });
        onClose();
      },
    });
  }

  return (
    <form className={styles.card} onSubmit={submit} noValidate autoComplete="off" aria-labelledby={`${id}title`} data-testid="connect-form">
      <h5 id={`${id}title`}>{t("practice.provider.form.title")}</h5>
      <p className={styles.soft}>{t("practice.provider.form.lead")}</p>
      <div className={styles.pair}>
        <Choice label={t("practice.provider.form.place")} value={place} onChange={(one) => setPlace(one as Place)} help={t(`practice.provider.form.places.${place}Help`)} data-testid="connect-place">
          {PLACES.map((one) => <option key={one} value={one}>{t(`practice.provider.form.places.${one}`)}</option>)}
        </Choice>
        {place === "this_computer" && (
          <div className={field.field}>
            <label className={field.label} htmlFor={`${id}address`}>{t("practice.provider.form.address")}</label>
            <input id={`${id}address`} className={`${field.input} ${styles.code}`} type="url" value={address} autoComplete="off" spellCheck={false} onChange={(event) => setAddress(event.target.value)} data-testid="connect-address" />
          </div>
        )}
      </div>
      <div className={styles.pair}>
        {FIELDS.map((name) => (
          <div key={name} className={field.field}>
            <label className={field.label} htmlFor={`${id}${name}`}>{t(`practice.provider.form.${name}`)}</label>
            <input
              id={`${id}${name}`} className={`${field.input} ${name === "account" || name === "key" ? styles.code : ""}`} type={name === "secret" ? "password" : name === "number" ? "tel" : "text"} value={values[name]} autoFocus={name === "account"} autoComplete="off" spellCheck={false}
              aria-invalid={missing(name)} aria-describedby={`${id}${name}Help`} onChange={(event) => setValues({ ...values, [name]: event.target.value })} data-testid={`connect-${name}`}
            />
            <p id={`${id}${name}Help`} className={missing(name) ? field.error : field.help}>{missing(name) ? t("practice.provider.form.need") : t(`practice.provider.form.${name}Help`)}</p>
          </div>
        ))}
      </div>
      {problem && <p role="alert" className={styles.bad} data-testid="connect-problem">{t(`practice.provider.problems.${problem}`)}</p>}
      {connect.error && <p role="alert" className={styles.bad} data-testid="connect-problem">{sentence(connect.error)}</p>}
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={connect.isPending} data-testid="connect-submit">{t(connect.isPending ? "practice.provider.testing" : "practice.provider.form.submit")}</Button>
        <Button onClick={onClose}>{t("practice.cancel")}</Button>
      </div>
    </form>
  );
}
