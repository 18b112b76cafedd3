import { execFileSync, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { type ExportedEpisode, findDifference } from "./compare"

function parse(lines: string): ExportedEpisode[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
}

function differences(episodes: ExportedEpisode[]): string[] {
  return episodes.flatMap((episode) => {
    const difference = findDifference(episode)
    return difference ? [`${episode.environment}, seed ${episode.seed}: ${difference}`] : []
  })
}

describe("episodes recorded from the real Minigrid", () => {
  const fixture = new URL("../../fixtures/minigrid/episodes.jsonl.gz", import.meta.url)
  const episodes = parse(gunzipSync(readFileSync(fixture)).toString())

  test("cover every level, successes and failures", () => {
    expect(new Set(episodes.map((episode) => episode.level))).toEqual(
      new Set(["goto", "pickup", "open", "putnext", "seq", "maze"]),
    )
    const ends = episodes.map((episode) => episode.answers.at(-1)?.terminated)
    expect(new Set(ends)).toEqual(new Set([true, false]))
  })

  test("replay to the same view, reward, end and text at every step", () => {
    expect(differences(episodes)).toEqual([])
  })

  test("a changed answer is noticed", () => {
    const changed = structuredClone(episodes[0]!)
    changed.answers.at(-1)!.reward += 0.001
    expect(findDifference(changed)).toContain("reward")
  })
})

/** A Python that has Minigrid; name another one in WINNOW_MINIGRID_PYTHON. */
const python = process.env.WINNOW_MINIGRID_PYTHON ?? "python3"
const hasMinigrid = spawnSync(python, ["-c", "import minigrid"], { stdio: "ignore" }).status === 0

describe("Minigrid, installed here", () => {
  test.skipIf(!hasMinigrid)(
    `agrees on 60 fresh episodes${hasMinigrid ? "" : " (skipped: no Python with the package minigrid)"}`,
    { timeout: 120_000 },
    () => {
      const script = new URL("export.py", import.meta.url).pathname
      const options = ["--episodes", "40", "--guided", "20", "--seed", "9000"]
      const output = execFileSync(python, [script, ...options], { maxBuffer: 2 ** 28, encoding: "utf8" })
      expect(differences(parse(output))).toEqual([])
    },
  )
})
