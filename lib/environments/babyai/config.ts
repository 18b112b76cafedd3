import { z } from "zod"
import { LEVEL_IDS } from "./levels"

/** Each split numbers its tasks within its own band of this many, so counts can change without moving any task. */
export const MAX_TASKS_PER_LEVEL = 200_000

const taskCount = z.number().int().min(0).max(MAX_TASKS_PER_LEVEL)

export const babyAiConfigSchema = z.object({
  levels: z
    .array(z.enum(LEVEL_IDS))
    .min(1)
    .default(["goto", "pickup", "open", "putnext"])
    .describe("Levels to draw tasks from"),
  distractors: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(4)
    .describe("Objects besides those the mission speaks of"),
  trainPerLevel: taskCount.default(500).describe("Training tasks of each level"),
  validationPerLevel: taskCount.default(50).describe("Validation tasks of each level"),
  testPerLevel: taskCount.default(150).describe("Held-out test tasks of each level"),
  seed: z.number().int().min(0).max(0xffffffff).default(0).describe("Base seed of all tasks"),
  split: z
    .enum(["seeds", "concept"])
    .default("seeds")
    .describe(
      "What is held out: seeds (the same kinds of mission, new rooms) or concept (missions about yellow boxes, red keys, " +
        "green balls, red and grey doors are tested only, and nothing else is)",
    ),
})

export type BabyAiConfig = z.output<typeof babyAiConfigSchema>
