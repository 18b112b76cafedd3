-- AlterTable
ALTER TABLE "Experiment" ADD COLUMN     "retention" JSONB;

-- CreateTable
CREATE TABLE "LiveEpisode" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "stepCount" INTEGER NOT NULL DEFAULT 0,
    "openCalls" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "outcome" JSONB,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LiveEpisode_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "LiveStep" (
    "experimentId" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "idx" INTEGER NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "LiveStep_pkey" PRIMARY KEY ("experimentId","episodeId","idx")
);

-- CreateTable
CREATE TABLE "KeptEpisode" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "runName" TEXT NOT NULL,
    "taskNo" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "score" DOUBLE PRECISION,
    "success" BOOLEAN,
    "stopReason" TEXT NOT NULL,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "stepCount" INTEGER NOT NULL,
    "contentTokens" INTEGER NOT NULL,
    "contentHash" BIGINT NOT NULL,
    "label" SMALLINT,
    "toolsPromptId" UUID,
    "deletedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeptEpisode_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "KeptStep" (
    "experimentId" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "idx" INTEGER NOT NULL,
    "role" SMALLINT NOT NULL,
    "tool" TEXT,
    "message" TEXT,
    "promptId" UUID,
    "contentTokens" INTEGER NOT NULL,
    "isError" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "KeptStep_pkey" PRIMARY KEY ("experimentId","episodeId","idx")
);

-- CreateTable
CREATE TABLE "Removal" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "experimentId" UUID NOT NULL,
    "runId" UUID,
    "name" TEXT NOT NULL,
    "rule" JSONB,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "bytesBefore" BIGINT,
    "bytesAfter" BIGINT,
    "error" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Removal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LiveEpisode_touchedAt_idx" ON "LiveEpisode"("touchedAt");

-- CreateIndex
CREATE UNIQUE INDEX "LiveEpisode_experimentId_runId_externalId_key" ON "LiveEpisode"("experimentId", "runId", "externalId");

-- CreateIndex
CREATE INDEX "Removal_experimentId_createdAt_id_idx" ON "Removal"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "DatasetMember_experimentId_episodeId_idx" ON "DatasetMember"("experimentId", "episodeId");

-- CreateIndex
CREATE INDEX "DatasetPair_experimentId_rejectedId_idx" ON "DatasetPair"("experimentId", "rejectedId");

-- AddForeignKey
ALTER TABLE "LiveEpisode" ADD CONSTRAINT "LiveEpisode_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveEpisode" ADD CONSTRAINT "LiveEpisode_experimentId_runId_fkey" FOREIGN KEY ("experimentId", "runId") REFERENCES "Run"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LiveStep" ADD CONSTRAINT "LiveStep_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "LiveEpisode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptEpisode" ADD CONSTRAINT "KeptEpisode_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptStep" ADD CONSTRAINT "KeptStep_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "KeptEpisode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What datasets read: the episodes there are, and those whose content was kept when their source was deleted.
CREATE VIEW "DatasetEpisode" AS
SELECT e."experimentId", e.id, e."runId", r.name AS "runName", e."taskNo", e."externalId", e.trial, e.score, e.success, e.label,
       e.metrics, e."stopReason", e."stepCount", e."contentTokens", e."contentHash",
       coalesce(e."toolsPromptId", r."toolsPromptId") AS "toolsPromptId", false AS gone
  FROM "Episode" e
  JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
UNION ALL
SELECT k."experimentId", k.id, k."runId", k."runName", k."taskNo", k."externalId", k.trial, k.score, k.success, k.label,
       k.metrics, k."stopReason", k."stepCount", k."contentTokens", k."contentHash", k."toolsPromptId", true
  FROM "KeptEpisode" k
 WHERE NOT EXISTS (SELECT 1 FROM "Episode" e WHERE e."experimentId" = k."experimentId" AND e.id = k.id);

CREATE VIEW "DatasetStep" AS
SELECT "experimentId", "episodeId", idx, role, tool, message, "promptId", "contentTokens", "isError" FROM "Step"
UNION ALL
SELECT k."experimentId", k."episodeId", k.idx, k.role, k.tool, k.message, k."promptId", k."contentTokens", k."isError"
  FROM "KeptStep" k
 WHERE NOT EXISTS (SELECT 1 FROM "Episode" e WHERE e."experimentId" = k."experimentId" AND e.id = k."episodeId");
