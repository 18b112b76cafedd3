import type { Context } from "@/lib/db/context"
import {
  admitJudgeJob,
  askJudgeJob,
  demoJob,
  deploymentJob,
  episodeScanJob,
  evaluationJob,
  fineTuneJob,
  importanceFitJob,
  importFileJob,
  monitorCheckJob,
  noticeJob,
  pipelineJob,
  recomputeCostJob,
  recomputeSuccessJob,
  removalJob,
  searchIndexJob,
  setOperationJob,
} from "@/lib/jobs/definitions"
import type { Job, JobHandler } from "@/lib/jobs/job"
import { runDemo } from "@/lib/services/demo/run"
import { runStop } from "@/lib/services/deployment/run-stop"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { recomputeSuccess } from "@/lib/services/experiment/recompute-success"
import { advanceFineTune } from "@/lib/services/fine-tune/advance"
import { runImport } from "@/lib/services/import/run"
import { runImportanceFit } from "@/lib/services/importance/run"
import { recomputeJudged } from "@/lib/services/judge/recompute"
import { runJudge } from "@/lib/services/judge/run"
import { recomputeCost } from "@/lib/services/model/recompute-cost"
import { runMonitorCheck } from "@/lib/services/monitor/run-check"
import { noticeFineTuneEnd } from "@/lib/services/notice/fine-tune-notice"
import { runPipeline } from "@/lib/services/pipeline/run"
import { runRemoval } from "@/lib/services/removal/run"
import { runScan } from "@/lib/services/scan/run"
import { indexEpisodes } from "@/lib/services/search/index-episodes"
import { runSetOperation } from "@/lib/services/set-operation/run"

export interface RegisteredJob {
  job: Omit<Job, "data">
  /** @throws ZodError when the data is not the job's. */
  run(ctx: Context, data: unknown, signal: AbortSignal): Promise<void>
}

function register<Data extends object>(job: Job<Data>, handler: JobHandler<Data>): RegisteredJob {
  return { job, run: (ctx, data, signal) => handler(ctx, job.data.parse(data), signal) }
}

export const HANDLERS: readonly RegisteredJob[] = [
  register(importFileJob, runImport),
  register(recomputeSuccessJob, recomputeSuccess),
  register(recomputeCostJob, recomputeCost),
  register(askJudgeJob, runJudge),
  register(admitJudgeJob, recomputeJudged),
  register(evaluationJob, runEvaluation),
  register(pipelineJob, runPipeline),
  register(fineTuneJob, advanceFineTune),
  register(deploymentJob, runStop),
  register(noticeJob, noticeFineTuneEnd),
  register(importanceFitJob, (ctx, key, signal) => runImportanceFit(ctx, key, signal)),
  register(episodeScanJob, runScan),
  register(searchIndexJob, async (ctx, key, signal) => {
    await indexEpisodes(ctx, key, signal)
  }),
  register(setOperationJob, runSetOperation),
  register(removalJob, runRemoval),
  register(monitorCheckJob, runMonitorCheck),
  register(demoJob, runDemo),
]
