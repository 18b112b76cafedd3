"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Popover } from "@/components/ui/popover"
import { FunnelBar } from "./funnel-bar"
import type { LabProps } from "./lab-props"

/** Which runs the episodes come from; none chosen means all. */
export function RunsRow({ recipe, runs, preview }: LabProps) {
  const chosen = recipe.params.run
  const isChosen = (id: string) => chosen.length === 0 || chosen.includes(id)
  const toggle = (id: string) => {
    const next = runs.map((run) => run.id).filter((other) => (other === id ? !isChosen(id) : isChosen(other)))
    if (next.length > 0) recipe.set({ run: next.length === runs.length ? [] : next })
  }
  const names = runs.filter(({ id }) => isChosen(id)).map(({ name }) => name)
  const summary =
    names.length === runs.length && runs.length > 1 ? `all ${runs.length} runs` : names.join(", ")
  return (
    <div className="border-kumo-hairline border-b px-3 py-2">
      <div className="flex items-center gap-2">
        <h3 className="font-semibold text-body">{names.length === 1 ? "Run" : "Runs"}</h3>
        <Popover
          title="Take episodes of"
          trigger={
            <Button variant="ghost" size="xs" icon={<CaretDownIcon size={12} />} aria-label="Choose runs">
              choose
            </Button>
          }
        >
          <div className="mt-2 flex max-h-80 flex-col gap-2 overflow-y-auto">
            {runs.map(({ id, name, statistics }) => (
              <Checkbox
                key={id}
                label={`${name}, ${formatCountOf(statistics.n, "episode")}`}
                checked={isChosen(id)}
                onChange={() => toggle(id)}
              />
            ))}
          </div>
        </Popover>
        <span className="ml-auto font-semibold tabular">{formatCount(preview?.episodeCount)}</span>
        <span className="w-12" />
      </div>
      <p className="truncate text-kumo-subtle text-note">{summary}</p>
      <FunnelBar kept={1} before={1} label="All episodes of the chosen runs" />
    </div>
  )
}
