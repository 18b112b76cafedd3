// Not TypeScript: Next would load its compiler into every server to read it.

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` runs the type checker; a start must not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Next would otherwise take the folder of any lockfile above ours for the project.
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    ...["pg-boss", "pg-copy-streams", "@node-rs/argon2", "gpt-tokenizer", "undici"],
    ...["openai", "together-ai", "@google/genai", "google-auth-library"],
  ],
  // Clients of OpenAI's API append their paths to a base URL that ends in /v1.
  rewrites: async () => [{ source: "/v1/chat/completions", destination: "/api/v1/chat/completions" }],
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  experimental: { optimizePackageImports: ["@phosphor-icons/react", "@cloudflare/kumo"] },
}

export default config
