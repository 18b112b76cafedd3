"use client"

import { ScalesIcon } from "@phosphor-icons/react/dist/ssr/Scales"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { LineChart } from "@/components/charts/line-chart"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { Badge } from "@/components/ui/badge"
import { Empty } from "@/components/ui/empty"
import { Estimate } from "@/components/ui/estimate"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { type AgreementReport, getAgreement } from "@/lib/contracts/agreement"
import { listQueues } from "@/lib/contracts/queues"
import { VERDICTS } from "@/lib/domain/label"
import { ConfusionTable } from "./confusion-table"
import { judgeHref } from "./judge-links"

const EVERYTHING = "everything"

/** How far people agree with each other, with judges and with the score. */
export function AgreementView({ experimentId }: { experimentId: string }) {
  const [queueId, setQueueId] = useState(EVERYTHING)
  const queues = useQuery(routeQuery(listQueues, { experimentId, limit: 200 })).data?.items ?? []
  const input = queueId === EVERYTHING ? { experimentId } : { experimentId, queueId }
  const query = useQuery(routeQuery(getAgreement, input))
  const report = query.data
  return (
    <div className="mx-auto grid h-full w-full max-w-[1100px] content-start gap-3 overflow-y-auto p-3.5">
      {queues.length > 0 && (
        <div className="flex justify-end">
          <Select
            label="Which labels"
            value={queueId}
            onChange={setQueueId}
            options={[
              { value: EVERYTHING, label: "All labels" },
              ...queues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      )}
      {query.error && (
        <LoadError
          title="The agreement could not be worked out."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Skeleton className="h-48 w-full" />}
      {report && <Report experimentId={experimentId} report={report} />}
    </div>
  )
}

function Report({ experimentId, report }: { experimentId: string; report: AgreementReport }) {
  if (report.ratings === 0) {
    return (
      <Empty icon={<ScalesIcon />} title="Nobody has judged an episode here">
        Agreement needs verdicts: of several people, or of one beside a judge or a score.
      </Empty>
    )
  }
  return (
    <>
      <BetweenPeople report={report} />
      {report.pairs.length > 0 && <Pairs pairs={report.pairs} />}
      {report.periods.length > 0 && <Drift periods={report.periods} />}
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <AgainstScore score={report.score} />
        <AgainstJudges experimentId={experimentId} judges={report.judges} />
      </div>
    </>
  )
}

interface AgainstJudgesProps {
  experimentId: string
  judges: AgreementReport["judges"]
}

function AgainstJudges({ experimentId, judges }: AgainstJudgesProps) {
  return (
    <Panel title="People and judges" note="Cohen's kappa, on what both judged" padded>
      {judges.length === 0 && (
        <p className="text-kumo-subtle">No episode has both a person's verdict and a judge's.</p>
      )}
      <div className="grid gap-4">
        {judges.map(({ judgeId, name, modelName, allowed, kappa, confusion }) => (
          <div key={judgeId} className="grid gap-2">
            <div className="flex flex-wrap items-baseline gap-2">
              <TextLink href={judgeHref({ experimentId, id: judgeId })}>{name}</TextLink>
              <span className="text-kumo-subtle text-note">{modelName}</span>
              <Badge tone={allowed ? "good" : "neutral"}>{allowed ? "counts" : "does not count"}</Badge>
            </div>
            <Figure name={`Kappa, ${formatCountOf(kappa.n, "episode")}`} estimate={kappa} />
            <ConfusionTable confusion={confusion} rows="People" columns="Judge" />
          </div>
        ))}
      </div>
    </Panel>
  )
}

function BetweenPeople({ report }: { report: AgreementReport }) {
  const { alpha, fleiss, episodes, people, ratings } = report
  const note = `${formatCountOf(ratings, "verdict")} of ${formatCountOf(people, "person", "people")}, ${formatCountOf(episodes, "episode")} judged by several`
  return (
    <Panel title="Between people" note={note} padded>
      {episodes === 0 ? (
        <p className="text-kumo-subtle">
          No episode was judged by two people yet. A queue with two reviews per item gives this figure its
          basis.
        </p>
      ) : (
        <div className="flex flex-wrap gap-x-10 gap-y-3">
          <Figure name="Krippendorff's alpha" estimate={alpha.nominal} />
          <Figure name="Alpha, verdicts as a scale" estimate={alpha.ordinal} />
          {fleiss && (
            <Figure
              name={`Fleiss' kappa, ${formatCount(fleiss.kappa.tasks)} with ${fleiss.ratings} verdicts`}
              estimate={fleiss.kappa}
            />
          )}
        </div>
      )}
    </Panel>
  )
}

function Figure({ name, estimate }: { name: string; estimate: AgreementReport["alpha"]["nominal"] }) {
  return (
    <div>
      <div className="text-kumo-subtle text-note">{name}</div>
      <Estimate estimate={estimate} unit="score" size="figure" />
    </div>
  )
}

function Pairs({ pairs }: { pairs: AgreementReport["pairs"] }) {
  const [shown, setShown] = useState(0)
  const pair = pairs[shown] ?? pairs[0]
  return (
    <Panel title="Two by two" note="Cohen's kappa, on what both judged; choose a pair to see where they part">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] max-md:grid-cols-1">
        <Table>
          <thead>
            <tr>
              <TableHead>People</TableHead>
              <TableHead align="right">In common</TableHead>
              <TableHead align="right">Kappa</TableHead>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ leftId, rightId, left, right, kappa }, index) => (
              <TableRow key={`${leftId}/${rightId}`} selected={index === shown}>
                <TableCell>
                  <button
                    type="button"
                    className="min-h-6 text-left hover:underline"
                    aria-pressed={index === shown}
                    onClick={() => setShown(index)}
                  >
                    {left} and {right}
                  </button>
                </TableCell>
                <TableCell align="right">{formatCount(kappa.n)}</TableCell>
                <TableCell align="right">
                  <Estimate estimate={kappa} unit="score" />
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
        {pair && (
          <div className="border-kumo-hairline border-l p-3.5 max-md:border-t max-md:border-l-0">
            <ConfusionTable confusion={pair.confusion} rows={pair.left} columns={pair.right} />
          </div>
        )}
      </div>
    </Panel>
  )
}

function Drift({ periods }: { periods: AgreementReport["periods"] }) {
  const at = (time: string) => time.slice(0, 10)
  const first = periods[0]
  const last = periods.at(-1)
  const points = periods.flatMap(({ alpha }, index) =>
    alpha.value === null
      ? []
      : [
          {
            x: index + 1,
            y: Math.max(0, alpha.value),
            low: Math.max(0, alpha.low ?? alpha.value),
            high: Math.max(0, alpha.high ?? alpha.value),
          },
        ],
  )
  const good = periods.map(({ goodRate }, index) => ({ x: index + 1, y: goodRate }))
  return (
    <LineChart
      title="Over time"
      note={`${periods.length} periods of equally many episodes, ${first ? at(first.from) : ""} to ${last ? at(last.to) : ""}; alpha below 0 is drawn at 0`}
      label="Krippendorff's alpha and the share of good verdicts, period by period."
      xName="period"
      xDomain={[1, periods.length]}
      xTicks={periods.map((_, index) => index + 1)}
      y="rate"
      height={220}
      fileName="agreement-over-time"
      series={[
        { name: "alpha", color: "var(--wn-accent)", points, dots: true },
        { name: "share of good", color: "var(--wn-bar)", points: good, dashed: true },
      ]}
    />
  )
}

function AgainstScore({ score }: { score: AgreementReport["score"] }) {
  return (
    <Panel title="People and score">
      <Table>
        <thead>
          <tr>
            <TableHead>Verdict</TableHead>
            <TableHead align="right">Episodes</TableHead>
            <TableHead align="right">Successes</TableHead>
            <TableHead align="right">Mean score</TableHead>
          </tr>
        </thead>
        <tbody>
          {score.verdicts.map(({ episodes, judged, successes, meanScore }, index) => (
            <TableRow key={VERDICTS[index]}>
              <TableCell>{VERDICTS[index]}</TableCell>
              <TableCell align="right">{formatCount(episodes)}</TableCell>
              <TableCell align="right">
                {judged === 0 ? "–" : `${formatCount(successes)} (${formatPercent(successes / judged, 0)})`}
              </TableCell>
              <TableCell align="right">{formatScore(meanScore)}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <div className="border-kumo-hairline border-t px-3.5 py-2.5">
        <Figure name="Chance that a good episode scores higher than a bad one" estimate={score.ranking} />
      </div>
    </Panel>
  )
}
