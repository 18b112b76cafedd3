"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { memo, useCallback, useMemo } from "react"
import { BrushProvider } from "@/components/charts/brush-context"
import { runEntities } from "@/components/run/run-entities"
import { Page } from "@/components/shell/page"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { Later } from "@/components/ui/later"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { type ComparedPair, type Comparison, getComparison } from "@/lib/contracts/compare"
import { getExperiment } from "@/lib/contracts/experiments"
import { listRuns } from "@/lib/contracts/runs"
import { compareParsers, comparisonInput, type SetCompareParams } from "../search-params"
import { BreakEvenPanel } from "./break-even-panel"
import { CompareControls } from "./compare-controls"
import { CompareEmpty } from "./compare-empty"
import type { CompareProps } from "./compare-props"
import { DivergencePanels } from "./divergence-panels"
import { FamiliesPanel } from "./families-panel"
import { FiguresPanel } from "./figures-panel"
import { LatencyPanels } from "./latency-panels"
import { LatencySpreadPanel } from "./latency-spread-panel"
import { PairsPanel } from "./pairs-panel"
import { PriceAsControl } from "./price-as-control"
import { QualityCostPanel } from "./quality-cost-panel"
import { RouterPanel } from "./router-panel"
import { ShareButton } from "./share-button"
import { TasksPanel } from "./tasks-panel"
import { VerdictPanel } from "./verdict-panel"
import { WhatIfBanner } from "./what-if-banner"

/** The verdict first, then what it rests on. */
export function CompareView({ experimentId }: { experimentId: string }) {
  const [params, setParams] = useQueryStates(compareParsers, { history: "replace" })
  const set: SetCompareParams = useCallback((change) => void setParams(change), [setParams])
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const allRuns = useQuery(routeQuery(listRuns, { experimentId })).data?.items
  const answer = useQuery({
    ...routeQuery(getComparison, comparisonInput(experimentId, params)),
    placeholderData: keepPreviousData,
  })
  const comparison = answer.data
  const entityOf = useMemo(() => runEntities(allRuns ?? []), [allRuns])
  const pair =
    comparison?.pairs.find(({ studentRunId }) => studentRunId === params.run) ?? comparison?.pairs[0]
  const view = { experimentId, params, set, entityOf, refetching: answer.isPlaceholderData }
  const next = (
    <>
      <LinkButton variant="ghost" href={`/experiments/${experimentId}/monitors`}>
        Monitors
      </LinkButton>
      {comparison && (
        <ShareButton
          experimentId={experimentId}
          experimentName={experiment?.name ?? "Comparison"}
          params={params}
          pair={pair}
        />
      )}
    </>
  )
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Compare" },
      ]}
      actions={
        allRuns &&
        allRuns.length > 1 && (
          <>
            <PriceAsControl params={params} set={set} runs={allRuns} entityOf={entityOf} />
            <CompareControls params={params} set={set} runs={allRuns} />
            <span className="flex gap-2 max-md:hidden">{next}</span>
          </>
        )
      }
    >
      {allRuns && allRuns.length > 1 && <div className="flex justify-end gap-2 md:hidden">{next}</div>}
      {answer.error && (
        <Banner
          tone="error"
          title="The runs could not be compared."
          action={
            params.priceAs.length > 0 ? (
              <Button size="xs" onClick={() => set({ priceAs: [] })}>
                Back to own prices
              </Button>
            ) : (
              <Button size="xs" onClick={() => void answer.refetch()}>
                Retry
              </Button>
            )
          }
        >
          {answer.error.message}
        </Banner>
      )}
      {!comparison && !answer.error && <Skeleton className="h-40" />}
      {comparison && !pair && <CompareEmpty experiment={experiment} runs={comparison.runs} />}
      {comparison && pair && <Panels view={view} comparison={comparison} pair={pair} />}
    </Page>
  )
}

interface PanelsProps {
  view: CompareProps
  comparison: Comparison
  pair: ComparedPair
}

/** The page as a list of panels, in reading order. Each renders only when its own part of the question changes. */
function Panels({ view, comparison, pair }: PanelsProps) {
  const { set } = view
  const { runs, pairs } = comparison
  return (
    <BrushProvider>
      <WhatIfBanner runs={runs} onBack={() => set({ priceAs: [] })} />
      <Verdict {...view} comparison={comparison} pair={pair} />
      <div className="grid gap-3 xl:grid-cols-[minmax(0,5fr)_minmax(0,2fr)]">
        <QualityCost {...view} runs={runs} pairs={pairs} pair={pair} />
        <div className="flex min-w-0 flex-col gap-3">
          <Latency {...view} runs={runs} pair={pair} />
        </div>
      </div>
      <Later>
        <BreakEven {...view} pair={pair} />
        <Figures {...view} comparison={comparison} pair={pair} />
        <Router {...view} runs={runs} pair={pair} />
        <Pairs {...view} comparison={comparison} pair={pair} />
        <LatencySpread {...view} runs={runs} pair={pair} />
        <Families {...view} runs={runs} pair={pair} />
        <Parting {...view} runs={runs} pair={pair} />
        <Tasks {...view} runs={runs} pair={pair} />
      </Later>
    </BrushProvider>
  )
}

const Verdict = memo(VerdictPanel)
const QualityCost = memo(QualityCostPanel)
const Latency = memo(LatencyPanels)
const BreakEven = memo(BreakEvenPanel)
const Router = memo(RouterPanel)
const Figures = memo(FiguresPanel)
const Pairs = memo(PairsPanel)
const LatencySpread = memo(LatencySpreadPanel)
const Families = memo(FamiliesPanel)
const Parting = memo(DivergencePanels)
const Tasks = memo(TasksPanel)
