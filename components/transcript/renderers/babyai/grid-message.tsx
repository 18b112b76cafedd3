"use client"

import { MessageBlock } from "@/components/transcript/message-block"
import { DrawnMessage } from "../as-text"
import type { MessageProps } from "../step-renderer"
import { GridPanel } from "./grid-panel"
import { readGrid } from "./read-grid"
import { useMission } from "./use-mission"

/** The first observation, and those that answer a reply without a call. */
export function GridMessage({ step }: MessageProps) {
  const mission = useMission()
  const grid = step.message.role === "user" ? readGrid(step) : null
  if (!grid) return <MessageBlock step={step} />
  return (
    <DrawnMessage step={step}>
      <div className="rounded-md ring ring-kumo-hairline">
        <GridPanel grid={grid} mission={grid.mission ?? mission} />
      </div>
    </DrawnMessage>
  )
}
