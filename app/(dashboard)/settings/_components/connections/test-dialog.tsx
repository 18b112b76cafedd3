"use client"

import { type FormEvent, useId } from "react"
import { formatDuration } from "@/components/format/duration"
import { formatTokens } from "@/components/format/tokens"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { type ConnectionRecord, testConnection } from "@/lib/contracts/connections"
import type { RouteOutput } from "@/lib/contracts/route"

export interface TestDialogProps {
  connection: ConnectionRecord
  onOpenChange: (open: boolean) => void
}

/** One tiny request to a model of the endpoint. */
export function TestDialog({ connection, onOpenChange }: TestDialogProps) {
  const formId = useId()
  const test = useChange(testConnection, { refreshes: [], errors: "inline" })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const model = String(new FormData(event.currentTarget).get("model"))
    test.mutate({ connectionId: connection.id, model })
  }
  return (
    <Dialog
      title={`Test ${connection.name}`}
      description="Sends one request of a few tokens, with the stored key. It may cost a fraction of a cent."
      size="base"
      open
      onOpenChange={onOpenChange}
      footer={
        <Button variant="primary" type="submit" form={formId} loading={test.isPending}>
          Send
        </Button>
      }
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        <Input
          name="model"
          label="Model, as the endpoint names it"
          showLabel
          required
          maxLength={200}
          autoComplete="off"
        />
        {test.error && <Banner tone="error">{test.error.message}</Banner>}
        {test.data && <Result result={test.data} />}
      </form>
    </Dialog>
  )
}

function Result({ result }: { result: RouteOutput<typeof testConnection> }) {
  if (!result.ok) {
    return (
      <Banner tone="error" title="It did not answer.">
        {result.reason}
      </Banner>
    )
  }
  const { latencyMs, firstTokenMs, inputTokens, outputTokens, reply } = result
  const first =
    firstTokenMs === null ? "It does not stream" : `First token after ${formatDuration(firstTokenMs)}`
  const used =
    inputTokens === null
      ? "it does not say what it used"
      : `${formatTokens(inputTokens)} tokens in, ${formatTokens(outputTokens)} out`
  return (
    <Banner title={`It answered in ${formatDuration(latencyMs)}.`}>
      {first}; {used}. {reply ? `It said: ${reply}` : "Its reply was empty."}
    </Banner>
  )
}
