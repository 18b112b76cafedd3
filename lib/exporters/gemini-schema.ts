import type { JsonObject } from "@/lib/exporters/exporter"

/** What Vertex AI's Schema takes over from JSON Schema as it is. */
const KEPT_KEYS = [
  "title",
  "description",
  "format",
  "pattern",
  "default",
  "example",
  "nullable",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "required",
]

/** A JSON Schema in the OpenAPI subset that function declarations are written in; what it cannot say is left out. */
export function toGeminiSchema(schema: JsonObject): JsonObject {
  const { type, enum: values, items, properties } = schema
  const choices = schema.anyOf ?? schema.oneOf
  return {
    ...typeOf(type),
    ...Object.fromEntries(KEPT_KEYS.filter((key) => key in schema).map((key) => [key, schema[key]])),
    ...stringEnum(values ?? ("const" in schema ? [schema.const] : undefined)),
    ...(isObject(items) && { items: toGeminiSchema(items) }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [
          name,
          isObject(value) ? toGeminiSchema(value) : {},
        ]),
      ),
    }),
    ...(Array.isArray(choices) && { anyOf: choices.filter(isObject).map(toGeminiSchema) }),
  }
}

/** `["string", "null"]` is a nullable string; more than one other type is a choice. */
function typeOf(type: unknown): JsonObject {
  if (typeof type === "string") return { type }
  if (!Array.isArray(type)) return {}
  const types = type.filter((name) => name !== "null")
  const nullable = types.length < type.length ? { nullable: true } : {}
  return types.length === 1
    ? { type: types[0], ...nullable }
    : { anyOf: types.map((name) => ({ type: name })), ...nullable }
}

/** Only texts may be enumerated. */
function stringEnum(values: unknown): JsonObject {
  const isText = Array.isArray(values) && values.every((value) => typeof value === "string")
  return isText ? { enum: values } : {}
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
