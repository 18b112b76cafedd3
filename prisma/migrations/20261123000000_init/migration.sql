-- CreateEnum
CREATE TYPE "Role" AS ENUM ('viewer', 'labeler', 'editor', 'admin');

-- CreateEnum
CREATE TYPE "RunRole" AS ENUM ('teacher', 'student', 'baseline');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "isLocal" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("provider","providerAccountId")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdById" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Preference" (
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Preference_pkey" PRIMARY KEY ("userId","key")
);

-- CreateTable
CREATE TABLE "Model" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "baseModel" TEXT,
    "config" JSONB NOT NULL DEFAULT '{}',
    "connectionId" UUID,
    "sunsetAt" DATE,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Price" (
    "id" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "inputUsdPerMTok" DOUBLE PRECISION NOT NULL,
    "cachedUsdPerMTok" DOUBLE PRECISION,
    "outputUsdPerMTok" DOUBLE PRECISION NOT NULL,
    "notional" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "sourceDate" DATE NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "secret" BYTEA,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "requestsPerMinute" INTEGER,
    "allowPrivate" BOOLEAN NOT NULL DEFAULT false,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "modelId" UUID NOT NULL,
    "header" JSONB NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("modelId")
);

-- CreateTable
CREATE TABLE "Experiment" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "question" TEXT NOT NULL DEFAULT '',
    "environment" TEXT,
    "primaryMetric" TEXT NOT NULL DEFAULT 'score',
    "successRule" JSONB,
    "origin" TEXT NOT NULL DEFAULT 'measured',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "recomputingAt" TIMESTAMPTZ(3),
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Experiment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "experimentId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT,
    "split" TEXT,
    "group" TEXT,
    "data" JSONB,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("experimentId","no")
);

-- CreateTable
CREATE TABLE "Run" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "modelId" UUID NOT NULL,
    "role" "RunRole" NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'done',
    "toolsPromptId" UUID,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "episodeCount" INTEGER NOT NULL DEFAULT 0,
    "successCount" INTEGER NOT NULL DEFAULT 0,
    "judgedCount" INTEGER NOT NULL DEFAULT 0,
    "scoreCount" INTEGER NOT NULL DEFAULT 0,
    "scoreSum" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "scoreSumSquares" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "costCount" INTEGER NOT NULL DEFAULT 0,
    "costMicroSum" BIGINT NOT NULL DEFAULT 0,
    "costMicroSumSquares" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "environmentCostCount" INTEGER NOT NULL DEFAULT 0,
    "environmentCostMicroSum" BIGINT NOT NULL DEFAULT 0,
    "usageCount" INTEGER NOT NULL DEFAULT 0,
    "inputTokenSum" BIGINT NOT NULL DEFAULT 0,
    "outputTokenSum" BIGINT NOT NULL DEFAULT 0,
    "contentTokenSum" BIGINT NOT NULL DEFAULT 0,
    "stepSum" BIGINT NOT NULL DEFAULT 0,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "latencyCount" INTEGER NOT NULL DEFAULT 0,
    "latencyMsSum" BIGINT NOT NULL DEFAULT 0,
    "latencyHistogram" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "stopReasons" JSONB NOT NULL DEFAULT '{}',
    "costKinds" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Episode" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "taskNo" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "trial" INTEGER NOT NULL,
    "score" DOUBLE PRECISION,
    "success" BOOLEAN,
    "sourceSuccess" BOOLEAN,
    "stopReason" TEXT NOT NULL,
    "stopDetail" TEXT,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "detail" JSONB,
    "repairs" JSONB,
    "seed" BIGINT,
    "stepCount" INTEGER NOT NULL,
    "contentTokens" INTEGER NOT NULL,
    "assistantTokens" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "cachedTokens" INTEGER,
    "outputTokens" INTEGER,
    "costMicro" BIGINT,
    "costKind" TEXT,
    "environmentCostMicro" BIGINT,
    "latencyMs" INTEGER,
    "errorCount" INTEGER NOT NULL DEFAULT 0,
    "contentHash" BIGINT NOT NULL,
    "toolsPromptId" UUID,
    "label" SMALLINT,
    "labelSource" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedXid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "Episode_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Step" (
    "experimentId" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "idx" INTEGER NOT NULL,
    "role" SMALLINT NOT NULL,
    "tool" TEXT,
    "message" TEXT,
    "promptId" UUID,
    "contentTokens" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "cachedTokens" INTEGER,
    "outputTokens" INTEGER,
    "latencyMs" INTEGER,
    "firstTokenMs" INTEGER,
    "costMicro" BIGINT,
    "reward" DOUBLE PRECISION,
    "isError" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Step_pkey" PRIMARY KEY ("experimentId","episodeId","idx")
);

-- CreateTable
CREATE TABLE "Label" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "stepIdx" INTEGER,
    "key" TEXT NOT NULL,
    "value" JSONB,
    "source" TEXT NOT NULL,
    "authorId" UUID,
    "adjudicated" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Label_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Recipe" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "runIds" UUID[],
    "rules" JSONB NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Recipe_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Dataset" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "recipeId" UUID NOT NULL,
    "manifest" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "episodeCount" INTEGER NOT NULL,
    "taskCount" INTEGER NOT NULL,
    "tokenCount" BIGINT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "DatasetMember" (
    "experimentId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "episodeId" UUID NOT NULL,
    "split" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "DatasetMember_pkey" PRIMARY KEY ("experimentId","datasetId","pos")
);

-- CreateTable
CREATE TABLE "DatasetExclusion" (
    "experimentId" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "rule" INTEGER NOT NULL,

    CONSTRAINT "DatasetExclusion_pkey" PRIMARY KEY ("experimentId","datasetId","episodeId")
);

-- CreateTable
CREATE TABLE "FineTune" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "baseModel" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL,
    "handle" JSONB,
    "idempotencyKey" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "metrics" JSONB NOT NULL DEFAULT '[]',
    "error" TEXT,
    "estimatedCostMicro" BIGINT,
    "costMicro" BIGINT,
    "modelId" UUID,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FineTune_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "planned" INTEGER NOT NULL,
    "budgetMicro" BIGINT,
    "spentMicro" BIGINT NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Pipeline" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "stages" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "budgetMicro" BIGINT,
    "spentMicro" BIGINT NOT NULL DEFAULT 0,
    "verdict" JSONB,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Pipeline_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "PipelineLog" (
    "experimentId" UUID NOT NULL,
    "pipelineId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PipelineLog_pkey" PRIMARY KEY ("experimentId","pipelineId","seq")
);

-- CreateTable
CREATE TABLE "PublishedFigure" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "task" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sourceUrl" TEXT,
    "note" TEXT,

    CONSTRAINT "PublishedFigure_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "byteCount" BIGINT NOT NULL,
    "format" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "preview" JSONB,
    "experimentId" UUID,
    "runId" UUID,
    "bytesRead" BIGINT NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportReject" (
    "importId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "ImportReject_pkey" PRIMARY KEY ("importId","seq")
);

-- CreateTable
CREATE TABLE "Corpus" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "passageCount" INTEGER NOT NULL DEFAULT 0,
    "tokenSum" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Corpus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passage" (
    "corpusId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "termCount" INTEGER NOT NULL,

    CONSTRAINT "Passage_pkey" PRIMARY KEY ("corpusId","no")
);

-- CreateTable
CREATE TABLE "Posting" (
    "corpusId" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "passages" INTEGER[],
    "counts" INTEGER[],

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("corpusId","term")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_userId_createdAt_idx" ON "ApiKey"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Model_name_key" ON "Model"("name");

-- CreateIndex
CREATE INDEX "Price_modelId_createdAt_id_idx" ON "Price"("modelId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Connection_name_key" ON "Connection"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Experiment_name_key" ON "Experiment"("name");

-- CreateIndex
CREATE INDEX "Experiment_createdAt_id_idx" ON "Experiment"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Task_experimentId_key_key" ON "Task"("experimentId", "key");

-- CreateIndex
CREATE INDEX "Run_modelId_idx" ON "Run"("modelId");

-- CreateIndex
CREATE UNIQUE INDEX "Run_experimentId_name_key" ON "Run"("experimentId", "name");

-- CreateIndex
CREATE INDEX "Episode_experimentId_score_id_idx" ON "Episode"("experimentId", "score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Episode_experimentId_costMicro_id_idx" ON "Episode"("experimentId", "costMicro" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Episode_experimentId_latencyMs_id_idx" ON "Episode"("experimentId", "latencyMs" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Episode_experimentId_createdAt_id_idx" ON "Episode"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Episode_experimentId_runId_score_id_idx" ON "Episode"("experimentId", "runId", "score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Episode_experimentId_taskNo_id_idx" ON "Episode"("experimentId", "taskNo", "id");

-- CreateIndex
CREATE INDEX "Episode_experimentId_changedXid_idx" ON "Episode"("experimentId", "changedXid");

-- CreateIndex
CREATE UNIQUE INDEX "Episode_experimentId_runId_externalId_key" ON "Episode"("experimentId", "runId", "externalId");

-- CreateIndex
CREATE INDEX "Label_experimentId_episodeId_createdAt_idx" ON "Label"("experimentId", "episodeId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Recipe_experimentId_name_version_key" ON "Recipe"("experimentId", "name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Dataset_experimentId_name_key" ON "Dataset"("experimentId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "FineTune_idempotencyKey_key" ON "FineTune"("idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "FineTune_modelId_key" ON "FineTune"("modelId");

-- CreateIndex
CREATE INDEX "FineTune_experimentId_createdAt_id_idx" ON "FineTune"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_experimentId_runId_key" ON "Evaluation"("experimentId", "runId");

-- CreateIndex
CREATE INDEX "Pipeline_experimentId_inputHash_idx" ON "Pipeline"("experimentId", "inputHash");

-- CreateIndex
CREATE INDEX "Pipeline_createdAt_id_idx" ON "Pipeline"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Import_createdAt_id_idx" ON "Import"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Corpus_name_key" ON "Corpus"("name");

-- CreateIndex
CREATE INDEX "Passage_corpusId_title_idx" ON "Passage"("corpusId", "title");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Preference" ADD CONSTRAINT "Preference_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Model" ADD CONSTRAINT "Model_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Price" ADD CONSTRAINT "Price_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Episode" ADD CONSTRAINT "Episode_experimentId_runId_fkey" FOREIGN KEY ("experimentId", "runId") REFERENCES "Run"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Step" ADD CONSTRAINT "step_episode_fk" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Label" ADD CONSTRAINT "Label_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_experimentId_recipeId_fkey" FOREIGN KEY ("experimentId", "recipeId") REFERENCES "Recipe"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetMember" ADD CONSTRAINT "DatasetMember_experimentId_datasetId_fkey" FOREIGN KEY ("experimentId", "datasetId") REFERENCES "Dataset"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetExclusion" ADD CONSTRAINT "DatasetExclusion_experimentId_datasetId_fkey" FOREIGN KEY ("experimentId", "datasetId") REFERENCES "Dataset"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FineTune" ADD CONSTRAINT "FineTune_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FineTune" ADD CONSTRAINT "FineTune_experimentId_datasetId_fkey" FOREIGN KEY ("experimentId", "datasetId") REFERENCES "Dataset"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FineTune" ADD CONSTRAINT "FineTune_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_experimentId_runId_fkey" FOREIGN KEY ("experimentId", "runId") REFERENCES "Run"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pipeline" ADD CONSTRAINT "Pipeline_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PipelineLog" ADD CONSTRAINT "PipelineLog_experimentId_pipelineId_fkey" FOREIGN KEY ("experimentId", "pipelineId") REFERENCES "Pipeline"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportReject" ADD CONSTRAINT "ImportReject_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_corpusId_fkey" FOREIGN KEY ("corpusId") REFERENCES "Corpus"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_corpusId_fkey" FOREIGN KEY ("corpusId") REFERENCES "Corpus"("id") ON DELETE CASCADE ON UPDATE CASCADE;
