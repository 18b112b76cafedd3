"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Popover } from "@/components/ui/popover"
import { Switch } from "@/components/ui/switch"
import type { RunRecord } from "@/lib/contracts/runs"
import type { CompareParams, SetCompareParams } from "../search-params"

interface CompareControlsProps {
  params: CompareParams
  set: SetCompareParams
  runs: readonly RunRecord[]
}

/** Which runs stand side by side, and whether only on the tasks that all of them tried. */
export function CompareControls({ params, set, runs }: CompareControlsProps) {
  const isChosen = (id: string) => params.runs.length === 0 || params.runs.includes(id)
  const chosen = runs.filter(({ id }) => isChosen(id))
  const toggle = (id: string) => {
    const next = runs.map((run) => run.id).filter((other) => (other === id ? !isChosen(id) : isChosen(other)))
    if (next.length >= 2) set({ runs: next.length === runs.length ? [] : next })
  }
  return (
    <>
      <Switch label="Shared tasks only" checked={params.shared} onChange={(shared) => set({ shared })} />
      <Popover
        title="Compare"
        align="end"
        trigger={
          <Button icon={<CaretDownIcon size={12} />}>
            {chosen.length === runs.length ? `All ${runs.length} runs` : formatCountOf(chosen.length, "run")}
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
    </>
  )
}
