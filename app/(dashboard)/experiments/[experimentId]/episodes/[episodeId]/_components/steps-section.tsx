"use client"

import { useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { OutlineJumps } from "@/components/transcript/outline-jumps"
import { knownMeasures, type StepMeasure } from "@/components/transcript/step-measure"
import { StepsOutline } from "@/components/transcript/steps-outline"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import type { ReaderControl } from "./use-reader"

/** All steps with bars of what one chooses: latency, tokens or cost, as far as they are known. */
export function StepsSection({ reader: { blocks, selected, select } }: { reader: ReaderControl }) {
  const known = knownMeasures(blocks)
  const [chosen, setChosen] = useState<StepMeasure | null>(null)
  const measure = chosen && known.includes(chosen) ? chosen : (known[0] ?? "tokens")
  const change = () => setChosen(known[(known.indexOf(measure) + 1) % known.length] ?? null)
  useHotkeys("Reader", [{ keys: "b", label: "Bars of latency, tokens or cost", run: change }])
  return (
    <section className="flex min-h-60 flex-1 flex-col">
      <header className="flex items-center justify-between px-3.5 pt-2.5 pb-1">
        <h2 className="font-semibold">Steps</h2>
        <span className="flex items-center gap-1.5 text-kumo-subtle text-note">
          {known.length > 1 ? (
            <Button size="xs" variant="ghost" onClick={change}>
              bar is {measure} <Kbd>b</Kbd>
            </Button>
          ) : (
            `bar is ${measure}`
          )}
        </span>
      </header>
      <OutlineJumps blocks={blocks} selected={selected} onSelect={select} />
      <StepsOutline blocks={blocks} measure={measure} selected={selected} onSelect={select} />
    </section>
  )
}
