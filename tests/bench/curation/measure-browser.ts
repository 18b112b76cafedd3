import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { writeRules } from "@/components/dataset/recipe-params"
import { previewCuration as route } from "@/lib/contracts/curation"
import { launchBrowser } from "@/tests/e2e/browser"
import type { Product } from "@/tests/e2e/product"
import { describeTimes, timed } from "./figures"
import { FAMILIES, type Family } from "./recipes"
import { scriptPerMove, traced } from "./trace"

const CHANGES = 12
const MOVES = 60
/** Long enough for what labels say, which is asked for after the preview. */
const PAUSE_MS = 1200

/** From sending a rule change to having read its answer, over HTTP. */
export async function* measureHttp({ baseUrl, home }: Product, experimentId: string): AsyncGenerator<string> {
  const token = readFileSync(join(home, "local-token"), "utf8").trim()
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const url = baseUrl + route.path.replace("{experimentId}", experimentId)
  let bytes = 0
  for (const { name, rules } of FAMILIES) {
    const times: number[] = []
    for (let change = 0; change < CHANGES; change++) {
      const body = JSON.stringify({ rules: rules(change), thresholdRule: 0, bins: 200 })
      const { ms, result } = await timed(async () => {
        const response = await fetch(url, { method: "POST", headers, body })
        return response.text()
      })
      times.push(ms)
      bytes = result.length
    }
    yield `| ${name} | ${describeTimes(times)} |`
  }
  yield `answer ${(bytes / 1024).toFixed(0)} KiB before compression`
}

function curateUrl(baseUrl: string, experimentId: string, rules: string, rule: number): string {
  const query = new URLSearchParams({ rules, rule: String(rule) })
  return `${baseUrl}/experiments/${experimentId}/curate?${query}`
}

/** Opens the lab; how long until the numbers were there, and what it said meanwhile. */
async function openLab(page: Page, url: string): Promise<string> {
  const said = new Set<string>()
  const watch = setInterval(() => {
    page
      .getByText(/^Loading episodes/)
      .textContent({ timeout: 50 })
      .then(
        (text) => text && said.add(text),
        () => undefined,
      )
  }, 300)
  const { ms } = await timed(async () => {
    await page.goto(url, { waitUntil: "commit", timeout: 120_000 })
    await page.locator("[aria-label='What is kept'] .text-hero").waitFor({ timeout: 120_000 })
  })
  clearInterval(watch)
  return `first numbers after ${(ms / 1000).toFixed(2)} s; said meanwhile: ${[...said].join("; ") || "nothing"}`
}

interface Marks {
  pressed: number
  shown: number
}

/** Notes in the page when Enter is pressed, and when the frame after the next new number has been drawn. */
async function watchNumbers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const marks = { pressed: 0, shown: 0 }
    Object.assign(window, { marks })
    const press = ({ key }: KeyboardEvent) => {
      if (key === "Enter") Object.assign(marks, { pressed: performance.now(), shown: 0 })
    }
    document.addEventListener("keydown", press, true)
    const note = () => {
      marks.shown ||= performance.now()
    }
    const drawn = () => requestAnimationFrame(() => setTimeout(note))
    const kept = document.querySelector("[aria-label='What is kept'] .text-hero") as Element
    new MutationObserver(drawn).observe(kept, { characterData: true, childList: true, subtree: true })
  })
}

async function readMarks(page: Page): Promise<Marks> {
  for (let look = 0; look < 200; look++) {
    const marks = await page.evaluate(() => (window as never as { marks: Marks }).marks)
    if (marks.shown > 0) return marks
    await page.waitForTimeout(50)
  }
  throw new Error("the number of kept episodes did not change")
}

/** From Enter in a rule's field to the frame that shows the answer, in the page's own clock. */
async function changeRules(page: Page, { field }: Family): Promise<{ times: number[]; requests: number[] }> {
  await watchNumbers(page)
  const times: number[] = []
  const requests: number[] = []
  let count = 0
  page.on("request", (request) => {
    if (request.url().endsWith("/curation/preview")) count += 1
  })
  for (let change = 0; change < CHANGES; change++) {
    count = 0
    const input = page.getByLabel(field.label).first()
    await input.fill(String(field.value(change)))
    await input.press("Enter")
    const { shown, pressed } = await readMarks(page)
    times.push(shown - pressed)
    requests.push(count)
    await page.waitForTimeout(PAUSE_MS)
  }
  return { times, requests }
}

/** Drags the threshold across the histogram under a performance trace. */
async function dragSlider(page: Page): Promise<{ script: number[]; requests: number; released: number }> {
  const slider = page.getByRole("slider").first()
  const box = await slider.boundingBox()
  if (!box) throw new Error("the slider has no place on the screen")
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  let requests = 0
  const requested = new Set<string>()
  page.on("request", (request) => {
    requests += 1
    requested.add(new URL(request.url()).pathname)
  })
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 5, y)
  await page.waitForTimeout(500)
  requests = 0
  const events = await traced(page, async () => {
    for (let move = 1; move <= MOVES; move++) {
      await page.mouse.move(x + 5 + move * 4, y)
      await page.waitForTimeout(50)
    }
  })
  const during = requests
  requests = 0
  requested.clear()
  await page.mouse.up()
  await page.waitForTimeout(1500)
  return {
    script: scriptPerMove(events),
    requests: during,
    released: [...requested].filter((path) => path.endsWith("/curation/preview")).length,
  }
}

export async function* measureBrowser(product: Product, experimentId: string): AsyncGenerator<string> {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({
      storageState: product.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    const page = await context.newPage()
    const every: number[] = []
    for (const family of FAMILIES) {
      const url = curateUrl(product.baseUrl, experimentId, writeRules(family.rules(0)), family.field.rule)
      const opened = await openLab(page, url)
      await page.waitForTimeout(PAUSE_MS)
      const { times, requests } = await changeRules(page, family)
      if (every.length === 0) yield opened
      every.push(...times)
      yield `| ${family.name} | ${describeTimes(times)} | ${Math.max(...requests)} |`
    }
    yield `| all | ${describeTimes(every)} | |`
    const url = curateUrl(product.baseUrl, experimentId, writeRules(FAMILIES[1]?.rules(0) ?? []), 0)
    await openLab(page, url)
    await page.waitForTimeout(2500)
    const { script, requests, released } = await dragSlider(page)
    yield `slider, script per move (median | p95 | most): ${describeTimes(script)} ms over ${script.length} moves; ` +
      `requests during the drag ${requests}, previews asked for on release ${released}`
  } finally {
    await browser.close()
  }
}
