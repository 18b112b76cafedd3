"use client"

import { formatCountOf } from "@/components/format/count"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { Outbox } from "./use-outbox"

/** Labels that could not be stored: nothing is lost, and everything can be sent again. */
export function LabelFailures({ labeller }: { labeller: Outbox<{ words: string }> }) {
  const { failed, retry, discard } = labeller
  if (failed.length === 0) return null
  const title =
    failed.length === 1
      ? "A label was not saved."
      : `${formatCountOf(failed.length, "label")} were not saved.`
  return (
    <div className="p-2.5">
      <Banner
        tone="error"
        title={title}
        action={
          <span className="flex gap-1.5">
            <Button size="xs" onClick={retry}>
              Retry
            </Button>
            <Button size="xs" variant="ghost" onClick={discard}>
              Discard
            </Button>
          </span>
        }
      >
        {failed.map(({ words }) => words).join(", ")}
      </Banner>
    </div>
  )
}
