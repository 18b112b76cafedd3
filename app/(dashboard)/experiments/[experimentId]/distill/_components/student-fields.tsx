"use client"

import { NumberInput } from "@/components/distill/number-input"
import { SchemaForm } from "@/components/distill/schema-form"
import { Disclosure } from "@/components/ui/disclosure"
import { Input } from "@/components/ui/input"
import { type DistillForm, type DistillSources, fieldsOfProvider } from "./distill-form"
import { TargetFields } from "./target-fields"

export interface StudentFieldsProps {
  form: DistillForm
  /** As typed, or made up from the rest of the form. */
  name: string
  sources: DistillSources
  onChange: (fields: Partial<DistillForm>) => void
}

/** Its name, who trains it, and how. */
export function StudentFields({ form, name, sources, onChange }: StudentFieldsProps) {
  const trainer = sources.plugins.trainers.find(({ id }) => id === form.provider)
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
      <TargetFields
        form={form}
        sources={sources}
        onProvider={(provider) => onChange(fieldsOfProvider(sources, provider))}
        onChange={onChange}
      />
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
