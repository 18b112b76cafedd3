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
  /** Only rules about colours: for a page that was looked at in another theme, which changes nothing else. */
  coloursOnly?: boolean
}

const COLOUR_RULES = ["color-contrast", "link-in-text-block"]

/**
 * Waits until nothing moves any more: half-way through a transition a colour is neither the old nor the new one. What follows
 * scrolling instead of the clock never ends, and is as still as the page.
 */
async function waitUntilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .filter(({ timeline, playState }) => timeline === document.timeline && playState === "running")
      .every(({ effect }) => effect?.getComputedTiming().endTime === Infinity),
  )
}

/** What axe finds once the page has come to rest: each rule with the elements that break it. */
export async function findViolations(page: Page, asked: Asked = {}): Promise<string[]> {
  const { within, tags = WCAG, seriousOnly = false, coloursOnly = false } = asked
  await waitUntilStill(page)
  // Our pages have no frames, for which alone axe would gather its findings in a page of its own.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode()
  if (within) axe.include(within)
  if (coloursOnly) axe.withRules(COLOUR_RULES)
  else if (tags) axe.withTags(tags)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => !seriousOnly || impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)
}
