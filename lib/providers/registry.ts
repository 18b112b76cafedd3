import { embeddedTrainer } from "@/lib/providers/embedded/trainer"
import type { Trainer } from "@/lib/providers/provider"

export const TRAINERS: readonly Trainer[] = [embeddedTrainer]
