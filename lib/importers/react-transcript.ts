import type { Message } from "@/lib/domain/message"
import { RecordError } from "@/lib/importers/record-error"

const QUESTION_MARK = "### Instruction:"
const RESPONSE_MARK = "### Response:"
const TURN_START = /^(Thought|Action|Observation)\b[^:]*:/

/**
 * A ReAct transcript in an Alpaca template, as chat messages: the instruction is the user's, thoughts and actions are the
 * assistant's, observations the user's again. The template's own sentences are left out.
 *
 * @throws RecordError when the template's marks are missing.
 */
export function readTranscript(text: string): Message[] {
  const response = text.indexOf(RESPONSE_MARK)
  const question = text.indexOf(QUESTION_MARK)
  if (question === -1 || response < question) {
    throw new RecordError(`The traj is text without "${QUESTION_MARK}" and "${RESPONSE_MARK}".`)
  }
  const asked = text.slice(question + QUESTION_MARK.length, response).trim()
  const turns: { role: "user" | "assistant"; lines: string[] }[] = [{ role: "user", lines: [asked] }]
  for (const line of text
    .slice(response + RESPONSE_MARK.length)
    .trim()
    .split("\n")) {
    const start = TURN_START.exec(line)?.[1]
    const last = turns.at(-1)!
    const role = start === "Observation" ? "user" : start || turns.length === 1 ? "assistant" : last.role
    if (role === last.role && start !== "Observation") last.lines.push(line)
    else turns.push({ role, lines: [line] })
  }
  return turns
    .map(({ role, lines }) => ({ role, content: lines.join("\n").trim() }))
    .filter((message, index) => index === 0 || message.content !== "")
}
