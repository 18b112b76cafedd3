"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useViewer } from "@/components/shell/viewer"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import { createLabels } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { LabelValue } from "@/lib/domain/label"
import { changeCachedLabel, readCachedLabel, refreshLabels } from "./label-cache"
import type { LabelJob } from "./label-job"
import { useKeptOutbox } from "./use-kept-outbox"
import { type Outbox, outboxOptions, useOutbox } from "./use-outbox"

type Answer = RouteOutput<typeof createLabels>["items"]

const LABELLING = ["labelling"]

/** What was said in this tab, newest last, and what the server answered: enough to take it back. */
const said: LabelJob[] = []
const answers = new Map<string, Answer>()

export interface Labeller extends Outbox<LabelJob> {
  say: (label: Pick<LabelJob, "episodeIds" | "stepIdx" | "key" | "name" | "value" | "words">) => LabelJob
  /** Takes the newest label of this tab back; answers what it was, null when there is none. */
  undo: () => LabelJob | null
  canUndo: boolean
}

/**
 * Labels at once and sends after: one post at a time, in order, repeated while the server cannot be reached. What failed
 * for good stays in `failed` with everything that was typed.
 */
export function useLabeller(experimentId: string, options: { toasts: boolean }): Labeller {
  const client = useQueryClient()
  const toast = useToast()
  const authorName = useViewer()?.name ?? null
  const { mutate } = useMutation({
    ...outboxOptions(LABELLING),
    mutationFn: send,
    onMutate: (job: LabelJob) =>
      changeCachedLabel(client, job, job.undoes ? before(job) : after(job), authorName),
    onError: (_, job) => changeCachedLabel(client, job, job.undoes ? after(job) : before(job), authorName),
    onSettled: (_, __, job) => refreshLabels(client, job),
  })
  useKeptOutbox<LabelJob>(LABELLING, {
    // What an undo takes back is known in this page alone.
    store: (job) => (job.undoes ? null : { ...job, before: [...job.before] }),
    revive: (stored) => {
      const job = stored as LabelJob & { before: [string, LabelValue][] }
      return { ...job, before: new Map(job.before) }
    },
    send: (job) => {
      said.push(job)
      mutate(job)
    },
  })
  function undo(): LabelJob | null {
    const job = said.pop()
    if (!job) return null
    mutate({ ...job, id: crypto.randomUUID(), undoes: job.id, words: `Undone: ${job.words.toLowerCase()}` })
    return job
  }
  function say(label: Parameters<Labeller["say"]>[0]): LabelJob {
    const shown = new Map(label.episodeIds.map((id) => [id, readCachedLabel(client, id, label)]))
    const job: LabelJob = { ...label, id: crypto.randomUUID(), experimentId, before: shown }
    said.push(job)
    mutate(job)
    if (options.toasts) toast({ title: job.words, undo: () => takeBack(job) })
    return job
  }
  function takeBack(job: LabelJob): void {
    const at = said.indexOf(job)
    if (at < 0) return
    said.push(...said.splice(at, 1))
    undo()
  }
  return { say, undo, canUndo: said.length > 0, ...useOutbox<LabelJob>(LABELLING) }
}

const after = (job: LabelJob) => () => job.value

const before = (job: LabelJob) => (episodeId: string) => job.before.get(episodeId) ?? null

async function send(job: LabelJob): Promise<void> {
  if (!job.undoes) {
    answers.set(job.id, await post(job, job.episodeIds, job.value))
    return
  }
  // What never arrived needs no taking back.
  const answer = answers.get(job.undoes) ?? []
  const byPrevious = Map.groupBy(answer, ({ previous }) => previous)
  for (const [previous, items] of byPrevious) {
    await post(
      job,
      items.map(({ episodeId }) => episodeId),
      previous,
    )
  }
}

async function post(job: LabelJob, episodeIds: readonly string[], value: LabelValue): Promise<Answer> {
  const { experimentId, stepIdx, key, name } = job
  const { items } = await call(createLabels, {
    experimentId,
    episodeIds: [...episodeIds],
    stepIdx,
    key,
    name,
    value,
  })
  return items
}
