import type { StageName } from "@/lib/contracts/pipelines"
import type { KillPoint } from "@/tests/integration/distill/kill-point"

/** The recording of the teacher comes before the pipeline's own stages. */
export type KilledStage = StageName | "recording"

export interface PlannedKill extends KillPoint {
  stage: KilledStage
}

type Write = Pick<KillPoint, "moment" | "on" | "table" | "when">

function kill(stage: KilledStage, name: string, write: Write): PlannedKill {
  return { stage, name, ...write }
}

function write(moment: KillPoint["moment"], on: KillPoint["on"], table: string, when = "true"): Write {
  return { moment, on, table, when }
}

/** A write of the pipeline's row that leaves the stage so. */
function stageIs(moment: KillPoint["moment"], stage: StageName, condition: string): Write {
  const path = `$[*] ? (@.name == "${stage}" && ${condition})`
  return write(moment, "UPDATE", "Pipeline", `NEW.stages @? '${path}'`)
}

function runHolds(moment: KillPoint["moment"], role: "teacher" | "student", episodes: number, split: string) {
  const isSplit = `NEW.config->'plan'->>'split' = '${split}'`
  return write(
    moment,
    "UPDATE",
    "Run",
    `NEW.role = '${role}' AND ${isSplit} AND NEW."episodeCount" >= ${episodes}`,
  )
}

function evaluationEnds(moment: KillPoint["moment"], split: string) {
  return write(moment, "UPDATE", "Evaluation", `NEW.status = 'done' AND NEW.plan->>'split' = '${split}'`)
}

/** Where one kill a round hits: 20 rounds, every stage at its start, in its middle and between its work and its mark. */
export const SINGLE_KILLS: readonly PlannedKill[] = [
  kill("recording", "before the first episodes are committed", runHolds("before", "teacher", 1, "train")),
  kill("recording", "after 200 episodes", runHolds("after", "teacher", 200, "train")),
  kill("recording", "all episodes there, the evaluation not marked", evaluationEnds("before", "train")),
  kill("dataset", "the stage has begun", stageIs("after", "dataset", '@.status == "running"')),
  kill("dataset", "the recipe saved, no dataset yet", write("after", "INSERT", "Recipe")),
  kill("dataset", "half of the members written", write("before", "INSERT", "DatasetMember", "NEW.pos = 20")),
  kill(
    "dataset",
    "the dataset there, the stage not marked",
    stageIs("before", "dataset", '@.status == "done"'),
  ),
  kill("training", "the fine-tune there, its job not created", write("after", "INSERT", "FineTune")),
  kill("training", "a tenth trained", stageIs("before", "training", "@.progress > 0.1")),
  kill("training", "almost half trained", stageIs("before", "training", "@.progress > 0.4")),
  kill("training", "the model half saved", write("before", "INSERT", "Checkpoint")),
  kill(
    "training",
    "the model saved, the stage not marked",
    stageIs("before", "training", '@.status == "done"'),
  ),
  kill("evaluation", "the run there, its evaluation not", write("before", "INSERT", "Evaluation")),
  kill("evaluation", "after 100 episodes", runHolds("after", "student", 100, "test")),
  kill("evaluation", "all episodes there, the evaluation not marked", evaluationEnds("before", "test")),
  kill("teacher", "after 1 episode", runHolds("after", "teacher", 1, "test")),
  kill("teacher", "in the midst of a batch", runHolds("before", "teacher", 150, "test")),
  kill("teacher", "played, the stage not marked", stageIs("before", "teacher", '@.status == "done"')),
  kill(
    "verdict",
    "decided, not yet stored",
    write("before", "UPDATE", "Pipeline", "NEW.verdict IS NOT NULL"),
  ),
  kill(
    "verdict",
    "every stage done, the pipeline not marked",
    write("before", "UPDATE", "Pipeline", "NEW.status = 'done'"),
  ),
]

function named(...names: string[]): PlannedKill[] {
  return names.map((name) => {
    const planned = SINGLE_KILLS.find((candidate) => candidate.name === name)
    if (!planned) throw new RangeError(`no kill is called ${name}`)
    return planned
  })
}

/** Two kills in one pipeline, six times: every stage is hit. */
export const DOUBLE_KILLS: readonly (readonly PlannedKill[])[] = [
  named("after 200 episodes", "half of the members written"),
  named("the dataset there, the stage not marked", "a tenth trained"),
  named("almost half trained", "the model half saved"),
  named("the model saved, the stage not marked", "after 100 episodes"),
  named("the run there, its evaluation not", "in the midst of a batch"),
  named("decided, not yet stored", "every stage done, the pipeline not marked"),
]
