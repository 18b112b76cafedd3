import { mkdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"

/** Where the packed browser is unpacked: a folder of its own, since it reuses whatever lies there. */
const UNPACK_DIR = join(tmpdir(), "winnow-chromium-147.0.0")

/**
 * Starts a browser that npm brought along, so tests need nothing installed. `WINNOW_CHROME` points at an installed
 * Chrome instead; where the packed one does not exist (macOS, ARM) the `chrome` channel is tried.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.WINNOW_CHROME
  if (installed) return chromium.launch({ executablePath: installed })
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" })
  return chromium.launch({
    executablePath: await unpackBrowser(),
    args: ["--no-sandbox", "--font-render-hinting=none"],
    env: browserEnvironment(),
  })
}

/** The package reads its settings from the environment while it loads and unpacks; ours stay as they were. */
async function unpackBrowser(): Promise<string> {
  mkdirSync(UNPACK_DIR, { recursive: true })
  const before = { ...process.env }
  Object.assign(process.env, { TMPDIR: UNPACK_DIR, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" })
  try {
    const { default: packed } = await import("@sparticuz/chromium")
    return await packed.executablePath()
  } finally {
    process.env = before
  }
}

/** The packed libraries (NSS) come after the system's; the packed font stands in where no font is installed. */
function browserEnvironment(): Record<string, string> {
  const fonts = join(UNPACK_DIR, "fonts.conf")
  writeFileSync(fonts, fontConfiguration())
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return {
    ...Object.fromEntries(inherited),
    FONTCONFIG_FILE: fonts,
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(UNPACK_DIR, "al2023", "lib")]
      .filter(Boolean)
      .join(":"),
  }
}

/** Without any font Chromium aborts on the first text field, and the packed configuration expects fonts in /tmp. */
function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(UNPACK_DIR, "fonts")}</dir>
  <cachedir>${join(UNPACK_DIR, "fonts-cache")}</cachedir>
</fontconfig>
`
}
