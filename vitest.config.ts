import { defineConfig } from "vitest/config"

/** Where nobody is there to run it again, a test that failed is run once more, and named at the end when it passed then. */
const secondTry = { retry: process.env.CI ? 1 : 0 }

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ["tests/fail-on-console-error.ts"],
    // Left alone a run keeps one processor free: half of a machine that has two.
    maxWorkers: "100%",
    // Limits end what hangs; how long something takes is measured elsewhere. A busy machine is several times slower than an idle one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{lib,components,app,prisma,tests/reference}/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts", "tests/contracts/**/*.test.ts"],
          globalSetup: ["tests/database/global-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...secondTry,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/global-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          ...secondTry,
        },
      },
    ],
  },
})
