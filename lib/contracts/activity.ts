import { z } from "zod"
import { idSchema, listOf, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { ACTIVITY_KINDS, ACTIVITY_NAMES } from "@/lib/domain/activity"

const activitySchema = z.object({
  id: idSchema,
  name: z.enum(ACTIVITY_NAMES),
  /** Null for the installation itself. */
  actorId: idSchema.nullable(),
  actorName: z.string(),
  /** How they came in: a session, an API key, or the installation itself; null for labels, which do not keep it. */
  actorKind: z.enum(["session", "key", "system"]).nullable(),
  experimentId: idSchema.nullable(),
  subjectId: z.string(),
  /** What it was called then. */
  subjectName: z.string(),
  /** What stood there before, and what stands there now; null where there is nothing to say. */
  before: z.unknown(),
  after: z.unknown(),
  /** A queue asks the reader to judge this episode blind, so what was said of it is not told. */
  isHidden: z.boolean(),
  createdAt: timestampSchema,
})

export type ActivityRecord = z.infer<typeof activitySchema>

export const listActivity = defineRoute({
  id: "activity.list",
  method: "GET",
  path: "/api/v1/activity",
  summary: "Who launched, cancelled, labelled or priced what, and what was before, newest first",
  tag: "Activity",
  permission: "workspace.read",
  input: pageInput.extend({
    kind: listOf(z.enum(ACTIVITY_KINDS)),
    actorId: idSchema.optional(),
    experimentId: idSchema.optional(),
  }),
  output: pageOf(activitySchema),
})
