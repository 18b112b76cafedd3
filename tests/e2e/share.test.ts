import { globSync } from "node:fs"
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest"
import { findViolations } from "@/tests/e2e/axe"
import { importExample } from "@/tests/e2e/example-data"
import { openSession, type Session } from "@/tests/e2e/session"

const NAME = "Library desk"
const SOON = { timeout: 20_000 }

/** Every page of the product, with ids that exist nowhere in place of its parameters. */
function listPages(): string[] {
  return globSync("app/**/page.tsx")
    .map((file) => file.replace(/^app/, "").replace(/\/page\.tsx$/, ""))
    .map((path) => path.replace(/\/\([\w-]+\)/g, "").replace(/\[\w+\]/g, crypto.randomUUID()))
    .map((path) => path || "/")
}

describe("deciding and sharing", () => {
  let session: Session
  let paths: Record<string, string>
  let link: string

  beforeAll(async () => {
    session = await openSession()
    paths = await importExample()
  })

  beforeEach(() => {
    session.problems.length = 0
  })

  afterAll(() => session.browser.close())

  async function openStranger(colorScheme: "light" | "dark", width = 1440) {
    const viewport = { width, height: 900 }
    const context = await session.browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" })
    const page = await context.newPage()
    const asked: string[] = []
    const problems: string[] = []
    page.on("request", (request) => asked.push(new URL(request.url()).pathname))
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()))
    page.on("pageerror", (error) => problems.push(String(error)))
    return { context, page, asked, problems }
  }

  it("says when a student pays back once its bill is known, and keeps that in the address", async () => {
    const { page, problems } = session
    await page.goto(paths.compare!)
    const panel = page.locator("section").filter({ has: page.getByRole("heading", { name: "Break-even" }) })
    const sentence = panel.getByTestId("break-even")
    await expect.poll(() => sentence.textContent(), SOON).toContain("not known")
    await panel.getByLabel("Training, USD").fill("24")
    await expect.poll(() => sentence.textContent(), SOON).toMatch(/^(Pays back after|Never pays back)/)
    await expect.poll(() => page.url(), SOON).toContain("training=24")
    const before = await panel.textContent()
    await panel.getByLabel("Your volume").focus()
    await page.keyboard.press("PageUp")
    await expect.poll(() => panel.textContent(), SOON).not.toBe(before)
    await expect.poll(() => page.url(), SOON).toContain("volume=")
    await panel.getByRole("switch", { name: "Dedicated server, by the hour" }).click()
    await panel.getByLabel("USD an hour").fill("1000000")
    await expect.poll(() => sentence.textContent(), SOON).toMatch(/^Never pays back/)
    await panel.getByRole("button", { name: "Back to what is on record" }).click()
    await expect.poll(() => sentence.textContent(), SOON).toContain("not known")
    expect(problems).toEqual([])
  })

  it("tries a router and shows its curve as a table", async () => {
    const { page, problems } = session
    const panel = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Router what-if" }) })
    await panel.getByRole("button", { name: "As table" }).click()
    await panel.getByRole("cell", { name: "always" }).waitFor()
    await panel.getByRole("tab", { name: "Faults" }).click()
    await expect.poll(() => page.url(), SOON).toContain("check=faults")
    expect(problems).toEqual([])
  })

  it("shows what is included, then a link that opens for people without an account", async () => {
    const { page, problems } = session
    await page.goto(`${paths.compare}?training=24`)
    await page.getByRole("button", { name: "Share", exact: true }).click()
    const included = page.getByRole("region", { name: "What is included" })
    await expect.poll(() => included.textContent(), SOON).toContain("The break-even: ")
    await page.getByRole("textbox", { name: "Title", exact: true }).fill("For the board")
    await page.getByRole("button", { name: "Create the link" }).click()
    link = (await page.getByLabel("Link", { exact: true }).textContent()) ?? ""
    expect(link).toMatch(/\/share\/wnv_[\w-]{43}$/)
    expect(problems).toEqual([])
  })

  it.each(["light", "dark"] as const)(
    "reads well in the %s theme, on a phone too, and asks for no data",
    async (mode) => {
      const { context, page, asked, problems } = await openStranger(mode)
      const response = await page.goto(link)
      await page.getByRole("heading", { name: "For the board" }).waitFor()
      await page.getByRole("figure").first().waitFor()
      expect(await findViolations(page)).toEqual([])
      const headers = response?.headers() ?? {}
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'")
      expect(headers["content-security-policy"]).toContain("connect-src 'none'")
      expect(headers["x-robots-tag"]).toContain("noindex")
      await page.setViewportSize({ width: 390, height: 900 })
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }))
      expect(scroll).toBeLessThanOrEqual(client)
      expect(
        asked.filter((path) => !path.startsWith("/share/") && !path.startsWith("/_next/static/")),
      ).toEqual(asked.filter((path) => path === "/icon.svg"))
      expect(problems).toEqual([])
      await context.close()
    },
  )

  it("prints", async () => {
    const { context, page } = await openStranger("dark")
    await page.goto(link)
    await page.getByRole("figure").first().waitFor()
    const pdf = await page.pdf({ format: "A4", printBackground: true })
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-")
    expect(await page.evaluate(() => document.body.textContent)).toContain("as of")
    await context.close()
  })

  it("reaches no other page with its token", async () => {
    const token = link.split("/share/")[1] ?? ""
    const cookie = ["next-auth.session-token", "share"].map((name) => `${name}=${token}`).join("; ")
    const pages = listPages()
    expect(pages.length).toBeGreaterThan(20)
    const open: string[] = []
    for (const path of pages) {
      const response = await fetch(`${inject("baseUrl")}${path}?token=${token}`, {
        headers: { cookie, authorization: `Bearer ${token}` },
        redirect: "manual",
      })
      const body = await response.text()
      expect(body, path).not.toContain(NAME)
      if (response.status === 200) open.push(path.replace(/[0-9a-f-]{36}/, "ID"))
      else expect(response.headers.get("location"), path).toMatch(/\/(sign-in|experiments$)/)
    }
    expect(open.sort()).toEqual(["/invitation", "/share/ID", "/sign-in", "/sign-in/link"])
  })

  it("may be framed by other sites only when it was made so, and closes when it is revoked", async () => {
    const { page, problems } = session
    await page.goto(paths.compare!)
    await page.getByRole("button", { name: "Share", exact: true }).click()
    await page.getByRole("textbox", { name: "Title", exact: true }).fill("On the wiki")
    await page.getByRole("checkbox", { name: "Other sites may show it in a frame" }).click()
    await page.getByRole("button", { name: "Create the link" }).click()
    const framed = (await page.getByLabel("Link", { exact: true }).textContent()) ?? ""
    const { headers } = await fetch(framed)
    expect(headers.get("content-security-policy")).toContain("frame-ancestors *")
    expect(headers.get("x-frame-options")).toBeNull()

    await page.getByRole("link", { name: "Shared pages" }).click()
    const row = page.getByRole("row").filter({ hasText: "On the wiki" })
    await row.getByRole("button", { name: "Revoke" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click()
    await row.getByText("revoked").waitFor()
    const closed = await (await fetch(framed)).text()
    expect(closed).toContain("This link is not open")
    expect(closed).not.toContain(NAME)
    expect(await findViolations(page)).toEqual([])
    expect(problems).toEqual([])
  })
})
