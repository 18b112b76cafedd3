"use client"

import { useQuery } from "@tanstack/react-query"
import { Disclosure } from "@/components/ui/disclosure"
import { LoadError } from "@/components/ui/load-error"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import { type EnvironmentChoice, listEnvironments } from "@/lib/contracts/environments"
import { readSchemaFields } from "./schema-fields"
import { SchemaForm } from "./schema-form"

export interface EnvironmentFieldsProps {
  value: EnvironmentChoice | null
  onChange: (value: EnvironmentChoice) => void
  /** Shows the settings at once; otherwise they are folded, unless some have no default. */
  open?: boolean
}

/** Which environment, and its settings from its own schema. */
export function EnvironmentFields({ value, onChange, open = false }: EnvironmentFieldsProps) {
  const { data, error, refetch } = useQuery(routeQuery(listEnvironments, {}))
  const chosen = data?.items.find(({ id }) => id === value?.id)
  if (error) {
    return <LoadError title="The environments did not load." error={error} onRetry={() => void refetch()} />
  }
  return (
    <div className="flex flex-col gap-3">
      <Select
        label="Environment"
        showLabel
        className="w-full"
        value={value?.id ?? null}
        placeholder="Choose an environment"
        onChange={(id) => id !== value?.id && onChange({ id, config: {} })}
        options={(data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        {...(chosen ? { description: chosen.description } : {})}
      />
      {chosen && value && (
        <Disclosure key={chosen.id} title="Environment settings" open={open || needsSettings(chosen)}>
          <SchemaForm
            schema={chosen.configSchema}
            value={value.config}
            onChange={(config) => onChange({ id: value.id, config })}
          />
        </Disclosure>
      )}
    </div>
  )
}

function needsSettings({ configSchema }: { configSchema: Record<string, unknown> }): boolean {
  return readSchemaFields(configSchema).some(({ required }) => required)
}
