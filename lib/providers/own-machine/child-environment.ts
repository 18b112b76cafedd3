const NAMES = new Set([
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "LANG",
  "TZ",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "DYLD_LIBRARY_PATH",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "REQUESTS_CA_BUNDLE",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
])

/** Of libraries that a trainer is set up with: caches, devices, threads, the mirror and the token of a model hub. */
const PREFIXES = [
  "LC_",
  "XDG_",
  "UV_",
  "HF_",
  "TRANSFORMERS_",
  "TORCH_",
  "PYTORCH_",
  "CUDA_",
  "NVIDIA_",
  "NCCL_",
  "HIP_",
  "ROCR_",
  "OMP_",
  "MKL_",
]

/** What a script gets to see of our environment: what it needs to find its libraries and devices, and no secret of ours. */
export function childEnvironment(source: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(source).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      (NAMES.has(entry[0]) || PREFIXES.some((prefix) => entry[0].startsWith(prefix))),
  )
  return { ...Object.fromEntries(kept), PYTHONUNBUFFERED: "1" } as unknown as NodeJS.ProcessEnv
}
