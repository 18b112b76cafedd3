"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { ExportCheck } from "@/lib/contracts/exports"
import type { RowFix } from "@/lib/domain/export-options"
import { FindingList } from "./finding-list"

interface CheckResultProps {
  experimentId: string
  check: ExportCheck
  fix: RowFix
  onFix: (fix: RowFix) => void
}

/** What the check found, and the buttons that mend it. */
export function CheckResult({ experimentId, check, fix, onFix }: CheckResultProps) {
  const rows = check.splits.reduce((sum, split) => sum + split.rows, 0)
  const trained = check.splits.reduce((sum, split) => sum + split.trainedTokens, 0)
  return (
    <>
      {check.refusedRows > 0 && <Refused check={check} onFix={onFix} />}
      {check.refusedRows === 0 && check.problemCount > 0 && (
        <Banner
          tone="warn"
          title={`${formatCountOf(check.problemCount, "problem")} with the files as a whole.`}
        >
          Every row keeps the rules, and the files can be downloaded; a provider would refuse them as they
          are.
        </Banner>
      )}
      {check.problemCount === 0 && (
        <p className="flex items-center gap-1.5 text-body">
          <CheckCircleIcon size={16} weight="fill" className="shrink-0 text-good" aria-hidden />
          {formatCountOf(rows, "row")} checked, all keep the rules of the format.
        </p>
      )}
      {check.resampling && <Resampled drawn={check.resampling} />}
      {fix !== "none" && <Applied check={check} onUndo={() => onFix("none")} />}
      {trained > 0 && (
        <p className="text-kumo-subtle text-note">
          About {formatTokens(trained)} tokens are trained on: o200k under a ChatML-like template, 3 tokens a
          message.
        </p>
      )}
      <FindingList experimentId={experimentId} check={check} />
    </>
  )
}

function Resampled({ drawn }: { drawn: NonNullable<ExportCheck["resampling"]> }) {
  const { episodes, leftOut, repeated, most } = drawn
  return (
    <p className="text-note">
      The format has no row weights, so {formatCountOf(episodes, "training episode")} are drawn by weight:{" "}
      {formatCount(leftOut)} left out, {formatCount(repeated)} more than once, at most {formatCount(most)}{" "}
      times. The same dataset gives the same draw.
    </p>
  )
}

function Refused({ check, onFix }: { check: ExportCheck; onFix: (fix: RowFix) => void }) {
  const { droppable, truncatable } = check.fixes
  const rest = droppable - truncatable
  return (
    <Banner
      tone="warn"
      title={`${formatCountOf(check.refusedRows, "row")} that a provider would refuse.`}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="xs" onClick={() => onFix("drop")}>
            Drop {formatCountOf(droppable, "row")}
          </Button>
          {truncatable > 0 && (
            <Button size="xs" onClick={() => onFix("truncate")}>
              Truncate {formatCount(truncatable)}
              {rest > 0 && `, drop ${formatCount(rest)}`}
            </Button>
          )}
        </span>
      }
    >
      Nothing is written before they are mended. A truncated row ends with its last reply that keeps the
      rules.
    </Banner>
  )
}

function Applied({ check, onUndo }: { check: ExportCheck; onUndo: () => void }) {
  const { dropped, truncated } = check.applied
  return (
    <p className="flex items-center gap-2 text-body">
      {formatCountOf(dropped, "row")} dropped, {formatCount(truncated)} truncated.
      <Button size="xs" variant="ghost" onClick={onUndo}>
        Undo
      </Button>
    </p>
  )
}
