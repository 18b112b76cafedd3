import { z } from "zod"

const configSchema = z.object({
  seed: z.number().default(1),
  settings: z.record(z.string(), z.unknown()).default({}),
})

/** The seed and the trainer's own settings of a fine-tune's row. */
export function settingsOf({ config }: { config: unknown }): z.infer<typeof configSchema> {
  return configSchema.parse(config)
}
