"use client"

import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { Snippet } from "@/components/ui/snippet"
import type { HostedJobRecord } from "@/lib/contracts/fine-tunes"
import { createHandOver, deleteHandOver } from "@/lib/contracts/hand-overs"
import { getPipeline, type PipelineRecord } from "@/lib/contracts/pipelines"
import { serveCommand, takeCommand } from "./hand-over-commands"

export interface HandOverPanelProps {
  pipeline: PipelineRecord
  job: HostedJobRecord
}

/** A job that waits for a machine elsewhere: the command that takes it there, and what has been heard from there. */
export function HandOverPanel({ pipeline, job }: HandOverPanelProps) {
  const { experimentId, fineTuneId } = pipeline
  const create = useChange(createHandOver, { refreshes: [getPipeline] })
  const revoke = useChange(deleteHandOver, {
    refreshes: [getPipeline],
    done: () => "The command was revoked",
    onDone: () => create.reset(),
  })
  if (!fineTuneId) return null
  const key = { experimentId, fineTuneId }
  const isOpen = job.handOver?.state === "open"
  const token = isOpen && create.data?.id === job.handOver?.id ? (create.data?.token ?? null) : null
  return (
    <Panel title="Take it to another machine" padded>
      <div className="flex flex-col gap-3">
        <p>{describeState(job)}</p>
        {token && <Commands token={token} />}
        <Gated permission="run.write">
          {(disabled) => (
            <div className="flex flex-wrap gap-2">
              <Button
                variant={isOpen ? "secondary" : "primary"}
                disabled={disabled || !job.jobId}
                loading={create.isPending}
                onClick={() => create.mutate(key)}
              >
                {isOpen ? "Make another command" : "Make the command"}
              </Button>
              {isOpen && (
                <Button
                  variant="secondary-destructive"
                  disabled={disabled}
                  loading={revoke.isPending}
                  onClick={() => revoke.mutate(key)}
                >
                  Revoke
                </Button>
              )}
            </div>
          )}
        </Gated>
        <Evaluated job={job} />
      </div>
    </Panel>
  )
}

function describeState({ handOver, jobId }: HostedJobRecord) {
  if (!jobId) return "The files are being written."
  if (handOver?.state === "used") return "The model came back."
  if (handOver?.state === "open") {
    const heard = handOver.lastSeenAt
    return (
      <>
        {heard ? (
          <>
            The machine was last heard <RelativeTime at={heard} />.
          </>
        ) : (
          "No machine has taken it yet."
        )}{" "}
        The command works until {new Date(handOver.expiresAt).toLocaleDateString()}, for this job alone;
        another command ends it.
      </>
    )
  }
  const ended = handOver
    ? `The last command ${handOver.state === "expired" ? "expired" : "was revoked"}. `
    : ""
  return `${ended}A command fetches the data and the script, trains, says here how far it is, and sends the model back.`
}

function Commands({ token }: { token: string }) {
  const { origin } = window.location
  return (
    <div className="flex flex-col gap-2">
      <p className="text-kumo-subtle text-note">
        For a shell on the other machine, with uv, which fetches what the script needs. It holds the key to
        this job and is shown once.
      </p>
      <Snippet label="the command">{takeCommand({ origin, token, runner: "uv run" })}</Snippet>
      <Disclosure title="Without uv">
        <p className="mb-2 text-kumo-subtle text-note">
          With a Python that has the packages which stand at the top of train.py:
        </p>
        <Snippet label="the command without uv">{takeCommand({ origin, token, runner: "python3" })}</Snippet>
      </Disclosure>
    </div>
  )
}

/** Where the student plays once it has come back. */
function Evaluated({ job }: { job: HostedJobRecord }) {
  if (!job.connectionId) {
    return (
      <p className="text-kumo-subtle text-note">
        For its evaluation the student is served by a process on this machine, and stopped afterwards.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-kumo-subtle text-note">
        The student is evaluated at {job.connectionName ?? "the account"}: once trained, serve it there, with
        the account's key. The pipeline waits until that address answers.
      </p>
      <Snippet label="the serving command">{serveCommand()}</Snippet>
    </div>
  )
}
