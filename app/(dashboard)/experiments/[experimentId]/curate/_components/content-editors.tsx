"use client"

import { useQuery } from "@tanstack/react-query"
import { TAG_MODE_WORDS } from "@/components/dataset/rule-text"
import { formatTokens } from "@/components/format/tokens"
import { Checkbox } from "@/components/ui/checkbox"
import { Combobox } from "@/components/ui/combobox"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import type { CurationPreview } from "@/lib/contracts/curation"
import { listPrices } from "@/lib/contracts/prices"
import { type Rule, TAG_MODES } from "@/lib/domain/curation/rule"
import { ListField } from "./list-field"
import { NumberField } from "./number-field"
import { TextField } from "./text-field"

interface EditorProps<Type extends Rule["type"]> {
  rule: Extract<Rule, { type: Type }>
  onChange: (rule: Rule) => void
}

type WithPreview<Props> = Props & { preview: CurationPreview | undefined }

export function TagsEditor({ rule, preview, onChange }: WithPreview<EditorProps<"tags">>) {
  return (
    <>
      <Select
        label="Keep episodes"
        value={rule.mode}
        onChange={(mode) => onChange({ ...rule, mode })}
        options={TAG_MODES.map((value) => ({ value, label: TAG_MODE_WORDS[value] }))}
      />
      <ListField
        label="Tags"
        values={rule.tags}
        known={preview?.tags ?? []}
        onCommit={(tags) => onChange({ ...rule, tags })}
      />
    </>
  )
}

export function TasksEditor({ rule, preview, onChange }: WithPreview<EditorProps<"tasks">>) {
  const groups = (preview?.composition.tasks ?? []).flatMap(({ group }) => group ?? [])
  return (
    <>
      <Select
        label="Which way"
        value={rule.mode}
        onChange={(mode) => onChange({ ...rule, mode })}
        options={[
          { value: "drop", label: "leave these out" },
          { value: "keep", label: "keep only these" },
        ]}
      />
      <ListField
        label="Families"
        values={rule.groups}
        known={[...new Set(groups)].sort()}
        onCommit={(listed) => onChange({ ...rule, groups: listed })}
      />
      <ListField
        label="Tasks"
        values={rule.tasks}
        placeholder="keys, one a line"
        onCommit={(tasks) => onChange({ ...rule, tasks })}
      />
    </>
  )
}

export function AgreementEditor({ rule, onChange }: EditorProps<"agreement">) {
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label="People at least"
          value={rule.people}
          min={1}
          max={100}
          whole
          required
          onCommit={(people) => people !== null && onChange({ ...rule, people })}
        />
        <NumberField
          label="Agreeing, percent"
          value={rule.share * 100}
          min={1}
          max={100}
          required
          onCommit={(percent) => percent !== null && onChange({ ...rule, share: percent / 100 })}
        />
      </div>
      <p className="text-kumo-subtle text-note">An adjudicated episode counts as agreed.</p>
    </>
  )
}

export function ContextEditor({ rule, onChange }: EditorProps<"context">) {
  const prices = useQuery(routeQuery(listPrices, {}))
  const models = (prices.data?.items ?? []).filter(({ contextWindow }) => contextWindow !== null)
  const pick = (id: string) => {
    const model = models.find((listed) => listed.id === id)
    if (model?.contextWindow) onChange({ ...rule, window: model.contextWindow, model: model.name })
  }
  return (
    <>
      <Combobox
        label="Target model"
        size="xs"
        value={models.find(({ name }) => name === rule.model)?.id ?? null}
        onChange={pick}
        placeholder={rule.model ?? "Window of a model"}
        empty={prices.error ? "The models did not load." : "No listed model is called that."}
        options={models.map(({ id, name, provider, contextWindow }) => ({
          value: id,
          label: `${name} ${provider}`,
          content: (
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="truncate">{name}</span>
              <span className="shrink-0 text-kumo-subtle text-note tabular">
                {formatTokens(contextWindow)}
              </span>
            </span>
          ),
          chosen: <span className="truncate">{name}</span>,
        }))}
      />
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label="Window, tokens"
          value={rule.window}
          min={1}
          max={100_000_000}
          whole
          required
          onCommit={(window) => window !== null && onChange({ ...rule, window, model: null })}
        />
        <NumberField
          label="Kept free, tokens"
          value={rule.reserve}
          min={0}
          max={100_000_000}
          whole
          required
          onCommit={(reserve) => reserve !== null && onChange({ ...rule, reserve })}
        />
      </div>
      <p className="text-kumo-subtle text-note">
        Tool definitions and the chat template are not counted: keep room.
      </p>
    </>
  )
}

export function TextEditor({ rule, onChange }: EditorProps<"text">) {
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <Select
          label="Which way"
          value={rule.mode}
          onChange={(mode) => onChange({ ...rule, mode })}
          options={[
            { value: "without", label: "drop if" },
            { value: "with", label: "keep only if" },
          ]}
        />
        <Select
          label="Where"
          value={rule.within}
          onChange={(within) => onChange({ ...rule, within })}
          options={[
            { value: "assistant", label: "a reply has" },
            { value: "all", label: "a message has" },
          ]}
        />
      </div>
      <TextField label="Text" value={rule.text} onCommit={(text) => onChange({ ...rule, text })} />
    </>
  )
}

export function MaskEditor({ rule, onChange }: EditorProps<"mask">) {
  return (
    <>
      <Checkbox
        label="Errors, and what was answered by one"
        checked={rule.errors}
        onChange={(errors) => onChange({ ...rule, errors })}
      />
      <Checkbox
        label="Steps that a label masks"
        checked={rule.labelled}
        onChange={(labelled) => onChange({ ...rule, labelled })}
      />
      <ListField
        label="Calls of these tools"
        values={rule.tools}
        placeholder="names, one a line"
        onCommit={(tools) => onChange({ ...rule, tools })}
      />
      <p className="text-kumo-subtle text-note">
        Masked replies stay as context and are not trained on. No episode is dropped.
      </p>
    </>
  )
}
