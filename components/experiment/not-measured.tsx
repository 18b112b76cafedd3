import { Badge } from "@/components/ui/badge"

/** On everything that others published. */
export function NotMeasured({ className }: { className?: string }) {
  return (
    <span className={className}>
      <Badge tone="neutral">published, not measured here</Badge>
    </span>
  )
}
