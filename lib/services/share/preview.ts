import type { z } from "zod"
import type { previewShare as route, ShareSnapshot } from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { buildSnapshot } from "@/lib/services/share/build-snapshot"

/** What a shared page would hold; nothing is stored. */
export async function previewShare(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<ShareSnapshot> {
  requirePermission(ctx.actor, "share.manage")
  return buildSnapshot(ctx, input)
}
