"use client"

import { useQuery } from "@tanstack/react-query"
import { formatWait } from "@/components/format/duration"
import type { RunningJob } from "@/components/shell/running-job"
import { routeQuery } from "@/lib/api-client/query"
import { listPipelines, type PipelineSummary } from "@/lib/contracts/pipelines"
import { pipelineHref } from "./links"
import { paceOf } from "./pace"
import { useNow } from "./use-now"
import { STAGE_WORDS } from "./words"

/** What is under way; asked by the shell and by the list of fine-tunes. */
export const ACTIVE_INPUT = { status: ["queued", "running"], limit: 20 } satisfies {
  status: PipelineSummary["status"][]
  limit: number
}

const POLL_MS = 3000
const IDLE_POLL_MS = 30_000

/** How many distillations are under way, and the one that runs now. */
export function useRunningWork(): { count: number; job: RunningJob | null } {
  const { data } = useQuery({
    ...routeQuery(listPipelines, ACTIVE_INPUT),
    refetchInterval: ({ state }) => (state.data?.items.length ? POLL_MS : IDLE_POLL_MS),
  })
  const running = data?.items.find(({ status }) => status === "running")
  const now = useNow(running !== undefined)
  return { count: data?.count ?? 0, job: running ? toJob(running, now) : null }
}

/** Stages count alike: the bar says how far, the note when the running one ends. */
function toJob(pipeline: PipelineSummary, now: number | null): RunningJob {
  const { stages, name } = pipeline
  const current = stages.find(({ status }) => status === "running")
  const done = stages.filter(({ status }) => status === "done").length
  const left = current && paceOf(current.startedAt, current.progress, now)?.leftMs
  const note = current
    ? `${STAGE_WORDS[current.name]}${left ? `, ${formatWait(left)} left` : ""}`
    : "starting"
  return {
    name,
    fraction: (done + (current?.progress ?? 0)) / stages.length,
    note,
    href: pipelineHref(pipeline),
  }
}
