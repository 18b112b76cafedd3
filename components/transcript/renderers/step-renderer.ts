import type { ComponentType } from "react"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"

export interface MessageProps {
  step: StepRecord
}

export interface CallProps {
  /** The assistant's step; null when a result stands without its call. */
  step: StepRecord | null
  call: ToolCall | null
  /** Null when the episode ended before the answer. */
  result: StepRecord | null
}

/** How the steps of one environment are drawn. A part left out is drawn as chat. */
export interface StepRenderer {
  /** The environment of the experiment, or null for every other one. */
  environment: string | null
  Message?: ComponentType<MessageProps>
  Call?: ComponentType<CallProps>
}
