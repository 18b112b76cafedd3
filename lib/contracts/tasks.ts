import { z } from "zod"
import { idSchema, listOf, pageInput, pageOf } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

export const taskRefSchema = z.object({
  no: z.number().int(),
  key: z.string(),
  title: z.string().nullable(),
  split: z.string().nullable(),
  group: z.string().nullable(),
})

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
