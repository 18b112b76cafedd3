"use client"

import { DesktopIcon } from "@phosphor-icons/react/dist/ssr/Desktop"
import { MoonIcon } from "@phosphor-icons/react/dist/ssr/Moon"
import { SunIcon } from "@phosphor-icons/react/dist/ssr/Sun"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { APPEARANCES, type Appearance, parseAppearance } from "./appearance"
import { chooseAppearance } from "./choose-appearance"

const ICONS = { light: SunIcon, dark: MoonIcon, system: DesktopIcon }

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
        setAppearance(next)
        // This browser has it either way; a later choice saves it again.
        chooseAppearance(next).catch(() => undefined)
      }}
    />
  )
}
