"use client"

import { useQuery } from "@tanstack/react-query"
import { CurateRunButton } from "@/components/dataset/curate-run-button"
import { curateHref, episodesHref, labelHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { LinkButton } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"
import type { RunRecord } from "@/lib/contracts/runs"
import { countInput } from "./count-input"

/** The doors to the episodes themselves, and from them to a dataset. */
export function EpisodesPanel({ run }: { run: RunRecord }) {
  const { experimentId, id, statistics } = run
  const only = { runId: [id] }
  const successes = Math.round((statistics.successRate.value ?? 0) * statistics.successRate.n)
  const links = [
    { label: "All episodes", count: statistics.n, href: episodesHref(experimentId, only) },
    {
      label: "Successes",
      count: successes,
      href: episodesHref(experimentId, { ...only, success: ["success"] }),
    },
    {
      label: "Failures",
      count: statistics.successRate.n - successes,
      href: episodesHref(experimentId, { ...only, success: ["failure"] }),
    },
    {
      label: "With a failed step",
      count: useEpisodeCount(run, { hasError: true }),
      href: episodesHref(experimentId, { ...only, hasError: true }),
    },
    {
      label: "Repaired on import",
      count: useEpisodeCount(run, { repaired: true }),
      href: episodesHref(experimentId, { ...only, repaired: true }),
    },
    {
      label: "Unlabelled",
      count: statistics.n - statistics.labelled.good - statistics.labelled.bad - statistics.labelled.unsure,
      href: episodesHref(experimentId, { ...only, label: ["unlabelled"] }),
    },
  ]
  return (
    <Panel title="Episodes">
      <ul>
        {links.map(({ label, count, href }) => (
          <li
            key={label}
            className="flex min-h-[34px] items-center justify-between border-kumo-hairline border-b px-3"
          >
            <TextLink href={href}>{label}</TextLink>
            {count !== null && <span className="tabular">{formatCount(count)}</span>}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2 p-3">
        <CurateRunButton run={run} />
        <LinkButton variant="ghost" href={curateHref(experimentId, [id])}>
          Open in curation
        </LinkButton>
        <LinkButton variant="ghost" href={labelHref(experimentId, [id])}>
          Label
        </LinkButton>
      </div>
    </Panel>
  )
}

function useEpisodeCount(run: RunRecord, filter: Parameters<typeof countInput>[1]): number | null {
  return useQuery(routeQuery(listEpisodes, countInput(run, filter))).data?.count ?? null
}
