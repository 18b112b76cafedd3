import { z } from "zod"
import { attemptSchema, taskRunSchema } from "@/lib/contracts/attempts"
import { idSchema, listOf, pageInput, pageOf } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { taskRefSchema } from "@/lib/contracts/task-ref"
import { CELL_MATCHES } from "@/lib/domain/attempt-grid"
import { SPLITS } from "@/lib/domain/episode"

export const taskSchema = taskRefSchema.extend({
  episodeCount: z.number().int(),
  successCount: z.number().int(),
  judgedCount: z.number().int(),
  meanScore: z.number().nullable(),
})

export type TaskRecord = z.infer<typeof taskSchema>

export const listTasks = defineRoute({
  id: "tasks.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/tasks",
  summary: "List the tasks of an experiment by their number, with the outcomes of the chosen runs",
  tag: "Tasks",
  permission: "workspace.read",
  input: pageInput.extend({
    experimentId: idSchema,
    runId: listOf(idSchema),
    split: listOf(z.enum(SPLITS)),
    group: z.string().max(500).optional(),
    /** Part of the key or the title, any case. */
    key: z.string().max(500).optional(),
  }),
  output: pageOf(taskSchema),
})

/** An action of an attempt, and how it stands beside that of the reference. */
const gridCellSchema = z.object({
  /** Where it is in the episode. */
  step: z.number().int(),
  /** The tools called, empty for words. */
  tools: z.array(z.string()),
  /** The values of its arguments, or what is said, cut short. */
  hint: z.string(),
  isError: z.boolean(),
  match: z.enum(CELL_MATCHES),
})

export const getTask = defineRoute({
  id: "tasks.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/tasks/{taskNo}",
  summary: "Get a task with all attempts at it, their first actions aligned beside those of one of them",
  tag: "Tasks",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    taskNo: z.coerce.number().int().min(0).max(2_147_483_647),
    /** The attempt that the others are set beside; the first that succeeded, teachers first, without it. */
    referenceId: idSchema.optional(),
  }),
  output: z.object({
    task: taskRefSchema,
    /** What it asks, whole; null when nothing says. */
    question: z.string().nullable(),
    /** Neighbours by number. */
    previousNo: z.number().int().nullable(),
    nextNo: z.number().int().nullable(),
    runs: z.array(taskRunSchema),
    attemptCount: z.number().int(),
    referenceId: idSchema.nullable(),
    /** By run, in the order of `runs`: at most 100 in all. */
    attempts: z.array(
      attemptSchema.extend({
        runId: idSchema,
        actionCount: z.number().int(),
        /** One for each column of the grid, of the first 60 actions; null where it does nothing. */
        cells: z.array(gridCellSchema.nullable()),
      }),
    ),
  }),
})

export type TaskAttempts = z.infer<typeof getTask.output>
