import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConnectProviderRequest } from "@/contract/ConnectProviderRequest";
import type { ErrorView } from "@/contract/ErrorView";
import type { ProviderConnected } from "@/contract/ProviderConnected";
import type { ProviderConnectionView } from "@/contract/ProviderConnectionView";
import type { ProviderTestView } from "@/contract/ProviderTestView";
import type { ProviderView } from "@/contract/ProviderView";
import type { RecordProviderRequest } from "@/contract/RecordProviderRequest";
import { keys } from "./keys";
import { useAppCommand } from "./mutations";
import { usePlatform } from "./provider";

/** The practice, its staff and its provider: what the settings read and change. */

export const useSaveStaff = () => useAppCommand("save_staff");
export const useStaffLeft = () => useAppCommand("staff_left");
export const useSavePractice = () => useAppCommand("save_practice");

export function useProvider() {
  const platform = usePlatform();
  return useQuery<ProviderView, ErrorView>({ queryKey: keys.provider, queryFn: () => platform.call("provider", null), staleTime: 0 });
}

export function useProviderConnection() {
  const platform = usePlatform();
  return useQuery<ProviderConnectionView, ErrorView>({ queryKey: keys.providerConnection, queryFn: () => platform.call("provider_connection", null), staleTime: 0 });
}

export function useRecordProvider() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<ProviderView, ErrorView, RecordProviderRequest>({
    mutationFn: (request) => platform.call("record_provider", request),
    onSuccess(view) {
      client.setQueryData(keys.provider, view);
      void client.invalidateQueries({ queryKey: keys.app });
    },
  });
}

/** Tries an account. The secret is in no cache: the request is forgotten as soon as it is answered. */
export function useConnectProvider() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<ProviderConnected, ErrorView, ConnectProviderRequest>({
    mutationFn: (request) => platform.call("connect_provider", request),
    gcTime: 0,
    onSuccess({ connection }) {
      client.setQueryData(keys.providerConnection, connection);
      void client.invalidateQueries({ queryKey: keys.app });
    },
  });
}

export function useTestProvider() {
  const platform = usePlatform();
  return useMutation<ProviderTestView, ErrorView, null>({ mutationFn: () => platform.call("test_provider", null) });
}
