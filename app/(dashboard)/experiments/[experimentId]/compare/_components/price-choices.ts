import { priceChoiceSchema } from "@/lib/contracts/prices"

/** The price chosen for a role or a run, null for what is on record. */
export function chosenPrice(choices: readonly string[], target: string): string | null {
  const found = choices.map((choice) => priceChoiceSchema.parse(choice)).find((one) => one.target === target)
  return found?.priceId ?? null
}

/** The choices with one changed; null takes it away. */
export function withPrice(choices: readonly string[], target: string, priceId: string | null): string[] {
  const others = choices.filter((choice) => !choice.startsWith(`${target}=`))
  return priceId === null ? others : [...others, `${target}=${priceId}`]
}
