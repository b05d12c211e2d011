/** Words and phrases for the same thing, a group a line: how software is built, run and secured. See synonyms.ts. */
export const TECHNICAL = `
3d, cad, blender, mesh, render
agents, multi agent, swarm, subagent, orchestration, agent team
ai, artificial intelligence, llm, language model, genai, gpt
api, endpoint, rest, interface
api docs, openapi, swagger, api reference
app, program, software
architecture, system design, technical design
authentication, login, signin, oauth, sso, single sign on
boilerplate, scaffold, template, starter, skeleton
intrusion, hack, exploit, pentest
browser, web page, click, headless
bug, defect, error, fault, issue
cache, redis
chart, graph, plot, visualization, diagram
ci, continuous integration, build pipeline, cicd, pipeline
browser automation, automate browser
cloud, aws, azure, gcp
code, codebase, source code, repository
code style, formatting, formatter, lint, convention
commit message, git commit, commit
concurrency, parallel, async, threading
connect, integrate, link, sync
container, docker, image, kubernetes
crawl, scrape, crawler, scraper, harvest
crypto, blockchain, web3, wallet, token, defi, nft, coin
data pipeline, etl, elt, data flow, ingestion
data warehouse, warehouse, lakehouse, bigquery, snowflake
database, sql, postgres, mysql
dead code, unused code, cleanup, prune
debug, troubleshoot, diagnose, root cause
deploy, deployment, release, ship, rollout, launch
design system, component library, ui kit
diagram, flowchart, whiteboard
domain name, dns, domain
electronics, pcb, circuit, hardware, firmware, embedded
encrypt, cryptography, cipher
end to end test, e2e, browser test, ui test, playwright
event driven, event, webhook, pubsub
exam, quiz, assessment, test question
experiment, ab test, split test, a b test
extract, parse, scrape
fine tune, train model, finetune
flaky test, unreliable test, intermittent
hacker, attacker, intruder, threat actor, adversary
hallucination, factual, fact check, grounding
headline, hook, title, subject line
health check, uptime, availability, status check
hook, trigger, automation rule
humanize, natural tone, ai writing, sound human
icon, svg, logo
incident, outage, downtime, disruption
incident report, postmortem, post mortem, retrospective, lessons learned
infrastructure as code, terraform, iac, provisioning, cloudformation
jailbreak, prompt injection
kubernetes, cluster, pods
legacy code, legacy, modernize
lineage, data catalog, metadata, data governance
load balancer, gateway, proxy, reverse proxy
load test, stress test, performance test
log file, logs, log analysis
long term memory, memory, remember, recall
machine learning, ml, deep learning, model training
mcp server, tool server, connector
memory leak, profiling, heap
migrate, move, upgrade, port
mobile, ios, android, phone app, smartphone
mock, fake data, test data, synthetic data, fixture
model evaluation, eval, llm evaluation, benchmark
monitor, observability, watch, track, keep an eye
monolith, microservice, monorepo
mutation test, fuzz, property based test
notebook, jupyter
pager, incident response, escalation
package, dependency, library, module
pentest, penetration test, red team, ethical hacking, security test
plugin, extension
press coverage, media monitoring, mention
process map, process diagram, bpmn, process documentation
prompt, instruction, prompt engineering
prompt library, prompt template, prompt optimization
qa, quality assurance, test
question answering, ask documents, chat with document, rag
queue, message queue, broker, kafka
rag, retrieval augmented generation, semantic search, vector search, embedding
refactor, clean up code, technical debt, simplify code, code quality
remember, memory, persistent context, long term
retrieve, pull, fetch, load
reverse engineer, decompile, disassemble, binary
rollback, revert, undo
rollout, release, canary, feature flag
sample data, dummy data, test data
scheduled job, cron, scheduler, scheduled task
schema, data model, table structure
security, vulnerability, cve, weakness, exploit
outage, downtime, unreachable
serverless, lambda, cloud function, function
single sign on, sso, saml, oidc
skill, ability, competence, capability
skill, capability
sql query, write sql, query database, text to sql
static analysis, linter, lint, code scanning
storage, bucket, blob, drive
style, css, theme, look and feel
supply chain, sbom, dependency risk
test, unit test, test case
test coverage, coverage, untested
test driven, tdd, red green
token usage, context window, save token, compress context
two factor, mfa, multi factor
type check, typing, typescript
upgrade dependency, dependency update, outdated package, version bump
version control, git, github, gitlab
virtual machine, vm, server, instance, compute
vulnerability, cve, security hole, security flaw
webhook, callback
website, site, web, webpage
write code, coding, programming, development
`;
