/** The app's mark: a door ajar. */
export const Mark = ({ size = 36 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
    <rect width="36" height="36" rx="10" fill="var(--accent)" />
    <path d="M11 27V11a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16" fill="none" stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" opacity="0.55" />
    <path d="M15 27V13.2a1 1 0 0 1 .8-1l5.7-1.1a1.2 1.2 0 0 1 1.5 1.2v15.9a1 1 0 0 1-1.2 1L15 27Z" fill="var(--on-accent)" />
    <circle cx="20.3" cy="19.8" r="1.1" fill="var(--accent)" />
    <path d="M8.5 27h19" stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" opacity="0.55" />
  </svg>
);
