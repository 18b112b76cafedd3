"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount } from "@/components/format/count"
import { Badge } from "@/components/ui/badge"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { routeQuery } from "@/lib/api-client/query"
import { listPublishedFigures } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"

type Figure = RouteOutput<typeof listPublishedFigures>["items"][number]

/** What others measured, one panel per metric, each figure with its source and how it is known. */
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
      {metrics.map((metric) => (
        <MetricPanel
          key={metric}
          metric={metric}
          figures={data.items.filter((one) => one.metric === metric)}
        />
      ))}
      <Sources figures={data.items} />
    </>
  )
}

function MetricPanel({ metric, figures }: { metric: string; figures: readonly Figure[] }) {
  const highest = Math.max(...figures.map(({ value }) => value))
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
            <TableHead className="w-1/3 max-md:hidden">
              <span className="sr-only">Bar</span>
            </TableHead>
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
                {formatFigure(figure)}
              </TableCell>
              <TableCell className="max-md:hidden">
                <div
                  aria-hidden
                  className="h-2.5 rounded-[2px] bg-bar"
                  style={{ width: `${(figure.value / highest) * 100}%` }}
                />
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

function NotMeasured({ className }: { className: string }) {
  return (
    <span className={className}>
      <Badge tone="neutral">published, not measured here</Badge>
    </span>
  )
}

/** As it was published, without rounding. */
function formatFigure({ value, unit }: Figure): string {
  return unit === "times" ? `${value}×` : `${formatCount(value)} ${unit}`
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
