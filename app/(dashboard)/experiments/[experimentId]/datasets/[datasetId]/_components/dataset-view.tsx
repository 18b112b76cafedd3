"use client"

import { useQuery } from "@tanstack/react-query"
import { recipeHref } from "@/components/dataset/recipe-params"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { LineageGraph } from "@/components/lineage/lineage-graph"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { CopyText } from "@/components/ui/copy-text"
import { PageHeader } from "@/components/ui/page-header"
import { RelativeTime } from "@/components/ui/relative-time"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { type DatasetRecord, getDataset } from "@/lib/contracts/datasets"
import { getExperiment } from "@/lib/contracts/experiments"
import { BundlePanel } from "./bundle-panel"
import { CertificatePanel } from "./certificate-panel"
import { CompareMenu } from "./compare-menu"
import { DeleteDataset } from "./delete-dataset"
import { ExportPanel } from "./export-panel"
import { FunnelPanel } from "./funnel-panel"
import { MembersPanel } from "./members-panel"
import { OriginPanel } from "./origin-panel"
import { VerifyPanel } from "./verify-panel"
import { WeightsPanel } from "./weights-panel"

interface DatasetViewProps {
  experimentId: string
  datasetId: string
}

/** One dataset: what it is, where it comes from, and the files to train on. */
export function DatasetView({ experimentId, datasetId }: DatasetViewProps) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const dataset = useQuery(routeQuery(getDataset, { experimentId, datasetId })).data
  const crumbs = [
    { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
    { label: "Datasets", href: `/experiments/${experimentId}/datasets` },
    { label: dataset?.name ?? "Dataset" },
  ]
  if (!dataset) {
    return (
      <Page crumbs={crumbs}>
        <Skeleton className="h-40" />
      </Page>
    )
  }
  return (
    <Page
      crumbs={crumbs}
      actions={
        <>
          <LinkButton variant="ghost" href={labHref(dataset)}>
            Open in <span className="max-md:sr-only">the curation</span> lab
          </LinkButton>
          <DeleteDataset dataset={dataset} />
        </>
      }
    >
      <DatasetHeader dataset={dataset} />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <ExportPanel dataset={dataset} />
          <BundlePanel dataset={dataset} />
          <VerifyPanel dataset={dataset} />
        </div>
        <div className="flex flex-col gap-3">
          <FunnelPanel dataset={dataset} />
          <WeightsPanel dataset={dataset} />
          <CertificatePanel dataset={dataset} />
          <OriginPanel dataset={dataset} />
        </div>
      </div>
      <LineageGraph kind="dataset" id={dataset.id} />
      <MembersPanel dataset={dataset} />
    </Page>
  )
}

function labHref({ experimentId, manifest }: DatasetRecord): string {
  return recipeHref(experimentId, { ...manifest.recipe, runIds: manifest.runs.map((run) => run.id) })
}

function DatasetHeader({ dataset }: { dataset: DatasetRecord }) {
  const { counts } = dataset.manifest
  return (
    <PageHeader
      title={dataset.name}
      description={
        <>
          {formatCountOf(counts.episodes, "episode")} of {formatCountOf(counts.tasks, "task")}, frozen{" "}
          <RelativeTime at={dataset.createdAt} />. It never changes.
        </>
      }
      actions={<CompareMenu dataset={dataset} />}
      facts={[
        { label: "Episodes", value: formatCount(counts.episodes) },
        { label: "Tasks", value: formatCount(counts.tasks) },
        { label: "Tokens", value: formatTokens(counts.contentTokens) },
        { label: "Trained on", value: formatTokens(counts.assistantTokens) },
        { label: "Hash", value: <CopyText value={dataset.hash} label="Copy hash" /> },
      ]}
    />
  )
}
