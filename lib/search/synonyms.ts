import { stem } from './words.ts';

/**
 * Words that people in offices use for the same thing, a group a line. Only everyday language: no
 * line is about one product or one catalog entry.
 */
const GROUPS = `
accessibility a11y wcag
agreement contract
answer reply respond response
applicant candidate
approval approve sign-off
article blog post
automate automation automatic
bill invoice
brief briefing
bug defect error
buy acquire acquisition purchase procurement
calendar schedule appointment
case issue ticket
chart graph plot visualization visualize
chat message messaging
check verify validate audit review
clean tidy cleanup
client customer
code codebase repository
colleague teammate coworker
company business enterprise organization
competitor rival competitive
complaint complain feedback
confidentiality nda nondisclosure
convert transform
cost spend expense spending
crawl scrape crawler scraper
create make generate write build produce draft
database db sql
debug troubleshoot diagnose
decide decision
delete remove
deploy deployment release ship rollout
diagram flowchart
document doc documentation
email mail e-mail inbox
employee staff personnel
estimate forecast predict projection
explain explanation
extract parse
fetch retrieve
find search lookup discover
fix repair resolve
flight airline
growth grow
guideline guide handbook
hire hiring recruit recruiting recruitment
holiday vacation leave pto
hotel accommodation stay lodging
improve optimize optimization
incident outage downtime
interview interviewing
job role position
kubernetes k8s
law legal
ledger accounting bookkeeping
logo branding
manager management leadership
marketing campaign
meeting call
minutes notes
mockup wireframe prototype
monitor monitoring observability
offer proposal
onboard onboarding
package dependency library
pay payment checkout
performance speed latency
phone telephone
picture image photo
plan planning roadmap
policy rule
postmortem retrospective
presentation slide slides deck powerpoint pptx
price pricing
procedure sop runbook process
prospect lead
question query ask
reconcile reconciliation match
reduce lower cut save
report reporting
requirement specification spec prd
risk hazard
salary compensation wage
sales revenue
security secure vulnerability
signature sign esign
spreadsheet excel xlsx csv
summarize summary recap digest
supplier vendor
survey questionnaire
task todo
test testing
training train learn course
translate translation localization
trip travel itinerary
ui interface screen
update status
value valuation
video recording
variance deviation
website site webpage web
`;

const RELATED = new Map<string, ReadonlySet<string>>();
for (const line of GROUPS.trim().split('\n')) {
  const stems = line.split(' ').map((word) => stem(word));
  for (const one of stems) RELATED.set(one, new Set([...(RELATED.get(one) ?? []), ...stems]));
}

/** Stems that mean much the same as `term`, without itself. */
export function synonymsOf(term: string): string[] {
  return [...(RELATED.get(term) ?? [])].filter((one) => one !== term);
}
