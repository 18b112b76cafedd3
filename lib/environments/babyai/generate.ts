import { AppError } from "@/lib/domain/errors"
import { createRandom } from "@/lib/domain/random"
import { LEVELS, type LevelId } from "./levels"
import type { Instruction } from "./mission"
import { missionText } from "./mission"
import { createRooms, isEverythingReachable, ROOM_SIZE } from "./rooms"
import type { Color, Kind, World } from "./world"

const MAX_DRAWS = 2_000

export interface Instance {
  world: World
  instruction: Instruction
  mission: string
}

interface GenerateInput {
  level: LevelId
  seed: number
  /** Objects besides those the mission speaks of. */
  distractors: number
  mayName(color: Color, kind: Kind): boolean
}

/** Draws until an instance is solvable without moving anything out of the way; the same input gives the same instance. */
export function generate(input: GenerateInput): Instance {
  const level = LEVELS[input.level]
  const random = createRandom(input.seed)
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const world = createRooms(level.columns, level.rows, stepLimit(input.level))
    const instruction = level.fill({
      world,
      random,
      distractors: input.distractors,
      mayName: input.mayName,
    })
    if (!instruction || !isEverythingReachable(world)) continue
    return { world, instruction, mission: missionText(world, instruction) }
  }
  throw new AppError(
    "INVALID_INPUT",
    `The level ${input.level} with ${input.distractors} distractors has no solvable draw; ask for fewer distractors.`,
  )
}

/** BabyAI's rule: the room's area, times the rooms, times the navigations the mission needs. */
export function stepLimit(level: LevelId): number {
  const { navigations, columns, rows } = LEVELS[level]
  return navigations * ROOM_SIZE * ROOM_SIZE * columns * rows
}
