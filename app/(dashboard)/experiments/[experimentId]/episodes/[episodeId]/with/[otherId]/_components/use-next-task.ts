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
  const { data } = useQuery({ ...routeQuery(listComparedTasks, input), enabled: pair !== null })
  const keys = data?.tasks.map(({ key }) => key) ?? []
  const at = taskKey === undefined ? -1 : keys.indexOf(taskKey)
  const goTo = (key: string | undefined) =>
    pair && at >= 0 && key !== undefined
      ? () => router.push(comparedTaskHref(pair.experimentId, key, pair))
      : null
  const step = { previous: goTo(at > 0 ? keys[at - 1] : undefined), next: goTo(keys[at + 1]) }
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
