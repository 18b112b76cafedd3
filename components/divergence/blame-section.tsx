"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount, formatCountOf } from "@/components/format/count"
import { showHidden } from "@/components/transcript/visible-text"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { blameData } from "@/lib/contracts/divergences"
import { moveName } from "./move-name"

interface BlameSectionProps {
  experimentId: string
  leftId: string
  rightId: string
}

/** Training episodes of the right one that do what it does where the two part; nothing for a model not trained here. */
export function BlameSection({ experimentId, leftId, rightId }: BlameSectionProps) {
  const { data } = useQuery({
    ...routeQuery(blameData, { experimentId, episodeId: leftId, otherId: rightId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data?.dataset || !data.habit) return null
  const { dataset, habit, read, count, episodes } = data
  const root = `/experiments/${dataset.experimentId}`
  return (
    <section className="grid gap-1.5 border-kumo-hairline border-t px-3.5 py-2.5">
      <h2 className="font-semibold">Blame to data</h2>
      <p className="text-kumo-subtle text-note">
        {formatCount(count)} of {formatCountOf(read, "training episode")} in{" "}
        <TextLink href={`${root}/datasets/${dataset.id}`}>{showHidden(dataset.name)}</TextLink> also go on
        with <span className="font-mono text-kumo-default">{moveName(habit.next)}</span> after{" "}
        <span className="font-mono text-kumo-default">{moveName(habit.after)}</span>.
      </p>
      <ul className="text-note">
        {episodes.map(({ id, task, step, sameGroup }) => (
          <li key={id} className="flex items-center gap-1.5">
            <TextLink
              href={`${root}/episodes/${id}?step=${step}`}
              prefetch={false}
              className="min-w-0 truncate"
            >
              {showHidden(task.title ?? `task ${task.key}`).slice(0, 80)}
            </TextLink>
            {sameGroup && <span className="ml-auto shrink-0 text-kumo-subtle">same group</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
