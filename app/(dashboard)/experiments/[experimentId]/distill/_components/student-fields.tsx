"use client"

import { NumberInput } from "@/components/distill/number-input"
import type { Plugins } from "@/components/distill/runnable"
import { SchemaForm } from "@/components/distill/schema-form"
import { Disclosure } from "@/components/ui/disclosure"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { DistillForm } from "./distill-form"

export interface StudentFieldsProps {
  form: DistillForm
  /** As typed, or made up from the rest of the form. */
  name: string
  plugins: Plugins
  onChange: (fields: Partial<DistillForm>) => void
}

/** Its name, who trains it, and how. */
export function StudentFields({ form, name, plugins, onChange }: StudentFieldsProps) {
  const trainer = plugins.trainers.find(({ id }) => id === form.provider)
  const choose = (provider: string) => {
    const next = plugins.trainers.find(({ id }) => id === provider)
    onChange({ provider, baseModel: next?.baseModels[0]?.id ?? "", settings: {} })
  }
  return (
    <div className="flex flex-col gap-3">
      <Input
        label="Name"
        showLabel
        className="w-full"
        required
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2 [&>*]:min-w-0">
        <Select
          label="Provider"
          showLabel
          className="w-full"
          value={form.provider}
          onChange={choose}
          options={plugins.trainers.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Select
          label="Base model"
          showLabel
          className="w-full"
          value={form.baseModel}
          onChange={(baseModel) => onChange({ baseModel })}
          options={(trainer?.baseModels ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
      {trainer && (
        <Disclosure title="Training settings">
          <div className="flex flex-col gap-3">
            <SchemaForm
              key={trainer.id}
              schema={trainer.configSchema}
              value={form.settings}
              onChange={(settings) => onChange({ settings })}
            />
            <NumberInput
              label="Training seed"
              whole
              required
              min={0}
              max={4_294_967_295}
              value={form.trainingSeed}
              onChange={(seed) => seed !== null && onChange({ trainingSeed: seed })}
              description="Same seed, same student."
            />
          </div>
        </Disclosure>
      )}
    </div>
  )
}
