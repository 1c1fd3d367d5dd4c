import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { ReviewWishRequest } from "@/contract/ReviewWishRequest";
import type { WishReviewsView } from "@/contract/WishReviewsView";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** What patients want, to be asked about again now or within a month. */
export function useWishReviews() {
  const platform = usePlatform();
  // What is due grows with the day, and no event says so.
  return useQuery<WishReviewsView, ErrorView>({ queryKey: keys.wishReviews, queryFn: () => platform.call("wishes_to_review", null), staleTime: 60 * 60_000, refetchInterval: 60 * 60_000 });
}

/** Asked again, and nothing changed: it is taken off the list at once. */
export function useReviewWish() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<WishReviewsView, ErrorView, ReviewWishRequest>({
    mutationFn: (request) => platform.call("review_wish", request),
    onSuccess(view, { patient }) {
      client.setQueryData(keys.wishReviews, view);
      void client.invalidateQueries({ queryKey: keys.preferences(patient) });
    },
  });
}
