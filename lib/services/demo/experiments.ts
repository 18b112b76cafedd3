import type { z } from "zod"
import type { EnvironmentChoice } from "@/lib/contracts/environments"
import type { PipelineInputs, pipelineInputsSchema } from "@/lib/contracts/pipelines"
import { derivedId } from "@/lib/db/new-id"
import type { PresetId } from "@/lib/policies/planner/faults"

/** How a student of the demo is made: which episodes it learns from, and how. */
export interface DemoStudent extends Pick<PipelineInputs, "objective" | "config"> {
  name: string
  rules: z.input<typeof pipelineInputsSchema>["rules"]
}

interface DemoTeacher {
  preset: PresetId
  students: readonly DemoStudent[]
}

export interface DemoExperiment {
  id: string
  name: string
  question: string
  environment: EnvironmentChoice
  teachers: readonly DemoTeacher[]
  /** Follows the names of its students, which are unique in the workspace. */
  suffix: string
}

const TOP_HALF: DemoStudent["rules"] = [{ type: "topShare", share: 0.5 }, { type: "success" }]

export const DEMO_STUDENTS = {
  success: { name: "successes", objective: "success", rules: [{ type: "success" }], config: {} },
  topHalf: { name: "top half", objective: "topq", rules: TOP_HALF, config: {} },
  all: { name: "every episode", objective: "all", rules: [], config: {} },
  weighted: { name: "top half, weighted", objective: "weighted", rules: TOP_HALF, config: {} },
} as const satisfies Record<string, DemoStudent>

const { success, topHalf, all, weighted } = DEMO_STUDENTS

/** The medium teacher errs by the attempt, which a recipe filters out; the strong one by the step, which no recipe can. */
const HELD_OUT_SEEDS: DemoExperiment = {
  id: derivedId("demo/babyai"),
  name: "BabyAI demo",
  question: "Does a student trained on chosen episodes beat its teacher?",
  environment: { id: "babyai", config: { trainPerLevel: 500, testPerLevel: 150 } },
  teachers: [
    { preset: "llmlike", students: [success, topHalf, all, weighted] },
    { preset: "slip", students: [success, topHalf, all] },
  ],
  suffix: "",
}

const HELD_OUT_CONCEPTS: DemoExperiment = {
  id: derivedId("demo/babyai-concepts"),
  name: "BabyAI demo, concepts held out",
  question: "Does it on missions about yellow boxes and red keys, when no training mission named one?",
  environment: { id: "babyai", config: { trainPerLevel: 500, testPerLevel: 50, split: "concept" } },
  teachers: [{ preset: "llmlike", students: [success, topHalf, all] }],
  suffix: ", concepts held out",
}

/** In the order they are made. */
export const DEMO_EXPERIMENTS: readonly DemoExperiment[] = [HELD_OUT_SEEDS, HELD_OUT_CONCEPTS]

/** The one that is shown while it grows. */
export const FIRST_DEMO = HELD_OUT_SEEDS
