import { PREFERENCES, type Preferences } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"

/** The caller's own preferences. What is not (or no longer) valid is left out. */
export async function getPreferences(ctx: Context): Promise<Preferences> {
  requirePermission(ctx.actor, "workspace.read")
  const rows = await ctx.db.prisma.preference.findMany({
    where: { userId: requireUserId(ctx.actor), key: { in: Object.keys(PREFERENCES) } },
    select: { key: true, value: true },
    orderBy: { key: "asc" },
  })
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const appearance = PREFERENCES.appearance.safeParse(stored.get("appearance"))
  const labelKeys = PREFERENCES.labelKeys.safeParse(stored.get("labelKeys"))
  const defaultViews = PREFERENCES.defaultViews.safeParse(stored.get("defaultViews"))
  return {
    ...(appearance.success ? { appearance: appearance.data } : {}),
    ...(labelKeys.success ? { labelKeys: labelKeys.data } : {}),
    ...(defaultViews.success ? { defaultViews: defaultViews.data } : {}),
  }
}
