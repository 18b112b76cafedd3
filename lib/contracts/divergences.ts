import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { PAIR_OUTCOMES } from "@/lib/domain/divergence-tally"
import { DIVERGENCE_KINDS } from "@/lib/domain/first-divergence"

/** How many pairs of attempts ended how; `first` is the teacher, `second` the student. */
const outcomeCountsSchema = z.record(z.enum(PAIR_OUTCOMES), z.number().int())

const divergencePointSchema = z.object({
  /** What the student does there that the teacher does not. */
  kind: z.enum(DIVERGENCE_KINDS),
  /** What the teacher calls there, else what the student does; null for words. */
  tool: z.string().nullable(),
  /** What the student calls in its place, where that is another tool. */
  otherTool: z.string().nullable(),
  /** Arguments that differ, where both call the same tool. */
  fields: z.array(z.string()),
  count: z.number().int(),
  outcomes: outcomeCountsSchema,
  /** Values of the one short argument that differs, most frequent first. */
  changes: z.array(z.object({ from: z.string(), to: z.string(), count: z.number().int() })),
  /** Some pairs of each outcome, to read side by side. */
  examples: z.array(
    z.object({
      task: z.object({ key: z.string(), title: z.string().nullable() }),
      teacherEpisodeId: idSchema,
      studentEpisodeId: idSchema,
      outcome: z.enum(PAIR_OUTCOMES),
      action: z.number().int(),
    }),
  ),
})

export type DivergencePoint = z.infer<typeof divergencePointSchema>

export const divergencesSchema = z.object({
  teacherRunId: idSchema,
  studentRunId: idSchema,
  /** Tasks that both tried under the same trial number. */
  tasks: z.number().int(),
  /** Attempts of both with the same trial number at the same task. */
  pairs: z.number().int(),
  /** How many of them were read so far: all figures below are of these. */
  compared: z.number().int(),
  outcomes: outcomeCountsSchema,
  /** Pairs that do the same to the end. */
  same: z.number().int(),
  /** Most frequent first. */
  points: z.array(divergencePointSchema),
  /** By the number of the action in which they part, from 1. */
  actions: z.array(
    z.object({ action: z.number().int(), count: z.number().int(), outcomes: outcomeCountsSchema }),
  ),
})

export type Divergences = z.infer<typeof divergencesSchema>

export const listDivergences = defineRoute({
  id: "compare.divergences",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/divergences",
  summary:
    "Where two runs part on the tasks they share: by tool, by kind and by action. Reads for two seconds at most; ask again while compared is below pairs",
  tag: "Compare",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, teacherRunId: idSchema, studentRunId: idSchema }),
  output: divergencesSchema,
})

export const blameData = defineRoute({
  id: "episodes.blame",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/blame/{otherId}",
  summary: "Training episodes of a student that do what it does where it parts from another attempt",
  tag: "Episodes",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, episodeId: idSchema, otherId: idSchema }),
  output: z.object({
    /** What the model behind `otherId` was trained on here; null for any other model. */
    dataset: z.object({ experimentId: idSchema, id: idSchema, name: z.string() }).nullable(),
    /** What it does next after what, in tools, or in actions where there is but one tool; null where the two do the same. */
    habit: z.object({ after: z.string(), next: z.string() }).nullable(),
    /** Training episodes that were read, the first 2,000 at most, and how many of them do the same. */
    read: z.number().int(),
    count: z.number().int(),
    /** Some of them, those of the same task group first. */
    episodes: z.array(
      z.object({
        id: idSchema,
        task: z.object({ key: z.string(), title: z.string().nullable() }),
        step: z.number().int(),
        sameGroup: z.boolean(),
      }),
    ),
  }),
})
