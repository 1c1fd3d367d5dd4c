export { TemplatesScreen, type TemplateWork } from "./TemplatesScreen";
