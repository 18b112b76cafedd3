/** The view is this many cells wide and deep; the agent stands in the middle of the nearest row and looks ahead. */
export const VIEW_SIZE = 7
const SIDE = (VIEW_SIZE - 1) / 2

const LONGEST_TEXT = 6_000

export const COLORS = ["red", "green", "blue", "purple", "yellow", "grey"] as const
export type Color = (typeof COLORS)[number]

export type Kind = "key" | "ball" | "box" | "door"

/** Where something is, in steps from the agent: `right` is negative on its left. */
export interface Place {
  right: number
  ahead: number
}

export interface SeenThing extends Place {
  kind: Kind
  color: Color
  /** Of a door. */
  doorState: "open" | "closed" | "locked" | null
}

export interface Observation {
  carrying: { kind: Kind; color: Color } | null
  walls: Place[]
  things: SeenThing[]
}

/** A message of the environment, taken apart. */
export interface GridText {
  mission: string | null
  /** What else it says: what was wrong with the action, that the episode is over. */
  remarks: string[]
  observation: Observation | null
}

const COLOR = COLORS.join("|")
const PLACE = String.raw`(\d) steps? (forward|left|right)(?: and (\d) steps? (forward|left|right))?`
const WALL = new RegExp(`^a wall ${PLACE}$`)
const THING = new RegExp(`^an? (?:(open|closed|locked) )?(${COLOR}) (key|ball|box|door) ${PLACE}$`)
const CARRIED = new RegExp(`^you carry an? (${COLOR}) (key|ball|box)$`, "i")
const OVER = /\s*Episode over\.$/
const NOTHING = /^nothing (?:in view|of note)$/

/**
 * Reads what BabyAI says after a turn: the mission, remarks, then `Observation:` with one thing a line, or separated by
 * semicolons; BALROG's form without that word and with "You see" is read too. Null when any part of the observation is
 * something else, or does not fit into the view: a picture would leave out or make up what the text says.
 */
export function parseGridText(text: string): GridText | null {
  if (text.length > LONGEST_TEXT) return null
  const told = text.trim()
  const ending = OVER.test(told) ? ["Episode over."] : []
  const [first = "", ...rest] = told.replace(OVER, "").split("\n")
  const mission = /^mission: (.+)$/i.exec(first)?.[1] ?? null
  const lines = mission === null ? [first, ...rest] : rest
  const start = lines.findIndex((line) => line.startsWith("Observation:"))
  if (start < 0) {
    const observation = parseObservation(lines)
    return observation ? { mission, remarks: ending, observation } : null
  }
  const seen = [lines[start]!.slice("Observation:".length), ...lines.slice(start + 1)]
  const observation = parseObservation(seen)
  return observation ? { mission, remarks: [...lines.slice(0, start), ...ending], observation } : null
}

function parseObservation(lines: readonly string[]): Observation | null {
  const parts = lines.flatMap((line) => line.split(";")).map((part) => part.trim().replace(/^you see /i, ""))
  const told = parts.filter((part) => part !== "")
  if (told.length === 0) return null
  const observation: Observation = { carrying: null, walls: [], things: [] }
  const taken = new Set(["0 0"])
  return told.every((part) => addPart(observation, taken, part)) ? observation : null
}

/** Whether the part could be read; no two things share a place. */
function addPart(observation: Observation, taken: Set<string>, part: string): boolean {
  if (NOTHING.test(part)) return true
  const [, carriedColor, carriedKind] = CARRIED.exec(part) ?? []
  if (carriedColor) {
    if (observation.carrying) return false
    observation.carrying = { color: carriedColor.toLowerCase() as Color, kind: carriedKind as Kind }
    return true
  }
  const wall = WALL.exec(part)
  const thing = THING.exec(part)
  const place = readPlace(wall ? wall.slice(1) : (thing?.slice(4) ?? []))
  if (!place || taken.has(`${place.right} ${place.ahead}`)) return false
  taken.add(`${place.right} ${place.ahead}`)
  if (wall) observation.walls.push(place)
  if (!thing) return true
  const [, doorState, color, kind] = thing
  if ((kind === "door") !== (doorState !== undefined)) return false
  observation.things.push({
    kind: kind as Kind,
    color: color as Color,
    doorState: (doorState ?? null) as SeenThing["doorState"],
    ...place,
  })
  return true
}

function readPlace([count, way, alsoCount, alsoWay]: (string | undefined)[]): Place | null {
  const place = { right: 0, ahead: 0 }
  for (const [steps, direction] of [
    [count, way],
    [alsoCount, alsoWay],
  ]) {
    if (direction === "forward") place.ahead += Number(steps)
    if (direction === "right") place.right += Number(steps)
    if (direction === "left") place.right -= Number(steps)
  }
  const isInView = Math.abs(place.right) <= SIDE && place.ahead < VIEW_SIZE
  return isInView ? place : null
}
