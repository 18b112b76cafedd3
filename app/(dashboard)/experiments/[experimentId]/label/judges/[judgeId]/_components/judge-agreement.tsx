"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Estimate } from "@/components/ui/estimate"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import {
  decideJudge,
  getJudge,
  getJudgeAgreement,
  type JudgeDetail,
  listJudges,
} from "@/lib/contracts/judges"
import type { RouteOutput } from "@/lib/contracts/route"
import { ConfusionTable } from "../../../_components/confusion-table"

type Agreement = RouteOutput<typeof getJudgeAgreement>

/** How far the judge agrees with people, and the decision that rests on it. */
export function JudgeAgreement({ judge }: { judge: JudgeDetail }) {
  const { experimentId, id: judgeId } = judge
  const query = useQuery(routeQuery(getJudgeAgreement, { experimentId, judgeId }))
  const agreement = query.data
  return (
    <Panel title="Agreement with people" note="On what both judged, by its trusted runs" padded>
      {query.error && (
        <LoadError
          title="The agreement could not be worked out."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Skeleton className="h-24 w-full" />}
      {agreement && (
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-10 gap-y-4 max-md:grid-cols-[minmax(0,1fr)]">
          <Figures agreement={agreement} />
          <Decision judge={judge} agreement={agreement} />
        </div>
      )}
    </Panel>
  )
}

function Figures({ agreement: { kappa, confusion, sameRate } }: { agreement: Agreement }) {
  if (kappa.n === 0) {
    return (
      <p className="max-w-80 text-kumo-subtle">
        Nobody has labelled an episode that a trusted run of this judge has judged. Label some of them: then
        it shows here how far you agree.
      </p>
    )
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <div>
          <div className="text-kumo-subtle text-note">Cohen's kappa</div>
          <Estimate estimate={kappa} unit="score" size="figure" />
        </div>
        <div>
          <div className="text-kumo-subtle text-note">Same verdict</div>
          <div className="text-figure tabular">{formatPercent(sameRate, 0)}</div>
        </div>
        <div>
          <div className="text-kumo-subtle text-note">Episodes</div>
          <div className="text-figure tabular">{formatCount(kappa.n)}</div>
        </div>
      </div>
      <ConfusionTable confusion={confusion} rows="people" columns="judge" />
    </div>
  )
}

function Decision({ judge, agreement }: { judge: JudgeDetail; agreement: Agreement }) {
  const { experimentId, id: judgeId, allowed } = judge
  const decide = useChange(decideJudge, {
    refreshes: [getJudge, getJudgeAgreement, listJudges],
    errors: "inline",
    done: (after) => (after.allowed ? "Its labels count" : "Its labels no longer count"),
  })
  const { kappa } = agreement
  const send = () =>
    decide.mutate({ experimentId, judgeId, allowed: !allowed, seen: { kappa: kappa.value, n: kappa.n } })
  return (
    <div className="grid content-start gap-3">
      <p>
        {allowed
          ? "Where no person has labelled an episode, this judge's verdict is its label: in lists, in curation and in exports."
          : "What this judge says is kept and shown, and changes no episode's label: curation does not see it."}
      </p>
      {judge.recomputing && (
        <Banner title="Labels are following the decision.">Curation sees part of them.</Banner>
      )}
      <Gated permission="judge.manage">
        {(disabled) => (
          <div>
            <ConfirmDialog
              title={allowed ? "Let its labels count no longer?" : "Let its labels count?"}
              trigger={
                <Button
                  variant={allowed ? "secondary-destructive" : "primary"}
                  disabled={disabled || (!allowed && kappa.n === 0)}
                  loading={decide.isPending}
                >
                  {allowed ? "Count no longer" : "Let its labels count"}
                </Button>
              }
              confirm={allowed ? "Count no longer" : "Let them count"}
              destructive={allowed}
              onConfirm={send}
            >
              {allowed
                ? "Episodes that only it has labelled become unlabelled again. Datasets that exist stay as they are."
                : `You have seen a kappa of ${formatScore(kappa.value)} over ${formatCountOf(kappa.n, "episode")}; it is recorded with your name. People's labels stay above the judge's.`}
            </ConfirmDialog>
          </div>
        )}
      </Gated>
      {decide.error && (
        <Banner tone="error" title="Nothing was decided.">
          {decide.error.message}
        </Banner>
      )}
      <Decisions judge={judge} />
    </div>
  )
}

function Decisions({ judge }: { judge: JudgeDetail }) {
  if (judge.decisions.length === 0) return null
  return (
    <ol className="grid gap-1 text-kumo-subtle text-note">
      {judge.decisions.toReversed().map(({ allowed, byName, at, seen }) => (
        <li key={at}>
          {byName} {allowed ? "let it count" : "let it count no longer"} <RelativeTime at={at} />, kappa{" "}
          {formatScore(seen.kappa)} over {formatCountOf(seen.n, "episode")}
        </li>
      ))}
    </ol>
  )
}
