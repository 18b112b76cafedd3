import { z } from "zod"
import { emptySchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

const nameSchema = z.string().trim().min(1, "A name is needed.").max(100)

/** The query string of the list, without a question mark: empty is all episodes, newest first. */
const searchSchema = z
  .string()
  .max(4000)
  .regex(/^[^?#]*$/, "This is no query string.")

export const savedViewSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  search: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  ownerName: z.string(),
  updatedAt: timestampSchema,
})

export type SavedViewRecord = z.infer<typeof savedViewSchema>

const viewPath = z.object({ experimentId: idSchema, viewId: idSchema })

export const listSavedViews = defineRoute({
  id: "savedViews.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/views",
  summary: "The views of the list of episodes: your own and those that others share, by name",
  tag: "Episodes",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema }),
  output: z.object({ items: z.array(savedViewSchema) }),
})

export const createSavedView = defineRoute({
  id: "savedViews.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/views",
  summary: "Save a filter and an order under a name; a known name of yours gets the new ones",
  tag: "Episodes",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    name: nameSchema,
    search: searchSchema,
    isShared: z.boolean().default(false),
  }),
  output: savedViewSchema,
  status: 201,
})

export const updateSavedView = defineRoute({
  id: "savedViews.update",
  method: "PATCH",
  path: "/api/v1/experiments/{experimentId}/views/{viewId}",
  summary: "Rename a view of yours, share it, or give it another filter",
  tag: "Episodes",
  permission: "workspace.read",
  input: viewPath.extend({
    name: nameSchema.optional(),
    search: searchSchema.optional(),
    isShared: z.boolean().optional(),
  }),
  output: savedViewSchema,
})

export const deleteSavedView = defineRoute({
  id: "savedViews.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/views/{viewId}",
  summary: "Delete a view of yours",
  tag: "Episodes",
  permission: "workspace.read",
  input: viewPath,
  output: emptySchema,
})
