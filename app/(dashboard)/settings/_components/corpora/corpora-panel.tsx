"use client"

import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { CORPORA_INPUT } from "@/components/distill/corpora-input"
import { CorpusUploadDialog } from "@/components/distill/corpus-upload-dialog"
import { formatCount } from "@/components/format/count"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { type CorpusRecord, listCorpora } from "@/lib/contracts/corpora"
import { CorpusActions } from "./corpus-actions"

const COLUMNS: readonly Column<CorpusRecord>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ name }) => (
      <span className="block max-w-80 truncate font-medium max-md:max-w-36" title={name}>
        {name}
      </span>
    ),
  },
  {
    id: "origin",
    header: "From",
    cell: ({ origin }) => (
      <span className="block max-w-64 truncate text-kumo-subtle" title={origin}>
        {origin}
      </span>
    ),
  },
  {
    id: "passages",
    header: "Passages",
    align: "right",
    phone: true,
    cell: ({ passageCount }) => formatCount(passageCount),
  },
  {
    id: "questions",
    header: "Questions",
    align: "right",
    phone: true,
    cell: ({ questionCount }) => formatCount(questionCount),
  },
  { id: "created", header: "Added", align: "right", cell: (row) => <RelativeTime at={row.createdAt} /> },
  {
    id: "actions",
    header: "",
    align: "right",
    phone: true,
    width: "48px",
    cell: (corpus) => <CorpusActions corpus={corpus} />,
  },
]

/** The texts that multi-hop retrieval searches, and how many questions each has. */
export function CorporaPanel() {
  const { items, count, error, refetch, refetching, more, loadingMore } = useRoutePages(
    listCorpora,
    CORPORA_INPUT,
  )
  return (
    <Panel
      title="Corpora"
      note="Passages and questions of your own for multi-hop retrieval"
      refetching={refetching}
      actions={items?.length ? <Upload /> : undefined}
    >
      {error ? (
        <LoadError title="The corpora did not load." error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Corpora"
          columns={COLUMNS}
          rows={items}
          rowId={({ id }) => id}
          empty={
            <Empty title="No corpus yet" actions={<Upload />}>
              Upload rows of HotpotQA or 2WikiMultihopQA, or passages and questions as JSONL, and evaluate a
              model over them. A generated corpus needs no upload.
            </Empty>
          }
          footer={
            items &&
            items.length > 0 && (
              <LoadMore shown={items.length} count={count} onMore={more} loading={loadingMore} />
            )
          }
        />
      )}
    </Panel>
  )
}

function Upload() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Gated permission="import.write">
        {(disabled) => (
          <Button variant="primary" disabled={disabled} onClick={() => setIsOpen(true)}>
            Upload a corpus
          </Button>
        )}
      </Gated>
      {isOpen && <CorpusUploadDialog onOpenChange={setIsOpen} />}
    </>
  )
}
