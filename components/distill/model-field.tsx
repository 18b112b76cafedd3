"use client"

import { useQuery } from "@tanstack/react-query"
import { Combobox } from "@/components/ui/combobox"
import { routeQuery } from "@/lib/api-client/query"
import { listPlugins } from "@/lib/contracts/environments"
import { listModels } from "@/lib/contracts/models"
import { MODELS_INPUT } from "./models-input"
import { isRunnableModel } from "./runnable"

export interface ModelFieldProps {
  label: string
  value: string | null
  onChange: (modelId: string) => void
  placeholder?: string
  /** An entry for no model at all. */
  none?: { label: string; onChoose: () => void }
}

const NONE = "none"

/** One of the models that Winnow can run. */
export function ModelField({
  label,
  value,
  onChange,
  placeholder = "Choose a model",
  none,
}: ModelFieldProps) {
  const models = useQuery(routeQuery(listModels, MODELS_INPUT))
  const plugins = useQuery(routeQuery(listPlugins, {}))
  const able = (models.data?.items ?? []).filter(
    (model) => plugins.data && isRunnableModel(model, plugins.data),
  )
  return (
    <Combobox
      label={label}
      showLabel
      className="w-full"
      value={value}
      onChange={(id) => (id === NONE ? none?.onChoose() : onChange(id))}
      options={[
        ...(none ? [{ value: NONE, label: none.label }] : []),
        ...able.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      placeholder={placeholder}
      empty="No model here can be run. Connect an endpoint or make a scripted policy."
    />
  )
}
