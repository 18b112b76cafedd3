"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { CostQualityFacets } from "@/components/charts/cost-quality-facets"
import { formatCount, formatCountOf } from "@/components/format/count"
import type { RunEntity } from "@/components/run/run-entities"
import { LoadError } from "@/components/ui/load-error"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { listComparedFacets } from "@/lib/contracts/compare-facets"
import type { CompareParams } from "../search-params"
import { planePoints } from "./plane-points"
import type { Cost, Quality } from "./quality"

interface FacetsViewProps {
  experimentId: string
  by: "split" | "family"
  params: CompareParams
  cost: Cost
  quality: Quality
  entityOf: (runId: string) => RunEntity
  /** Runs that stand out on the whole plane stand out here. */
  loud: ReadonlySet<string>
  note: string
  actions: ReactNode
}

const WORDS = {
  split: { none: "no split", title: "Cost against quality by split" },
  family: { none: "no family", title: "Cost against quality by task family" },
}

/** The same plane on the tasks of each split or family, axes shared. */
export function FacetsView(props: FacetsViewProps) {
  const { experimentId, by, params, cost, quality, entityOf, loud, note, actions } = props
  const { runs, shared, priceAs, level } = params
  const { data, error, refetch } = useQuery({
    ...routeQuery(listComparedFacets, {
      experimentId,
      by,
      shared,
      level: level / 100,
      ...(runs.length > 0 ? { runId: runs } : {}),
      ...(priceAs.length > 0 ? { priceAs } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  if (error) {
    return <LoadError title="The facets did not load." error={error} onRetry={() => void refetch()} />
  }
  if (!data) return <Skeleton className="h-[480px]" />
  const left = data.count - data.facets.length
  return (
    <CostQualityFacets
      title={WORDS[by].title}
      note={left > 0 ? `the ${data.facets.length} largest of ${formatCount(data.count)} · ${note}` : note}
      actions={actions}
      unit={quality.unit}
      qualityName={quality.name}
      costName={cost.name}
      facets={data.facets.map(({ name, tasks, runs: figures }) => ({
        name: name ?? WORDS[by].none,
        detail: formatCountOf(tasks, "task"),
        points: planePoints(figures, cost, quality, entityOf).map((point) =>
          loud.has(point.id) ? point : { ...point, muted: true },
        ),
      }))}
    />
  )
}
