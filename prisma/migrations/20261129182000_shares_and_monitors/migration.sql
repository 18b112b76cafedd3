-- CreateTable
CREATE TABLE "Share" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "snapshot" TEXT NOT NULL,
    "snapshotHash" TEXT NOT NULL,
    "embed" BOOLEAN NOT NULL,
    "createdById" UUID,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedByName" TEXT,
    "viewCount" INTEGER NOT NULL DEFAULT 0,
    "lastViewedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Share_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Monitor" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "baselineRunId" UUID NOT NULL,
    "everyHours" INTEGER NOT NULL,
    "budgetMicro" BIGINT,
    "alpha" DOUBLE PRECISION NOT NULL,
    "looks" INTEGER NOT NULL,
    "mailTo" TEXT,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Monitor_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "MonitorCheck" (
    "experimentId" UUID NOT NULL,
    "monitorId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "evaluationId" UUID NOT NULL,
    "runId" UUID,
    "result" JSONB,
    "drifted" BOOLEAN,
    "mail" TEXT,
    "error" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MonitorCheck_pkey" PRIMARY KEY ("experimentId","monitorId","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");

-- CreateIndex
CREATE INDEX "Share_experimentId_createdAt_id_idx" ON "Share"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Monitor_experimentId_name_key" ON "Monitor"("experimentId", "name");

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Monitor" ADD CONSTRAINT "Monitor_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonitorCheck" ADD CONSTRAINT "MonitorCheck_experimentId_monitorId_fkey" FOREIGN KEY ("experimentId", "monitorId") REFERENCES "Monitor"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
