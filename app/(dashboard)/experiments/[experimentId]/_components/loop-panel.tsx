"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { CircleIcon } from "@phosphor-icons/react/dist/ssr/Circle"
import { CircleHalfIcon } from "@phosphor-icons/react/dist/ssr/CircleHalf"
import { useQuery } from "@tanstack/react-query"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { listDatasets } from "@/lib/contracts/datasets"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { listStations, type Station } from "./loop-stations"

export interface LoopPanelProps {
  experiment: ExperimentRecord
  runs: readonly RunRecord[]
}

/** The map of the product: every station with its number and its door. */
export function LoopPanel({ experiment, runs }: LoopPanelProps) {
  const datasets = useQuery(routeQuery(listDatasets, { experimentId: experiment.id, limit: 1 }))
  const stations = listStations({ experiment, runs, newestDataset: datasets.data?.items[0] ?? null })
  return (
    <Panel title="The loop" note="where this experiment stands">
      <ul className="flex h-full flex-col">
        {stations.map((station) => (
          <li
            key={station.name}
            className="grid min-h-11 flex-1 grid-cols-[16px_64px_minmax(0,1fr)_auto] items-center gap-x-2 border-kumo-hairline border-b px-3 last:border-b-0"
          >
            <StationIcon state={station.state} />
            <span className="font-medium">{station.name}</span>
            <span className="truncate text-kumo-subtle text-note tabular" title={station.detail}>
              {station.detail}
            </span>
            <TextLink href={station.action.href} className="whitespace-nowrap text-note">
              {station.action.label}
            </TextLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function StationIcon({ state }: { state: Station["state"] }) {
  if (state === "done")
    return <CheckCircleIcon size={16} weight="fill" className="text-good" aria-label="Done" />
  if (state === "open") return <CircleHalfIcon size={16} className="text-kumo-subtle" aria-label="Open" />
  return <CircleIcon size={16} className="text-kumo-inactive" aria-label="Waiting" />
}
