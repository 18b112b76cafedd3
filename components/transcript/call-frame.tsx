"use client"

import type { ReactNode } from "react"
import { formatDuration } from "@/components/format/duration"
import { classNames } from "@/components/ui/class-names"
import type { StepRecord } from "@/lib/contracts/steps"
import type { CallProps } from "./renderers/step-renderer"

export interface CallFrameProps {
  icon: ReactNode
  /** On the grey band: what was called, with what. */
  title: ReactNode
  /** At the right end of the band, before the latency. */
  actions?: ReactNode
  latency: string
  failed: boolean
  /** Below the band: the answer. */
  children?: ReactNode
}

/** One box for a call and its answer, red when it failed. */
export function CallFrame({ icon, title, actions, latency, failed, children }: CallFrameProps) {
  return (
    <div
      className={classNames("overflow-hidden rounded-md ring", failed ? "ring-bad/60" : "ring-kumo-hairline")}
    >
      <div className="flex items-start gap-2 bg-code px-2.5 py-1.5 text-note">
        <span className="mt-px shrink-0 text-kumo-subtle" aria-hidden>
          {icon}
        </span>
        <div className="min-w-0 flex-1">{title}</div>
        {actions}
        {latency && (
          <span data-apart className="shrink-0 text-head text-kumo-subtle tabular">
            {latency}
          </span>
        )}
      </div>
      {children}
    </div>
  )
}

/** Time of the model and of the tool together; empty when neither is known. */
export function latencyOf({ step, result }: Pick<CallProps, "step" | "result">): string {
  const known = [step?.latencyMs, result?.latencyMs].filter((ms) => typeof ms === "number")
  return known.length === 0 ? "" : formatDuration(known.reduce((sum, ms) => sum + ms, 0))
}

export function hasFailed(step: StepRecord | null, result: StepRecord | null): boolean {
  return result ? result.isError : (step?.isError ?? false)
}
