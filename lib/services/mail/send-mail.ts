import { createTransport } from "nodemailer"

const TIMEOUT_MS = 10_000

export interface Mail {
  smtpUrl: string
  to: string
  subject: string
  text: string
  /** Of the installation, when the mail server's address names no sender. */
  publicUrl: string
}

/** Header text: one line, so that a name cannot add headers. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}

/** @throws when the mail server does not take it. */
export async function sendMail({ smtpUrl, to, subject, text, publicUrl }: Mail): Promise<void> {
  const from = new URL(smtpUrl).searchParams.get("from") ?? `winnow@${new URL(publicUrl).hostname}`
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  try {
    await transport.sendMail({ from, to, subject: oneLine(subject), text })
  } finally {
    transport.close()
  }
}
