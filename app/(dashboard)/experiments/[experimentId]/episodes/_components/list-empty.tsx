"use client"

import { ListBulletsIcon } from "@phosphor-icons/react/dist/ssr/ListBullets"
import type { EpisodeSelectionControl } from "@/components/episode/use-episode-selection"
import { formatCountOf } from "@/components/format/count"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { NothingMatches } from "@/components/ui/nothing-matches"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import { FILTER_NAMES, useWorstFilter } from "./use-worst-filter"

interface ListEmptyProps {
  experimentId: string
  control: EpisodeSelectionControl
  experiment: ExperimentRecord | undefined
}

/** Nothing recorded yet, or nothing left by the filters: two states with two ways on. */
export function ListEmpty({ experimentId, control, experiment }: ListEmptyProps) {
  if (experiment?.counts.episodes === 0) {
    return (
      <Empty
        icon={<ListBulletsIcon />}
        title="No episodes yet"
        actions={
          <LinkButton href="/import" variant="primary">
            Import results
          </LinkButton>
        }
      >
        Import a results file into {experiment.name}, or post episodes to one of its runs over HTTP.
      </Empty>
    )
  }
  return <NothingLeft experimentId={experimentId} control={control} />
}

function NothingLeft({ experimentId, control }: Omit<ListEmptyProps, "experiment">) {
  const worst = useWorstFilter(experimentId, control.selection)
  return (
    <NothingMatches
      noun="episodes"
      hint={
        worst &&
        `Without ${FILTER_NAMES[worst.key]} ${worst.count === null ? "more than 10,000 episodes" : formatCountOf(worst.count, "episode")} would match.`
      }
      action={
        <span className="flex gap-2">
          {worst && (
            <Button size="xs" onClick={() => control.setFilter({ [worst.key]: null })}>
              Drop it
            </Button>
          )}
          <Button size="xs" variant="ghost" onClick={control.clear}>
            Clear all
          </Button>
        </span>
      }
    />
  )
}
