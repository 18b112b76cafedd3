"use client"

import { DesktopIcon } from "@phosphor-icons/react/dist/ssr/Desktop"
import { MoonIcon } from "@phosphor-icons/react/dist/ssr/Moon"
import { SunIcon } from "@phosphor-icons/react/dist/ssr/Sun"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { APPEARANCE_COOKIE, APPEARANCES, type Appearance, parseAppearance } from "./appearance"

const ICONS = { light: SunIcon, dark: MoonIcon, system: DesktopIcon }
const YEAR_SECONDS = 365 * 86_400

/** Light, dark, as the system has it; in that order. */
export function AppearanceToggle() {
  const [appearance, setAppearance] = useState<Appearance>("system")
  useEffect(() => setAppearance(parseAppearance(document.documentElement.dataset.mode)), [])
  const next = APPEARANCES[(APPEARANCES.indexOf(appearance) + 1) % APPEARANCES.length] ?? "system"
  const CurrentIcon = ICONS[appearance]
  return (
    <Button
      variant="ghost"
      shape="square"
      icon={<CurrentIcon size={16} className="text-kumo-subtle" />}
      aria-label={`Appearance: ${appearance}. Switch to ${next}`}
      onClick={() => {
        apply(next)
        setAppearance(next)
      }}
    />
  )
}

function apply(appearance: Appearance): void {
  document.documentElement.dataset.mode = appearance
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${APPEARANCE_COOKIE}=${appearance}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
