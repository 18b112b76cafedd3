import { z } from "zod"
import type { Context } from "@/lib/db/context"
import { openSecret, sealSecret } from "@/lib/services/secret/secret-box"

export const WEBHOOK_KEY = "webhook"

const storedSchema = z.object({
  url: z.string(),
  allowPrivate: z.boolean(),
  /** Sealed for this address, in base64. */
  secret: z.string().nullable(),
})

export type WebhookSetting = z.infer<typeof storedSchema>

const bindingOf = (url: string) => ["webhook", url]

export async function readWebhookSetting(ctx: Context): Promise<WebhookSetting | null> {
  const row = await ctx.db.prisma.setting.findUnique({ where: { key: WEBHOOK_KEY } })
  return storedSchema.safeParse(row?.value).data ?? null
}

export function sealWebhookSecret(url: string, secret: string): string {
  return Buffer.from(sealSecret(secret, bindingOf(url))).toString("base64")
}

export function openWebhookSecret({ url, secret }: WebhookSetting): string | null {
  return secret && openSecret(Buffer.from(secret, "base64"), bindingOf(url))
}
