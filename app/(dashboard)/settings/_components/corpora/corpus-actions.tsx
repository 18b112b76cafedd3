"use client"

import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { useState } from "react"
import { CorpusUploadDialog } from "@/components/distill/corpus-upload-dialog"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Menu } from "@/components/ui/menu"
import { type CorpusRecord, deleteCorpus, listCorpora } from "@/lib/contracts/corpora"

/** Other questions, or away with it. */
export function CorpusActions({ corpus }: { corpus: CorpusRecord }) {
  const [open, setOpen] = useState<"questions" | "delete" | null>(null)
  const { id: corpusId, name, passageCount, questionCount } = corpus
  const remove = useChange(deleteCorpus, { refreshes: [listCorpora], done: () => `${name} is deleted` })
  const close = (next: boolean) => !next && setOpen(null)
  const trigger = (disabled: boolean) => (
    <Button
      size="xs"
      variant="ghost"
      shape="square"
      disabled={disabled}
      loading={remove.isPending}
      icon={<DotsThreeIcon weight="bold" />}
      aria-label={`Change or delete ${name}`}
    />
  )
  return (
    <>
      <Gated permission="import.write">
        {(disabled) =>
          disabled ? (
            trigger(true)
          ) : (
            <Menu
              trigger={trigger(false)}
              items={[
                {
                  label: questionCount === 0 ? "Add questions" : "Replace questions",
                  icon: <UploadSimpleIcon />,
                  onSelect: () => setOpen("questions"),
                },
                {
                  label: "Delete",
                  icon: <TrashIcon />,
                  danger: true,
                  separated: true,
                  onSelect: () => setOpen("delete"),
                },
              ]}
            />
          )
        }
      </Gated>
      {open === "questions" && <CorpusUploadDialog corpus={corpus} onOpenChange={close} />}
      {open === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Delete ${name}?`}
          confirm="Delete corpus"
          cancel="Keep it"
          destructive
          onConfirm={() => remove.mutate({ corpusId })}
        >
          Lost for good: {formatCountOf(passageCount, "passage")} with their index and{" "}
          {formatCountOf(questionCount, "question")}. Runs made over it stay; no new one can be.
        </ConfirmDialog>
      )}
    </>
  )
}
