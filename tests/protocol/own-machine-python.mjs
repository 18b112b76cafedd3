#!/usr/bin/env node
// Stands in for a Python with torch: answers the question what is installed, and plays train.py and serve.py by what their
// run folder, environment and signals promise. How it behaves stands in the file that the base model names.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const [, , script, folder, address] = process.argv

function answerProbe() {
  const missing = (process.env.HF_TEST_MISSING ?? "").split(",")
  const names = ["accelerate", "datasets", "peft", "torch", "transformers", "trl"]
  const packages = Object.fromEntries(names.map((name) => [name, missing.includes(name) ? null : "1.2.3"]))
  process.stdout.write(JSON.stringify({ python: "3.12.1", packages }))
}

const at = () => Date.now() / 1000

function say(type, fields) {
  appendFileSync(join(folder, "events.jsonl"), `${JSON.stringify({ at: at(), type, ...fields })}\n`)
}

function setStatus(status, fields = {}) {
  writeFileSync(join(folder, "status.json.new"), JSON.stringify({ status, pid: process.pid, ...fields }))
  renameSync(join(folder, "status.json.new"), join(folder, "status.json"))
}

/** Who was started, with what, in order. */
function signIn(name) {
  appendFileSync(
    join(folder, `${name}.starts`),
    `${JSON.stringify({ pid: process.pid, env: process.env })}\n`,
  )
  return readFileSync(join(folder, `${name}.starts`), "utf8")
    .trimEnd()
    .split("\n").length
}

function lastCheckpoint() {
  const path = join(folder, "checkpoints")
  const steps = existsSync(path)
    ? readdirSync(path).map((name) => Number(name.replace("checkpoint-", "")))
    : []
  return Math.max(0, ...steps)
}

function saveCheckpoint(step) {
  mkdirSync(join(folder, "checkpoints", `checkpoint-${step}`), { recursive: true })
  say("checkpoint", { step })
}

async function train() {
  const { steps = 4, stepMs = 5, dies = [], failure, deaf = false, words, saveEvery = 2 } = readPlay()
  const start = signIn("train")
  let isAsked = false
  process.on("SIGTERM", () => {
    isAsked = !deaf
  })
  if (words) {
    process.stderr.write(words)
    process.exit(1)
  }
  setStatus("loading")
  const rows = readFileSync(join(folder, "train.jsonl"), "utf8").trimEnd().split("\n").length
  say("data", { rows, validationRows: 0, dropped: 0, trainedTokens: 100 * rows })
  const from = lastCheckpoint()
  if (from > 0) say("resumed", { step: from })
  for (let step = from + 1; step <= steps; step++) {
    await sleep(stepMs)
    say("metric", { stage: "train", step, steps, loss: 4 / step })
    setStatus("running", { step, steps })
    if (step % saveEvery === 0) saveCheckpoint(step)
    if (dies[start - 1] === step) process.kill(process.pid, "SIGKILL")
    if (isAsked) return setStatus("cancelled")
    if (failure) {
      say("error", { message: failure })
      return setStatus("failed", { message: failure })
    }
  }
  mkdirSync(join(folder, "model"), { recursive: true })
  writeFileSync(join(folder, "model", "adapter_config.json"), JSON.stringify({ base: "play" }))
  say("saved", { path: "model" })
  setStatus("succeeded")
}

function readPlay() {
  const { baseModel } = JSON.parse(readFileSync(join(folder, "config.json"), "utf8"))
  return existsSync(baseModel) ? JSON.parse(readFileSync(baseModel, "utf8")) : {}
}

function serve() {
  const { servesNever = false } = readPlay()
  signIn("serve")
  // A test that breaks off leaves no server behind.
  setInterval(() => existsSync(folder) || process.exit(0), 500).unref()
  if (servesNever) process.exit(1)
  const server = createServer((request, response) => {
    const isLetIn = request.headers.authorization === `Bearer ${process.env.WINNOW_SERVE_KEY}`
    const message = { role: "assistant", content: "go forward" }
    const body = isLetIn
      ? {
          id: "chatcmpl-1",
          object: "chat.completion",
          created: 1,
          model: "student",
          choices: [{ index: 0, message, finish_reason: "stop" }],
          usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
        }
      : { error: { message: "The key is wrong.", type: "invalid_request_error" } }
    response.writeHead(isLetIn ? 200 : 401, { "content-type": "application/json" })
    response.end(JSON.stringify(body))
  })
  const [host, port] = (address ?? "127.0.0.1:0").split(":")
  server.listen(Number(port), host, () => {
    writeFileSync(
      join(folder, "serve.json.new"),
      JSON.stringify({ port: server.address().port, pid: process.pid }),
    )
    renameSync(join(folder, "serve.json.new"), join(folder, "serve.json"))
  })
}

if (script === "-c") answerProbe()
else if (script.endsWith("train.py")) await train()
else serve()
