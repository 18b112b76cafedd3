import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"

/** Levels A and AA of WCAG 2.1. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

interface Asked {
  /** Looks only at these elements. */
  within?: string
  /** The rules to hold the page to; null for every rule there is. */
  tags?: string[] | null
  /** Only what keeps somebody from using the page. */
  seriousOnly?: boolean
}

/** Waits until nothing moves any more: half-way through a transition a colour is neither the old nor the new one. */
async function waitUntilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().endTime === Infinity,
      ),
  )
}

/** What axe finds once the page has come to rest: each rule with the elements that break it. */
export async function findViolations(page: Page, asked: Asked = {}): Promise<string[]> {
  const { within, tags = WCAG, seriousOnly = false } = asked
  await waitUntilStill(page)
  const axe = new AxeBuilder({ page })
  if (within) axe.include(within)
  if (tags) axe.withTags(tags)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => !seriousOnly || impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)
}
