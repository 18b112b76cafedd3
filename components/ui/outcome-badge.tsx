import { CheckIcon } from "@phosphor-icons/react/dist/ssr/Check"
import { MinusIcon } from "@phosphor-icons/react/dist/ssr/Minus"
import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { Badge } from "./badge"

/** Success, failed, or unknown when no success was recorded. */
export function OutcomeBadge({ success }: { success: boolean | null }) {
  if (success === null) {
    return (
      <Badge tone="neutral" icon={<MinusIcon size={12} />}>
        Unknown
      </Badge>
    )
  }
  return success ? (
    <Badge tone="good" icon={<CheckIcon size={12} />}>
      Success
    </Badge>
  ) : (
    <Badge tone="bad" icon={<XIcon size={12} />}>
      Failed
    </Badge>
  )
}

/** The outcome as one 14 px mark, for dense lists. */
export function OutcomeIcon({ success }: { success: boolean | null }) {
  if (success === null) return <MinusIcon size={14} className="text-kumo-inactive" aria-label="Unknown" />
  return success ? (
    <CheckIcon size={14} className="text-good" aria-label="Success" />
  ) : (
    <XIcon size={14} className="text-bad" aria-label="Failed" />
  )
}
