-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "FineTune" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "cancelRequestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "checkpoints" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "connectionId" UUID,
ADD COLUMN     "createStartedAt" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "nextPollAt" TIMESTAMPTZ(3),
ADD COLUMN     "notifiedAt" TIMESTAMPTZ(3),
ADD COLUMN     "pipelineId" UUID,
ADD COLUMN     "providerStatus" TEXT,
ADD COLUMN     "refusal" TEXT,
ADD COLUMN     "requestId" TEXT,
ADD COLUMN     "trainedTokens" BIGINT,
ADD COLUMN     "uploads" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "FineTuneEvent" (
    "experimentId" UUID NOT NULL,
    "fineTuneId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "requestId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FineTuneEvent_pkey" PRIMARY KEY ("experimentId","fineTuneId","seq")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" UUID NOT NULL,
    "experimentId" UUID,
    "fineTuneId" UUID,
    "modelId" UUID,
    "connectionId" UUID,
    "provider" TEXT NOT NULL,
    "weights" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "providerStatus" TEXT,
    "handle" JSONB,
    "createStartedAt" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "isKept" BOOLEAN NOT NULL DEFAULT false,
    "hourlyMicro" BIGINT,
    "priceSource" TEXT,
    "error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "stopRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FineTuneEvent_experimentId_fineTuneId_key_key" ON "FineTuneEvent"("experimentId", "fineTuneId", "key");

-- CreateIndex
CREATE INDEX "Deployment_createdAt_id_idx" ON "Deployment"("createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "FineTune" ADD CONSTRAINT "FineTune_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FineTuneEvent" ADD CONSTRAINT "FineTuneEvent_experimentId_fineTuneId_fkey" FOREIGN KEY ("experimentId", "fineTuneId") REFERENCES "FineTune"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_experimentId_fineTuneId_fkey" FOREIGN KEY ("experimentId", "fineTuneId") REFERENCES "FineTune"("experimentId", "id") ON DELETE SET NULL ON UPDATE CASCADE;
