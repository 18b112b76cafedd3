-- AlterTable
ALTER TABLE "FineTune" DROP COLUMN "estimatedCostMicro",
ADD COLUMN     "costKind" TEXT,
ADD COLUMN     "estimate" JSONB;

-- AlterTable
ALTER TABLE "Pipeline" ADD COLUMN     "estimate" JSONB;

-- CreateTable
CREATE TABLE "Activity" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "experimentId" UUID,
    "subjectId" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Activity_createdAt_id_idx" ON "Activity"("createdAt" DESC, "id" DESC);

-- The log of what people did reads their labels by time.
CREATE INDEX "Label_said_by_people" ON "Label" ("createdAt" DESC, "id" DESC) WHERE "source" = 'human';
