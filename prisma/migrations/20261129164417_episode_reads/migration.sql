-- CreateTable
CREATE TABLE "EpisodeSearch" (
    "experimentId" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "fromIdx" INTEGER NOT NULL,
    "toIdx" INTEGER NOT NULL,
    "tsv" tsvector NOT NULL,

    CONSTRAINT "EpisodeSearch_pkey" PRIMARY KEY ("experimentId","episodeId","part")
);

-- CreateTable
CREATE TABLE "SearchIndex" (
    "experimentId" UUID NOT NULL,
    "watermark" xid8,
    "indexedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SearchIndex_pkey" PRIMARY KEY ("experimentId")
);

-- CreateTable
CREATE TABLE "RunTool" (
    "experimentId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "callCount" INTEGER NOT NULL,
    "errorCount" INTEGER NOT NULL,
    "tokenSum" BIGINT NOT NULL,
    "latencyCount" INTEGER NOT NULL,
    "latencyMsSum" BIGINT NOT NULL,

    CONSTRAINT "RunTool_pkey" PRIMARY KEY ("experimentId","runId","tool")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "SetOperation" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "value" JSONB,
    "filter" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SetOperation_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "SetOperationItem" (
    "experimentId" UUID NOT NULL,
    "operationId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "episodeId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "previous" JSONB,

    CONSTRAINT "SetOperationItem_pkey" PRIMARY KEY ("experimentId","operationId","pos")
);

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_experimentId_ownerId_name_key" ON "SavedView"("experimentId", "ownerId", "name");

-- CreateIndex
CREATE INDEX "SetOperation_experimentId_createdAt_id_idx" ON "SetOperation"("experimentId", "createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "EpisodeSearch" ADD CONSTRAINT "EpisodeSearch_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchIndex" ADD CONSTRAINT "SearchIndex_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunTool" ADD CONSTRAINT "RunTool_experimentId_runId_fkey" FOREIGN KEY ("experimentId", "runId") REFERENCES "Run"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetOperation" ADD CONSTRAINT "SetOperation_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetOperationItem" ADD CONSTRAINT "SetOperationItem_experimentId_operationId_fkey" FOREIGN KEY ("experimentId", "operationId") REFERENCES "SetOperation"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say; the differ ignores partial indexes and storage options.
CREATE INDEX "EpisodeSearch_tsv_idx" ON "EpisodeSearch" USING gin("tsv") WHERE "tsv" IS NOT NULL;
CREATE INDEX "Label_author_idx" ON "Label"("experimentId", "authorId", "episodeId") WHERE "authorId" IS NOT NULL;
CREATE INDEX "Label_tag_idx" ON "Label"("experimentId", "name", "episodeId") WHERE "key" = 'tag';
ALTER TABLE "RunTool" SET (fillfactor = 70);

-- Answers of tools in the runs that are there already.
INSERT INTO "RunTool" ("experimentId", "runId", "tool", "callCount", "errorCount", "tokenSum", "latencyCount", "latencyMsSum")
SELECT e."experimentId", e."runId", s."tool", count(*), count(*) FILTER (WHERE s."isError"), sum(s."contentTokens"),
       count(s."latencyMs"), coalesce(sum(s."latencyMs"), 0)
  FROM "Episode" e JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e."id"
 WHERE s."role" = 3 AND s."tool" IS NOT NULL
 GROUP BY 1, 2, 3;
