import { z } from "zod"
import type { Database } from "@/lib/db/client"

const rowSchema = z.object({ spentMicro: z.coerce.number(), reservedMicro: z.coerce.number() })

/**
 * Micro-USD of everything that began at or after `from`: training by its bill, endpoints by the hours since then, attempts and
 * judges as counted; and what pipelines under way were estimated at beyond their own share of that.
 */
export async function readSpending(db: Database, from: Date, now: Date) {
  const { rows } = await db.pool.query(
    `WITH endpoint AS (
       SELECT "fineTuneId", sum("hourlyMicro" / 3600e3 * extract(epoch FROM
                greatest(coalesce("stoppedAt", $2::timestamptz) - greatest("startedAt", $1::timestamptz), '0'::interval)) * 1e3) AS micro
         FROM "Deployment"
        WHERE "startedAt" IS NOT NULL AND "hourlyMicro" IS NOT NULL AND ("stoppedAt" IS NULL OR "stoppedAt" >= $1)
        GROUP BY "fineTuneId"),
     open AS (
       SELECT (p.estimate ->> 'highUsd')::float8 * 1e6 AS estimated,
              p."spentMicro" + coalesce(f."costMicro", 0) + coalesce(e.micro, 0) AS used
         FROM "Pipeline" p
         LEFT JOIN "FineTune" f ON f."experimentId" = p."experimentId" AND f."pipelineId" = p.id
         LEFT JOIN endpoint e ON e."fineTuneId" = f.id
        WHERE p.status IN ('queued', 'running') AND p.estimate IS NOT NULL)
     SELECT coalesce((SELECT sum("costMicro") FROM "FineTune" WHERE "createdAt" >= $1), 0)
          + coalesce((SELECT sum("spentMicro") FROM "Evaluation" WHERE "createdAt" >= $1), 0)
          + coalesce((SELECT sum("spentMicro") FROM "JudgeRun" WHERE "createdAt" >= $1), 0)
          + coalesce((SELECT sum(micro) FROM endpoint), 0) AS "spentMicro",
            coalesce((SELECT sum(greatest(estimated - used, 0)) FROM open), 0) AS "reservedMicro"`,
    [from, now],
  )
  return rowSchema.parse(rows[0])
}
