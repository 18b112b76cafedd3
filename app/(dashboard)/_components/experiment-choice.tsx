"use client"

import { FlaskIcon } from "@phosphor-icons/react/dist/ssr/Flask"
import { useRouter } from "next/navigation"
import type { ReactNode } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

export interface ExperimentChoiceProps {
  title: string
  description: string
  /** The page below the experiment: `episodes`. */
  station: string
  experiments: readonly ExperimentRecord[]
  /** What is counted for this station, beside the name. */
  figure: { header: string; of: "episodes" | "labelled" | "datasets" | "runs" }
  empty: ReactNode
}

/** Which experiment, when a sidebar entry cannot know. */
export function ExperimentChoice(props: ExperimentChoiceProps) {
  const { title, description, station, experiments, figure, empty } = props
  const router = useRouter()
  const hrefOf = (id: string) => `/experiments/${id}/${station}`
  return (
    <Page crumbs={[{ label: title }]}>
      <PageHeader title={title} description={description} />
      <Panel>
        {experiments.length === 0 ? (
          <Empty
            icon={<FlaskIcon />}
            title="No experiment yet"
            actions={
              <LinkButton href="/import" variant="primary">
                Import results
              </LinkButton>
            }
          >
            {empty}
          </Empty>
        ) : (
          <DataTable
            label="Experiments"
            keys="Experiments"
            rows={experiments}
            rowId={({ id }) => id}
            onOpen={({ id }) => router.push(hrefOf(id))}
            columns={[
              {
                id: "name",
                header: "Experiment",
                cell: ({ id, name }) => <TextLink href={hrefOf(id)}>{name}</TextLink>,
              },
              {
                id: "figure",
                header: figure.header,
                align: "right",
                phone: true,
                cell: ({ counts }) => formatCount(counts[figure.of]),
              },
              { id: "runs", header: "Runs", align: "right", cell: ({ counts }) => formatCount(counts.runs) },
              {
                id: "created",
                header: "Created",
                align: "right",
                cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
              },
            ]}
          />
        )}
      </Panel>
    </Page>
  )
}
