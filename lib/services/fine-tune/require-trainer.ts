import { AppError } from "@/lib/domain/errors"
import type { HostedTrainer, Trainer } from "@/lib/providers/provider"
import { getTrainer } from "@/lib/providers/registry"

/** @throws AppError UNSUPPORTED */
export function requireTrainer(id: string): Trainer {
  const trainer = getTrainer(id)
  if (!trainer) throw new AppError("UNSUPPORTED", `There is no trainer ${id}.`)
  return trainer
}

/** @throws AppError UNSUPPORTED */
export function requireHostedTrainer(id: string): HostedTrainer {
  const trainer = requireTrainer(id)
  if (trainer.kind === "hosted") return trainer
  throw new AppError("UNSUPPORTED", `${trainer.title} trains on this machine, not at a provider.`)
}
