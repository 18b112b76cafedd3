-- CreateTable
CREATE TABLE "HandOver" (
    "id" UUID NOT NULL,
    "experimentId" UUID NOT NULL,
    "fineTuneId" UUID NOT NULL,
    "runKey" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "resultHash" TEXT,

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "HandOver_tokenHash_key" ON "HandOver"("tokenHash");

-- CreateIndex
CREATE INDEX "HandOver_experimentId_fineTuneId_createdAt_id_idx" ON "HandOver"("experimentId", "fineTuneId", "createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_experimentId_fineTuneId_fkey" FOREIGN KEY ("experimentId", "fineTuneId") REFERENCES "FineTune"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
