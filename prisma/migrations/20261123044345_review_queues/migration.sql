-- AlterTable
ALTER TABLE "Experiment" ADD COLUMN     "labelSchema" JSONB;

-- AlterTable
ALTER TABLE "Label" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Queue" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "blind" BOOLEAN NOT NULL,
    "reviewsPerItem" SMALLINT NOT NULL,
    "holdSeconds" INTEGER NOT NULL,
    "assigneeIds" UUID[],
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Queue_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "QueueItem" (
    "experimentId" UUID NOT NULL,
    "queueId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "episodeId" UUID NOT NULL,
    "wanted" SMALLINT NOT NULL,
    "gold" SMALLINT,
    "decided" SMALLINT,

    CONSTRAINT "QueueItem_pkey" PRIMARY KEY ("experimentId","queueId","pos")
);

-- CreateTable
CREATE TABLE "Review" (
    "experimentId" UUID NOT NULL,
    "queueId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "userId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "heldAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "verdict" SMALLINT,
    "reason" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Review_pkey" PRIMARY KEY ("experimentId","queueId","pos","userId")
);

-- CreateIndex
CREATE INDEX "Queue_experimentId_createdAt_id_idx" ON "Queue"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "QueueItem_experimentId_episodeId_queueId_key" ON "QueueItem"("experimentId", "episodeId", "queueId");

-- AddForeignKey
ALTER TABLE "Queue" ADD CONSTRAINT "Queue_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QueueItem" ADD CONSTRAINT "QueueItem_experimentId_queueId_fkey" FOREIGN KEY ("experimentId", "queueId") REFERENCES "Queue"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QueueItem" ADD CONSTRAINT "QueueItem_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_experimentId_queueId_pos_fkey" FOREIGN KEY ("experimentId", "queueId", "pos") REFERENCES "QueueItem"("experimentId", "queueId", "pos") ON DELETE CASCADE ON UPDATE CASCADE;

-- Claims seek these. They are partial, so that drafts of later migrations leave them alone.
CREATE INDEX "queue_item_wanted" ON "QueueItem" ("experimentId", "queueId", "pos") WHERE "wanted" > 0;

CREATE INDEX "review_held_until" ON "Review" ("experimentId", "queueId", "expiresAt") WHERE "state" = 'held';

CREATE INDEX "review_held_by" ON "Review" ("userId", "experimentId") WHERE "state" = 'held';
