-- AlterTable
ALTER TABLE "DatasetMember" ADD COLUMN     "contentHash" BIGINT;

-- AlterTable
ALTER TABLE "FineTune" ADD COLUMN     "leakOverride" JSONB;

-- AlterTable
ALTER TABLE "Pipeline" ADD COLUMN     "leakOverride" JSONB;

-- CreateTable
CREATE TABLE "DatasetExport" (
    "experimentId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "request" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "byteCount" BIGINT NOT NULL,
    "product" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DatasetExport_pkey" PRIMARY KEY ("experimentId","datasetId","request")
);

-- CreateIndex
CREATE INDEX "Dataset_experimentId_hash_idx" ON "Dataset"("experimentId", "hash");

-- AddForeignKey
ALTER TABLE "DatasetExport" ADD CONSTRAINT "DatasetExport_experimentId_datasetId_fkey" FOREIGN KEY ("experimentId", "datasetId") REFERENCES "Dataset"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Manifests of before there were audits: as they were, with nothing claimed that was not looked at.
UPDATE "Dataset"
   SET manifest = manifest || jsonb_build_object(
         'formatVersion', 2,
         'versions', jsonb_build_object('node', NULL, 'selection', 1, 'audit', 0),
         'recipe', (manifest -> 'recipe') || jsonb_build_object('hash', NULL),
         'split', (manifest -> 'split') || jsonb_build_object('stratify', 'group'),
         'leaks', 'report', 'heldOut', NULL,
         'excluded', jsonb_build_object('heldOut', jsonb_build_object('episodes', 0, 'tasks', 0),
                                        'leaking', jsonb_build_object('episodes', 0, 'tasks', 0)),
         'teachers', '[]'::jsonb,
         'certificate', jsonb_build_object(
           'passed', false, 'checks', '[]'::jsonb,
           'tasks', jsonb_build_object('train', 0, 'other', 0, 'incomparable', 0),
           'method', 'Not audited: the dataset is older than leak certificates.',
           'createdAt', manifest ->> 'createdAt'))
 WHERE manifest ->> 'formatVersion' = '1';
