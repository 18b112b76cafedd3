"use client"

import { WarningCircleIcon } from "@phosphor-icons/react/dist/ssr/WarningCircle"
import { Page } from "@/components/shell/page"
import { Button, LinkButton } from "@/components/ui/button"
import { CopyText } from "@/components/ui/copy-text"
import { Empty } from "@/components/ui/empty"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"

/** A page that could not be made; the shell and everything else go on. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <Page crumbs={[{ label: "Experiments", href: "/experiments" }, { label: "Error" }]}>
      <PageHeader title="Error" />
      <Panel>
        <Empty
          icon={<WarningCircleIcon />}
          title="This page could not be shown"
          actions={
            <>
              <Button variant="primary" onClick={reset}>
                Try again
              </Button>
              <LinkButton variant="secondary" href="/experiments">
                All experiments
              </LinkButton>
            </>
          }
        >
          Nothing was lost.
          {error.digest && (
            <>
              {" "}
              The log has it under <CopyText value={error.digest} label="Copy the reference" />.
            </>
          )}
        </Empty>
      </Panel>
    </Page>
  )
}
