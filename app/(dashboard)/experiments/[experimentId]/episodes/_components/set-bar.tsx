"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { filterRules } from "@/components/dataset/filter-rules"
import { recipeHref } from "@/components/dataset/recipe-params"
import { type EpisodeFilterValues, toFilterInput } from "@/components/episode/filter-params"
import { VerdictButtons } from "@/components/episode/verdict-buttons"
import { formatCount } from "@/components/format/count"
import { usePermission } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Popover, PopoverClose } from "@/components/ui/popover"
import { Tooltip } from "@/components/ui/tooltip"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"
import { listRuns } from "@/lib/contracts/runs"
import type { SetOperationControl } from "./use-set-operation"
import { FILTER_NAMES } from "./use-worst-filter"

interface SetBarProps {
  experimentId: string
  filter: EpisodeFilterValues
  operation: SetOperationControl
  onClear: () => void
}

/** What can be done with all that match, also those on other pages. */
export function SetBar({ experimentId, filter, operation, onClear }: SetBarProps) {
  const input = toFilterInput(filter)
  const exact = useQuery(routeQuery(listEpisodes, { ...input, experimentId, limit: 1, exactCount: true }))
    .data?.count
  const may = usePermission("label.write") && !operation.underWay && !operation.isStarting
  const all = exact === undefined ? "all" : `all ${formatCount(exact)}`
  return (
    <div className="flex flex-wrap items-center gap-3 border-kumo-hairline border-b bg-accent-tint px-2.5 py-1.5">
      <span className="font-medium tabular">{all} matching episodes</span>
      <VerdictButtons
        target={`${all} matching`}
        value={null}
        onChange={(value) => operation.label(input, { key: "verdict", value })}
        disabled={!may}
      />
      <TagAll disabled={!may} onTag={(name) => operation.label(input, { key: "tag", name, value: true })} />
      <DatasetLink experimentId={experimentId} filter={filter} />
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}

function TagAll({ disabled, onTag }: { disabled: boolean; onTag: (name: string) => void }) {
  const [name, setName] = useState("")
  return (
    <Popover title="Tag them all" trigger={<Button disabled={disabled}>Tag…</Button>}>
      <form className="flex gap-2 py-1" onSubmit={(event) => event.preventDefault()}>
        <Input
          label="Tag"
          placeholder="Tag"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PopoverClose>
          <Button size="xs" type="submit" disabled={name.trim() === ""} onClick={() => onTag(name.trim())}>
            Tag all
          </Button>
        </PopoverClose>
      </form>
    </Popover>
  )
}

/** The curation lab with rules that choose the same episodes. */
function DatasetLink({ experimentId, filter }: Pick<SetBarProps, "experimentId" | "filter">) {
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? []
  const { rules, unsaid } = filterRules(filter)
  const runIds = filter.runId?.length ? filter.runId : runs.map(({ id }) => id)
  if (unsaid.length > 0) {
    const names = unsaid.map((key) => FILTER_NAMES[key]).join(", ")
    return (
      <Tooltip content={`A recipe has no rule for ${names}: tag them and curate by the tag.`}>
        <Button disabled>Make a dataset</Button>
      </Tooltip>
    )
  }
  return <LinkButton href={recipeHref(experimentId, { runIds, rules })}>Make a dataset</LinkButton>
}
