/** What a person does with one key while labelling. */
export const LABEL_ACTIONS = [
  "good",
  "bad",
  "unsure",
  "reason1",
  "reason2",
  "reason3",
  "reason4",
  "reason5",
  "reason6",
  "note",
  "skip",
  "undo",
] as const

export type LabelAction = (typeof LABEL_ACTIONS)[number]

export type LabelKeys = Record<LabelAction, string>

export const DEFAULT_LABEL_KEYS: LabelKeys = {
  good: "1",
  bad: "2",
  unsure: "3",
  reason1: "4",
  reason2: "5",
  reason3: "6",
  reason4: "7",
  reason5: "8",
  reason6: "9",
  note: "i",
  skip: ".",
  undo: "u",
}

/** Keys that do something else where one labels: walking, folding, copying, and what begins a sequence. */
const TAKEN = new Set([..."jkonytrsecxgfvmbw", "[", "]", "/", "?"])

/** They judge the selected step with Shift, which is told apart for letters and digits only. */
const SHIFTED: ReadonlySet<LabelAction> = new Set<LabelAction>(["good", "bad", "unsure", "note"])

/** Why keys cannot be used so, by action; empty when they can. Only single keys that need no Shift are taken. */
export function findKeyProblems(keys: Partial<LabelKeys>): Map<LabelAction, string> {
  const all = { ...DEFAULT_LABEL_KEYS, ...keys }
  const problems = new Map<LabelAction, string>()
  for (const action of LABEL_ACTIONS) {
    const key = all[action]
    const other = LABEL_ACTIONS.find((candidate) => candidate !== action && all[candidate] === key)
    if (!/^[a-z0-9.,;=-]$/.test(key)) problems.set(action, "One letter, digit or . , ; = -")
    else if (SHIFTED.has(action) && !/^[a-z0-9]$/.test(key)) problems.set(action, "One letter or digit.")
    else if (TAKEN.has(key)) problems.set(action, `${key} does something else on these pages.`)
    else if (other) problems.set(action, `${key} is used twice.`)
  }
  return problems
}
