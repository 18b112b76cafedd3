"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { usePermission } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import type { RouteOutput } from "@/lib/contracts/route"
import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/contracts/webhook"

/** Where the end of training jobs is reported to. */
export function WebhookPanel() {
  const isAdmin = usePermission("workspace.manage")
  const webhook = useQuery({ ...routeQuery(getWebhook, {}), enabled: isAdmin })
  return (
    <Panel title="Webhook" note="told of every training job at a provider that ends" padded>
      {!isAdmin && <Banner tone="info">Only administrators see and change it.</Banner>}
      {webhook.error && (
        <LoadError
          title="The webhook did not load."
          error={webhook.error}
          onRetry={() => void webhook.refetch()}
        />
      )}
      {webhook.data && <WebhookForm key={webhook.data.url} webhook={webhook.data} />}
    </Panel>
  )
}

function WebhookForm({ webhook }: { webhook: RouteOutput<typeof getWebhook> }) {
  const [allowPrivate, setAllowPrivate] = useState(webhook.allowPrivate)
  const update = useChange(updateWebhook, {
    refreshes: [getWebhook],
    errors: "inline",
    done: () => "The webhook is saved",
  })
  const remove = useChange(deleteWebhook, { refreshes: [getWebhook], done: () => "Nobody is told any more" })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const secret = String(form.get("secret") ?? "").trim()
    update.mutate({ url: String(form.get("url")).trim(), allowPrivate, ...(secret ? { secret } : {}) })
  }
  return (
    <form className="flex max-w-xl flex-col gap-3" onSubmit={submit}>
      {update.error && <Banner tone="error">{update.error.message}</Banner>}
      <Input
        name="url"
        type="url"
        label="Address"
        showLabel
        required
        maxLength={500}
        defaultValue={webhook.url ?? ""}
        placeholder="https://example.com/hook"
        autoComplete="off"
      />
      <Input
        name="secret"
        type="password"
        label={
          webhook.hasSecret
            ? "Secret (one is stored; empty keeps it)"
            : "Secret (empty: requests are not signed)"
        }
        showLabel
        minLength={8}
        maxLength={200}
        autoComplete="off"
        description="Each body is signed with HMAC-SHA-256 in x-winnow-signature."
      />
      <Checkbox
        label="On our own network: allow a private address and plain HTTP for this host"
        checked={allowPrivate}
        onChange={setAllowPrivate}
      />
      <div className="flex gap-2">
        <Button variant="primary" type="submit" loading={update.isPending}>
          Save
        </Button>
        {webhook.url && (
          <Button loading={remove.isPending} onClick={() => remove.mutate({})}>
            Remove
          </Button>
        )}
      </div>
    </form>
  )
}
