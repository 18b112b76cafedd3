"use client"

import { WrenchIcon } from "@phosphor-icons/react/dist/ssr/Wrench"
import { formatCount } from "@/components/format/count"
import { CallBlock, CallText } from "@/components/transcript/call-block"
import { CallResult } from "@/components/transcript/call-result"
import { firstLine } from "@/components/transcript/first-line"
import { FoldLine } from "@/components/transcript/fold-line"
import { type Json, type JsonObject, parseRecord } from "@/components/transcript/records/json"
import { readLongArguments } from "@/components/transcript/records/long-arguments"
import { RecordTree } from "@/components/transcript/records/record-tree"
import { useTranscript } from "@/components/transcript/transcript-context"
import { showHidden } from "@/components/transcript/visible-text"
import type { StepRecord } from "@/lib/contracts/steps"
import { DrawnCall } from "../as-text"
import { readOncePerStep } from "../by-step"
import type { CallProps } from "../step-renderer"

/** A tree cuts longer values, which are better read as text. */
const LONGEST_VALUE = 1_000

/** What a tool answered, as data; null when it is text, an error, was cut or holds a long text. */
const readData = readOncePerStep((step) => {
  const data = step.isError || step.omittedChars > 0 ? null : parseRecord(step.message.content ?? "")
  return data && holdsLongText(data) ? null : data
})

function holdsLongText(value: Json): boolean {
  if (typeof value === "string") return value.length > LONGEST_VALUE
  return typeof value === "object" && value !== null && Object.values(value).some(holdsLongText)
}

/** Data up to this long stands open. */
const SHORT_CHARS = 240

/** Any tool: long arguments and JSON answers as tables and trees, all else as text. */
export function DataCall(props: CallProps) {
  const { step, call, result } = props
  const { view } = useTranscript()
  const argument = call && view.tools ? readLongArguments(call) : null
  const data = result && readData(result)
  if (!step || !call || (!argument && !data)) return <CallBlock {...props} />
  return (
    <DrawnCall
      of={props}
      icon={<WrenchIcon size={14} />}
      title={
        argument ? (
          <div className="grid gap-1">
            <span className="font-mono font-semibold">{showHidden(call.function.name)}</span>
            <RecordTree value={argument} id={`${step.idx}/${call.id}`} />
          </div>
        ) : (
          <div className="font-mono">
            <CallText {...props} whole={view.tools} />
          </div>
        )
      }
    >
      {data && result ? <DataResult data={data} result={result} /> : <CallResult result={result} called />}
    </DrawnCall>
  )
}

function DataResult({ data, result }: { data: JsonObject | Json[]; result: StepRecord }) {
  const { folds } = useTranscript()
  const text = result.message.content ?? ""
  const isLong = text.length > SHORT_CHARS
  const key = `${result.idx}/result/fold`
  const open = folds.isOpen(key, !isLong)
  return (
    <div className="px-2.5 py-1.5">
      {isLong && (
        <FoldLine
          open={open}
          onToggle={() => folds.toggle(key, false)}
          preview={firstLine(text)}
          size={`${formatCount(text.length)} chars`}
          mono
        />
      )}
      {open && <RecordTree value={data} id={`${result.idx}/data`} />}
    </div>
  )
}
