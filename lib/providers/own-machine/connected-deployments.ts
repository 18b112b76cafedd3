import { z } from "zod"
import type { RemoteSettings } from "@/lib/providers/own-machine/settings"
import type { DeploymentClient, DeploymentReport, ProviderAccess } from "@/lib/providers/provider"

const handleSchema = z.object({ servedAs: z.string() })

/** A server that somebody else starts: we only look whether it answers, and leave it running. */
export function connectedDeployments(
  access: ProviderAccess,
  parse: (config: unknown) => RemoteSettings,
): DeploymentClient {
  async function isAnswering(): Promise<boolean> {
    const headers = {
      ...(access.key === null ? {} : { authorization: `Bearer ${access.key}` }),
      ...access.headers,
    }
    try {
      const response = await access.fetch(`${access.baseUrl}/models`, { method: "GET", headers })
      await response.body?.cancel()
      return response.ok
    } catch (error) {
      // Nothing listens there yet, as far as anybody can tell.
      if (error instanceof TypeError) return false
      throw error
    }
  }
  return {
    find: async ({ config }) => ({ servedAs: parse(config).servedAs }),
    create: async ({ config }) => ({ servedAs: parse(config).servedAs }),

    async poll(handle): Promise<DeploymentReport> {
      const { servedAs } = handleSchema.parse(handle)
      const isReady = await isAnswering()
      const status = isReady ? "answering" : `waiting for ${new URL(access.baseUrl).host} to answer`
      return { status, phase: isReady ? "ready" : "starting", model: servedAs, message: null }
    },

    async stop() {},
  }
}
