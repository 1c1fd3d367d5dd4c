import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "./keys";
import { useAppCommand } from "./mutations";

/** Duties: what they are, and who holds them. */

export const useSaveRole = () => useAppCommand("save_role_account");
export const useEndRole = () => useAppCommand("end_role_account");
export const useHoldRole = () => useAppCommand("hold_role_account");

/** Reads the app anew where its counts are looked at: a conversation that moves does not say so of the whole app. */
export function useFreshApp(): void {
  const client = useQueryClient();
  useEffect(() => void client.invalidateQueries({ queryKey: keys.app }), [client]);
}
