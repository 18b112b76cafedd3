/** Minigrid's own order: the position in the list is the number its observation encoding uses. */
export const COLORS = ["red", "green", "blue", "purple", "yellow", "grey"] as const
export type Color = (typeof COLORS)[number]

/** Position = Minigrid's number of the door state. */
export const DOOR_STATES = ["open", "closed", "locked"] as const
type DoorState = (typeof DOOR_STATES)[number]

export const MOVABLE_KINDS = ["key", "ball", "box"] as const
export type MovableKind = (typeof MOVABLE_KINDS)[number]
export type Kind = "wall" | "door" | MovableKind

/** Position = Minigrid's action number. */
export const ACTIONS = ["turn left", "turn right", "go forward", "pick up", "drop", "toggle"] as const
export type Action = (typeof ACTIONS)[number]

/** Something that fills a cell. `x`, `y` are -1 while it is carried; `contains` is only ever set on a box. */
export interface Thing {
  kind: Kind
  color: Color
  doorState?: DoorState
  contains: Thing | null
  x: number
  y: number
}

/** `direction`: 0 right, 1 down, 2 left, 3 up; y grows downwards. Cells are row by row, null is empty floor. */
export interface World {
  width: number
  height: number
  cells: (Thing | null)[]
  x: number
  y: number
  direction: number
  carrying: Thing | null
  steps: number
  maxSteps: number
}

const WALL: Thing = { kind: "wall", color: "grey", contains: null, x: -1, y: -1 }

const FORWARD_X = [1, 0, -1, 0] as const
const FORWARD_Y = [0, 1, 0, -1] as const

export function wall(): Thing {
  return WALL
}

export function createThing(kind: MovableKind, color: Color, contains: Thing | null = null): Thing {
  return { kind, color, contains, x: -1, y: -1 }
}

export function createDoor(color: Color, doorState: DoorState): Thing {
  return { kind: "door", color, doorState, contains: null, x: -1, y: -1 }
}

export function forwardX(direction: number): number {
  return FORWARD_X[direction & 3] as number
}

export function forwardY(direction: number): number {
  return FORWARD_Y[direction & 3] as number
}

/** Everything outside the grid is wall, as Minigrid's view slices it. */
export function thingAt(world: World, x: number, y: number): Thing | null {
  if (x < 0 || y < 0 || x >= world.width || y >= world.height) return WALL
  return world.cells[y * world.width + x] ?? null
}

export function put(world: World, x: number, y: number, thing: Thing | null): void {
  world.cells[y * world.width + x] = thing
  if (thing && thing !== WALL) {
    thing.x = x
    thing.y = y
  }
}

export function frontOf(world: World): { x: number; y: number; thing: Thing | null } {
  const x = world.x + forwardX(world.direction)
  const y = world.y + forwardY(world.direction)
  return { x, y, thing: thingAt(world, x, y) }
}

export function isMovable(thing: Thing): boolean {
  return thing.kind === "key" || thing.kind === "ball" || thing.kind === "box"
}
