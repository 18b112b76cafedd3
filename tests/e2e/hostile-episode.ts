const HOST = "https://elsewhere.example"

/** Every way we know by which a transcript could run something, fetch something, or pass for something else. */
const ATTACKS = [
  `<script>window.attacked = "script"</script><script src="${HOST}/a.js"></script>`,
  `<img src="${HOST}/b.png" onerror="window.attacked='img'"><iframe src="${HOST}/c"></iframe>`,
  `<svg xmlns="http://www.w3.org/2000/svg" onload="window.attacked='svg'"><image href="${HOST}/d.svg"/></svg>`,
  `<a href="javascript:window.attacked='link'">click</a> [click](javascript:window.attacked='markdown')`,
  `![alt](${HOST}/e.png) ![alt][ref]\n\n[ref]: ${HOST}/f.png\n<link rel=stylesheet href="${HOST}/g.css">`,
  `</pre></main></textarea></title></style><style>@import "${HOST}/h.css"; * { display: none }</style>`,
  `<meta http-equiv="refresh" content="0;url=${HOST}/i"><base href="${HOST}/"><form action="${HOST}/j"><button>`,
  `\u001b[31mred\u001b[0m \u001b]8;;${HOST}/k\u0007link\u001b]8;;\u0007`,
  "invoice \u202Efdp.exe\u202C and \u2066hidden\u2069 \u200B\u{E0041}tag",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template engine would run
  "{{constructor.constructor('window.attacked=1')()}} ${window.attacked=1} <!-- --!> <![CDATA[ ]]>",
  `"' onmouseover="window.attacked='attribute'" x='`,
]

/** An episode that carries them in every place a model or a tool can write to. */
export function makeHostileEpisode() {
  const messages: unknown[] = [{ role: "system", content: ATTACKS.join("\n") }]
  ATTACKS.forEach((attack, index) => {
    const call = (name: string, text: string) => ({
      id: `${name} ${attack}`,
      type: "function",
      function: { name, arguments: text },
    })
    messages.push(
      { role: "user", content: attack },
      { role: "assistant", content: attack, reasoning: attack },
      {
        role: "assistant",
        content: null,
        tool_calls: [call(`look${index}`, JSON.stringify({ [attack]: attack }))],
      },
      { role: "tool", tool_call_id: `look${index} ${attack}`, content: attack },
      { role: "assistant", content: null, tool_calls: [call(`raw${index}`, attack)] },
      {
        role: "tool",
        tool_call_id: `raw${index} ${attack}`,
        content: JSON.stringify({ [attack]: [attack] }),
      },
    )
  })
  messages.push({ role: "assistant", content: "w".repeat(1_000_000) }, { role: "user", content: "The end." })
  return { taskKey: `task ${ATTACKS[0]}`, taskData: { question: ATTACKS.join("\n") }, messages }
}
