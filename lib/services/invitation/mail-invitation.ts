import { createTransport } from "nodemailer"
import { logger } from "@/lib/logger"

const TIMEOUT_MS = 10_000

/** Header text: one line, so that a name cannot add headers. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/** Sends the link. A mail that fails does not undo the invitation: the link is on the screen. */
export async function mailInvitation(input: {
  smtpUrl: string
  email: string
  url: string
  inviter: string
}): Promise<"sent" | "failed"> {
  const from = new URL(input.smtpUrl).searchParams.get("from") ?? `winnow@${new URL(input.url).hostname}`
  const transport = createTransport({
    url: input.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  try {
    await transport.sendMail({
      from,
      to: input.email,
      subject: `${oneLine(input.inviter)} invites you to Winnow`,
      text: `${oneLine(input.inviter)} invites you to a Winnow workspace.\n\nOpen this link within seven days to choose a name and a password; it works once:\n${input.url}\n`,
    })
    return "sent"
  } catch (error) {
    logger.warn("invitation mail failed", { error })
    return "failed"
  } finally {
    transport.close()
  }
}
