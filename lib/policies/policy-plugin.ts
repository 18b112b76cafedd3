import type { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"

/**
 * A kind of scripted policy, configured by `configSchema`. It reads only the chat messages it is given; `environments` lists
 * the ids of those it can act in.
 */
export interface PolicyPlugin<Config = unknown> {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly environments: readonly string[]
  readonly configSchema: z.ZodType<Config>
  create(config: Config): Policy
}
