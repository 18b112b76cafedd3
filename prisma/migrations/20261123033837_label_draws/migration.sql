-- CreateTable
CREATE TABLE "LabelDraw" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "seed" BIGINT NOT NULL,
    "frame" JSONB NOT NULL,
    "outside" DOUBLE PRECISION NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LabelDraw_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "LabelPick" (
    "experimentId" UUID NOT NULL,
    "drawId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "episodeId" UUID NOT NULL,
    "size" DOUBLE PRECISION NOT NULL,
    "priority" DOUBLE PRECISION NOT NULL,
    "asked" BOOLEAN NOT NULL,

    CONSTRAINT "LabelPick_pkey" PRIMARY KEY ("experimentId","drawId","rank")
);

-- AddForeignKey
ALTER TABLE "LabelDraw" ADD CONSTRAINT "LabelDraw_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabelPick" ADD CONSTRAINT "LabelPick_experimentId_drawId_fkey" FOREIGN KEY ("experimentId", "drawId") REFERENCES "LabelDraw"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
