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

/** What can be known of an episode before its steps are drawn. */
export interface EpisodeSigns {
  /** Names of the tools that were called. */
  tools: ReadonlySet<string>
  /** How the first messages begin; empty when tools were called, which say enough. */
  opening: readonly string[]
}

/**
 * How the steps of one kind of experiment are drawn. A part left out is drawn as chat. A part gets whatever a model wrote:
 * where it cannot read that, it returns the chat part itself.
 */
export interface StepRenderer {
  /** Environments of experiments that it is for. */
  environments: readonly string[]
  /** Whether an episode of any other environment, or of none, looks like its own. */
  recognises: (signs: EpisodeSigns) => boolean
  Message: ComponentType<MessageProps>
  Call: ComponentType<CallProps>
  /** Pixels of a call with its result, until it is measured. */
  callHeight: number
}
