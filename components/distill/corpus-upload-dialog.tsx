"use client"

import { type FormEvent, useId, useState } from "react"
import { formatBytes } from "@/components/format/bytes"
import { formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { FileDrop } from "@/components/ui/file-drop"
import { Input } from "@/components/ui/input"
import { Progress } from "@/components/ui/progress"
import { Select } from "@/components/ui/select"
import { useToast } from "@/components/ui/toast"
import { type CorpusRecord, createCorpus, replaceCorpusQuestions } from "@/lib/contracts/corpora"
import type { RouteInput } from "@/lib/contracts/route"
import { CorpusProblems } from "./corpus-problems"
import { useCorpusUpload } from "./use-corpus-upload"

export interface CorpusUploadDialogProps {
  /** The corpus whose questions are replaced; a new one is made without it. */
  corpus?: CorpusRecord
  onOpenChange: (open: boolean) => void
  onUploaded?: (corpus: CorpusRecord) => void
}

type Split = NonNullable<RouteInput<typeof createCorpus>["split"]>

const SPLIT_OPTIONS: readonly { value: Split; label: string }[] = [
  { value: "auto", label: "60 % training, 10 % validation, 30 % test" },
  { value: "train", label: "All for training" },
  { value: "validation", label: "All for validation" },
  { value: "test", label: "All held-out test questions" },
]

/** A file of passages, of questions, or of both, with what is wrong in it record by record. */
export function CorpusUploadDialog({ corpus, onOpenChange, onUploaded }: CorpusUploadDialogProps) {
  const formId = useId()
  const toast = useToast()
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState<string | null>(null)
  const [split, setSplit] = useState<Split>("auto")
  const [merge, setMerge] = useState(false)
  const { upload, fraction, cancel } = useCorpusUpload(
    corpus ? replaceCorpusQuestions : createCorpus,
    (made) => {
      const { passageCount, questionCount, notes } = made
      toast({
        title: `${made.name} is ready`,
        description: [
          `${formatCountOf(passageCount, "passage")}, ${formatCountOf(questionCount, "question")}.`,
          ...notes,
        ].join(" "),
        tone: "success",
      })
      onUploaded?.(made)
      onOpenChange(false)
    },
  )
  const title = name ?? file?.name.replace(/\.(jsonl?|ndjson)$/i, "") ?? ""
  function submit(event: FormEvent) {
    event.preventDefault()
    // The dialog may stand over a form: its events pass through that one too.
    event.stopPropagation()
    if (!file) return
    const input = corpus
      ? { corpusId: corpus.id, split }
      : {
          name: title,
          fileName: file.name,
          split,
          duplicates: merge ? ("merge" as const) : ("refuse" as const),
        }
    upload.mutate({ input, file })
  }
  return (
    <Dialog
      open
      size="base"
      title={corpus ? `Questions of ${corpus.name}` : "Upload a corpus"}
      description={
        corpus
          ? `The file takes the place of the ${formatCountOf(corpus.questionCount, "question")} there now.`
          : "Passages that the multi-hop environment searches, with the questions asked about them."
      }
      onOpenChange={(next) => {
        if (!next) cancel()
        onOpenChange(next)
      }}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            disabled={!file || title.trim() === ""}
            loading={upload.isPending}
          >
            {corpus ? "Replace questions" : "Upload"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <FileDrop
          label={file ? `${file.name}, ${formatBytes(file.size)}` : "Drop a file or choose one"}
          hint={corpus ? QUESTION_HINT : CORPUS_HINT}
          accept=".json,.jsonl,.ndjson"
          disabled={upload.isPending}
          onFiles={([first]) => {
            setFile(first ?? null)
            upload.reset()
          }}
        />
        {upload.isPending && (
          <Progress
            title={fraction < 1 ? "Uploading" : "Reading and indexing it"}
            fraction={fraction}
            label="Upload of the corpus"
          />
        )}
        {upload.error && <CorpusProblems error={upload.error} />}
        {!corpus && (
          <Input
            label="Name"
            showLabel
            className="w-full"
            required
            maxLength={200}
            autoComplete="off"
            value={title}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <Select
          label="Questions without a split"
          showLabel
          className="w-full"
          value={split}
          onChange={setSplit}
          options={SPLIT_OPTIONS}
        />
        {!corpus && (
          <Checkbox
            label="Join different texts under one title instead of refusing the file"
            checked={merge}
            onChange={setMerge}
          />
        )}
      </form>
    </Dialog>
  )
}

const CORPUS_HINT =
  "JSON or JSONL, up to 256 MB: rows of HotpotQA or 2WikiMultihopQA, or one {title, text} a line"
const QUESTION_HINT = "JSON or JSONL: rows of HotpotQA or 2WikiMultihopQA, or one {question, answer} a line"
