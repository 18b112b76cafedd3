"use client"

import { useEffect, useState } from "react"
import { APPEARANCES, type Appearance, parseAppearance } from "@/components/shell/appearance"
import { chooseAppearance } from "@/components/shell/choose-appearance"
import { Banner } from "@/components/ui/banner"
import { Panel } from "@/components/ui/panel"

const LABELS: Record<Appearance, { title: string; note: string }> = {
  light: { title: "Light", note: "Dark text on white panels" },
  dark: { title: "Dark", note: "Light text on dark panels" },
  system: { title: "As the system", note: "Follows the setting of this device" },
}

/** Kept for this person, in every browser they sign in with. */
export function AppearancePanel() {
  const [chosen, setChosen] = useState<Appearance | null>(null)
  const [isUnsaved, setIsUnsaved] = useState(false)
  useEffect(() => setChosen(parseAppearance(document.documentElement.dataset.mode)), [])

  function choose(appearance: Appearance) {
    setChosen(appearance)
    setIsUnsaved(false)
    chooseAppearance(appearance).catch(() => setIsUnsaved(true))
  }

  return (
    <Panel title="Appearance" note="For you, on every device" padded>
      {isUnsaved && (
        <Banner tone="warn">
          This browser shows it, but it was not saved for your other ones. Choose again.
        </Banner>
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">Appearance</legend>
        {APPEARANCES.map((appearance) => (
          <label
            key={appearance}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 py-1 hover:bg-kumo-tint"
          >
            <input
              type="radio"
              name="appearance"
              className="size-4 accent-(--wn-accent)"
              checked={chosen === appearance}
              onChange={() => choose(appearance)}
            />
            <span className="w-28 font-medium">{LABELS[appearance].title}</span>
            <span className="text-kumo-subtle text-note">{LABELS[appearance].note}</span>
          </label>
        ))}
      </fieldset>
    </Panel>
  )
}
