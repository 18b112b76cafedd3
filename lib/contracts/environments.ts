import { z } from "zod"
import { providerSchema } from "@/lib/contracts/providers"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

const jsonSchema = z.record(z.string(), z.unknown())

/** Which plugin, and its settings as its own schema has them. */
export const environmentChoiceSchema = z.object({
  id: z.string().min(1).max(100),
  config: z.record(z.string(), z.unknown()).default({}),
})

export type EnvironmentChoice = z.infer<typeof environmentChoiceSchema>

/** Tasks of an environment that a model is going to be judged on. */
export const heldOutChoiceSchema = z.object({
  environment: environmentChoiceSchema,
  split: z.enum(SPLITS).default("test"),
  /** The first n tasks of the split; all of them when null. */
  taskLimit: z.int().min(1).max(100_000).nullable().default(null),
})

export type HeldOutChoice = z.infer<typeof heldOutChoiceSchema>

export const listEnvironments = defineRoute({
  id: "environments.list",
  method: "GET",
  path: "/api/v1/environments",
  summary: "List the kinds of environment with the JSON Schema of their settings",
  tag: "Evaluations",
  permission: "workspace.read",
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({ id: z.string(), title: z.string(), description: z.string(), configSchema: jsonSchema }),
    ),
  }),
})

/** Scripted policies (`policies`) and services that fine-tune (`trainers`). */
export const listPlugins = defineRoute({
  id: "plugins.list",
  method: "GET",
  path: "/api/v1/plugins",
  summary: "List scripted policies and trainers with the JSON Schema of their settings",
  tag: "Evaluations",
  permission: "workspace.read",
  input: z.object({}),
  output: z.object({
    policies: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        environments: z.array(z.string()),
        configSchema: jsonSchema,
      }),
    ),
    trainers: z.array(providerSchema),
  }),
})
