"use client"

import { useId, useState } from "react"
import { Checkbox } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Switch } from "@/components/ui/switch"
import { Textarea } from "@/components/ui/textarea"
import { CorpusField } from "./corpus-field"
import { NumberInput } from "./number-input"
import { readSchemaFields, type SchemaField } from "./schema-fields"

export type Settings = Record<string, unknown>

export interface SchemaFormProps {
  /** JSON Schema of an object. */
  schema: Record<string, unknown>
  /** Only what differs from the defaults needs to be in it. */
  value: Settings
  onChange: (value: Settings) => void
}

/** The settings of a plugin, drawn from its schema. An emptied field goes back to its default. */
export function SchemaForm({ schema, value, onChange }: SchemaFormProps) {
  const fields = readSchemaFields(schema)
  function change(key: string, next: unknown) {
    const { [key]: _, ...rest } = value
    onChange(next === null || next === undefined ? rest : { ...rest, [key]: next })
  }
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2 [&>*]:min-w-0">
      {fields.map((field) => (
        <div key={field.key} className={isWide(field) ? "sm:col-span-2" : ""}>
          <FieldControl field={field} value={value[field.key]} onChange={(next) => change(field.key, next)} />
        </div>
      ))}
    </div>
  )
}

function isWide({ kind }: SchemaField): boolean {
  return kind === "choices" || kind === "json" || kind === "corpus"
}

interface ControlProps<Kind extends SchemaField["kind"]> {
  field: Extract<SchemaField, { kind: Kind }>
  value: unknown
  /** Null or undefined takes the default. */
  onChange: (value: unknown) => void
}

function FieldControl({ field, value, onChange }: ControlProps<SchemaField["kind"]>) {
  const described = field.description ? { description: field.description } : {}
  switch (field.kind) {
    case "text":
      return (
        <Input
          {...described}
          label={field.title}
          showLabel
          className="w-full"
          autoComplete="off"
          required={field.required}
          value={typeof value === "string" ? value : ""}
          placeholder={field.fallback ?? ""}
          onChange={(event) => onChange(event.target.value || null)}
          {...(field.maxLength ? { maxLength: field.maxLength } : {})}
        />
      )
    case "number":
      return (
        <NumberInput
          {...described}
          label={field.title}
          value={typeof value === "number" ? value : field.fallback}
          onChange={onChange}
          min={field.min}
          max={field.max}
          whole={field.whole}
          required={field.required}
        />
      )
    case "flag":
      return (
        <Switch
          label={field.title}
          checked={typeof value === "boolean" ? value : field.fallback}
          onChange={onChange}
        />
      )
    case "choice":
      return (
        <Select
          {...described}
          label={field.title}
          showLabel
          className="w-full"
          value={typeof value === "string" ? value : field.fallback}
          onChange={onChange}
          options={field.options.map((option) => ({ value: option, label: option }))}
        />
      )
    case "corpus":
      return (
        <CorpusField
          label={field.title}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
        />
      )
    case "choices":
      return <ChoicesControl field={field} value={value} onChange={onChange} />
    case "json":
      return <JsonControl field={field} value={value} onChange={onChange} />
  }
}

function ChoicesControl({ field, value, onChange }: ControlProps<"choices">) {
  const chosen = Array.isArray(value) ? value : field.fallback
  const toggle = (option: string, checked: boolean) =>
    onChange(field.options.filter((one) => (one === option ? checked : chosen.includes(one))))
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{field.title}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {field.options.map((option) => (
          <Checkbox
            key={option}
            label={option}
            checked={chosen.includes(option)}
            disabled={chosen.length === 1 && chosen.includes(option)}
            onChange={(checked) => toggle(option, checked)}
          />
        ))}
      </div>
      {field.description && <p className="mt-1 text-kumo-subtle text-note">{field.description}</p>}
    </fieldset>
  )
}

function JsonControl({ field, value, onChange }: ControlProps<"json">) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)))
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  function type(next: string) {
    setText(next)
    try {
      onChange(next.trim() === "" ? null : JSON.parse(next))
      setProblem(null)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      setProblem("This is not JSON yet.")
    }
  }
  return (
    <Textarea
      id={id}
      label={field.title}
      showLabel
      className="w-full font-mono text-note"
      rows={4}
      value={text}
      placeholder={field.fallback === undefined ? "" : JSON.stringify(field.fallback)}
      onChange={(event) => type(event.target.value)}
      description={field.description || "As JSON."}
      {...(problem ? { error: problem } : {})}
    />
  )
}
