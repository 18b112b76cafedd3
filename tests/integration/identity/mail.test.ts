import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { createInvitation } from "@/lib/services/invitation/create"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"
import { type SmtpServer, startSmtpServer } from "@/tests/factories/smtp-server"

let server: TestServer
let smtp: SmtpServer

beforeAll(async () => {
  smtp = await startSmtpServer()
  server = await openTestServer()
})
afterAll(async () => {
  await server.close()
  await smtp.close()
})

async function invite(smtpUrl: string, name = "Ada") {
  const admin = asPerson(server.db, await createPerson(server.db, { role: "admin", name }))
  const email = `${crypto.randomUUID()}@example.org`
  return createInvitation(admin, { email, role: "viewer", origin: "https://winnow.example.org", smtpUrl })
}

describe("an invitation by e-mail", () => {
  test("carries the link to the invited address", async () => {
    const { email, mail } = await invite(smtp.url)
    expect(mail).toBe("sent")
    const sent = smtp.mails.at(-1) ?? ""
    expect(sent).toContain(`To: ${email}`)
    expect(sent).toContain("From: winnow@winnow.example.org")
    expect(sent.replace(/=\r\n/g, "").replace(/=3D/g, "=")).toContain(
      "https://winnow.example.org/invitation?token=wni_",
    )
  })

  test("does not let a name add headers", async () => {
    await invite(smtp.url, "Ada\r\nBcc: everybody@example.org")
    expect(smtp.mails.at(-1)).not.toMatch(/^Bcc:/m)
  })

  test("that cannot be sent leaves the invitation and says so", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true)
    const { mail, url } = await invite("smtp://127.0.0.1:1")
    expect(mail).toBe("failed")
    expect(url).toContain("token=wni_")
  })
})
