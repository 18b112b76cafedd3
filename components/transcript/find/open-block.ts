import type { Folds } from "../use-folds"

/** Folds by which the steps `from` to `to` stand open, so that a match in them can be seen; each can be folded again. */
export function openBlock(folds: Folds, block: { from: number; to: number } | null): Folds {
  if (!block) return folds
  const isInside = (key: string) => {
    const idx = Number.parseInt(key, 10)
    return idx >= block.from && idx <= block.to
  }
  return {
    isOpen: (key, byDefault) =>
      isInside(key) ? folds.isOpen(`${key}/found`, true) : folds.isOpen(key, byDefault),
    toggle: (key, byDefault) =>
      isInside(key) ? folds.toggle(`${key}/found`, true) : folds.toggle(key, byDefault),
  }
}
