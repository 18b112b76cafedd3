"use client"

import { BrainIcon } from "@phosphor-icons/react/dist/ssr/Brain"
import { DatabaseIcon } from "@phosphor-icons/react/dist/ssr/Database"
import { WrenchIcon } from "@phosphor-icons/react/dist/ssr/Wrench"
import { argumentsOf, parseOnlyText } from "@/components/transcript/call-arguments"
import { CallBlock, CallText } from "@/components/transcript/call-block"
import { CallResult } from "@/components/transcript/call-result"
import { LongText } from "@/components/transcript/long-text"
import { readLongArguments } from "@/components/transcript/records/long-arguments"
import { RecordTree } from "@/components/transcript/records/record-tree"
import { useTranscript } from "@/components/transcript/transcript-context"
import { showHidden } from "@/components/transcript/visible-text"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"
import { DrawnCall } from "../as-text"
import type { CallProps } from "../step-renderer"
import { ChangeTable } from "./change-table"
import { readRecord, readVersion } from "./record-versions"
import { isWriteTool } from "./tools"
import { useEarlierVersion } from "./use-earlier-version"

const THOUGHT = { lines: 12, chars: 1_200 }

/** A tool of tau-bench: its arguments, and the rows it showed or changed. */
export function RecordCall(props: CallProps) {
  const { step, call, result } = props
  const { view } = useTranscript()
  if (!step || !call) return <CallBlock {...props} />
  if (isThought(call)) return <Thought {...props} step={step} call={call} />
  const argument = view.tools ? readLongArguments(call) : null
  const record = result && readRecord(result)
  if (!argument && !record) return <CallBlock {...props} />
  const writes = isWriteTool(call.function.name)
  return (
    <DrawnCall
      of={props}
      icon={writes ? <DatabaseIcon size={14} /> : <WrenchIcon size={14} />}
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
      {record && result ? <Rows call={call} result={result} /> : <CallResult result={result} called />}
    </DrawnCall>
  )
}

function Rows({ call, result }: { call: ToolCall; result: StepRecord }) {
  const after = isWriteTool(call.function.name) ? readVersion(call, result) : null
  const before = useEarlierVersion(after)
  const record = readRecord(result)
  if (after && before) return <ChangeTable before={before} after={after} />
  return (
    <div className="grid gap-1 px-2.5 py-1.5">
      {after && (
        <p className="text-note">
          <span className="font-medium [overflow-wrap:anywhere]">{showHidden(after.key)}</span>
          <span className="text-kumo-subtle">: first shown here, so there is nothing to compare it with</span>
        </p>
      )}
      {record && <RecordTree value={record} id={`${result.idx}/record`} />}
    </div>
  )
}

function isThought(call: ToolCall): boolean {
  return call.function.name === "think" && parseOnlyText(call.function.arguments) !== null
}

function Thought(props: CallProps & { step: StepRecord; call: ToolCall }) {
  const { step, call, result } = props
  const isSilent = result?.message.content === ""
  return (
    <DrawnCall
      of={props}
      icon={<BrainIcon size={14} />}
      title={<span className="font-mono font-semibold">think</span>}
    >
      <div className="px-2.5 py-1.5">
        <LongText
          step={step}
          part={`arguments/${call.id}`}
          read={(from) => parseOnlyText(argumentsOf(from, call.id)) ?? argumentsOf(from, call.id)}
          limit={THOUGHT}
          className="text-prose"
        />
      </div>
      {!isSilent && <CallResult result={result} called />}
    </DrawnCall>
  )
}
