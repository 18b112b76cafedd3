"use client"

import { SlidersHorizontalIcon } from "@phosphor-icons/react/dist/ssr/SlidersHorizontal"
import { Button } from "@/components/ui/button"
import { Popover } from "@/components/ui/popover"
import { Select } from "@/components/ui/select"
import { Switch } from "@/components/ui/switch"
import { Tabs } from "@/components/ui/tabs"
import type { CompareParams, SetCompareParams } from "../search-params"
import type { Quality } from "./quality"
import { usePlaneBox } from "./use-plane-box"

interface PlaneControlsProps {
  params: CompareParams
  set: SetCompareParams
  quality: Quality
  /** Without a known cost there is nothing to choose but the quality. */
  priced: boolean
  timed: boolean
}

const COSTS = [
  { value: "task", label: "per task" },
  { value: "success", label: "per success" },
  { value: "tokens", label: "per 1M tokens" },
] as const

const VIEWS = [
  { value: "plane", label: "All tasks" },
  { value: "split", label: "By split" },
  { value: "family", label: "By task family" },
  { value: "time", label: "Over time" },
] as const

/** What the axes are and how the picture is taken apart. A box belongs to its axes: other axes drop it. */
export function PlaneControls({ params, set, quality, priced, timed }: PlaneControlsProps) {
  const [, setBox] = usePlaneBox()
  const change = (next: Partial<CompareParams>) => {
    set(next)
    void setBox(null)
  }
  return (
    <>
      <Tabs
        key={quality.mostK}
        value={quality.kind}
        onChange={(kind) => change({ quality: kind })}
        options={[
          { value: "success" as const, label: "Success" },
          ...(quality.mostK > 1 ? [{ value: "passK" as const, label: "pass^k" }] : []),
          ...(priced ? [{ value: "score" as const, label: "Score" }] : []),
        ]}
      />
      {priced && (
        <>
          <Select
            label="Cost"
            size="xs"
            value={params.cost}
            onChange={(cost) => change({ cost })}
            options={COSTS}
          />
          <Select
            label="View"
            size="xs"
            value={params.view}
            onChange={(view) => change({ view })}
            options={VIEWS}
          />
        </>
      )}
      {priced && params.view === "plane" && (
        <Popover
          title="Draw"
          align="end"
          trigger={
            <Button
              variant="ghost"
              size="xs"
              shape="square"
              icon={<SlidersHorizontalIcon size={14} />}
              aria-label="What the plane draws"
            />
          }
        >
          <div className="mt-2 flex flex-col gap-2">
            <Switch
              label={`Frontier with its ${params.level} % band`}
              checked={params.frontier}
              onChange={(frontier) => set({ frontier })}
            />
            <Switch
              label="Latency as the size of marks"
              checked={params.size === "latency"}
              disabled={!timed}
              onChange={(latency) => set({ size: latency ? "latency" : "none" })}
            />
          </div>
        </Popover>
      )}
    </>
  )
}
