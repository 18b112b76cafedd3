import { JUDGE_EXTRAS, type JudgeRecord, type JudgeRunRecord } from "@/lib/contracts/judges"
import type { Judge } from "@/lib/db/generated/client"
import { REVEALS } from "@/lib/domain/judge/transcript"

/** What a judge is called as the author of labels. */
export function judgeTitle({ name, version }: Pick<Judge, "name" | "version">): string {
  return version === 1 ? name : `${name} v${version}`
}

export function parseExtras({ extras }: Pick<Judge, "extras">) {
  return JUDGE_EXTRAS.filter((extra) => extras.includes(extra))
}

export function parseReveals({ reveals }: Pick<Judge, "reveals">) {
  return REVEALS.filter((reveal) => reveals.includes(reveal))
}

export function presentJudge(
  judge: Judge & { model: { name: string } },
  { runCount, latestRun }: { runCount: number; latestRun: JudgeRunRecord | null },
): JudgeRecord {
  return {
    experimentId: judge.experimentId,
    id: judge.id,
    name: judge.name,
    version: judge.version,
    modelId: judge.modelId,
    modelName: judge.model.name,
    rubric: judge.rubric,
    extras: parseExtras(judge),
    reveals: parseReveals(judge),
    temperature: judge.temperature,
    seed: Number(judge.seed),
    allowed: judge.allowed,
    recomputing: judge.recomputingAt !== null,
    createdAt: judge.createdAt.toISOString(),
    runCount,
    latestRun,
  }
}
