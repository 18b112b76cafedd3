"use client"

import { useLabelKeys } from "@/components/episode/use-label-keys"
import type { Labeller } from "@/components/episode/use-labeller"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { type Block, findBlock, findJump, type Jump } from "@/components/transcript/blocks"
import type { TranscriptView } from "@/components/transcript/transcript-context"
import type { Folds } from "@/components/transcript/use-folds"
import { useToast } from "@/components/ui/toast"
import type { ReaderControl } from "./use-reader"

const NOTHING_TO_JUMP_TO: Record<Jump, string> = {
  error: "No errors in this episode",
  user: "No user turns in this episode",
  reward: "No rewards in this episode",
}

/** Moves through steps and episodes; answers what copies the link to the page. */
export function useReaderKeys(
  reader: ReaderControl,
  labeller: Labeller,
  folds: Folds,
  view: TranscriptView,
): () => void {
  const { blocks, selected, select, episode, goTo } = reader
  const toast = useToast()
  const labelKeys = useLabelKeys()
  const shown = view.errorsOnly ? blocks.filter(({ isError }) => isError) : blocks
  const move = (by: 1 | -1) => {
    const next = neighbour(shown, selected, by)
    if (next) select(next.from)
  }
  const jumpTo = (jump: Jump, by: 1 | -1) => {
    const place = findJump(blocks, jump, selected, by)
    if (place) select(place.from)
    else toast({ title: NOTHING_TO_JUMP_TO[jump] })
  }
  const copyLink = () =>
    void navigator.clipboard
      .writeText(window.location.href)
      .then(() => toast({ title: selected === null ? "Link copied" : `Link to step ${selected} copied` }))
  useHotkeys("Reader", [
    { keys: "j", label: "Next step", run: () => move(1) },
    { keys: "k", label: "Previous step", run: () => move(-1) },
    { keys: "n", label: "Next error", run: () => jumpTo("error", 1) },
    { keys: "shift+n", label: "Previous error", run: () => jumpTo("error", -1) },
    { keys: "m", label: "Next user turn", run: () => jumpTo("user", 1) },
    { keys: "shift+m", label: "Previous user turn", run: () => jumpTo("user", -1) },
    { keys: "w", label: "Next reward", run: () => jumpTo("reward", 1) },
    { keys: "shift+w", label: "Previous reward", run: () => jumpTo("reward", -1) },
    { keys: "o", label: "Open or fold the step", run: () => toggleBlock(shown, selected, folds, view) },
    { keys: "[", label: "Previous episode", run: () => goTo(episode?.previousId) },
    { keys: "]", label: "Next episode", run: () => goTo(episode?.nextId) },
    { keys: "y", label: "Copy link", run: copyLink },
    { keys: labelKeys.undo, label: "Undo the last label", run: () => void labeller.undo() },
  ])
  useHotkeys("Reader", [{ keys: "Escape", label: "No step", run: () => select(null) }], selected !== null)
  return copyLink
}

function neighbour(blocks: readonly Block[], selected: number | null, by: 1 | -1): Block | undefined {
  if (selected === null) return by === 1 ? blocks[0] : blocks.at(-1)
  const at = findBlock(blocks, selected)
  if (at < 0) return blocks.at(-1)
  const inside = (blocks[at]?.from ?? 0) <= selected
  return blocks[by === 1 && !inside ? at : at + by]
}

function toggleBlock(
  blocks: readonly Block[],
  selected: number | null,
  folds: Folds,
  view: TranscriptView,
): void {
  const block = selected === null ? undefined : blocks[findBlock(blocks, selected)]
  if (!block) return
  for (let idx = block.from; idx <= block.to; idx += 1) {
    if (block.kind === "system") folds.toggle(`${idx}/system/fold`, view.system)
    else if (block.kind === "call" || block.kind === "result") folds.toggle(`${idx}/result/fold`, false)
    else folds.toggle(`${idx}/content`, false)
  }
}
