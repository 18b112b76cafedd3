import { embeddedTrainer } from "@/lib/providers/embedded/trainer"
import { fireworksTrainer } from "@/lib/providers/fireworks/trainer"
import { openaiCompatibleTrainer, openaiTrainer } from "@/lib/providers/openai/trainer"
import { ownMachineTrainer, remoteMachineTrainer } from "@/lib/providers/own-machine/trainer"
import type { LocalTrainer, Trainer } from "@/lib/providers/provider"
import { togetherTrainer } from "@/lib/providers/together/trainer"
import { vertexTrainer } from "@/lib/providers/vertex/trainer"

export const TRAINERS: readonly Trainer[] = [
  embeddedTrainer,
  ownMachineTrainer,
  remoteMachineTrainer,
  togetherTrainer,
  fireworksTrainer,
  vertexTrainer,
  openaiTrainer,
  openaiCompatibleTrainer,
]

export function getTrainer(id: string): Trainer | null {
  return TRAINERS.find((trainer) => trainer.id === id) ?? null
}

export function getLocalTrainer(id: string): LocalTrainer | null {
  const trainer = getTrainer(id)
  return trainer?.kind === "local" ? trainer : null
}
