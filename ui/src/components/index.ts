export { Avatar, Bone, Chip, Empty } from "./Small";
export { Button } from "./Button";
export { ClockField, DayField } from "./DateTime";
export { ConsentState, decisionWords, sourceWords } from "./Consent";
export { Dialog, DialogActions } from "./Dialog";
export { IdentityFacts } from "./Identity";
export { Kbd } from "./Kbd";
export { Toasts, useToast } from "./Toasts";
