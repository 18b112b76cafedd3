import { AppError } from "@/lib/domain/errors"
import { createMemoryIndex } from "@/lib/domain/retrieval/memory-index"
import type { SearchIndex } from "@/lib/domain/retrieval/search-index"
import type { Environment, EnvironmentPlugin, MetricDefinition } from "../environment"
import {
  type GeneratedConfig,
  generatedConfigSchema,
  type Question,
  type StoredConfig,
  storedConfigSchema,
} from "./config"
import { generateCorpus } from "./generate"
import { MultihopSession } from "./session"
import { requireTaskData, toTask } from "./tasks"
import { TOOL_DEFINITIONS } from "./tool"

/** F1 is the score, because it tells a near miss from nonsense; success is an exact match, as HotpotQA counts it. */
const METRICS: MetricDefinition[] = [
  { key: "f1", title: "Answer F1", unit: "rate", higherIsBetter: true, primary: true },
  { key: "exactMatch", title: "Exact match", unit: "rate", higherIsBetter: true, primary: false },
  {
    key: "titleRecallAt5",
    title: "Gold titles in the first 5",
    unit: "rate",
    higherIsBetter: true,
    primary: false,
  },
  { key: "steps", title: "Steps", unit: "count", higherIsBetter: false, primary: false },
  { key: "unusableReplies", title: "Unusable replies", unit: "count", higherIsBetter: false, primary: false },
]

/** Works alone: its corpus is small enough to be indexed in memory unless an index of it is handed in. */
export const multihop: EnvironmentPlugin<GeneratedConfig> = {
  id: "multihop",
  title: "Multi-hop retrieval",
  description:
    "Questions whose answer takes two or three articles of a fictional encyclopedia: search, read, note, answer.",
  configSchema: generatedConfigSchema,
  async load(config) {
    const { passages, questions } = generateCorpus(config)
    return createEnvironment(questions, config.maxSteps, createMemoryIndex(passages))
  },
}

export const multihopCorpus: EnvironmentPlugin<StoredConfig> = {
  id: "multihop-corpus",
  title: "Multi-hop retrieval over your corpus",
  description:
    "Your questions over your passages, loaded from HotpotQA, 2WikiMultihopQA or plain JSON files.",
  configSchema: storedConfigSchema,
  async load(config) {
    if (config.questions.length === 0) {
      throw new AppError("INVALID_INPUT", "This corpus has no questions; upload some.", [
        { path: "questions", message: "There are none." },
      ])
    }
    return createEnvironment(config.questions, config.maxSteps, null)
  },
}

function createEnvironment(
  questions: readonly Question[],
  maxSteps: number,
  ownIndex: SearchIndex | null,
): Environment {
  return {
    id: "multihop",
    tools: TOOL_DEFINITIONS,
    metrics: METRICS,
    maxSteps,
    tasks: (split) => questions.filter((question) => question.split === split).map(toTask),
    async open(task, { signal, ports }) {
      const index = ports.searchIndex ?? ownIndex
      if (!index) throw new AppError("INVALID_INPUT", "Multi-hop retrieval needs a corpus to search.")
      return new MultihopSession({ question: requireTaskData(task), index, signal, maxSteps })
    },
  }
}
