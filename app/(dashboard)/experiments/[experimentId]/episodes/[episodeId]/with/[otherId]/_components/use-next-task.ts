"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import type { RunPair } from "@/components/divergence/use-divergences"
import { comparedTaskHref } from "@/components/experiment/links"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { routeQuery } from "@/lib/api-client/query"
import { listComparedTasks } from "@/lib/contracts/compare"

export interface NextTask {
  previous: (() => void) | null
  next: (() => void) | null
}

/** To the same runs on the tasks before and after this one: what broke comes first, then what was fixed. */
export function useNextTask(pair: RunPair | null, taskKey: string | undefined): NextTask {
  const router = useRouter()
  const input = pair ?? { experimentId: "", teacherRunId: "", studentRunId: "" }
  const { data } = useQuery({
    ...routeQuery(listComparedTasks, { ...input, beside: taskKey, limit: 1 }),
    enabled: pair !== null && taskKey !== undefined,
  })
  const goTo = (key: string | null | undefined) =>
    pair && key ? () => router.push(comparedTaskHref(pair.experimentId, key, pair)) : null
  const step = { previous: goTo(data?.neighbours.previous), next: goTo(data?.neighbours.next) }
  useHotkeys(
    "Side by side",
    [
      { keys: "[", label: "Previous task of both", run: () => step.previous?.() },
      { keys: "]", label: "Next task of both", run: () => step.next?.() },
    ],
    pair !== null,
  )
  return step
}
