import { type Observation, type Place, type SeenThing, VIEW_SIZE } from "./parse-observation"

const AGENT_COLUMN = (VIEW_SIZE - 1) / 2
const AGENT_ROW = VIEW_SIZE - 1

export type Ground = "untold" | "floor" | "wall"

export interface GroundCell {
  column: number
  row: number
  ground: Ground
}

/** Column and row of a place in the picture, where the agent stands below and looks up. */
export function cellOf({ right, ahead }: Place): { column: number; row: number } {
  return { column: AGENT_COLUMN + right, row: AGENT_ROW - ahead }
}

/**
 * What the text says of every cell, row by row: walls, and floor where something stands or up to a wall straight ahead or
 * beside, since a wall is told only when nothing stands before it. Of the others it says nothing.
 */
export function layGround({ walls, things }: Observation): GroundCell[] {
  const cells = Array.from(
    { length: VIEW_SIZE * VIEW_SIZE },
    (_, index): GroundCell => ({
      column: index % VIEW_SIZE,
      row: Math.floor(index / VIEW_SIZE),
      ground: "untold",
    }),
  )
  const lay = (place: Place, ground: Ground) => {
    const { column, row } = cellOf(place)
    const cell = cells[row * VIEW_SIZE + column]
    if (cell) cell.ground = ground
  }
  lay({ right: 0, ahead: 0 }, "floor")
  for (const thing of things) lay(thing, "floor")
  for (const { right, ahead } of walls) {
    const distance = Math.max(Math.abs(right), ahead)
    const isStraight = right === 0 || ahead === 0
    for (let step = 1; isStraight && step < distance; step += 1) {
      lay({ right: Math.sign(right) * step, ahead: Math.sign(ahead) * step }, "floor")
    }
    lay({ right, ahead }, "wall")
  }
  return cells
}

/** `red key`, `locked grey door`. */
export function nameOf({ kind, color, doorState }: Pick<SeenThing, "kind" | "color" | "doorState">): string {
  return doorState ? `${doorState} ${color} ${kind}` : `${color} ${kind}`
}

/** `2 ahead, 1 right`. */
export function placeOf({ right, ahead }: Place): string {
  const side = right === 0 ? "" : `${Math.abs(right)} ${right > 0 ? "right" : "left"}`
  return [ahead === 0 ? "" : `${ahead} ahead`, side].filter(Boolean).join(", ")
}

/** The picture in one sentence, nearest first. */
export function describeScene({ carrying, walls, things }: Observation): string {
  const seen = [
    ...sortByDistance(things).map((thing) => `${nameOf(thing)} ${placeOf(thing)}`),
    ...walls.map((wall) => `wall ${placeOf(wall)}`),
  ]
  const carried = carrying ? `${carrying.color} ${carrying.kind}` : "nothing"
  return `The agent carries ${carried} and sees ${seen.join("; ") || "nothing"}.`
}

export function sortByDistance<T extends Place>(places: readonly T[]): T[] {
  const distance = ({ right, ahead }: Place) => Math.abs(right) + ahead
  return places.toSorted((a, b) => distance(a) - distance(b))
}
