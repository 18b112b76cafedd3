export interface ReactTurn {
  thought: string
  action: { name: string; argument: string }
}

const ACTION = /^Action(?: \d+)?: *([A-Za-z_]{1,40})\[([\s\S]*)\]\s*$/m
const THOUGHT = /^Thought(?: \d+)?: */
const OBSERVATION = /^Observation(?: \d+)?: */

/** A turn of a ReAct transcript: `Thought: ...` and, as its last line, `Action: name[argument]`. */
export function parseReactTurn(text: string): ReactTurn | null {
  const found = ACTION.exec(text)
  const [whole, name, argument] = found ?? []
  if (!found || !whole || !name || argument === undefined) return null
  if (text.slice(found.index + whole.length).trim() !== "") return null
  return { thought: text.slice(0, found.index).replace(THOUGHT, "").trim(), action: { name, argument } }
}

/** What a ReAct transcript says was seen; null for any other message. */
export function parseObservation(text: string): string | null {
  return OBSERVATION.test(text) ? text.replace(OBSERVATION, "").trim() : null
}
