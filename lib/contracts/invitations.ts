import { z } from "zod"
import { emptySchema, idSchema, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { emailSchema, passwordSchema, personNameSchema, roleSchema } from "@/lib/contracts/users"

export const invitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  role: roleSchema,
  expiresAt: timestampSchema,
  createdAt: timestampSchema,
})

export type InvitationRecord = z.infer<typeof invitationSchema>

export const listInvitations = defineRoute({
  id: "invitations.list",
  method: "GET",
  path: "/api/v1/invitations",
  summary: "List the invitations that are still open, newest first",
  tag: "Invitations",
  permission: "user.manage",
  input: z.object({}),
  output: pageOf(invitationSchema),
})

export const createInvitation = defineRoute({
  id: "invitations.create",
  method: "POST",
  path: "/api/v1/invitations",
  summary: "Invite somebody; the answer is the only place that shows the link, and replaces an older one",
  tag: "Invitations",
  permission: "user.manage",
  input: z.object({ email: emailSchema, role: roleSchema }),
  output: invitationSchema.extend({
    url: z.string(),
    /** Whether the link also went out by e-mail: `off` without SMTP_URL. */
    mail: z.enum(["sent", "failed", "off"]),
  }),
  status: 201,
})

export const deleteInvitation = defineRoute({
  id: "invitations.delete",
  method: "DELETE",
  path: "/api/v1/invitations/{invitationId}",
  summary: "Revoke an open invitation",
  tag: "Invitations",
  permission: "user.manage",
  input: z.object({ invitationId: idSchema }),
  output: emptySchema,
})

/** A stranger with the link; the token is the permission. */
export const acceptInvitation = defineRoute({
  id: "invitations.accept",
  method: "POST",
  path: "/api/v1/invitations/accept",
  summary: "Accept an invitation with its token: sets the name and the password",
  tag: "Invitations",
  permission: null,
  input: z.object({ token: z.string().max(100), name: personNameSchema, password: passwordSchema }),
  output: z.object({ email: z.string() }),
  status: 201,
})
