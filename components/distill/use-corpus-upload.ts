"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { uploadFile } from "@/lib/api-client/upload"
import { type createCorpus, listCorpora, type replaceCorpusQuestions } from "@/lib/contracts/corpora"
import type { RouteInput, RouteOutput } from "@/lib/contracts/route"

type CorpusRoute = typeof createCorpus | typeof replaceCorpusQuestions

type UploadedCorpus = RouteOutput<typeof createCorpus>

/** Sends a file of passages or questions. `fraction` is what is sent, 0..1; at 1 the server reads and indexes it. */
export function useCorpusUpload<R extends CorpusRoute>(
  route: R,
  onUploaded: (corpus: UploadedCorpus) => void,
) {
  const client = useQueryClient()
  const [fraction, setFraction] = useState(0)
  const [controller, setController] = useState<AbortController | null>(null)
  const upload = useMutation<UploadedCorpus, Error, { input: RouteInput<R>; file: File }>({
    mutationFn: ({ input, file }) => {
      const next = new AbortController()
      setController(next)
      setFraction(0)
      return uploadFile(route, input, file, { onProgress: setFraction, signal: next.signal })
    },
    onSuccess: async (corpus) => {
      await client.invalidateQueries({ queryKey: [listCorpora.id] })
      onUploaded(corpus)
    },
  })
  return { upload, fraction, cancel: () => controller?.abort() }
}
