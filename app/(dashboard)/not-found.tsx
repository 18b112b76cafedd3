import { MagnifyingGlassIcon } from "@phosphor-icons/react/dist/ssr/MagnifyingGlass"
import type { Metadata } from "next"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"

export const metadata: Metadata = { title: "Not found" }

/** The address names something that is not here, or no longer. */
export default function NotFoundPage() {
  return (
    <Page crumbs={[{ label: "Experiments", href: "/experiments" }, { label: "Not found" }]}>
      <PageHeader title="Not found" />
      <Panel>
        <Empty
          icon={<MagnifyingGlassIcon />}
          title="There is nothing at this address"
          actions={
            <LinkButton variant="primary" href="/experiments">
              All experiments
            </LinkButton>
          }
        >
          What it named was deleted, or the address is incomplete.
        </Empty>
      </Panel>
    </Page>
  )
}
