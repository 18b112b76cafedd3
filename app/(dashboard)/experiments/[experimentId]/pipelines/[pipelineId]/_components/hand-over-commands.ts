/** One line for a POSIX shell: fetch the run folder, unpack it, train, report. */
export function takeCommand(parts: { origin: string; token: string; runner: "uv run" | "python3" }): string {
  const { origin, token, runner } = parts
  return [
    `export WINNOW_URL='${origin}' WINNOW_HAND_OVER='${token}'`,
    `curl -fsS -H "Authorization: Bearer $WINNOW_HAND_OVER" "$WINNOW_URL/api/v1/hand-over/bundle" -o winnow-run.zip`,
    "python3 -m zipfile -e winnow-run.zip winnow-run",
    `${runner} winnow-run/train.py winnow-run`,
  ].join(" && ")
}

/** To be run where the model was trained. */
export function serveCommand(): string {
  return "WINNOW_SERVE_KEY='the key of the account' uv run winnow-run/serve.py winnow-run 0.0.0.0:8000"
}
