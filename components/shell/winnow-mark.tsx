/** The mark: a fan that lets the grain fall. */
export function WinnowMark() {
  return (
    <svg width={20} height={20} viewBox="0 0 20 20" aria-hidden className="shrink-0">
      <rect width={20} height={20} rx={5} fill="var(--color-kumo-contrast)" />
      <path
        d="M5 6.5L7.6 13.5L10 8L12.4 13.5L15 6.5"
        fill="none"
        stroke="var(--color-kumo-base)"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
