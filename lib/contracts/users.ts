import { z } from "zod"
import { emptySchema, idSchema, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { ROLES } from "@/lib/domain/policy"

export const roleSchema = z.enum(ROLES)

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("This is not an e-mail address.").max(254))

export const personNameSchema = z.string().trim().min(1, "A name is needed.").max(100)

export const passwordSchema = z
  .string()
  .min(12, "A password has at least 12 characters.")
  .max(200, "A password has at most 200 characters.")
  .refine((value) => new Set(value).size >= 5, "This password repeats itself; mix at least 5 characters.")

export const userSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Null for the account of the machine itself. */
  email: z.string().nullable(),
  role: roleSchema,
  /** The account behind the one-time link of `npm start`; always an administrator. */
  isLocal: z.boolean(),
  disabledAt: timestampSchema.nullable(),
  lastSeenAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
})

export type UserRecord = z.infer<typeof userSchema>

const userPath = z.object({ userId: idSchema })

export const listUsers = defineRoute({
  id: "users.list",
  method: "GET",
  path: "/api/v1/users",
  summary: "List the members of the workspace",
  tag: "Users",
  permission: "workspace.read",
  input: z.object({}),
  output: pageOf(userSchema),
})

export const updateUser = defineRoute({
  id: "users.update",
  method: "PATCH",
  path: "/api/v1/users/{userId}",
  summary: "Change the role of a member, or disable or enable the account; acts on the next request",
  tag: "Users",
  permission: "user.manage",
  input: userPath.extend({ role: roleSchema.optional(), disabled: z.boolean().optional() }),
  output: userSchema,
})

export const signOutUser = defineRoute({
  id: "users.signOut",
  method: "POST",
  path: "/api/v1/users/{userId}/sign-out",
  summary: "End every session of a member",
  tag: "Users",
  permission: "user.manage",
  input: userPath,
  output: emptySchema,
})
