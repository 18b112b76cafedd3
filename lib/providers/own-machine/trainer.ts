import { OBJECTIVES } from "@/lib/domain/training"
import { OPEN_MODELS } from "@/lib/providers/own-machine/base-models"
import { OwnMachineClient } from "@/lib/providers/own-machine/client"
import { findServed } from "@/lib/providers/own-machine/deployments"
import { findPython } from "@/lib/providers/own-machine/find-python"
import { RemoteMachineClient } from "@/lib/providers/own-machine/remote-client"
import { remoteSettingsSchema, settingsSchema } from "@/lib/providers/own-machine/settings"
import type { HostedTrainer } from "@/lib/providers/provider"

/** Hugging Face TRL and PEFT as a process beside us, on whatever GPU this machine has. */
export const ownMachineTrainer: HostedTrainer = {
  kind: "hosted",
  id: "own-machine",
  title: "This machine with TRL",
  capabilities: {
    rowWeights: "loss",
    messageWeights: true,
    preference: true,
    tools: true,
    lora: true,
    cancel: true,
    pause: false,
    estimate: false,
    deploys: true,
  },
  baseModels: OPEN_MODELS,
  takesOtherModels: true,
  account: "none",
  connectionKinds: [],
  configSchema: settingsSchema,
  objectives: OBJECTIVES,
  formats: { supervised: "fireworks", preference: "trl-preference" },
  deployment: { hourlyMicro: null, priceSource: "this machine, which nobody bills" },
  methodOf: (config) =>
    settingsSchema.safeParse(config ?? {}).data?.method === "dpo" ? "preference" : "supervised",
  validate: ({ examples }) => (examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]),
  async check() {
    const { problem } = await findPython()
    return problem ? [problem] : []
  },
  connect: () => new OwnMachineClient((config) => settingsSchema.parse(config ?? {})),
  endpoint: findServed,
}

/** The same script on a machine that somebody takes it to, which reports and sends its result with a token for this one job. */
export const remoteMachineTrainer: HostedTrainer = {
  ...ownMachineTrainer,
  id: "remote-machine",
  title: "Another machine with TRL",
  account: "optional",
  connectionKinds: ["openai-compatible"],
  configSchema: remoteSettingsSchema,
  async check({ baseUrl }) {
    const { problem } = baseUrl === "" ? await findPython() : { problem: null }
    return problem
      ? [`Choose the account that will serve the result, or let this machine do it. ${problem}`]
      : []
  },
  connect: (access) => new RemoteMachineClient(access, (config) => remoteSettingsSchema.parse(config ?? {})),
}
