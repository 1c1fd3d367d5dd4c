export { PatientPane } from "./PatientPane";
