"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { routeKey } from "@/lib/api-client/query"
import { uploadFile } from "@/lib/api-client/upload"
import { createImport, getImport, listImports } from "@/lib/contracts/imports"

export interface Upload {
  id: number
  fileName: string
  byteCount: number
  /** 0..1; at 1 the server reads the file for its preview. */
  fraction: number
  error: string | null
  abort: () => void
}

let nextUploadId = 1

/** Files on their way to the server; `onUploaded` hears the id of the import each one became. */
export function useUploads(onUploaded: (importId: string) => void) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (id: number, values: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...values } : upload)))
  const dismiss = (id: number) => {
    uploads.find((upload) => upload.id === id)?.abort()
    setUploads((all) => all.filter((upload) => upload.id !== id))
  }

  async function send(file: File, id: number, signal: AbortSignal) {
    try {
      const onProgress = (fraction: number) => change(id, { fraction })
      const record = await uploadFile(createImport, { fileName: file.name }, file, { onProgress, signal })
      client.setQueryData(routeKey(getImport, { importId: record.id }), record)
      onUploaded(record.id)
      setUploads((all) => all.filter((upload) => upload.id !== id))
      await client.invalidateQueries({ queryKey: [listImports.id] })
    } catch (error) {
      if (!(error instanceof Error)) throw error
      change(id, { error: error.message })
    }
  }

  function start(files: readonly File[]) {
    for (const file of files) {
      const id = nextUploadId++
      const controller = new AbortController()
      const { name: fileName, size: byteCount } = file
      const abort = () => controller.abort()
      setUploads((all) => [...all, { id, fileName, byteCount, fraction: 0, error: null, abort }])
      void send(file, id, controller.signal)
    }
  }

  return { uploads, start, dismiss }
}
