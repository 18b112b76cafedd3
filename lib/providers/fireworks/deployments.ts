import { z } from "zod"
import type { FireworksApi } from "@/lib/providers/fireworks/api"
import { idOf } from "@/lib/providers/fireworks/resource-id"
import { settingsSchema } from "@/lib/providers/fireworks/settings"
import type { DeploymentClient, DeploymentReport } from "@/lib/providers/provider"

const deploymentSchema = z.object({
  name: z.string(),
  state: z.string(),
  baseModel: z.string(),
  status: z.object({ message: z.string().nullish() }).nullish(),
})
const handleSchema = z.object({ id: z.string() })

const PHASES: Record<string, DeploymentReport["phase"]> = {
  READY: "ready",
  UPDATING: "ready",
  FAILED: "failed",
  DELETING: "stopped",
  DELETED: "stopped",
}

/** On-demand deployments, one replica each; their ids follow from our keys. */
export function fireworksDeployments(api: FireworksApi): DeploymentClient {
  return {
    async find({ key }) {
      const id = idOf(key)
      const found = await api.find(`deployments/${id}`)
      return found && PHASES[deploymentSchema.parse(found.body).state] !== "stopped" ? { id } : null
    },

    async create({ key, model, config }) {
      const id = idOf(key)
      const { accelerator } = settingsSchema.parse(config ?? {})
      await api.call("POST", `deployments?deploymentId=${id}`, {
        displayName: key,
        baseModel: model,
        minReplicaCount: 1,
        maxReplicaCount: 1,
        ...(accelerator ? { acceleratorType: accelerator } : {}),
      })
      return { id }
    },

    async poll(handle) {
      const { id } = handleSchema.parse(handle)
      const { state, name, baseModel, status } = deploymentSchema.parse(
        (await api.call("GET", `deployments/${id}`)).body,
      )
      const phase = PHASES[state] ?? "starting"
      return { status: state, phase, model: `${baseModel}#${name}`, message: status?.message || null }
    },

    async stop(handle) {
      await api.call("DELETE", `deployments/${handleSchema.parse(handle).id}`)
    },
  }
}
