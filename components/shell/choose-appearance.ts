import { call } from "@/lib/api-client/call"
import { updatePreferences } from "@/lib/contracts/me"
import { APPEARANCE_COOKIE, type Appearance } from "./appearance"

const YEAR_SECONDS = 365 * 86_400

/** Shows this browser so, at once and from now on. */
export function applyAppearance(appearance: Appearance): void {
  document.documentElement.dataset.mode = appearance
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${APPEARANCE_COOKIE}=${appearance}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

/** The same, and remembers it for the person's other browsers; this one has it even when that fails. */
export async function chooseAppearance(appearance: Appearance): Promise<void> {
  applyAppearance(appearance)
  await call(updatePreferences, { appearance })
}
