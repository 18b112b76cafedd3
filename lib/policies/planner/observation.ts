import type { Description } from "./goal"

/** `ahead` and `right` are cells from the agent; a wall has no colour, only a door has a state. */
export interface Sighting extends Description {
  state: string | null
  ahead: number
  right: number
}

export interface Observation {
  carrying: Description | null
  sightings: Sighting[]
}

const CARRY = /^You carry an? (\w+) (\w+)$/
const PLACE = /^(.+?) (\d+) steps? (forward|left|right)(?: and (\d+) steps? forward)?$/
const MARK = "Observation: "

/** The observation in a message of the environment, null when it holds none. */
export function findObservation(content: string): string | null {
  const start = content.lastIndexOf(MARK)
  return start === -1 ? null : content.slice(start + MARK.length)
}

/** Reads the lines of an observation; lines of another form are skipped. */
export function parseObservation(text: string): Observation {
  const observation: Observation = { carrying: null, sightings: [] }
  for (const line of text.split("\n")) {
    const carried = CARRY.exec(line)
    if (carried) observation.carrying = { color: carried[1]!, kind: carried[2]! }
    const place = PLACE.exec(line)
    if (place) observation.sightings.push(readSighting(place))
  }
  return observation
}

function readSighting([, what, count, side, forward]: RegExpExecArray): Sighting {
  const [kind = "", color = null, state = null] = what!.split(" ").slice(1).toReversed()
  const steps = Number(count)
  if (side === "forward") return { kind, color, state, ahead: steps, right: 0 }
  return { kind, color, state, ahead: Number(forward ?? 0), right: side === "right" ? steps : -steps }
}

/** The same view with left and right exchanged. */
export function mirror({ carrying, sightings }: Observation): Observation {
  return { carrying, sightings: sightings.map((sighting) => ({ ...sighting, right: -sighting.right || 0 })) }
}
