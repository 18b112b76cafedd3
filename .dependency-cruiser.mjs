// Who may import whom, as docs/architecture.md says it. What a row does not name is forbidden; everybody may import
// from the own folder, and everybody but domain and browser code may import env and logger.
const FOLDERS = {
  domain: "lib/domain/",
  contracts: "lib/contracts/",
  plugins: "lib/(importers|exporters|providers|environments|policies)/",
  db: "lib/db/",
  services: "lib/services/",
  jobDefinitions: "lib/jobs/(definitions|job|queue)[.]ts$",
  jobs: "lib/jobs/",
  http: "lib/http/",
  auth: "lib/auth/",
  apiClient: "lib/api-client/",
  components: "components/",
  api: "app/api/",
  pages: "app/(?!api/)",
  migrations: "prisma/",
  bin: "bin/",
  settings: "lib/(env|logger)[.]ts$",
}

const MAY_IMPORT = {
  domain: [],
  contracts: ["domain"],
  plugins: ["domain", "contracts", "settings"],
  db: ["domain", "contracts", "settings"],
  services: ["domain", "contracts", "db", "plugins", "jobDefinitions", "settings"],
  jobs: ["domain", "contracts", "db", "services", "settings"],
  http: ["domain", "contracts", "db", "auth", "settings"],
  auth: ["domain", "contracts", "db", "services", "settings"],
  apiClient: ["domain", "contracts"],
  components: ["domain", "contracts", "apiClient"],
  api: ["domain", "contracts", "http", "services", "auth", "settings"],
  pages: ["domain", "contracts", "components", "apiClient", "services", "auth", "settings"],
  migrations: [],
  bin: [
    "domain",
    "contracts",
    "apiClient",
    "db",
    "services",
    "jobs",
    "http",
    "auth",
    "migrations",
    "settings",
  ],
}

const TEST = "[.]test[.]tsx?$"

const layers = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^${FOLDERS[name]}`, pathNot: TEST },
  to: {
    path: "^(lib|components|app|prisma|bin|tests)/",
    pathNot: [name, ...allowed].map((folder) => `^${FOLDERS[folder]}`),
  },
}))

const onlyImporter = (library, folder) => ({
  name: `only-${folder.replace(/\W+/g, "-")}-imports-${library.replace(/\W+/g, "-")}`,
  severity: "error",
  from: { pathNot: [`^${folder}/`, "^tests/", TEST] },
  to: { path: `^node_modules/${library}/` },
})

export default {
  forbidden: [
    ...layers,
    {
      name: "domain-is-pure",
      comment: "no clock, no files, no frameworks: they are arguments",
      severity: "error",
      from: { path: `^${FOLDERS.domain}`, pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "domain-knows-no-framework",
      severity: "error",
      from: { path: `^${FOLDERS.domain}`, pathNot: TEST },
      to: { path: "^node_modules/(react|next|@prisma|pg|pg-boss)" },
    },
    {
      name: "plugins-never-import-each-other",
      comment: "a plugin is its own folder or file, and the files its kind keeps beside the registry",
      severity: "error",
      from: { path: "^lib/(importers|exporters|providers|environments|policies)/([^/]+)/", pathNot: TEST },
      to: {
        path: "^lib/(importers|exporters|providers|environments|policies)/[^/]+/",
        pathNot: "^lib/$1/$2/",
      },
    },
    {
      name: "browser-never-reaches-the-server",
      severity: "error",
      from: { path: "^(components/|app/.*/_components/)", pathNot: TEST },
      to: { path: "^lib/(db|services|auth|jobs)/", reachable: true },
    },
    onlyImporter("@cloudflare/kumo", "components/ui"),
    onlyImporter("recharts", "components/charts"),
    onlyImporter("@tanstack/react-table", "components/data-table"),
    onlyImporter("@prisma/client", "lib/db"),
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/|^[.]next/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
}
