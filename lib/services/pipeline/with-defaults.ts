import type { z } from "zod"
import type { PipelineInputs } from "@/lib/contracts/pipelines"
import { ENVIRONMENTS } from "@/lib/environments/registry"
import { TRAINERS } from "@/lib/providers/registry"

type Settings = Record<string, unknown>

function fillIn(schema: z.ZodType | undefined, settings: Settings): Settings {
  const parsed = schema?.safeParse(settings)
  return parsed?.success ? (parsed.data as Settings) : settings
}

/** The inputs with every setting spelled out, so that one left at its default and the same one typed are equal. */
export function withDefaults(inputs: PipelineInputs): PipelineInputs {
  const environment = ENVIRONMENTS.find(({ id }) => id === inputs.environment.id)
  const trainer = TRAINERS.find(({ id }) => id === inputs.provider)
  return {
    ...inputs,
    config: fillIn(trainer?.configSchema, inputs.config),
    environment: {
      ...inputs.environment,
      config: fillIn(environment?.configSchema, inputs.environment.config),
    },
  }
}
