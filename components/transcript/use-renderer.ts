"use client"

import { useMemo } from "react"
import type { Block } from "./blocks"
import { findByEnvironment, findBySigns } from "./renderers/registry"
import type { StepRenderer } from "./renderers/step-renderer"
import { useStepWindow } from "./use-step-window"

/** Messages, and characters of each, by which a transcript without tools is recognised. */
const OPENING = { messages: 4, chars: 2_000 }

interface EpisodeKey {
  experimentId: string
  episodeId: string
}

/** By the environment of the experiment, else by the tools that were called, else by how the first messages are written. */
export function useRenderer(
  episode: EpisodeKey,
  environment: string | null,
  blocks: readonly Block[],
): StepRenderer {
  const named = findByEnvironment(environment)
  const tools = useMemo(() => toolsOf(blocks), [blocks])
  const { data } = useStepWindow(episode, 0, named === null && tools.size === 0 && blocks.length > 0)
  const items = data?.items
  const recognised = useMemo(() => {
    const opening = items
      ?.slice(0, OPENING.messages)
      .map(({ message }) => (message.content ?? "").slice(0, OPENING.chars))
    return findBySigns({ tools, opening: opening ?? [] })
  }, [tools, items])
  return named ?? recognised
}

function toolsOf(blocks: readonly Block[]): ReadonlySet<string> {
  return new Set(blocks.flatMap(({ tool }) => tool ?? []))
}
