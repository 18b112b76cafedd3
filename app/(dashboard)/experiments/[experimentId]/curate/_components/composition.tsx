"use client"

import { memo, useCallback, useState } from "react"
import type { CurveComposition } from "@/components/dataset/curve-totals"
import { LABEL_WORDS } from "@/components/dataset/rule-text"
import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { Meter } from "@/components/ui/meter"
import { Tabs } from "@/components/ui/tabs"
import type { CurationPreview } from "@/lib/contracts/curation"
import { LABEL_STATES } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

type Kind = "tasks" | "runs" | "labels" | "stopReasons"

interface Part {
  id: string
  name: string
  kept: number
  of: number
}

const TABS = [
  { value: "tasks", label: "Task" },
  { value: "runs", label: "Run" },
  { value: "labels", label: "Label" },
  { value: "stopReasons", label: "Stop" },
] as const

const NOTES: Record<Kind, string> = {
  tasks: "kept of attempts",
  runs: "kept of episodes",
  labels: "of kept",
  stopReasons: "of kept",
}

/** Rows at first; an experiment may have thousands of tasks. */
const FIRST = 12
const MORE = 188

interface CompositionProps {
  composition: CurationPreview["composition"]
  /** Episodes kept. */
  total: number
  /** What a drag that goes on has the numbers of; others are those from before it. Null when all are of now. */
  followed: CurveComposition | null
}

/** What the kept episodes are made of. */
export function Composition({ composition, total, followed }: CompositionProps) {
  const [kind, setKind] = useState<Kind>("tasks")
  const [shown, setShown] = useState(FIRST)
  const parts = partsOf(composition, kind, total)
  const known = followed && knownParts(followed, kind)
  const choose = useCallback((next: Kind) => {
    setKind(next)
    setShown(FIRST)
  }, [])
  return (
    <div className="px-3.5 py-3">
      <div className="flex items-center justify-between gap-2 pb-2">
        <h2 className="font-semibold text-body">Composition</h2>
        <span className="text-head text-kumo-subtle">{NOTES[kind]}</span>
      </div>
      <KindTabs kind={kind} onChange={choose} />
      <ul className="mt-2">
        {parts.slice(0, shown).map((part) => (
          <PartRow
            key={part.id}
            name={part.name}
            kept={part.kept}
            of={part.of}
            pending={known !== null && !known.has(part.id)}
          />
        ))}
      </ul>
      {parts.length === 0 && <p className="text-kumo-subtle text-note">Nothing is kept.</p>}
      {parts.length > shown && (
        <Button variant="ghost" size="xs" onClick={() => setShown(shown + MORE)}>
          {formatCount(Math.min(MORE, parts.length - shown))} more of {formatCount(parts.length)}
        </Button>
      )}
    </div>
  )
}

const KindTabs = memo(function KindTabs({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return <Tabs value={kind} onChange={onChange} options={TABS} />
})

type PartRowProps = Omit<Part, "id"> & { pending: boolean }

const PartRow = memo(function PartRow({ name, kept, of, pending }: PartRowProps) {
  return (
    <li
      className={classNames(
        "grid h-6 grid-cols-[minmax(0,1fr)_52px_56px] items-center gap-2.5 text-note",
        pending && "opacity-50",
      )}
      aria-busy={pending}
    >
      <span className="truncate" title={name}>
        {name}
      </span>
      <Meter fraction={of > 0 ? kept / of : 0} label={`${kept} of ${of} kept: ${name}`} tone="bar" />
      <span className="text-right tabular">
        {formatCount(kept)} <span className="text-kumo-subtle">/ {formatCount(of)}</span>
      </span>
    </li>
  )
})

/** Which parts a drag has the numbers of; null for all. */
function knownParts({ tasks, runs }: CurveComposition, kind: Kind): Set<string> | null {
  if (kind === "tasks") return new Set(tasks.map(({ key }) => key))
  return kind === "runs" ? new Set(runs.map(({ runId }) => runId)) : null
}

function partsOf(composition: CurationPreview["composition"], kind: Kind, total: number): Part[] {
  switch (kind) {
    case "tasks":
      return composition.tasks.map(({ key, title, kept, of }) => ({ id: key, name: title ?? key, kept, of }))
    case "runs":
      return composition.runs.map(({ runId, name, kept, of }) => ({ id: runId, name, kept, of }))
    case "labels":
      return LABEL_STATES.flatMap((state) => {
        const kept = composition.labels[state] ?? 0
        return kept === 0 ? [] : [{ id: state, name: LABEL_WORDS[state], kept, of: total }]
      })
    case "stopReasons":
      return STOP_REASONS.flatMap((reason) => {
        const kept = composition.stopReasons[reason] ?? 0
        return kept === 0 ? [] : [{ id: reason, name: STOP_REASON_WORDS[reason], kept, of: total }]
      })
  }
}
