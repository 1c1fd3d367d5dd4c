export { ProviderNotice } from "./ProviderNotice";
export { SettingsScreen, type Section } from "./SettingsScreen";
