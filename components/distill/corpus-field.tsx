"use client"

import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { useState } from "react"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { formatCountOf } from "@/components/format/count"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Combobox } from "@/components/ui/combobox"
import { listCorpora } from "@/lib/contracts/corpora"
import { CORPORA_INPUT } from "./corpora-input"
import { CorpusUploadDialog } from "./corpus-upload-dialog"

export interface CorpusFieldProps {
  label: string
  value: string | null
  onChange: (corpusId: string) => void
}

/** One of the stored corpora, or a new one from a file. */
export function CorpusField({ label, value, onChange }: CorpusFieldProps) {
  const [isUploading, setIsUploading] = useState(false)
  const { items, error } = useRoutePages(listCorpora, CORPORA_INPUT)
  const chosen = items?.find(({ id }) => id === value)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Combobox
            label={label}
            showLabel
            className="w-full"
            value={value}
            onChange={onChange}
            placeholder={items?.length === 0 ? "No corpus yet: upload one" : "Choose a corpus"}
            empty={error ? "The corpora did not load." : "There is no such corpus."}
            options={(items ?? []).map(({ id, name, passageCount, questionCount }) => ({
              value: id,
              label: name,
              content: (
                <span className="flex min-w-0 items-baseline gap-2">
                  <span className="truncate">{name}</span>
                  <span className="shrink-0 text-kumo-subtle text-note tabular">
                    {formatCountOf(passageCount, "passage")}, {formatCountOf(questionCount, "question")}
                  </span>
                </span>
              ),
            }))}
          />
        </div>
        <Gated permission="import.write">
          {(disabled) => (
            <Button icon={<UploadSimpleIcon />} disabled={disabled} onClick={() => setIsUploading(true)}>
              Upload
            </Button>
          )}
        </Gated>
      </div>
      {chosen?.questionCount === 0 && (
        <p className="text-note text-warn">It has no questions yet: add them under Settings, Corpora.</p>
      )}
      {isUploading && (
        <CorpusUploadDialog onOpenChange={setIsUploading} onUploaded={({ id }) => onChange(id)} />
      )}
    </div>
  )
}
