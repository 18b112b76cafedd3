"use client"

import { LongText } from "@/components/transcript/long-text"
import { MessageBlock } from "@/components/transcript/message-block"
import { useTranscript } from "@/components/transcript/transcript-context"
import type { StepRecord } from "@/lib/contracts/steps"
import { parseObservation, parseReactTurn } from "@/lib/domain/react-turn"
import { DrawnMessage } from "../as-text"
import { readOncePerStep } from "../by-step"
import type { MessageProps } from "../step-renderer"
import { ActionIcon, ActionTitle } from "./action-title"
import { ExpectedAnswer } from "./expected-answer"
import { readGold } from "./gold"
import { parseResults } from "./parse-results"
import { ResultList } from "./result-list"
import { verbOf } from "./search-action"

const THOUGHT = { lines: 30, chars: 2_400 }
const SEEN = { lines: 12, chars: 1_400 }

const readTurn = readOncePerStep((step) =>
  step.message.role === "assistant" && !step.isError ? parseReactTurn(step.message.content ?? "") : null,
)
const readObservation = readOncePerStep((step) =>
  step.message.role === "user" && !step.isError ? parseObservation(step.message.content ?? "") : null,
)

/** A message of a ReAct transcript, where thoughts, actions and what was seen are text; any other one is chat. */
export function SearchMessage({ step }: MessageProps) {
  const { revealed } = useTranscript()
  const turn = readTurn(step)
  const seen = readObservation(step)
  if (seen !== null) return <Seen step={step} text={seen} />
  const verb = turn && verbOf(turn.action.name.toLowerCase())
  if (!turn || !verb) return <MessageBlock step={step} />
  return (
    <DrawnMessage step={step}>
      {turn.thought && (
        <LongText step={step} read={readThought} part="thought" limit={THOUGHT} className="text-prose" />
      )}
      <div className="overflow-hidden rounded-md ring ring-kumo-hairline">
        <div className="flex items-start gap-2 bg-code px-2.5 py-1.5 text-note">
          <span className="mt-px shrink-0 text-kumo-subtle" aria-hidden>
            <ActionIcon verb={verb} />
          </span>
          <ActionTitle verb={verb} tool={turn.action.name} text={turn.action.argument} />
        </div>
        {verb === "answer" && <ExpectedAnswer gold={readGold(revealed)} />}
      </div>
    </DrawnMessage>
  )
}

function Seen({ step, text }: { step: StepRecord; text: string }) {
  const { revealed } = useTranscript()
  const results = parseResults(text)
  return (
    <DrawnMessage step={step}>
      <div className="rounded-md ring ring-kumo-hairline">
        {results && results.length > 1 ? (
          <ResultList results={results} gold={readGold(revealed)} />
        ) : (
          <LongText
            step={step}
            read={readSeen}
            part="observation"
            limit={SEEN}
            className="px-2.5 py-1.5 text-kumo-subtle text-prose"
          />
        )}
      </div>
    </DrawnMessage>
  )
}

function readThought(step: StepRecord): string {
  return readTurn(step)?.thought ?? step.message.content ?? ""
}

function readSeen(step: StepRecord): string {
  return readObservation(step) ?? step.message.content ?? ""
}
