import type Together from "together-ai"
import { z } from "zod"
import type {
  DeploymentClient,
  DeploymentOrder,
  DeploymentReport,
  JsonObject,
} from "@/lib/providers/provider"
import { settingsSchema } from "@/lib/providers/together/settings"

const endpointSchema = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.string().nullish(),
  model: z.string(),
  state: z.string(),
})
const handleSchema = z.object({ id: z.string() })

type Call = <T>(work: (sdk: Together) => Promise<T>) => Promise<T>

const PHASES: Record<string, DeploymentReport["phase"]> = {
  STARTED: "ready",
  STOPPING: "stopped",
  STOPPED: "stopped",
  ERROR: "failed",
}

/** Minutes without a request after which Together itself stops it, should everybody else forget. */
const INACTIVE_MINUTES = 30

/** Dedicated endpoints, one replica each. */
export function togetherDeployments(call: Call): DeploymentClient {
  const retrieve = async (id: string) => endpointSchema.parse(await call((sdk) => sdk.endpoints.retrieve(id)))
  return {
    async find({ key, model }: DeploymentOrder): Promise<JsonObject | null> {
      const { data } = await call((sdk) => sdk.endpoints.list({ type: "dedicated", mine: true }))
      // The list names no display names.
      for (const { id } of data.filter((endpoint) => endpoint.model === model)) {
        const endpoint = await retrieve(id)
        if (endpoint.display_name === key && PHASES[endpoint.state] !== "stopped") return { id }
      }
      return null
    },

    async create({ key, model, config }) {
      const { hardware } = settingsSchema.parse(config ?? {})
      const created = await call((sdk) =>
        sdk.endpoints.create({
          model,
          hardware,
          display_name: key,
          autoscaling: { min_replicas: 1, max_replicas: 1 },
          inactive_timeout: INACTIVE_MINUTES,
          state: "STARTED",
        }),
      )
      return { id: endpointSchema.parse(created).id }
    },

    async poll(handle) {
      const { state, name } = await retrieve(handleSchema.parse(handle).id)
      return { status: state, phase: PHASES[state] ?? "starting", model: name, message: null }
    },

    async stop(handle) {
      await call((sdk) => sdk.endpoints.delete(handleSchema.parse(handle).id))
    },
  }
}
