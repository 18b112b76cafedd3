import type { NextConfig } from "next"

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  experimental: { optimizePackageImports: ["@phosphor-icons/react", "@cloudflare/kumo"] },
}

export default config
