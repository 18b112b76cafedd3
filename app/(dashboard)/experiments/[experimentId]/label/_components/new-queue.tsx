"use client"

import { PlusIcon } from "@phosphor-icons/react/dist/ssr/Plus"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { type FormEvent, useState } from "react"
import { NumberInput } from "@/components/distill/number-input"
import { EpisodeFilterBar } from "@/components/episode/episode-filter-bar"
import { activeFilters, toSelectionInput } from "@/components/episode/filter-params"
import { useEpisodeSelection } from "@/components/episode/use-episode-selection"
import { formatCount } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Switch } from "@/components/ui/switch"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"
import { createQueue, listQueues } from "@/lib/contracts/queues"
import type { RouteInput } from "@/lib/contracts/route"
import { listUsers } from "@/lib/contracts/users"
import { useDraw } from "./use-draw"

type Source = "filter" | "draw"

/** Makes a queue of the episodes that match, or of those that were drawn by value. */
export function NewQueue({ experimentId }: { experimentId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Gated permission="queue.manage">
      {(disabled) => (
        <Dialog
          title="New review queue"
          description="Takes the episodes that match now. The server hands them out, so many reviews each."
          open={open}
          onOpenChange={setOpen}
          size="xl"
          trigger={
            <Button variant="primary" icon={<PlusIcon />} disabled={disabled}>
              New queue
            </Button>
          }
        >
          {open && <QueueForm experimentId={experimentId} />}
        </Dialog>
      )}
    </Gated>
  )
}

const START = {
  name: "",
  count: null as number | null,
  reviewsPerItem: 2 as number | null,
  checkItems: 0 as number | null,
  holdMinutes: 10 as number | null,
  blind: true,
  assigneeIds: [] as string[],
}

function QueueForm({ experimentId }: { experimentId: string }) {
  const router = useRouter()
  const control = useEpisodeSelection()
  const drawn = useDraw(experimentId, control.selection.runId ?? [], () => undefined)
  const draw = drawn.id
  const [source, setSource] = useState<Source>(draw === null ? "filter" : "draw")
  const [form, setForm] = useState(START)
  const change = (part: Partial<typeof START>) => setForm((known) => ({ ...known, ...part }))
  const { sort: _, order: __, ...filter } = toSelectionInput(control.selection)
  const matching = useQuery(routeQuery(listEpisodes, { experimentId, limit: 1, ...filter }))
  const create = useChange(createQueue, {
    refreshes: [listQueues],
    errors: "inline",
    done: ({ name, counts }) => `${name}: ${formatCount(counts.items)} items`,
    onDone: ({ id }) => router.push(`/experiments/${experimentId}/label/${id}?view=progress`),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    const from: RouteInput<typeof createQueue>["source"] =
      source === "draw" && draw !== null
        ? { kind: "draw", drawId: draw }
        : { kind: "filter", filter, count: form.count }
    create.mutate({
      experimentId,
      name: form.name,
      source: from,
      reviewsPerItem: form.reviewsPerItem ?? 1,
      blind: form.blind,
      holdSeconds: (form.holdMinutes ?? 10) * 60,
      assigneeIds: form.assigneeIds,
      checkItems: form.checkItems ?? 0,
    })
  }
  const count = matching.data?.count
  const filters = activeFilters(control.selection).length
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Input
        label="Name"
        showLabel
        required
        maxLength={200}
        autoComplete="off"
        value={form.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Select<Source>
        label="Episodes"
        showLabel
        value={source}
        onChange={(next) => {
          setSource(next)
          if (next === "draw" && draw === null) drawn.start("value")
        }}
        options={[
          { value: "filter", label: "Those that match a filter" },
          {
            value: "draw",
            label:
              draw !== null && drawn.kind === "random"
                ? "The ones drawn at random, without a label"
                : "By value: those whose labels say most about the threshold",
          },
        ]}
      />
      {source === "draw" && (
        <p className="text-kumo-subtle text-note">
          {draw === null
            ? drawn.pending
              ? "Drawing the episodes."
              : "Nothing was drawn: score episodes first, or choose a filter."
            : "Those that were drawn and have no verdict of a person yet."}
        </p>
      )}
      {source === "filter" && (
        <div className="grid gap-2">
          <EpisodeFilterBar experimentId={experimentId} control={control} />
          <p className="text-kumo-subtle text-note">
            {count == null ? "More than 10,000 episodes" : `${formatCount(count)} episodes`}{" "}
            {filters === 0 ? "in the experiment." : "match."}
          </p>
          <NumberInput
            label="How many of them, at random"
            placeholder="all of them"
            whole
            min={1}
            max={10_000}
            value={form.count}
            onChange={(value) => change({ count: value })}
          />
        </div>
      )}
      <div className="grid grid-cols-3 items-start gap-3 max-md:grid-cols-1">
        <NumberInput
          label="Reviews of each item"
          whole
          required
          min={1}
          max={10}
          value={form.reviewsPerItem}
          onChange={(value) => change({ reviewsPerItem: value })}
        />
        <NumberInput
          label="Held for (minutes)"
          whole
          required
          min={1}
          max={1440}
          value={form.holdMinutes}
          onChange={(value) => change({ holdMinutes: value })}
        />
        <NumberInput
          label="Check items among them"
          whole
          min={0}
          max={500}
          placeholder="none"
          description="Known good or bad; whoever answers otherwise is off."
          value={form.checkItems}
          onChange={(value) => change({ checkItems: value })}
        />
      </div>
      <Switch
        label="Blind: model, outcome and others' labels stay hidden until the review is in"
        checked={form.blind}
        onChange={(blind) => change({ blind })}
      />
      <Assignees chosen={form.assigneeIds} onChange={(assigneeIds) => change({ assigneeIds })} />
      {create.error && (
        <Banner tone="error" title="The queue was not made.">
          {create.error.message}
        </Banner>
      )}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          loading={create.isPending}
          disabled={source === "draw" && draw === null}
        >
          Make the queue
        </Button>
      </div>
    </form>
  )
}

interface AssigneesProps {
  chosen: readonly string[]
  onChange: (userIds: string[]) => void
}

function Assignees({ chosen, onChange }: AssigneesProps) {
  const users = useQuery(routeQuery(listUsers, {})).data?.items ?? []
  const able = users.filter(({ role, disabledAt }) => role !== "viewer" && disabledAt === null)
  return (
    <fieldset className="grid gap-1.5">
      <legend className="font-medium text-body">
        Who reviews {chosen.length === 0 && <span className="text-kumo-subtle">everyone who may label</span>}
      </legend>
      <div className="flex max-h-32 flex-wrap gap-x-4 gap-y-1.5 overflow-y-auto">
        {able.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((known) => known !== id))}
          />
        ))}
      </div>
    </fieldset>
  )
}
