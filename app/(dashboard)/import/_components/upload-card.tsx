import { formatBytes } from "@/components/format/bytes"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { Progress } from "@/components/ui/progress"
import type { Upload } from "./use-uploads"

/** A file on its way, or why it was not taken. */
export function UploadCard({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const { fileName, byteCount, fraction, error } = upload
  return (
    <Panel
      title={<span className="block max-w-[60vw] truncate">{fileName}</span>}
      note={formatBytes(byteCount)}
      actions={
        <Button variant="ghost" size="xs" onClick={onDismiss}>
          {error ? "Dismiss" : "Cancel"}
        </Button>
      }
      padded
    >
      {error ? (
        <Banner tone="error" title="This file cannot be imported.">
          {error}
        </Banner>
      ) : (
        <Progress
          title={fraction < 1 ? "Uploading" : "Reading it for the preview"}
          fraction={fraction}
          label={`Upload of ${fileName}`}
        />
      )}
    </Panel>
  )
}
