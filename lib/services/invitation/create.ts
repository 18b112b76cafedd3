import type { z } from "zod"
import type { createInvitation as route } from "@/lib/contracts/invitations"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { createToken, hashToken } from "@/lib/db/token"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { mailInvitation } from "@/lib/services/invitation/mail-invitation"
import { INVITATION_FIELDS, isOpen, presentInvitation } from "@/lib/services/invitation/present-invitation"

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000

async function replaceInvitation(ctx: Context, email: string, role: z.output<typeof route.input>["role"]) {
  const token = createToken("wni_")
  const createdAt = ctx.now()
  const [, row] = await ctx.db.prisma.$transaction([
    ctx.db.prisma.invitation.updateMany({
      where: { email, ...isOpen(createdAt) },
      data: { revokedAt: createdAt },
    }),
    ctx.db.prisma.invitation.create({
      data: {
        id: newId(),
        email,
        role,
        tokenHash: hashToken(token),
        createdById: ctx.actor.userId,
        expiresAt: new Date(createdAt.getTime() + LIFETIME_MS),
        createdAt,
      },
      select: INVITATION_FIELDS,
    }),
  ])
  return { token, row }
}

/** Invites an address for seven days; an older open invitation of it ends. The link starts with `origin`. */
export async function createInvitation(
  ctx: Context,
  input: z.output<(typeof route)["input"]> & { origin: string; smtpUrl: string | null },
) {
  requirePermission(ctx.actor, "user.manage")
  const { email, role, origin, smtpUrl } = input
  const member = await ctx.db.prisma.user.findUnique({ where: { email }, select: { id: true } })
  if (member) throw new AppError("CONFLICT", `${email} is a member already.`)
  const { token, row } = await replaceInvitation(ctx, email, role)
  const url = `${origin}/invitation?token=${token}`
  const mail = smtpUrl
    ? await mailInvitation({ smtpUrl, email, url, inviter: ctx.actor.name })
    : ("off" as const)
  return { ...presentInvitation(row), url, mail }
}
