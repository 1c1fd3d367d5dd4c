import i18next from "i18next";
import { enGB } from "./en-GB";

/** All words of the window stand in one catalogue. Set up at import: no request, no waiting. */
void i18next.init({
  lng: "en-GB",
  fallbackLng: "en-GB",
  resources: { "en-GB": { translation: enGB } },
  interpolation: { escapeValue: false }, // React shows strings as text
  returnNull: false,
  initAsync: false,
});

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof enGB };
  }
}

export const t = i18next.t;
