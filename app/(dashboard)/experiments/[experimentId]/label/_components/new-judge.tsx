"use client"

import { PlusIcon } from "@phosphor-icons/react/dist/ssr/Plus"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { type FormEvent, type ReactElement, useState } from "react"
import { MODELS_INPUT } from "@/components/distill/models-input"
import { NumberInput } from "@/components/distill/number-input"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Combobox } from "@/components/ui/combobox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Disclosure } from "@/components/ui/disclosure"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { routeQuery } from "@/lib/api-client/query"
import { createJudge, type JudgeDetail, listJudges } from "@/lib/contracts/judges"
import { getLabelSchema } from "@/lib/contracts/label-schema"
import { listModels } from "@/lib/contracts/models"
import { DEFAULT_RUBRIC } from "@/lib/domain/judge/rubric"
import type { Reveal } from "@/lib/domain/judge/transcript"
import { JudgeEstimate } from "./judge-estimate"
import { judgeHref } from "./judge-links"
import { EMPTY_SET, JudgeSet, useJudgeSource } from "./judge-set"

const ENDPOINT = "openai-compatible"

type Extra = JudgeDetail["extras"][number]

interface NewJudgeProps {
  experimentId: string
  /** The version that the new one starts from. */
  from?: JudgeDetail
  trigger?: (disabled: boolean) => ReactElement
}

/** Makes a judge, or the next version of one, and starts it. */
export function NewJudge({ experimentId, from, trigger }: NewJudgeProps) {
  const [open, setOpen] = useState(false)
  return (
    <Gated permission="judge.manage">
      {(disabled) => (
        <Dialog
          title={from ? `New version of ${from.name}` : "New judge"}
          description="A model reads each episode by your rubric. It gets no tools, and what it reads is data to it."
          open={open}
          onOpenChange={setOpen}
          size="xl"
          trigger={
            trigger?.(disabled) ?? (
              <Button variant="primary" icon={<PlusIcon />} disabled={disabled}>
                New judge
              </Button>
            )
          }
        >
          {open && <JudgeForm experimentId={experimentId} from={from ?? null} />}
        </Dialog>
      )}
    </Gated>
  )
}

function startOf(from: JudgeDetail | null) {
  return {
    name: from?.name ?? "Default rubric",
    modelId: from?.modelId ?? null,
    rubric: from?.rubric ?? DEFAULT_RUBRIC,
    extras: from?.extras ?? ([] as Extra[]),
    reveals: from?.reveals ?? ([] as Reveal[]),
    temperature: (from?.temperature ?? 0) as number | null,
    seed: (from?.seed ?? 0) as number | null,
    ...EMPTY_SET,
  }
}

type Form = ReturnType<typeof startOf>

function JudgeForm({ experimentId, from }: { experimentId: string; from: JudgeDetail | null }) {
  const router = useRouter()
  const [form, setForm] = useState(() => startOf(from))
  const [hint, setHint] = useState<string | null>(null)
  const [settledRubric, setSettledRubric] = useState(form.rubric)
  const change = (part: Partial<Form>) => setForm((known) => ({ ...known, ...part }))
  const source = useJudgeSource(form)
  const create = useChange(createJudge, {
    refreshes: [listJudges],
    errors: "inline",
    done: ({ name }) => `${name} is judging`,
    onDone: (judge) => router.push(judgeHref(judge)),
  })
  const { name, modelId, rubric, extras, reveals, budgetUsd } = form
  function submit(event: FormEvent) {
    event.preventDefault()
    if (modelId === null) return setHint("Choose the model that judges.")
    const { temperature, seed } = form
    create.mutate({
      ...{ experimentId, name, modelId, rubric, extras, reveals },
      ...{ temperature: temperature ?? 0, seed: seed ?? 0, run: { source, budgetUsd } },
    })
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        <Input
          label="Name of the rubric"
          showLabel
          required
          maxLength={100}
          autoComplete="off"
          description="The same name with something changed is its next version."
          value={name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <JudgeModel value={modelId} onChange={(chosen) => change({ modelId: chosen })} />
      </div>
      <Textarea
        label="Rubric"
        showLabel
        required
        maxLength={20_000}
        rows={9}
        value={rubric}
        onChange={(event) => change({ rubric: event.target.value })}
        onBlur={() => setSettledRubric(rubric)}
      />
      <Extras experimentId={experimentId} chosen={extras} onChange={(next) => change({ extras: next })} />
      <JudgeSet experimentId={experimentId} value={form} onChange={change} />
      <Disclosure title="What it is told, temperature and seed">
        <Settings form={form} onChange={change} />
      </Disclosure>
      {modelId !== null && settledRubric.trim() !== "" && (
        <JudgeEstimate input={{ experimentId, modelId, rubric: settledRubric, extras, source }} />
      )}
      {(create.error || hint) && (
        <Banner tone="error" title="The judge was not started.">
          {create.error?.message ?? hint}
        </Banner>
      )}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={create.isPending}>
          Start judging
        </Button>
      </div>
    </form>
  )
}

function JudgeModel({ value, onChange }: { value: string | null; onChange: (modelId: string) => void }) {
  const models = useQuery(routeQuery(listModels, MODELS_INPUT)).data?.items ?? []
  const able = models.filter(({ provider, connectionId }) => provider === ENDPOINT && connectionId !== null)
  return (
    <Combobox
      label="Model that judges"
      showLabel
      className="w-full"
      value={value}
      onChange={onChange}
      options={able.map(({ id, name }) => ({ value: id, label: name }))}
      placeholder="Choose a model"
      empty="No model is behind a connection yet: connect an endpoint in the settings."
    />
  )
}

function toggled<T>(chosen: readonly T[], value: T, on: boolean): T[] {
  return on ? [...chosen, value] : chosen.filter((known) => known !== value)
}

interface ExtrasProps {
  experimentId: string
  chosen: readonly Extra[]
  onChange: (extras: Extra[]) => void
}

/** Shown where the experiment's labels have more than the verdict. */
function Extras({ experimentId, chosen, onChange }: ExtrasProps) {
  const schema = useQuery(routeQuery(getLabelSchema, { experimentId })).data
  if (!schema || schema.choices.length + schema.scales.length === 0) return null
  const offered: { extra: Extra; words: string }[] = [
    ...(schema.choices.length > 0 ? [{ extra: "choices" as const, words: "failure reasons" }] : []),
    ...(schema.scales.length > 0 ? [{ extra: "scales" as const, words: "scales" }] : []),
  ]
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <legend className="pb-1.5 font-medium text-body">Beside the verdict and its reason, it gives</legend>
      {offered.map(({ extra, words }) => (
        <Checkbox
          key={extra}
          label={words}
          checked={chosen.includes(extra)}
          onChange={(on) => onChange(toggled(chosen, extra, on))}
        />
      ))}
    </fieldset>
  )
}

const REVEAL_WORDS: Record<Reveal, string> = {
  score: "score and metrics",
  labels: "people's labels",
  model: "the model's name",
  reasoning: "the model's reasoning",
  task: "the task with what is known of its answer",
}

function Settings({ form, onChange }: { form: Form; onChange: (part: Partial<Form>) => void }) {
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1.5">
        <legend className="pb-1.5 font-medium text-body">It is also told, which may sway it</legend>
        {(Object.keys(REVEAL_WORDS) as Reveal[]).map((reveal) => (
          <Checkbox
            key={reveal}
            label={REVEAL_WORDS[reveal]}
            checked={form.reveals.includes(reveal)}
            onChange={(on) => onChange({ reveals: toggled(form.reveals, reveal, on) })}
          />
        ))}
      </fieldset>
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        <NumberInput
          label="Temperature"
          required
          min={0}
          max={2}
          description="Some models take none but 1."
          value={form.temperature}
          onChange={(temperature) => onChange({ temperature })}
        />
        <NumberInput
          label="Seed"
          required
          whole
          min={0}
          max={4_294_967_295}
          value={form.seed}
          onChange={(seed) => onChange({ seed })}
        />
      </div>
    </div>
  )
}
