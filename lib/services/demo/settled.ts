import type { Context } from "@/lib/db/context"

const KEY = "demo"

/** True once the demo has been made or deleted: it is never made twice. */
export async function isDemoSettled(ctx: Context): Promise<boolean> {
  return (await ctx.db.prisma.setting.count({ where: { key: KEY } })) > 0
}

export async function settleDemo(ctx: Context): Promise<void> {
  await ctx.db.prisma.setting.upsert({
    where: { key: KEY },
    create: { key: KEY, value: { at: ctx.now().toISOString() } },
    update: {},
  })
}
