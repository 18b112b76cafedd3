"use client"

import { useQuery } from "@tanstack/react-query"
import { NotMeasured } from "@/components/experiment/not-measured"
import { PublishedFactors } from "@/components/experiment/published-factors"
import { formatCount } from "@/components/format/count"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { routeQuery } from "@/lib/api-client/query"
import { listPublishedFigures } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"

export type Figure = RouteOutput<typeof listPublishedFigures>["items"][number]

/** What others measured, factors as bars and the rest as tables, one panel per metric, each figure with its source and how it is known. */
export function PublishedFigures({ experimentId }: { experimentId: string }) {
  const { data, error, refetch } = useQuery(routeQuery(listPublishedFigures, { experimentId }))
  if (error)
    return <LoadError title="The figures did not load." error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-64" />
  if (data.items.length === 0) {
    return (
      <Panel>
        <Empty title="No published figure">This experiment holds none.</Empty>
      </Panel>
    )
  }
  const metrics = [...new Set(data.items.map(({ metric }) => metric))]
  return (
    <>
      {metrics.map((metric) => {
        const figures = data.items.filter((one) => one.metric === metric)
        const isFactor = figures.every(({ unit }) => unit === "times")
        return isFactor ? (
          <PublishedFactors key={metric} metric={metric} figures={figures} />
        ) : (
          <MetricPanel key={metric} metric={metric} figures={figures} />
        )
      })}
      <Sources figures={data.items} />
    </>
  )
}

function MetricPanel({ metric, figures }: { metric: string; figures: readonly Figure[] }) {
  const title = metric.charAt(0).toUpperCase() + metric.slice(1)
  return (
    <Panel title={title} actions={<NotMeasured className="max-md:hidden" />}>
      <NotMeasured className="block px-2.5 py-2 md:hidden" />
      <Table aria-label={`${title}, published`}>
        <thead>
          <tr>
            <TableHead>Task</TableHead>
            <TableHead>Model</TableHead>
            <TableHead align="right">Figure</TableHead>
            <TableHead className="max-md:hidden">Note</TableHead>
            <TableHead className="max-md:hidden">Grade</TableHead>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <TableRow key={figure.id}>
              <TableCell className="font-medium">{figure.task}</TableCell>
              <TableCell>{figure.model}</TableCell>
              <TableCell align="right" className="whitespace-nowrap font-medium">
                {formatCount(figure.value)} {figure.unit}
              </TableCell>
              <TableCell className="text-kumo-subtle max-md:hidden">{figure.note}</TableCell>
              <TableCell className="whitespace-nowrap text-kumo-subtle max-md:hidden">
                {figure.grade}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Panel>
  )
}

function Sources({ figures }: { figures: readonly Figure[] }) {
  const sources = new Map(figures.map(({ source, sourceUrl }) => [source, sourceUrl]))
  return (
    <Panel title={sources.size === 1 ? "Source" : "Sources"} padded>
      <ul className="flex flex-col gap-1.5">
        {[...sources].map(([source, url]) => (
          <li key={source}>
            {url ? (
              <a href={url} rel="noreferrer" target="_blank" className="text-accent hover:underline">
                {source}
              </a>
            ) : (
              source
            )}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-kumo-subtle text-note">
        Grade S: read in a digest or an extract of the source. Grade P: read in the source itself. None of it
        was measured by this installation; the BabyAI demo beside it was.
      </p>
    </Panel>
  )
}
