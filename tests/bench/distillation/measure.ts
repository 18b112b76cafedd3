import { evaluationPlanSchema } from "@/lib/contracts/evaluations"
import { rulesSchema } from "@/lib/contracts/recipes"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { columnsFromRows, type EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { babyAi } from "@/lib/environments/babyai/plugin"
import type { Environment } from "@/lib/environments/environment"
import { createPlanner } from "@/lib/policies/planner"
import type { PresetId } from "@/lib/policies/planner/faults"
import { createStudentPolicy } from "@/lib/providers/embedded/policy"
import { trainStudent } from "@/lib/providers/embedded/train"
import { hyperSchema } from "@/lib/providers/embedded/training"
import type { DemoStudent } from "@/lib/services/demo/experiments"
import { type Played, play } from "./play"

/** One teacher with one student of it, everything drawn anew from `seed`: tasks, the teacher's chance, the student's start. */
export interface Job {
  preset: PresetId
  split: "seeds" | "concept"
  seed: number
  students: readonly DemoStudent[]
  trainPerLevel: number
  testPerLevel: number
}

/** Results on the held-out tasks in the order of the tasks, so that they pair up by position. */
export interface Results {
  name: string
  /** What it learnt from; null for the teacher. */
  episodes: number | null
  success: boolean[]
  score: number[]
}

export async function measure(job: Job): Promise<Results[]> {
  const { split, seed, trainPerLevel, testPerLevel } = job
  const environment = await babyAi.load(
    babyAi.configSchema.parse({ split, seed, trainPerLevel, testPerLevel }),
  )
  const teacher = createPlanner(job.preset, seed)
  const recorded = await play(environment, teacher, evaluationPlanSchema.parse({ split: "train", seed: 1 }))
  const held = evaluationPlanSchema.parse({ split: "test", seed: 2 })
  const results = [toResults("teacher", null, await play(environment, teacher, held))]
  for (const student of job.students) results.push(await distill(environment, recorded, student, seed))
  return results
}

async function distill(
  environment: Environment,
  recorded: readonly Played[],
  student: DemoStudent,
  seed: number,
): Promise<Results> {
  const { kept } = applyRecipe(toColumns(recorded), rulesSchema.parse(student.rules))
  const trained = trainStudent({
    members: Array.from(kept, (row) => recorded[row]!),
    reference: [...recorded],
    objective: student.objective,
    hyper: hyperSchema.parse(student.config),
    seed,
  })
  const policy = createStudentPolicy(student.name, trained.student, () => performance.now())
  const held = evaluationPlanSchema.parse({ split: "test", seed: 2 })
  return toResults(student.name, kept.length, await play(environment, policy, held))
}

function toResults(name: string, episodes: number | null, played: readonly Played[]): Results {
  return {
    name,
    episodes,
    success: played.map((episode) => episode.success),
    score: played.map((episode) => episode.score),
  }
}

/** The columns that the demo's recipes read. */
function toColumns(episodes: readonly Played[]): EpisodeColumns {
  const groups = [...new Set(episodes.map(({ group }) => group))]
  return columnsFromRows(
    episodes.map(({ group, success, score, steps }, row) => ({
      score,
      success,
      steps,
      taskNo: row,
      groupNo: groups.indexOf(group),
      runNo: 0,
      metrics: {},
      label: null,
      contentGroup: null,
      contentTokens: 0,
      assistantTokens: 0,
      costMicro: null,
      latencyMs: null,
      stopReason: "unknown",
    })),
  )
}
