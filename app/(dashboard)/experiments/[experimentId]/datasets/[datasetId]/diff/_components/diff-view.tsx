"use client"

import { useQuery } from "@tanstack/react-query"
import { RulesSideBySide } from "@/components/dataset/rules-side-by-side"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { diffDatasets } from "@/lib/contracts/dataset-checks"
import { type DatasetRecord, getDataset } from "@/lib/contracts/datasets"
import { getExperiment } from "@/lib/contracts/experiments"
import { ChangedEpisodes } from "./changed-episodes"
import { ChangedTasks } from "./changed-tasks"
import { ReasonsPanel } from "./reasons-panel"

interface DiffViewProps {
  experimentId: string
  datasetId: string
  from: string
}

/** From one dataset to another: who entered and left, by which rule, and what that does to each task. */
export function DiffView({ experimentId, datasetId, from }: DiffViewProps) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const before = useQuery(routeQuery(getDataset, { experimentId, datasetId: from })).data
  const after = useQuery(routeQuery(getDataset, { experimentId, datasetId })).data
  const query = useQuery(routeQuery(diffDatasets, { experimentId, datasetId, from }))
  const list = `/experiments/${experimentId}/datasets`
  const crumbs = [
    { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
    { label: "Datasets", href: list },
    { label: after?.name ?? "Dataset", href: `${list}/${datasetId}` },
    { label: "Compared" },
  ]
  const diff = query.data
  if (!before || !after || !diff) {
    return (
      <Page crumbs={crumbs}>
        {query.error ? (
          <LoadError
            title="The datasets could not be compared."
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton className="h-40" />
        )}
      </Page>
    )
  }
  const { counts, tokens } = diff
  const grown = tokens.after - tokens.before
  return (
    <Page
      crumbs={crumbs}
      actions={
        <LinkButton variant="ghost" href={`${list}/${from}/diff?from=${datasetId}`}>
          Swap
        </LinkButton>
      }
    >
      <PageHeader
        title="What changed"
        description={
          <>
            From{" "}
            <TextLink className="underline" href={`${list}/${from}`}>
              {before.name}
            </TextLink>{" "}
            ({formatCountOf(before.episodeCount, "episode")}) to{" "}
            <TextLink className="underline" href={`${list}/${datasetId}`}>
              {after.name}
            </TextLink>{" "}
            ({formatCountOf(after.episodeCount, "episode")}).
          </>
        }
        facts={[
          { label: "Same", value: formatCount(counts.same) },
          { label: "Entered", value: `+${formatCount(counts.entered)}` },
          { label: "Left", value: `−${formatCount(counts.left)}` },
          { label: "Changed sides", value: formatCount(counts.moved) },
          { label: "Tokens", value: `${grown < 0 ? "−" : "+"}${formatTokens(Math.abs(grown))}` },
        ]}
      />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <ReasonsPanel before={before} after={after} diff={diff} />
        <Panel title="Rules">
          <RulesSideBySide before={recipeOf(before)} after={recipeOf(after)} />
        </Panel>
      </div>
      <ChangedTasks diff={diff} />
      <ChangedEpisodes experimentId={experimentId} before={before} after={after} diff={diff} />
    </Page>
  )
}

function recipeOf({ manifest: { recipe } }: DatasetRecord) {
  return { name: `${recipe.name} v${recipe.version}`, rules: recipe.rules }
}
