"use client"

import { useQuery } from "@tanstack/react-query"
import { useDeferredValue, useMemo } from "react"
import { useDraft } from "@/components/episode/use-draft"
import { showHidden } from "@/components/transcript/visible-text"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Skeleton } from "@/components/ui/skeleton"
import { Textarea } from "@/components/ui/textarea"
import { routeQuery } from "@/lib/api-client/query"
import { getStep } from "@/lib/contracts/steps"
import type { AssistantMessage } from "@/lib/domain/message"
import { diffText } from "@/lib/domain/text-diff"

/** A reply as it is corrected: its words, or JSON with its words and calls. */
function editableText({ content, tool_calls }: Pick<AssistantMessage, "content" | "tool_calls">): string {
  return tool_calls?.length ? JSON.stringify({ content, tool_calls }, null, 2) : (content ?? "")
}

/** Why a text cannot stand for a reply with calls; null when it can. */
function findProblem(text: string, hasCalls: boolean): string | null {
  if (!hasCalls || !text.trimStart().startsWith("{")) return null
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    if (error instanceof SyntaxError) return "This is no valid JSON, so it would be taught as words."
    throw error
  }
}

export interface CorrectionDialogProps {
  experimentId: string
  episodeId: string
  stepIdx: number
  /** The correction that stands. */
  saved: string | null
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Null takes the correction back. */
  onSave: (text: string | null) => void
}

/** What the assistant should have said, beside what it said. */
export function CorrectionDialog(props: CorrectionDialogProps) {
  const { experimentId, episodeId, stepIdx, saved, open, onOpenChange, onSave } = props
  const step = useQuery({
    ...routeQuery(getStep, { experimentId, episodeId, idx: stepIdx }),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const message = step.data?.message
  const [draft, setDraft] = useDraft(`correction/${episodeId}/${stepIdx}`)
  const before = message?.role === "assistant" ? editableText(message) : null
  const text = draft ?? saved ?? before ?? ""
  const hasCalls = message?.role === "assistant" && Boolean(message.tool_calls?.length)
  const problem = findProblem(text, hasCalls)
  const finish = (value: string | null) => {
    onSave(value)
    setDraft(null)
    onOpenChange(false)
  }
  return (
    <Dialog
      title={`Correct step ${stepIdx}`}
      description="What the assistant should have said. A dataset that takes corrections ends the episode with it."
      open={open}
      onOpenChange={onOpenChange}
      size="xl"
      footer={
        <>
          {saved !== null && (
            <Button variant="ghost" onClick={() => finish(null)}>
              Take the correction back
            </Button>
          )}
          <Button
            variant="primary"
            disabled={before === null || text.trim() === "" || text === before || text === saved}
            onClick={() => finish(text)}
          >
            Save the correction
          </Button>
        </>
      }
    >
      {step.error && (
        <Banner tone="error" title="The step could not be read.">
          {step.error.message}
        </Banner>
      )}
      {step.isPending && <Skeleton className="h-40 w-full" />}
      {before !== null && (
        <div className="grid gap-3">
          <Textarea
            label={
              hasCalls
                ? "The reply with its calls, as JSON; plain words are a reply without calls"
                : "The reply"
            }
            showLabel
            rows={10}
            maxLength={20_000}
            value={text}
            onChange={(event) => setDraft(event.target.value)}
            {...(problem ? { error: problem } : {})}
          />
          <Difference before={before} after={text} />
        </div>
      )}
    </Dialog>
  )
}

function Difference({ before, after }: { before: string; after: string }) {
  const settled = useDeferredValue(after)
  const parts = useMemo(() => diffText(before, settled), [before, settled])
  if (before === settled) return <p className="text-kumo-subtle text-note">Nothing is changed yet.</p>
  return (
    <section>
      <h3 className="pb-1 text-kumo-subtle text-note">What changes</h3>
      <pre className="max-h-80 overflow-y-auto whitespace-pre-wrap rounded-md bg-code p-2.5 text-note [overflow-wrap:anywhere] [unicode-bidi:isolate]">
        {keyed(parts).map(({ key, kind, text }) => {
          if (kind === "removed") {
            return (
              <del key={key} className="bg-bad-tint text-bad">
                {showHidden(text)}
              </del>
            )
          }
          if (kind === "added") {
            return (
              <ins key={key} className="bg-good-tint text-good no-underline">
                {showHidden(text)}
              </ins>
            )
          }
          return <span key={key}>{showHidden(text)}</span>
        })}
      </pre>
    </section>
  )
}

/** Each part with where it starts, which tells it from its equals. */
function keyed(parts: ReturnType<typeof diffText>) {
  let at = 0
  return parts.map((part) => {
    at += part.text.length
    return { ...part, key: `${part.kind}/${at}` }
  })
}
