"use client"

import { PlusIcon } from "@phosphor-icons/react/dist/ssr/Plus"
import { SlidersHorizontalIcon } from "@phosphor-icons/react/dist/ssr/SlidersHorizontal"
import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import { Textarea } from "@/components/ui/textarea"
import { routeQuery } from "@/lib/api-client/query"
import { getEpisode } from "@/lib/contracts/episodes"
import { getLabelSchema, maskErroredCalls, updateLabelSchema } from "@/lib/contracts/label-schema"
import type { RouteInput } from "@/lib/contracts/route"
import type { LabelScale, LabelSchema } from "@/lib/domain/label-schema"

/** What labels of the experiment say beside the verdict, and the rule that masks steps. */
export function LabelSettings({ experimentId }: { experimentId: string }) {
  const [open, setOpen] = useState(false)
  const schema = useQuery({ ...routeQuery(getLabelSchema, { experimentId }), enabled: open })
  return (
    <Gated permission="experiment.write">
      {(disabled) => (
        <Dialog
          title="Labels of this experiment"
          description="What a label says beside good, bad or unsure. Labels that were given stay when this changes."
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button
              variant="ghost"
              icon={<SlidersHorizontalIcon />}
              disabled={disabled}
              aria-label="Labels of this experiment"
            />
          }
        >
          {schema.error && (
            <Banner tone="error" title="The settings could not be read.">
              {schema.error.message}
            </Banner>
          )}
          {schema.isPending && <Skeleton className="h-40 w-full" />}
          {schema.data && (
            <SchemaForm experimentId={experimentId} schema={schema.data} onDone={() => setOpen(false)} />
          )}
          <MaskRule experimentId={experimentId} />
        </Dialog>
      )}
    </Gated>
  )
}

/** A scale as it is typed: levels as lines of one text, ends as texts. */
interface DraftScale {
  id: string
  kind: LabelScale["kind"]
  name: string
  levels: string
  min: string
  max: string
}

function toDraft(scale: LabelScale): DraftScale {
  const blank = {
    id: crypto.randomUUID(),
    name: scale.name,
    levels: "low\nmiddle\nhigh",
    min: "0",
    max: "10",
  }
  return scale.kind === "ordinal"
    ? { ...blank, kind: "ordinal", levels: scale.levels.join("\n") }
    : { ...blank, kind: "numeric", min: String(scale.min), max: String(scale.max) }
}

const NEW_SCALE: LabelScale = { kind: "ordinal", name: "", levels: ["low", "middle", "high"] }

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
}

function toScale({ kind, name, levels, min, max }: DraftScale): LabelScale {
  return kind === "ordinal"
    ? { kind, name: name.trim(), levels: linesOf(levels) }
    : { kind, name: name.trim(), min: Number(min), max: Number(max) }
}

interface SchemaFormProps {
  experimentId: string
  schema: LabelSchema
  onDone: () => void
}

function SchemaForm({ experimentId, schema, onDone }: SchemaFormProps) {
  const [choices, setChoices] = useState(schema.choices.join("\n"))
  const [scales, setScales] = useState(() => schema.scales.map(toDraft))
  const save = useChange(updateLabelSchema, {
    refreshes: [getLabelSchema],
    errors: "inline",
    done: () => "The labels of this experiment are changed",
    onDone,
  })
  const change = (id: string, part: Partial<DraftScale>) =>
    setScales((known) => known.map((scale) => (scale.id === id ? { ...scale, ...part } : scale)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const input: RouteInput<typeof updateLabelSchema> = {
      experimentId,
      choices: linesOf(choices),
      scales: scales.map(toScale),
    }
    save.mutate(input)
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <Textarea
        label="Failure reasons, one a line; the first six get the keys 4 to 9"
        showLabel
        rows={5}
        value={choices}
        placeholder={"Wrong answer\nStopped too early"}
        onChange={(event) => setChoices(event.target.value)}
      />
      {scales.map((scale) => (
        <ScaleForm
          key={scale.id}
          scale={scale}
          onChange={(part) => change(scale.id, part)}
          onRemove={() => setScales((known) => known.filter(({ id }) => id !== scale.id))}
        />
      ))}
      <div>
        <Button icon={<PlusIcon />} onClick={() => setScales((known) => [...known, toDraft(NEW_SCALE)])}>
          Add a scale
        </Button>
      </div>
      {save.error && (
        <Banner tone="error" title="The settings were not saved.">
          {save.error.message}
        </Banner>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}

interface ScaleFormProps {
  scale: DraftScale
  onChange: (part: Partial<DraftScale>) => void
  onRemove: () => void
}

function ScaleForm({ scale, onChange, onRemove }: ScaleFormProps) {
  return (
    <fieldset className="grid gap-2 rounded-md p-3 ring ring-kumo-hairline">
      <legend className="sr-only">Scale {scale.name}</legend>
      <div className="flex items-end gap-2">
        <Input
          label="Scale"
          showLabel
          required
          maxLength={100}
          value={scale.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          label="Kind"
          value={scale.kind}
          onChange={(kind) => onChange({ kind })}
          options={[
            { value: "ordinal", label: "Steps with names" },
            { value: "numeric", label: "A number" },
          ]}
        />
        <Button
          variant="ghost"
          icon={<TrashIcon />}
          aria-label={`Remove the scale ${scale.name}`}
          onClick={onRemove}
        />
      </div>
      {scale.kind === "ordinal" ? (
        <Textarea
          label="Steps, lowest first, one a line"
          showLabel
          rows={3}
          value={scale.levels}
          onChange={(event) => onChange({ levels: event.target.value })}
        />
      ) : (
        <div className="flex gap-2">
          <Input
            label="From"
            showLabel
            required
            type="number"
            step="any"
            value={scale.min}
            onChange={(event) => onChange({ min: event.target.value })}
          />
          <Input
            label="To"
            showLabel
            required
            type="number"
            step="any"
            value={scale.max}
            onChange={(event) => onChange({ max: event.target.value })}
          />
        </div>
      )}
    </fieldset>
  )
}

/** One rule for many steps: what errored is not taught. */
function MaskRule({ experimentId }: { experimentId: string }) {
  const mask = useChange(maskErroredCalls, {
    refreshes: [getEpisode],
    done: ({ steps, episodes }, { undo }) =>
      `${formatCountOf(steps, "step")} in ${formatCountOf(episodes, "episode")} ${undo ? "unmasked" : "masked"}`,
  })
  return (
    <section className="mt-4 border-kumo-hairline border-t pt-3">
      <h3 className="font-semibold">Loss masks</h3>
      <p className="pb-2 text-kumo-subtle text-note">
        A masked step stays in the conversation, but nothing is learned from it. A person's own mask on a step
        stands above the rule.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button loading={mask.isPending} onClick={() => mask.mutate({ experimentId })}>
          Mask every step whose tool call errored
        </Button>
        <Button
          variant="ghost"
          disabled={mask.isPending}
          onClick={() => mask.mutate({ experimentId, undo: true })}
        >
          Take the rule back
        </Button>
      </div>
    </section>
  )
}
