-- AlterTable
ALTER TABLE "DatasetMember" ADD COLUMN     "edits" TEXT;

-- AlterTable
ALTER TABLE "Episode" ADD COLUMN     "agreement" DOUBLE PRECISION,
ADD COLUMN     "humanVerdicts" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "nearGroup" INTEGER,
ADD COLUMN     "nearTaskGroup" INTEGER;

-- CreateTable
CREATE TABLE "EpisodeScan" (
    "experimentId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "scope" TEXT,
    "text" TEXT,
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "error" TEXT,
    "watermark" xid8,
    "matches" UUID[] DEFAULT ARRAY[]::UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EpisodeScan_pkey" PRIMARY KEY ("experimentId","id")
);

-- AddForeignKey
ALTER TABLE "EpisodeScan" ADD CONSTRAINT "EpisodeScan_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What people said so far: the latest verdict of each that was not taken back.
WITH said AS (
  SELECT DISTINCT ON ("experimentId", "episodeId", adjudicated, "authorId")
         "experimentId", "episodeId", adjudicated, "authorId", value
    FROM "Label" WHERE "stepIdx" IS NULL AND key = 'verdict' AND source = 'human'
   ORDER BY "experimentId", "episodeId", adjudicated, "authorId", "createdAt" DESC, id DESC
), counted AS (
  SELECT "experimentId", "episodeId", value, count(*) AS people, bool_or(adjudicated) AS settled
    FROM said WHERE value IS NOT NULL AND value <> 'null'::jsonb GROUP BY 1, 2, 3
), people AS (
  SELECT "experimentId", "episodeId", count(DISTINCT coalesce("authorId"::text, '')) AS people
    FROM said WHERE value IS NOT NULL AND value <> 'null'::jsonb GROUP BY 1, 2
)
UPDATE "Episode" e SET "humanVerdicts" = p.people,
       agreement = CASE WHEN c.settled THEN 1 ELSE c.most / c.total END
  FROM (SELECT "experimentId", "episodeId", max(people)::float8 AS most, sum(people)::float8 AS total, bool_or(settled) AS settled
          FROM counted GROUP BY 1, 2) c
  JOIN people p USING ("experimentId", "episodeId")
 WHERE e."experimentId" = c."experimentId" AND e.id = c."episodeId";
