import { stripVTControlCharacters } from "node:util"
import type { Failure } from "@/bin/test/tally"

const MOST_SHOWN = 12
const MOST_CHARACTERS = 300

function firstLine(text: string): string {
  const line = stripVTControlCharacters(text).trim().split("\n", 1)[0] ?? ""
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)} …` : line
}

/** The tests, short enough to be seen whole at the end of a log, each under the word; empty when there are none. */
export function describeFailures(word: string, failures: readonly Failure[]): string {
  const shown = failures.slice(0, MOST_SHOWN).map(({ where, name, error }) => {
    const [head, indent] = [word.padEnd(8), "".padEnd(8)]
    return `${head}${where}\n${indent}${firstLine(name)}\n${indent}${firstLine(error)}`
  })
  const rest = failures.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n")
}
