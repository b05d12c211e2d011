import { once } from './once.ts';
import { termsOf } from './words.ts';

/**
 * Things of one kind, of which a piece of work is usually about one: written from general
 * knowledge of offices and software, not from catalog entries. Two names in a line are rivals: what is
 * for the one does not replace what is for the other. Forms of one name stand together.
 */
const FAMILIES = `
language: python py, java, typescript ts, javascript js node nodejs, dotnet csharp net, rust, go golang, ruby, php, swift, kotlin, cpp, scala, elixir, perl, lua, haskell, r, julia, dart, bash shell, powershell
web framework: react, vue, angular, svelte, solid, nextjs next, nuxt, astro, remix
backend framework: django, flask, fastapi, rails, spring, laravel, express, nestjs, symfony
platform: ios, android, macos mac, windows, linux, flutter
office format: pdf, docx word, pptx powerpoint, xlsx excel, csv, html, markdown
natural language: english, spanish, french, german, italian, japanese, chinese, korean, portuguese, russian, arabic, hindi, dutch
model vendor: openai gpt, claude anthropic, gemini, mistral, llama, grok, deepseek, cohere
api style: rest, graphql, grpc, websocket, soap
chain: ethereum, solana, bitcoin, polygon, cosmos, near, ton
cloud: aws amazon, azure microsoft, gcp google, cloudflare, oracle oci, digitalocean, alibaba
data service: blob, queue, table, file, event, secret, key, certificate
side: server, client
period: daily, weekly, monthly, quarterly, annual yearly
stage: plan, design, build, test, deploy, review, monitor
person: candidate, employee, customer, vendor, investor, lead
law: gdpr, hipaa, soc2, pci, iso, ccpa
browser: chrome, firefox, safari, edge
network: linkedin, twitter x, instagram, facebook, tiktok, youtube, reddit, pinterest, threads, bluesky, mastodon, discord, telegram, whatsapp, slack, wechat
layer: frontend, backend, fullstack, mobile, desktop, web, database, infrastructure
test level: unit, integration, e2e, load performance, regression, smoke, security, accessibility
direction: request send export encode outbound push upload, receive import decode inbound pull download
side of law: buyer, seller
side of a test: attack offensive red, defense defensive blue
editor: vscode, cursor, vim, emacs, jetbrains, xcode
game engine: unity, unreal, godot
machine learning: pytorch, tensorflow, jax, keras, sklearn
hardware: arduino, raspberry, esp32, stm32
os: ubuntu, debian, fedora, arch, windows, macos
package manager: npm, yarn, pnpm, pip, poetry, uv, cargo, maven, gradle, nuget
css: tailwind, bootstrap, sass
orm: prisma, drizzle, sequelize, sqlalchemy, hibernate, typeorm
media: text, image photo, audio, video, speech voice, music
document: contract agreement, invoice, proposal, resume cv, report, email, presentation slide deck, spreadsheet, blog article, letter, brief, memo, policy, ticket, brochure
finance: budget, forecast, audit, tax, payroll, expense, invoice, reconciliation, valuation, close, variance
statement: balance, income, cash, equity
asset class: equity stock, bond, option, crypto, forex, fx, commodity, fund, swap, credit, property
cloud vendor: aws amazon, azure microsoft, gcp google, cloudflare, vercel, netlify, heroku, digitalocean, oracle, ibm, alibaba, tencent, hetzner, fly, railway, render
office suite: word, excel, powerpoint, outlook, onenote, teams, sharepoint, docs, sheets, slides, drive, gmail, calendar, meet, forms
apple: ios, macos, watchos, tvos, visionos, ipados
agent product: claude, codex, cursor, copilot, gemini, cline, windsurf, aider, opencode, openclaw
agent framework: langchain, langgraph, llamaindex, crewai, autogen, dspy, haystack, semantickernel, pydanticai, mastra
deep learning model: whisper, bert, llama, qwen, mistral, gemma, flux, sdxl
database: postgres postgresql pg, mysql, mariadb, sqlite, mongodb mongo, redis, cassandra, dynamodb, cosmos cosmosdb, oracle, mssql, supabase, neon, firebase, firestore, planetscale, cockroachdb, couchbase, duckdb, influxdb, timescale, neo4j
warehouse: snowflake, bigquery, redshift, databricks, clickhouse, athena, synapse, motherduck
broker: kafka, rabbitmq, nats, sqs, sns, pubsub, eventhub, servicebus, kinesis
orchestrator: airflow, dagster, prefect, temporal, argo
infrastructure tool: terraform, pulumi, ansible, chef, puppet, cloudformation, bicep, cdk, crossplane, opentofu
delivery tool: jenkins, circleci, github, gitlab, bitbucket, argocd, fluxcd, travis, buildkite, azuredevops
monitoring: datadog, grafana, prometheus, newrelic, dynatrace, splunk, sentry, honeycomb, elastic, loki
error tracker: sentry, bugsnag, rollbar
tracker: jira, linear, asana, trello, monday, clickup, notion, basecamp, todoist, shortcut, youtrack, github, gitlab
crm: salesforce, hubspot, pipedrive, attio, zoho, close, dynamics, copper
support desk: zendesk, intercom, freshdesk, helpscout, front, gorgias, servicenow
accounting system: quickbooks, xero, netsuite, sage, freshbooks, freeagent
payment: stripe, paypal, square, adyen, paddle, braintree, mollie, razorpay, klarna
shop system: shopify, woocommerce, magento, bigcommerce, amazon, ebay, etsy
site builder: wordpress, webflow, wix, squarespace, contentful, sanity, strapi, ghost, drupal, framer
mail system: gmail, outlook, mailchimp, sendgrid, resend, postmark, mailgun, klaviyo, brevo
chat: slack, teams, discord, telegram, whatsapp, signal, messenger, wechat, line, intercom
design tool: figma, sketch, canva, photoshop, illustrator, penpot, framer, miro, excalidraw, blender
analytics: amplitude, mixpanel, posthog, segment, heap, plausible, matomo, pendo
bi: tableau, looker, powerbi, metabase, superset, hex, sigma, mode
search provider: google, bing, brave, tavily, exa, perplexity, duckduckgo, serper, kagi
scraper: firecrawl, apify, brightdata, crawl4ai, scrapy, oxylabs
vector store: pinecone, qdrant, weaviate, chroma, milvus, pgvector, faiss
login: okta, auth0, clerk, keycloak, cognito, entra, firebase, workos, supabase
storage: s3, dropbox, box, drive, onedrive, sharepoint, minio
browser driver: playwright, puppeteer, selenium, cypress
test runner: jest, vitest, pytest, junit, mocha, xunit, nunit, mstest, rspec, tunit
java framework: spring, quarkus, micronaut
ui library: shadcn, mui, chakra, radix, antd
container: docker, kubernetes k8s, podman, helm, compose, nomad
git host: github, gitlab, bitbucket, gitea
market data: bloomberg, factset, morningstar, pitchbook, yahoo, alphavantage, polygon
coin: bitcoin, ethereum, solana, dogecoin, cardano
exchange: binance, coinbase, kraken, okx, bybit
video site: youtube, tiktok, vimeo, twitch, bilibili
diagram: mermaid, plantuml, drawio, excalidraw, graphviz, d2
search index: elasticsearch elastic, opensearch, algolia, meilisearch, typesense, solr
caching: redis, memcached, valkey
contract kind: nda, msa, sow, lease, dpa, sla
data pipeline: airflow, dagster, prefect, dbt, fivetran, airbyte, spark
incident: pagerduty, opsgenie, rootly
wiki: confluence, notion, guru, sharepoint
payroll: gusto, adp, deel, rippling
recruiting: greenhouse, lever, ashby
signature: docusign, hellosign
`;

/** Term → the name it is a form of, by the family. */
const members = once(() => {
  const byTerm = new Map<string, Map<string, string>>();
  for (const line of FAMILIES.trim().split('\n')) {
    const [family = '', names = ''] = line.split(': ');
    for (const forms of names.split(', ')) {
      for (const term of termsOf(forms)) {
        const families = byTerm.get(term) ?? new Map<string, string>();
        byTerm.set(term, families.set(family, forms));
      }
    }
  }
  return byTerm;
});

/** Whether one word of `a` and one of `b` name different things of one kind. */
export function rivals(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.some((other) => rival(one, other)));
}

function rival(a: string, b: string): boolean {
  const [mine, theirs] = [members().get(a), members().get(b)];
  if (!mine || !theirs) return false;
  const shared = [...mine.keys()].filter((family) => theirs.has(family));
  return shared.length > 0 && shared.every((family) => mine.get(family) !== theirs.get(family));
}
