"use client"

import { useRunEntity } from "@/components/run/use-run-entity"
import { showHidden } from "@/components/transcript/visible-text"
import { EntityName } from "@/components/ui/entity-name"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

interface ReaderTitleProps {
  experimentId: string
  episode: EpisodeDetail | undefined
}

/** Whose attempt this is; the page's heading. */
export function ReaderTitle({ experimentId, episode }: ReaderTitleProps) {
  const entity = useRunEntity(experimentId)
  if (!episode) return <h1>Episode</h1>
  const { task, run, model, trial } = episode
  return (
    <h1 className="flex min-w-0 items-center gap-2 font-medium">
      <span className="shrink-0 max-md:hidden">Task {showHidden(task.key).slice(0, 24)}</span>
      <EntityName {...entity(run.id)} name={model.name} />
      <span className="shrink-0">trial {trial + 1}</span>
    </h1>
  )
}
