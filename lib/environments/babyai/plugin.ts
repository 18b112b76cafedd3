import type { Environment, EnvironmentPlugin } from "../environment"
import { type BabyAiConfig, babyAiConfigSchema } from "./config"
import { stepLimit } from "./generate"
import { createSession } from "./session"
import { createInstance, listTasks } from "./tasks"
import { ACT_TOOL } from "./tool"

export const babyAi: EnvironmentPlugin<BabyAiConfig> = {
  id: "babyai",
  title: "BabyAI",
  description:
    "Short missions in a partly seen grid world, played in text by Minigrid's rules: go to, pick up, open, put next to.",
  configSchema: babyAiConfigSchema,
  async load(config): Promise<Environment> {
    return {
      id: "babyai",
      tools: [ACT_TOOL],
      metrics: [
        { key: "return", title: "Return", unit: "reward", higherIsBetter: true, primary: true },
        { key: "steps", title: "Steps", unit: "count", higherIsBetter: false, primary: false },
        {
          key: "unusableReplies",
          title: "Unusable replies",
          unit: "count",
          higherIsBetter: false,
          primary: false,
        },
      ],
      maxSteps: Math.max(...config.levels.map(stepLimit)),
      tasks: (split) => listTasks(config, split),
      open: async (task) => createSession(createInstance(task)),
    }
  },
}
