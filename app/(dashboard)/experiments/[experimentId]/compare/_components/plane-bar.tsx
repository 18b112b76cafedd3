"use client"

import { useBrush, useBrushStore } from "@/components/charts/brush-context"
import { formatCount, formatCountOf } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Slider } from "@/components/ui/slider"
import type { SetCompareParams } from "../search-params"
import type { Quality } from "./quality"

interface PlaneBarProps {
  set: SetCompareParams
  quality: Quality
  /** All runs on the plane. */
  total: number
}

/** Under the header: the k of pass^k, and what the box holds. */
export function PlaneBar({ set, quality, total }: PlaneBarProps) {
  const store = useBrushStore()
  const count = useBrush((brush) => (brush.isActive() ? brush.count() : null), null)
  const setBox = (box: null) => store?.keep(box)
  useHotkeys("Plane", [{ keys: "Escape", label: "Drop the box", run: () => setBox(null) }], count !== null)
  const sliding = quality.kind === "passK" && quality.mostK > 1
  return (
    <div className="flex min-h-8 flex-wrap max-md:min-h-0 items-center gap-x-4 gap-y-1 px-3 pt-1.5 text-note">
      {sliding && (
        <span className="inline-flex items-center gap-2">
          <Slider
            label="k of pass^k"
            value={quality.k}
            min={1}
            max={quality.mostK}
            onChange={(k) => {
              set({ k })
              setBox(null)
            }}
          />
          <span className="text-kumo-subtle tabular">
            all of k = {quality.k} attempts succeed, k up to {quality.mostK}
          </span>
        </span>
      )}
      {/* Its place is kept, so that nothing moves under a drag. */}
      {count === null && (
        <span className="text-kumo-subtle max-md:hidden">Drag a box over the runs to pick some out.</span>
      )}
      {count !== null && (
        <span role="status" className="inline-flex items-center gap-2">
          {formatCount(count)} of {formatCountOf(total, "run")} in the box
          <Button
            size="xs"
            disabled={count < 2}
            onClick={() => {
              set({ runs: [...(store?.ids() ?? [])] })
              setBox(null)
            }}
          >
            Compare these
          </Button>
          <Button size="xs" variant="ghost" onClick={() => setBox(null)}>
            Drop the box
          </Button>
        </span>
      )}
    </div>
  )
}
