export { Button } from "./Button";
export { Dialog, DialogActions } from "./Dialog";
export { IdentityFacts } from "./Identity";
export { Kbd } from "./Kbd";
export { Avatar, Bone, Chip, Empty } from "./Small";
export { Toasts, useToast } from "./Toasts";
