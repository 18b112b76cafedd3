"use client"

import { WarningCircleIcon } from "@phosphor-icons/react/dist/ssr/WarningCircle"
import { formatCount } from "@/components/format/count"
import type { StepRecord } from "@/lib/contracts/steps"
import { spreadJson } from "./call-arguments"
import { firstLine } from "./first-line"
import { FoldLine } from "./fold-line"
import { LongText } from "./long-text"
import { useTranscript } from "./transcript-context"

const SHORT = { lines: 3, chars: 240 }
const OPENED = { lines: 60, chars: 6_000 }

/** The answer of a tool: whole when short, one line when long, red when it reports a failure. */
export function CallResult({ result, called }: { result: StepRecord | null; called: boolean }) {
  if (!result) return <Note>no result: the episode ended here</Note>
  const text = readResult(result)
  return (
    <>
      {!called && <Note>result without a call</Note>}
      {result.isError ? (
        <ErrorResult result={result} />
      ) : text.trim() === "" ? (
        <Note>empty result</Note>
      ) : isShort(text) ? (
        <div className="px-2.5 py-1.5 font-mono text-note">
          <LongText step={result} read={readResult} part="result" field="content" limit={SHORT} />
        </div>
      ) : (
        <FoldedResult result={result} />
      )}
    </>
  )
}

function FoldedResult({ result }: { result: StepRecord }) {
  const { folds } = useTranscript()
  const key = `${result.idx}/result/fold`
  const open = folds.isOpen(key, false)
  const text = readResult(result)
  return (
    <div className="px-2.5 py-1.5">
      <FoldLine
        open={open}
        onToggle={() => folds.toggle(key, false)}
        preview={firstLine(text)}
        size={`${formatCount(text.length + result.omittedChars)} chars`}
        mono
      />
      {open && (
        <LongText
          step={result}
          read={readSpread}
          part="result"
          field="content"
          limit={OPENED}
          className="pt-1 pl-5 font-mono text-note"
        />
      )}
    </div>
  )
}

function ErrorResult({ result }: { result: StepRecord }) {
  return (
    <div className="flex items-start gap-2 bg-bad-tint px-2.5 py-1.5 font-mono text-bad text-note">
      <WarningCircleIcon size={14} weight="fill" className="mt-px shrink-0" aria-label="Error" />
      <div className="min-w-0 flex-1">
        <LongText
          step={result}
          read={readResult}
          part="result"
          field="content"
          limit={{ lines: 8, chars: 1_000 }}
        />
      </div>
    </div>
  )
}

function Note({ children }: { children: string }) {
  return <div className="px-2.5 py-1.5 text-kumo-subtle text-note italic">{children}</div>
}

function isShort(text: string): boolean {
  return text.length <= SHORT.chars && text.split("\n", SHORT.lines + 1).length <= SHORT.lines
}

function readResult(step: StepRecord): string {
  return step.message.content ?? ""
}

function readSpread(step: StepRecord): string {
  return spreadJson(readResult(step))
}
