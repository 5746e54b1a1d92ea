import type { Route } from "@cuntong/contract";
import { routes } from "@cuntong/contract";
import { z } from "zod";
import { problemTable } from "./problem.ts";

/** The API's documentation as one page of plain HTML, made from the contract: no script, no other server. */
export function docsPage(version: string): string {
  const tags = [...new Set(routes.map((route) => route.tag))];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cuntong API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>
<header><h1>Cuntong API ${htmlText(version)}</h1>
<p>Machine-readable: <a href="/api/openapi.json">OpenAPI 3.1</a>. Positions are [lon, lat] in WGS 84, money is integer fen,
every answer carries the header <code>Cuntong-Revision</code>.</p>
<nav>${tags.map((tag) => `<a href="#tag-${tag}">${tag}</a>`).join(" ")} <a href="#problems">problems</a></nav></header>
<main>${tags.map(tagSection).join("")}${problemSection()}</main></body></html>`;
}

function tagSection(tag: string): string {
  const own = routes.filter((route) => route.tag === tag);
  return `<section id="tag-${tag}"><h2>${tag}</h2>${own.map(routeArticle).join("")}</section>`;
}

function routeArticle(route: Route): string {
  return `<article id="${route.id}"><h3><b class="${route.method}">${route.method.toUpperCase()}</b> <code>${htmlText(route.path)}</code></h3>
<p>${htmlText(route.summary)}</p>
<p class="facts">Called by: ${route.who}. Answers ${route.status}${route.media ? ` ${route.media}` : ""}.${
    route.bodyLimitBytes ? ` Body up to ${route.bodyLimitBytes.toLocaleString("en")} bytes.` : ""
  }${route.problems.length ? ` Problems: ${route.problems.map((code) => `<a href="#${code}">${code}</a>`).join(", ")}.` : ""}</p>
${schemaBlock("Path", route.params)}${schemaBlock("Query", route.query)}${schemaBlock("Body", route.body)}${schemaBlock("Answer", route.answer, "output")}</article>`;
}

function schemaBlock(title: string, schema: z.ZodType | undefined, io: "input" | "output" = "input"): string {
  if (!schema) return "";
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return `<details><summary>${title}</summary><pre>${htmlText(JSON.stringify(json, null, 1))}</pre></details>`;
}

function problemSection(): string {
  const rows = problemTable().map(
    ({ code, status, title }) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
  );
  return `<section id="problems"><h2>Problems</h2><p>Errors are <code>application/problem+json</code> (RFC 9457) with a stable
<code>code</code>; what is wrong in somebody's data is listed in <code>issues</code>.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
}

function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1c2733;background:#fff}
h3{margin:1.5rem 0 .2rem}article{border-top:1px solid #d5dde5}.facts{color:#4a5a68;font-size:.9rem}pre{background:#f2f5f8;padding:.6rem;overflow:auto}
b.get{color:#0b6b3a}b.post{color:#8a4b00}b.delete{color:#a11}table{border-collapse:collapse}td,th{border:1px solid #d5dde5;padding:.3rem .6rem;text-align:left}
nav a{margin-right:.8rem}`;
