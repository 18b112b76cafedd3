import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { CircleIcon } from "@phosphor-icons/react/dist/ssr/Circle"
import { CircleNotchIcon } from "@phosphor-icons/react/dist/ssr/CircleNotch"
import { MinusCircleIcon } from "@phosphor-icons/react/dist/ssr/MinusCircle"
import { XCircleIcon } from "@phosphor-icons/react/dist/ssr/XCircle"
import type { StageRecord } from "@/lib/contracts/pipelines"

/** A stage's state as a mark, spoken as a word. */
export function StageIcon({ status }: { status: StageRecord["status"] }) {
  const shared = { size: 16, className: "mt-0.5 shrink-0", "aria-label": status }
  switch (status) {
    case "done":
      return <CheckCircleIcon {...shared} weight="fill" className={`${shared.className} text-good`} />
    case "running":
      return (
        <CircleNotchIcon
          {...shared}
          weight="bold"
          className={`${shared.className} text-accent motion-safe:animate-spin`}
        />
      )
    case "failed":
      return <XCircleIcon {...shared} weight="fill" className={`${shared.className} text-bad`} />
    case "cancelled":
      return <MinusCircleIcon {...shared} className={`${shared.className} text-kumo-subtle`} />
    case "waiting":
      return <CircleIcon {...shared} className={`${shared.className} text-kumo-subtle`} />
  }
}
