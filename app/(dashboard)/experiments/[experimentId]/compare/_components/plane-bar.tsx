"use client"

import { useBrushCount, useBrushStore } from "@/components/charts/brush-context"
import { formatCount, formatCountOf } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Slider } from "@/components/ui/slider"
import type { SetCompareParams } from "../search-params"
import type { Quality } from "./quality"
import { usePlaneBox } from "./use-plane-box"

interface PlaneBarProps {
  set: SetCompareParams
  quality: Quality
  /** All runs on the plane. */
  total: number
}

/** Under the header: the k of pass^k, and what the box holds. */
export function PlaneBar({ set, quality, total }: PlaneBarProps) {
  const [, setBox] = usePlaneBox()
  const count = useBrushCount()
  const store = useBrushStore()
  useHotkeys(
    "Plane",
    [{ keys: "Escape", label: "Drop the box", run: () => void setBox(null) }],
    count !== null,
  )
  const sliding = quality.kind === "passK" && quality.mostK > 1
  if (!sliding && count === null) return null
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 px-3 pt-1.5 text-note">
      {sliding && (
        <span className="inline-flex items-center gap-2">
          <Slider
            label="k of pass^k"
            value={quality.k}
            min={1}
            max={quality.mostK}
            onChange={(k) => {
              set({ k })
              void setBox(null)
            }}
          />
          <span className="text-kumo-subtle tabular">
            all of k = {quality.k} attempts succeed, k up to {quality.mostK}
          </span>
        </span>
      )}
      {count !== null && (
        <span role="status" className="inline-flex items-center gap-2">
          {formatCount(count)} of {formatCountOf(total, "run")} in the box
          <Button
            size="xs"
            disabled={count < 2}
            onClick={() => {
              set({ runs: [...(store?.ids() ?? [])] })
              void setBox(null)
            }}
          >
            Compare these
          </Button>
          <Button size="xs" variant="ghost" onClick={() => void setBox(null)}>
            Drop the box
          </Button>
        </span>
      )}
    </div>
  )
}
