import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { parseObservation, parseReactTurn } from "@/lib/domain/react-turn"

it("takes a turn apart into its thought and its action", () => {
  expect(parseReactTurn("Thought: Who wrote it?\nI search.\nAction: search[Ada [1] Lovelace]")).toEqual({
    thought: "Who wrote it?\nI search.",
    action: { name: "search", argument: "Ada [1] Lovelace" },
  })
  expect(parseReactTurn("Thought 2: done\nAction 2: finish[yes]\n")?.action.name).toBe("finish")
  expect(parseReactTurn("Action: finish[]")).toEqual({
    thought: "",
    action: { name: "finish", argument: "" },
  })
})

it("leaves every other message alone", () => {
  for (const text of ["", "Thought: hm", "Action: search", "Action: search[a]\nand more", "search[a]"]) {
    expect(parseReactTurn(text), text).toBeNull()
  }
  expect(parseObservation("Observation: Ada")).toBe("Ada")
  expect(parseObservation("An Observation: Ada")).toBeNull()
})

const data = process.env.WINNOW_TEST_DATA

describe.skipIf(!data && !process.env.CI)("recorded HotpotQA episodes", () => {
  it("are read in nearly every turn", () => {
    const folder = join(data!, "hotpotqa-react")
    const chat = readdirSync(folder).find((name) => name.includes("gpt-3.5"))!
    const episodes = Object.values<{ traj: { role: string; content: string }[] }>(
      JSON.parse(readFileSync(join(folder, chat), "utf8")),
    )
    const messages = episodes.flatMap(({ traj }) => traj.slice(1))
    const read = messages.filter(
      ({ role, content }) => (role === "user" ? parseObservation(content) : parseReactTurn(content)) !== null,
    )
    expect(messages.length).toBeGreaterThan(2_000)
    expect(read.length / messages.length).toBeGreaterThan(0.99)
  })
})
