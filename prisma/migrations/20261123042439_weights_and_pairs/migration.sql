-- AlterTable
ALTER TABLE "Recipe" ADD COLUMN     "pairs" JSONB,
ADD COLUMN     "weighting" JSONB;

-- CreateTable
CREATE TABLE "DatasetPair" (
    "experimentId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "split" TEXT NOT NULL,
    "chosenId" UUID NOT NULL,
    "rejectedId" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "rejectedHash" BIGINT NOT NULL,

    CONSTRAINT "DatasetPair_pkey" PRIMARY KEY ("experimentId","datasetId","pos")
);

-- CreateTable
CREATE TABLE "ImportanceFit" (
    "experimentId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "seed" BIGINT NOT NULL,
    "memberIds" UUID[],
    "referenceIds" UUID[],
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL DEFAULT '',
    "error" TEXT,
    "ratios" JSONB,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportanceFit_pkey" PRIMARY KEY ("experimentId","id")
);

-- AddForeignKey
ALTER TABLE "DatasetPair" ADD CONSTRAINT "DatasetPair_experimentId_datasetId_fkey" FOREIGN KEY ("experimentId", "datasetId") REFERENCES "Dataset"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportanceFit" ADD CONSTRAINT "ImportanceFit_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
