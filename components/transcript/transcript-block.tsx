"use client"

import { memo } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Skeleton } from "@/components/ui/skeleton"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"
import { BlockFrame } from "./block-frame"
import type { Block } from "./blocks"
import { chatRenderer } from "./renderers/chat/chat"
import { RendererBoundary } from "./renderers/renderer-boundary"
import type { StepRenderer } from "./renderers/step-renderer"
import { useTranscript } from "./transcript-context"
import { useBlockSteps } from "./use-block-steps"

export interface TranscriptBlockProps {
  block: Block
  /** Pixels to hold while its steps are on their way. */
  height: number
}

/** Memoised: scrolling changes which blocks exist, not what they show. */
export const TranscriptBlock = memo(function TranscriptBlock(props: TranscriptBlockProps) {
  const { block, height } = props
  const { renderer } = useTranscript()
  const content = useBlockSteps(block)
  return (
    <BlockFrame block={block}>
      {content.state === "loading" && (
        <div style={{ height: height - 16 }}>
          <Skeleton className="h-full w-full" />
        </div>
      )}
      {content.state === "failed" && (
        <Banner
          tone="error"
          title="These steps could not be read."
          action={
            <Button size="xs" onClick={content.retry}>
              Retry
            </Button>
          }
        >
          {content.message}
        </Banner>
      )}
      {content.state === "ready" && (
        <RendererBoundary fallback={<BlockContent steps={content.steps} renderer={chatRenderer} />}>
          <BlockContent steps={content.steps} renderer={renderer} />
        </RendererBoundary>
      )}
    </BlockFrame>
  )
})

function BlockContent({ steps, renderer }: { steps: readonly StepRecord[]; renderer: StepRenderer }) {
  const { Message, Call } = renderer
  const [first, ...results] = steps
  if (!first) return null
  if (first.message.role === "tool") return <Call step={null} call={null} result={first} />
  const calls = first.message.role === "assistant" ? (first.message.tool_calls ?? []) : []
  if (calls.length === 0) return <Message step={first} />
  const { pairs, strays } = pairResults(calls, results)
  return (
    <div className="grid min-w-0 gap-2">
      {hasWords(first) && <Message step={first} />}
      {pairs.map(({ call, result }) => (
        <Call key={call.id} step={first} call={call} result={result} />
      ))}
      {strays.map((result) => (
        <Call key={result.idx} step={null} call={null} result={result} />
      ))}
    </div>
  )
}

/** Results by the id of their call; those that name no call of this block are strays. */
function pairResults(calls: readonly ToolCall[], results: readonly StepRecord[]) {
  const left = [...results]
  const pairs = calls.map((call) => {
    const at = left.findIndex(({ message }) => message.role === "tool" && message.tool_call_id === call.id)
    return { call, result: at < 0 ? null : (left.splice(at, 1)[0] ?? null) }
  })
  return { pairs, strays: left }
}

function hasWords({ message }: StepRecord): boolean {
  return message.role === "assistant" && Boolean(message.content?.trim() || message.reasoning)
}
