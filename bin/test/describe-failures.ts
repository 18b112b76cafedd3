import { stripVTControlCharacters } from "node:util"
import type { Failure } from "@/bin/test/tally"

const MOST_SHOWN = 12
const MOST_CHARACTERS = 300

function firstLine(text: string): string {
  const line = stripVTControlCharacters(text).trim().split("\n", 1)[0] ?? ""
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)} …` : line
}

function describeFailure({ where, name, error }: Failure): string {
  return `FAILED  ${where}\n        ${firstLine(name)}\n        ${firstLine(error)}`
}

/** What failed, short enough to be seen whole at the end of a log; empty when nothing did. */
export function describeFailures(failures: readonly Failure[]): string {
  const shown = failures.slice(0, MOST_SHOWN).map(describeFailure)
  const rest = failures.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n")
}
