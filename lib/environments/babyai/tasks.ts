import { z } from "zod"
import type { Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import type { TaskSpec } from "../environment"
import { type BabyAiConfig, MAX_TASKS_PER_LEVEL } from "./config"
import { generate, type Instance } from "./generate"
import { LEVEL_IDS, LEVELS, type LevelId } from "./levels"

/** Missions about these are never in training under the `concept` split, and the test missions speak of nothing else. */
const HELD_OUT = new Set(["yellow box", "red key", "red door", "green ball", "grey door"])

const BANDS: Record<Split, number> = { train: 0, validation: 1, test: 2 }

const MISSIONS = ["any", "known", "held-out"] as const

/** What a task stores: all that is needed to draw its instance again. */
const taskDataSchema = z.object({
  level: z.enum(LEVEL_IDS),
  seed: z.number().int().min(0).max(0xffffffff),
  distractors: z.number().int().min(0),
  missions: z.enum(MISSIONS),
})

/** Tasks of a split, level by level in turn, so that any first n are balanced. Lazy, stable and disjoint between splits. */
export function* listTasks(config: BabyAiConfig, split: Split): Generator<TaskSpec> {
  const levels = [...new Set(config.levels)]
  for (let index = 0; index < countPerLevel(config, split); index++) {
    for (const level of levels) yield createTask(config, split, level, index)
  }
}

function countPerLevel(config: BabyAiConfig, split: Split): number {
  if (split === "train") return config.trainPerLevel
  return split === "validation" ? config.validationPerLevel : config.testPerLevel
}

function createTask(config: BabyAiConfig, split: Split, level: LevelId, index: number): TaskSpec {
  const number = BANDS[split] * MAX_TASKS_PER_LEVEL + index
  const heldOut = split === "test" ? "held-out" : "known"
  const data: z.output<typeof taskDataSchema> = {
    level,
    seed: scramble((number + scramble(config.seed)) >>> 0),
    distractors: config.distractors,
    missions: config.split === "concept" ? heldOut : "any",
  }
  const key = `${level}${variant(config)}-${String(number).padStart(6, "0")}`
  return { key, split, group: level, title: LEVELS[level].title, data }
}

/** Names what differs from the default settings, so that a key never stands for two different tasks. */
function variant({ distractors, seed, split }: BabyAiConfig): string {
  const parts = [
    distractors === 4 ? "" : `.d${distractors}`,
    seed === 0 ? "" : `.s${seed}`,
    split === "seeds" ? "" : `.${split}`,
  ]
  return parts.join("")
}

/** A bijection of 32-bit integers (the finaliser of MurmurHash3): different numbers never share a seed. */
function scramble(value: number): number {
  let mixed = value >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

export function createInstance(task: TaskSpec): Instance {
  const parsed = taskDataSchema.safeParse(task.data)
  if (!parsed.success) {
    throw new AppError("INVALID_INPUT", `Task ${task.key} was not made by the BabyAI environment.`)
  }
  const { level, seed, distractors, missions } = parsed.data
  return generate({
    level,
    seed,
    distractors,
    mayName: (color, kind) =>
      missions === "any" || HELD_OUT.has(`${color} ${kind}`) === (missions === "held-out"),
  })
}
