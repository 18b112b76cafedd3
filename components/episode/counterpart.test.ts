import { expect, it } from "vitest"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { findCounterpart } from "./counterpart"

const attempt = (id: string, success: boolean | null) => ({ id, success, trial: 0 })

function episodeWith(groups: Record<string, [string, boolean | null][]>) {
  const attempts = Object.entries(groups).map(([runId, episodes]) => ({
    run: { id: runId, name: runId },
    episodes: episodes.map(([id, success]) => attempt(id, success)),
  }))
  return {
    id: "own",
    success: false,
    run: { id: "a" },
    attempts: attempts as unknown as EpisodeDetail["attempts"],
  }
}

it("is somebody else's success beside a failure, before one's own, before another failure", () => {
  const own: [string, boolean | null][] = [["own", false]]
  expect(
    findCounterpart(
      episodeWith({
        a: [...own, ["a2", true]],
        b: [
          ["b1", false],
          ["b2", true],
        ],
      }),
    )?.id,
  ).toBe("b2")
  expect(findCounterpart(episodeWith({ a: [...own, ["a2", true]], b: [["b1", false]] }))?.id).toBe("a2")
  expect(findCounterpart(episodeWith({ a: [...own, ["a2", false]], b: [["b1", null]] }))?.id).toBe("b1")
  expect(findCounterpart(episodeWith({ a: own }))).toBeNull()
})
