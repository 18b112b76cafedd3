"use client"

import { argumentsOf, parseOnlyText } from "@/components/transcript/call-arguments"
import { CallBlock } from "@/components/transcript/call-block"
import { LongText } from "@/components/transcript/long-text"
import { useTranscript } from "@/components/transcript/transcript-context"
import type { StepRecord } from "@/lib/contracts/steps"
import { DrawnCall } from "../as-text"
import type { CallProps } from "../step-renderer"
import { ActionIcon, ActionTitle } from "./action-title"
import { ExpectedAnswer } from "./expected-answer"
import { readGold } from "./gold"
import { verbOf } from "./search-action"
import { SearchAnswer } from "./search-answer"

const NOTE = { lines: 12, chars: 1_200 }

/** A search, a look at an article, a note or the answer. */
export function SearchCall(props: CallProps) {
  const { revealed } = useTranscript()
  const { step, call, result } = props
  const verb = call && verbOf(call.function.name)
  const text = call && parseOnlyText(call.function.arguments)
  if (!step || !verb || text === null) return <CallBlock {...props} />
  const gold = readGold(revealed)
  return (
    <DrawnCall
      of={props}
      icon={<ActionIcon verb={verb} />}
      title={<ActionTitle verb={verb} tool={call.function.name} text={text} />}
    >
      {verb === "note" && (
        <div className="px-2.5 py-1.5">
          <LongText
            step={step}
            part={`arguments/${call.id}`}
            read={(from) => readNote(from, call.id)}
            limit={NOTE}
            className="text-prose"
          />
        </div>
      )}
      {verb === "answer" && <ExpectedAnswer gold={gold} />}
      <SearchAnswer verb={verb} result={result} gold={gold} />
    </DrawnCall>
  )
}

function readNote(step: StepRecord, callId: string): string {
  const text = argumentsOf(step, callId)
  return parseOnlyText(text) ?? text
}
