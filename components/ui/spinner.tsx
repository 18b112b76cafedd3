import { CircleNotchIcon } from "@phosphor-icons/react/dist/ssr/CircleNotch"

/** Something is running. */
export function Spinner({ size = 16, label = "Running" }: { size?: number; label?: string }) {
  return <CircleNotchIcon size={size} weight="bold" className="animate-spin text-accent" aria-label={label} />
}
