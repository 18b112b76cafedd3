import { pick, type Random, shuffle } from "@/lib/domain/random"
import type { Instruction } from "./mission"
import { placeAgent, placeDoor, placeInRoom, type Room } from "./rooms"
import {
  COLORS,
  type Color,
  createDoor,
  createThing,
  type Kind,
  MOVABLE_KINDS,
  type MovableKind,
  type World,
} from "./world"

export const LEVEL_IDS = ["goto", "pickup", "open", "putnext", "seq", "maze"] as const
export type LevelId = (typeof LEVEL_IDS)[number]

/** What a level draws from while it fills its rooms; `mayName` limits what the mission may speak of. */
interface Draft {
  world: World
  random: Random
  distractors: number
  mayName(color: Color, kind: Kind): boolean
}

/** `navigations` scales the step limit as in Minigrid: 64 steps a room and navigation. */
interface Level {
  id: LevelId
  title: string
  columns: number
  rows: number
  navigations: number
  /** Fills the rooms and says the mission; null when this draw does not work out. */
  fill(draft: Draft): Instruction | null
}

interface NamedObject {
  kind: MovableKind
  color: Color
}

const EVERY_OBJECT: NamedObject[] = MOVABLE_KINDS.flatMap((kind) => COLORS.map((color) => ({ kind, color })))

const ONLY_ROOM: Room = { column: 0, row: 0 }

const goto: Level = {
  id: "goto",
  title: "Go to an object",
  columns: 1,
  rows: 1,
  navigations: 1,
  fill(draft) {
    const [target] = drawTargets(draft, 1)
    const placed = target && fillRooms(draft, [target], [ONLY_ROOM], ONLY_ROOM)
    return placed ? { verb: "goto", target } : null
  },
}

const pickup: Level = {
  ...goto,
  id: "pickup",
  title: "Pick up an object",
  fill(draft) {
    const [target] = drawTargets(draft, 1)
    const placed = target && fillRooms(draft, [target], [ONLY_ROOM], ONLY_ROOM)
    return placed ? { verb: "pickup", target } : null
  },
}

const open: Level = {
  id: "open",
  title: "Open a door, fetching its key when it is locked",
  columns: 2,
  rows: 1,
  navigations: 1,
  fill(draft) {
    const { world, random } = draft
    const colors = COLORS.filter((color) => draft.mayName(color, "door"))
    if (colors.length === 0) return null
    const color = pick(random, colors)
    const isLocked = random() < 0.5
    const rooms: Room[] = [ONLY_ROOM, { column: 1, row: 0 }]
    const start = pick(random, rooms)
    placeDoor(world, ONLY_ROOM, "right", createDoor(color, isLocked ? "locked" : "closed"), random)
    const key = createThing("key", color)
    if (isLocked && !placeInRoom(world, start, key, random)) return null
    return fillRooms(draft, [], rooms, start) ? { verb: "open", target: { kind: "door", color } } : null
  },
}

const putnext: Level = {
  ...goto,
  id: "putnext",
  title: "Put one object next to another",
  navigations: 2,
  fill(draft) {
    const [target, fixed] = drawTargets(draft, 2)
    if (!target || !fixed || !fillRooms(draft, [target, fixed], [ONLY_ROOM], ONLY_ROOM)) return null
    return areAdjacent(draft.world, target, fixed) ? null : { verb: "putnext", target, fixed }
  },
}

const seq: Level = {
  ...goto,
  id: "seq",
  title: "Pick up one object, then go to another",
  navigations: 2,
  fill(draft) {
    const [first, second] = drawTargets(draft, 2)
    if (!first || !second || !fillRooms(draft, [first, second], [ONLY_ROOM], ONLY_ROOM)) return null
    return {
      verb: "sequence",
      first: { verb: "pickup", target: first },
      second: { verb: "goto", target: second },
      inverted: draft.random() < 0.5,
    }
  },
}

const maze: Level = {
  id: "maze",
  title: "Go to an object somewhere in four rooms",
  columns: 2,
  rows: 2,
  navigations: 1,
  fill(draft) {
    const { world, random } = draft
    const rooms = [0, 1].flatMap((row) => [0, 1].map((column) => ({ column, row })))
    const walls: [Room, "right" | "below"][] = [
      [{ column: 0, row: 0 }, "right"],
      [{ column: 0, row: 1 }, "right"],
      [{ column: 0, row: 0 }, "below"],
      [{ column: 1, row: 0 }, "below"],
    ]
    // Any three of the four walls connect all rooms.
    for (const [room, side] of shuffle(random, walls).slice(0, 3)) {
      placeDoor(world, room, side, createDoor(pick(random, COLORS), "closed"), random)
    }
    const [target] = drawTargets(draft, 1)
    const placed = target && fillRooms(draft, [target], rooms, pick(random, rooms))
    return placed ? { verb: "goto", target } : null
  },
}

export const LEVELS: Record<LevelId, Level> = { goto, pickup, open, putnext, seq, maze }

/** Different objects the mission may speak of; fewer than asked when there are not that many. */
function drawTargets({ random, mayName }: Draft, count: number): NamedObject[] {
  const candidates = EVERY_OBJECT.filter(({ kind, color }) => mayName(color, kind))
  return shuffle(random, candidates).slice(0, count)
}

/** Places the targets, the distractors (all different from everything there) and the agent. */
function fillRooms(draft: Draft, targets: NamedObject[], rooms: Room[], start: Room): boolean {
  const { world, random } = draft
  const unused = EVERY_OBJECT.filter(
    ({ kind, color }) =>
      !world.cells.some((thing) => thing?.kind === kind && thing.color === color) &&
      !targets.some((target) => target.kind === kind && target.color === color),
  )
  const wanted = [...targets, ...shuffle(random, unused).slice(0, draft.distractors)]
  return (
    wanted.every(({ kind, color }) =>
      placeInRoom(world, pick(random, rooms), createThing(kind, color), random),
    ) && placeAgent(world, start, random)
  )
}

function areAdjacent(world: World, a: NamedObject, b: NamedObject): boolean {
  const [first, second] = [a, b].map(({ kind, color }) =>
    world.cells.find((thing) => thing?.kind === kind && thing.color === color),
  )
  if (!first || !second) return false
  return Math.abs(first.x - second.x) + Math.abs(first.y - second.y) === 1
}
