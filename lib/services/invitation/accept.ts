import type { z } from "zod"
import type { acceptInvitation as route } from "@/lib/contracts/invitations"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { hashPassword } from "@/lib/services/auth/password"
import { createInvitedUser } from "@/lib/services/invitation/create-invited-user"
import { getOpenInvitation } from "@/lib/services/invitation/get-open"

/** Makes the invited account with its name and password. @throws AppError GONE when the link is not open any more. */
export async function acceptInvitation(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<{ email: string }> {
  const invitation = await getOpenInvitation(ctx, input)
  if (!invitation) throw new AppError("GONE", "This invitation was used, revoked or is too old.")
  const passwordHash = await hashPassword(input.password)
  await createInvitedUser(ctx, { invitationId: invitation.id, name: input.name, passwordHash })
  return { email: invitation.email }
}
