import { formatCount } from "@/components/format/count"
import { classNames } from "@/components/ui/class-names"
import type { Divergences } from "@/lib/contracts/divergences"
import type { PairOutcome } from "@/lib/domain/divergence-tally"

interface PairOutcomesProps {
  outcomes: Divergences["outcomes"]
  /** What the cells call the two: `teacher`, a run's name. */
  names: { teacher: string; student: string }
  /** The cell that the page is narrowed to. */
  selected: PairOutcome | null
  onSelect: (outcome: PairOutcome | null) => void
}

const EDGES = {
  both_succeed: "border-l-kumo-line",
  both_fail: "border-l-kumo-line",
  only_first: "border-l-bad",
  only_second: "border-l-good",
} as const

/** How pairs of attempts ended, two by two; a cell narrows the page to its pairs. */
export function PairOutcomes({ outcomes, names, selected, onSelect }: PairOutcomesProps) {
  const words = {
    both_succeed: "both succeed",
    both_fail: "both fail",
    only_first: `only ${names.teacher}`,
    only_second: `only ${names.student}`,
  }
  return (
    <fieldset className="grid grid-cols-2 gap-1.5" aria-label="How pairs of attempts ended">
      {(["both_succeed", "both_fail", "only_first", "only_second"] as const).map((outcome) => (
        <button
          key={outcome}
          type="button"
          aria-pressed={selected === outcome}
          onClick={() => onSelect(selected === outcome ? null : outcome)}
          className={classNames(
            "min-w-0 rounded-[4px] border-l-2 bg-code px-2 py-1 text-left hover:bg-kumo-tint max-md:min-h-11",
            EDGES[outcome],
            selected === outcome && "ring ring-accent",
          )}
        >
          <span className="block font-semibold text-key tabular">{formatCount(outcomes[outcome])}</span>
          <span className="block truncate text-kumo-subtle text-note" title={words[outcome]}>
            {words[outcome]}
          </span>
        </button>
      ))}
    </fieldset>
  )
}
