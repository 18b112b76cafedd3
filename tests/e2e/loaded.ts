import type { Page } from "playwright-core"

/** Waits until nothing on the page is a placeholder, or still to be drawn, and looks at what is read only when one does. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const waiting = document.querySelector(".animate-pulse, [data-later]")
    waiting?.scrollIntoView()
    return waiting === null
  })
}
