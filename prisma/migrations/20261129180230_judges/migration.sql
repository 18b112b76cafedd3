-- CreateTable
CREATE TABLE "Judge" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "modelId" UUID NOT NULL,
    "rubric" TEXT NOT NULL,
    "extras" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reveals" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "temperature" DOUBLE PRECISION NOT NULL,
    "seed" BIGINT NOT NULL,
    "allowed" BOOLEAN NOT NULL DEFAULT false,
    "decisions" JSONB NOT NULL DEFAULT '[]',
    "recomputingAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Judge_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "JudgeRun" (
    "experimentId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "judgeId" UUID NOT NULL,
    "source" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "budgetMicro" BIGINT,
    "spentMicro" BIGINT NOT NULL DEFAULT 0,
    "unpricedCalls" INTEGER NOT NULL DEFAULT 0,
    "canaries" JSONB NOT NULL DEFAULT '[]',
    "trusted" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JudgeRun_pkey" PRIMARY KEY ("experimentId","id")
);

-- CreateTable
CREATE TABLE "Judgement" (
    "experimentId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "pos" INTEGER NOT NULL,
    "episodeId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "verdict" SMALLINT,
    "reason" TEXT,
    "error" TEXT,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "costMicro" BIGINT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Judgement_pkey" PRIMARY KEY ("experimentId","runId","pos")
);

-- CreateIndex
CREATE INDEX "Judge_experimentId_createdAt_id_idx" ON "Judge"("experimentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Judge_experimentId_name_version_key" ON "Judge"("experimentId", "name", "version");

-- CreateIndex
CREATE INDEX "JudgeRun_experimentId_judgeId_createdAt_id_idx" ON "JudgeRun"("experimentId", "judgeId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Judgement_experimentId_episodeId_runId_key" ON "Judgement"("experimentId", "episodeId", "runId");

-- AddForeignKey
ALTER TABLE "Judge" ADD CONSTRAINT "Judge_experimentId_fkey" FOREIGN KEY ("experimentId") REFERENCES "Experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judge" ADD CONSTRAINT "Judge_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgeRun" ADD CONSTRAINT "JudgeRun_experimentId_judgeId_fkey" FOREIGN KEY ("experimentId", "judgeId") REFERENCES "Judge"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgement" ADD CONSTRAINT "Judgement_experimentId_runId_fkey" FOREIGN KEY ("experimentId", "runId") REFERENCES "JudgeRun"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgement" ADD CONSTRAINT "Judgement_experimentId_episodeId_fkey" FOREIGN KEY ("experimentId", "episodeId") REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
