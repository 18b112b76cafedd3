"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Progress } from "@/components/ui/progress"
import { routeQuery } from "@/lib/api-client/query"
import { type CurationPreview, getCurationCurve, previewCuration } from "@/lib/contracts/curation"
import { getScan, type ScanKind, startScan } from "@/lib/contracts/scans"
import type { Rule } from "@/lib/domain/curation/rule"
import { isUnderWay } from "./under-way"

interface ScanNoteProps {
  experimentId: string
  rule: Rule
  pending: CurationPreview["pending"][number]
}

/** What a rule waits for, with the way to get it. */
export function ScanNote({ experimentId, rule, pending }: ScanNoteProps) {
  const client = useQueryClient()
  const start = useChange(startScan, { refreshes: [getScan], errors: "inline" })
  const { scanId } = pending
  const answer = useQuery({
    ...routeQuery(getScan, { experimentId, scanId }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.scan?.status) ? 700 : false),
  })
  const scan = answer.data?.scan
  const finishedAt = scan?.status === "done" ? scan.finishedAt : null
  useEffect(() => {
    if (!finishedAt) return
    for (const { id } of [previewCuration, getCurationCurve])
      void client.invalidateQueries({ queryKey: [id] })
  }, [finishedAt, client])
  if (scan && isUnderWay(scan.status)) {
    const note = scan.status === "queued" ? "waiting for the worker" : ""
    return <Progress title="Reading episodes" fraction={scan.progress} note={note} label="Reading episodes" />
  }
  const error = scan?.error ?? start.error?.message
  return (
    <div className="flex flex-col gap-1.5 text-note">
      {error && <Banner tone="error">{error}</Banner>}
      <p className="text-warn">
        {rule.type === "text"
          ? `${formatCountOf(pending.episodes, "episode")} not searched yet: until then this rule keeps everything.`
          : `${formatCountOf(pending.episodes, "episode")} not compared yet: until then this rule keeps them.`}
      </p>
      <Gated permission="recipe.write">
        {(forbidden) => (
          <Button
            size="xs"
            className="self-start"
            disabled={forbidden}
            loading={start.isPending}
            onClick={() => start.mutate({ experimentId, scan: scanOf(rule) })}
          >
            {rule.type === "text" ? "Search them" : "Compare them"}
          </Button>
        )}
      </Gated>
    </div>
  )
}

function scanOf(rule: Rule): ScanKind {
  return rule.type === "text" ? { kind: "text", within: rule.within, text: rule.text } : { kind: "actions" }
}
