import { z } from "zod"

/** One setting of a plugin as a form shows it. `fallback` is what the plugin takes when it is not given. */
export type SchemaField = { key: string; title: string; description: string; required: boolean } & (
  | { kind: "text"; fallback: string | null; maxLength: number | null }
  | { kind: "number"; fallback: number | null; whole: boolean; min: number | null; max: number | null }
  | { kind: "flag"; fallback: boolean }
  | { kind: "choice"; fallback: string | null; options: string[] }
  | { kind: "choices"; fallback: string[]; options: string[] }
  | { kind: "corpus" }
  | { kind: "json"; fallback: unknown }
)

const propertySchema = z.object({
  /** What a plugin asks for beyond the shape: a stored corpus to pick, or no control at all. */
  control: z.enum(["corpus", "none"]).optional(),
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.object({ enum: z.array(z.string()).optional() }).optional(),
})

const objectSchema = z.object({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
})

type Property = z.infer<typeof propertySchema>

/** The settings that a JSON Schema of an object asks for, in its order. Shapes without a control of their own become JSON text. */
export function readSchemaFields(schema: Record<string, unknown>): SchemaField[] {
  const { properties, required } = objectSchema.parse(schema)
  const shown = Object.entries(properties).filter(([, { control }]) => control !== "none")
  return shown.map(([key, property]) => ({
    key,
    title: property.title ?? toTitle(key),
    description: property.description ?? "",
    required: required.includes(key) && property.default === undefined,
    ...toControl(property),
  }))
}

function toControl(property: Property) {
  if (property.control === "corpus") return { kind: "corpus" as const }
  const fallback = property.default
  if (property.enum) {
    return {
      kind: "choice" as const,
      fallback: typeof fallback === "string" ? fallback : null,
      options: property.enum,
    }
  }
  if (property.type === "array" && property.items?.enum) {
    const known = z.array(z.string()).safeParse(fallback)
    return { kind: "choices" as const, fallback: known.data ?? [], options: property.items.enum }
  }
  switch (property.type) {
    case "string":
      return {
        kind: "text" as const,
        fallback: typeof fallback === "string" ? fallback : null,
        maxLength: property.maxLength ?? null,
      }
    case "number":
    case "integer":
      return {
        kind: "number" as const,
        fallback: typeof fallback === "number" ? fallback : null,
        whole: property.type === "integer",
        min: property.minimum ?? null,
        max: property.maximum ?? null,
      }
    case "boolean":
      return { kind: "flag" as const, fallback: fallback === true }
    default:
      return { kind: "json" as const, fallback }
  }
}

/** `trainPerLevel` as words: `Train per level`. */
function toTitle(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
