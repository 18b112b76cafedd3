"use client"

import { LabelFailures } from "@/components/episode/label-failures"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { useLabeller } from "@/components/episode/use-labeller"
import { VERDICT_CHOICES, VerdictButtons } from "@/components/episode/verdict-buttons"
import { formatCountOf } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import type { Verdict } from "@/lib/domain/label"

const MOST_AT_ONCE = 500

interface SelectionBarProps {
  experimentId: string
  selected: ReadonlySet<string>
  onClear: () => void
  /** Takes all that match instead; absent where nothing else matches. */
  onSelectAll: (() => void) | undefined
}

/** What can be done with the selected rows: judge them all at once. */
export function SelectionBar({ experimentId, selected, onClear, onSelectAll }: SelectionBarProps) {
  const labeller = useLabeller(experimentId, { toasts: true })
  const keys = useLabelKeys()
  const count = selected.size
  const may = usePermission("label.write") && count > 0 && count <= MOST_AT_ONCE
  const judge = (value: Verdict) => {
    const words = `${formatCountOf(count, "episode")} labelled ${value}`
    labeller.say({ episodeIds: [...selected], stepIdx: null, key: "verdict", value, words })
  }
  useHotkeys(
    "Episodes",
    VERDICT_CHOICES.map(({ verdict, label }) => ({
      keys: keys[verdict],
      label: `Label the selected ${label.toLowerCase()}`,
      run: () => judge(verdict),
    })),
    may,
  )
  useHotkeys("Episodes", [{ keys: keys.undo, label: "Undo the last label", run: () => labeller.undo() }])
  useHotkeys("Episodes", [{ keys: "Escape", label: "Clear the selection", run: onClear }], count > 0)
  return (
    <>
      <LabelFailures labeller={labeller} />
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-3 border-kumo-hairline border-b bg-accent-tint px-2.5 py-1.5">
          <span className="font-medium tabular">{formatCountOf(count, "episode")} selected</span>
          <VerdictButtons target={`the ${count} selected`} value={null} onChange={judge} disabled={!may} />
          {onSelectAll && (
            <Button variant="ghost" onClick={onSelectAll}>
              Select all that match
            </Button>
          )}
          <Button variant="ghost" onClick={onClear}>
            Clear <Kbd>esc</Kbd>
          </Button>
        </div>
      )}
    </>
  )
}
