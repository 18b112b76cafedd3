import { logger } from "@/lib/logger"
import { oneLine, sendMail } from "@/lib/services/mail/send-mail"

/** Sends the link. A mail that fails does not undo the invitation: the link is on the screen. */
export async function mailInvitation(input: {
  smtpUrl: string
  email: string
  url: string
  inviter: string
}): Promise<"sent" | "failed"> {
  const inviter = oneLine(input.inviter)
  try {
    await sendMail({
      smtpUrl: input.smtpUrl,
      to: input.email,
      publicUrl: input.url,
      subject: `${inviter} invites you to Winnow`,
      text: `${inviter} invites you to a Winnow workspace.\n\nOpen this link within seven days to choose a name and a password; it works once:\n${input.url}\n`,
    })
    return "sent"
  } catch (error) {
    logger.warn("invitation mail failed", { error })
    return "failed"
  }
}
