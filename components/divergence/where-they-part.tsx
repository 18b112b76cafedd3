"use client"

import { useState } from "react"
import { sideBySideHref } from "@/components/episode/counterpart"
import { formatCount, formatCountOf } from "@/components/format/count"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { OutcomeIcon } from "@/components/ui/outcome-badge"
import { TextLink } from "@/components/ui/text-link"
import type { DivergencePoint, Divergences } from "@/lib/contracts/divergences"
import type { PairOutcome } from "@/lib/domain/divergence-tally"
import { describePoint, toolName } from "./describe-point"
import { groupPoints, type ToolPoints } from "./group-points"

interface WhereTheyPartProps {
  experimentId: string
  divergences: Divergences
  /** Only pairs that ended so; all when null. */
  outcome: PairOutcome | null
}

const SHOWN = 6

/** The tools at which two runs part first, how, and pairs to read side by side. */
export function WhereTheyPart({ experimentId, divergences, outcome }: WhereTheyPartProps) {
  const [all, setAll] = useState(false)
  const groups = groupPoints(divergences, outcome)
  const most = groups[0]?.count ?? 0
  const shown = all ? groups : groups.slice(0, SHOWN)
  if (groups.length === 0) {
    return (
      <p className="text-kumo-subtle text-note">
        {divergences.compared < divergences.pairs
          ? "None found yet."
          : "None: these pairs do the same to the end."}
      </p>
    )
  }
  return (
    <div className="grid gap-2">
      <ul className="grid gap-2.5">
        {shown.map((group) => (
          <ToolRow
            key={group.tool ?? ""}
            group={group}
            share={group.count / most}
            experimentId={experimentId}
            outcome={outcome}
          />
        ))}
      </ul>
      {groups.length > SHOWN && (
        <Button size="xs" variant="ghost" className="justify-self-start" onClick={() => setAll(!all)}>
          {all ? "Fewer" : `${formatCountOf(groups.length - SHOWN, "more tool")}`}
        </Button>
      )}
    </div>
  )
}

interface ToolRowProps {
  group: ToolPoints
  /** Of the most frequent one, 0..1. */
  share: number
  experimentId: string
  outcome: PairOutcome | null
}

function ToolRow({ group: { tool, count, points }, share, experimentId, outcome }: ToolRowProps) {
  return (
    <li className="min-w-0">
      <details className="group">
        <summary className="cursor-pointer list-none rounded-sm">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 truncate font-mono text-note" title={toolName(tool)}>
              {toolName(tool)}
            </span>
            <span className="tabular">{formatCount(count)}</span>
          </span>
          <span aria-hidden className="mt-0.5 block h-1 rounded-full bg-kumo-fill">
            <span className="block h-full rounded-full bg-warn" style={{ width: `${share * 100}%` }} />
          </span>
          <span className="mt-0.5 line-clamp-2 text-kumo-subtle text-note group-open:hidden">
            {points.slice(0, 2).map(describePoint).join(", ")}
            {points.length > 2 && `, ${formatCountOf(points.length - 2, "more way")}`}
          </span>
        </summary>
        <ul className="mt-1 grid gap-1.5 border-kumo-hairline border-l pl-2">
          {points.slice(0, 8).map((point) => (
            <PointRow
              key={[point.kind, point.otherTool, ...point.fields].join("\n")}
              point={point}
              experimentId={experimentId}
              outcome={outcome}
            />
          ))}
        </ul>
      </details>
    </li>
  )
}

interface PointRowProps {
  point: DivergencePoint & { shown: number }
  experimentId: string
  outcome: PairOutcome | null
}

const EXAMPLES = 3

function PointRow({ point, experimentId, outcome }: PointRowProps) {
  const examples = point.examples.filter((example) => outcome === null || example.outcome === outcome)
  return (
    <li className="text-note">
      <span className="flex items-baseline gap-2 text-kumo-subtle">
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{describePoint(point)}</span>
        <span className="tabular">{formatCount(point.shown)}</span>
      </span>
      <ul>
        {examples
          .slice(0, EXAMPLES)
          .map(({ task, teacherEpisodeId, studentEpisodeId, outcome: its, action }) => (
            <li key={`${teacherEpisodeId} ${studentEpisodeId}`} className="flex items-center gap-1.5">
              <TextLink
                href={sideBySideHref(experimentId, teacherEpisodeId, studentEpisodeId)}
                prefetch={false}
                className="min-w-0 truncate"
              >
                {showHidden(task.title ?? `task ${task.key}`).slice(0, 80)}
              </TextLink>
              <span className="ml-auto shrink-0 text-kumo-subtle">action {action}</span>
              <PairIcons outcome={its} />
            </li>
          ))}
      </ul>
    </li>
  )
}

function PairIcons({ outcome }: { outcome: PairOutcome }) {
  if (outcome === "unknown") return null
  return (
    <span className="flex shrink-0">
      <OutcomeIcon success={outcome === "both_succeed" || outcome === "only_first"} />
      <OutcomeIcon success={outcome === "both_succeed" || outcome === "only_second"} />
    </span>
  )
}
