import { z } from "zod"
import { emptySchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { passwordSchema, personNameSchema, userSchema } from "@/lib/contracts/users"
import { findKeyProblems, LABEL_ACTIONS } from "@/lib/domain/label-keys"

/** Every preference with what it may hold. Nothing else is stored, and a value is read by its owner only. */
export const PREFERENCES = {
  appearance: z.enum(["light", "dark", "system"]),
  /** By experiment: the view that the list of episodes opens with. */
  defaultViews: z
    .record(z.uuid(), z.uuid())
    .refine((views) => Object.keys(views).length <= 500, "At most 500 experiments have a default view."),
  /** Keys for labelling that differ from `lib/domain/label-keys`. */
  labelKeys: z.partialRecord(z.enum(LABEL_ACTIONS), z.string().max(1)).superRefine((keys, check) => {
    for (const [action, message] of findKeyProblems(keys)) {
      check.addIssue({ code: "custom", path: [action], message })
    }
  }),
} as const satisfies Record<string, z.ZodType>

export const preferencesSchema = z.object(PREFERENCES).partial()

export type Preferences = z.infer<typeof preferencesSchema>

export const meSchema = userSchema.extend({
  /** What this request may do: the role of the API key where one was used. */
  effectiveRole: userSchema.shape.role,
  hasPassword: z.boolean(),
  preferences: preferencesSchema,
})

export type Me = z.infer<typeof meSchema>

export const getMe = defineRoute({
  id: "me.get",
  method: "GET",
  path: "/api/v1/me",
  summary: "Who you are, what you may do, and your preferences",
  tag: "Me",
  permission: "workspace.read",
  input: z.object({}),
  output: meSchema,
})

export const updateMe = defineRoute({
  id: "me.update",
  method: "PATCH",
  path: "/api/v1/me",
  summary: "Change your name",
  tag: "Me",
  permission: "workspace.read",
  input: z.object({ name: personNameSchema }),
  output: meSchema,
})

export const updatePassword = defineRoute({
  id: "me.updatePassword",
  method: "PUT",
  path: "/api/v1/me/password",
  summary: "Change your password; ends every session, this one too",
  tag: "Me",
  permission: "workspace.read",
  input: z.object({ currentPassword: z.string().max(200), newPassword: passwordSchema }),
  output: emptySchema,
})

export const signOutMe = defineRoute({
  id: "me.signOut",
  method: "POST",
  path: "/api/v1/me/sign-out",
  summary: "End every session of yours, this one too",
  tag: "Me",
  permission: "workspace.read",
  input: z.object({}),
  output: emptySchema,
})

export const updatePreferences = defineRoute({
  id: "me.updatePreferences",
  method: "PATCH",
  path: "/api/v1/me/preferences",
  summary: "Change some of your preferences; null removes one",
  tag: "Me",
  permission: "workspace.read",
  input: z.strictObject({
    appearance: PREFERENCES.appearance.nullable().optional(),
    defaultViews: PREFERENCES.defaultViews.nullable().optional(),
    labelKeys: PREFERENCES.labelKeys.nullable().optional(),
  }),
  output: preferencesSchema,
})
