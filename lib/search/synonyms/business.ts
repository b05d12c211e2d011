/** Words and phrases for the same thing, a group a line: money, law, people, customers and markets. See synonyms.ts. */
export const BUSINESS = `
absence, sick leave
access review, permission, privilege, entitlement
account, customer, client
account executive, seller, sales rep, salesperson
account plan, account research, account strategy
accounting, bookkeeping, ledger
accounts payable, vendor bill, supplier invoice
accounts receivable, collections, overdue invoice, unpaid invoice, dunning
acquire, buy, purchase, procure, order
ad, commercial, promotion
agreement, contract, nda, msa
anti money laundering, aml, kyc, sanction, know your customer
applicant, candidate, jobseeker
article, blog, post, blog post
audit, review, inspect
audit trail, evidence, audit log, receipt
backtest, trading strategy, quant
balance sheet, financial statement, income statement, profit and loss
bank statement, transaction, bank feed, bank account
bill, invoice
blog writing, article writing, content writing, long form
board meeting, board deck, investor update, board
bond, fixed income, yield, credit
books, bookkeeping, accounting, close the books
brand, brand voice, tone of voice, house style, style guide, brand guideline
budget, spending plan, financial plan
business case, roi, return on investment
business plan, startup, venture
call center, contact center, support call
campaign, marketing
cancel, churn, retention, unsubscribe
candidate sourcing, talent sourcing, find candidates, sourcing
cap table, equity, share, option
carbon, sustainability, esg, emission, climate
case law, legal research, precedent, statute
cash flow, liquidity, runway, treasury
catalog, directory, registry, inventory
clinical trial, trial protocol, study protocol
close, month end, period end, financial close
cloud cost, finops, cloud bill
code review, pull request, pr, merge request, review code
comment, annotate, feedback
company, business, enterprise, organization, firm
comparable company, comps, trading multiple, peer
competitor, rival, competition, battlecard
complaint, complain, dissatisfied, angry customer, unhappy
compliance, regulation, regulatory, comply, gdpr, hipaa, soc2
confidentiality, nda, nondisclosure, non disclosure
construction, building, contractor
consumer survey, survey, questionnaire, poll, form
content calendar, editorial calendar, content plan
content strategy, content marketing
contract negotiation, redline, counterparty, negotiate
contract review, redline, clause, review contract
conversion, funnel, cro, landing page
copy, copywriting, wording, text
cost, expense, spend, expenditure
court, litigation, lawsuit, legal case
crm, customer relationship
culture, engagement survey, employee engagement
currency, fx, foreign exchange
customer feedback, voice of customer, review, nps
customer meeting, client meeting, call prep, meeting prep
customer service, customer support, helpdesk, help desk, support desk
customer success, renewal, account health
cv, curriculum vitae
dashboard, bi, business intelligence, report
data privacy, privacy, gdpr, personal data, pii, dsar
data protection, privacy impact, dpia, privacy
deal, opportunity, sales pipeline
deal desk, quote, discount approval
delivery, shipment, shipping, courier, logistics, parcel
depreciation, amortization, fixed asset
discount, coupon, promo
due diligence, acquisition, merger, diligence
duplicate, copy, redundant
earnings, quarterly result, earnings call
earnings report, earnings, quarterly result, 10q, 10k
employee, staff, personnel, worker, workforce
employment contract, offer letter, job offer
energy, electricity, power, grid
estimate, forecast, predict, projection
exit interview, offboarding
expense report, receipt, reimbursement
financial model, dcf, lbo, three statement, modeling
forecast, budget, planning, scenario
fraud, suspicious transaction, scam
frontend, ui, web design
fundraise, investor, raise money, seed round, pitch
gene, dna, protein, genomics, bioinformatics, biology
general ledger, journal entry, gl, booking entry
goal, objective, okr, target
government, public sector, public data, open data
grant, funding, application
guardrail, safeguard, guard, policy enforcement, safety
handover, handoff, transition, shift change
handover from sales, onboarding customer, customer onboarding, implementation
headcount, workforce planning, staffing, capacity planning
hire, recruit, talent acquisition
holiday, vacation, leave, pto, absence
house, property, real estate
hr, human resources, people team, people operation
influencer, creator, content creator
insurance, claim, policyholder
insurance claim, claim, policy
interest rate, yield curve, swap
internal comms, internal communication, announcement, newsletter
internal control, sox, control testing, controls
interview transcript, usability test
inventory, stock, warehouse
invest, investor, portfolio
iso 27001, soc2, soc 2, security compliance
job ad, job description, job posting, vacancy
journalist, press, media, pr, public relations
kanban, board, task board, trello
keyword, seo, search engine, search ranking, organic traffic
landing page, website, web page, homepage
late payment, overdue
law, legal, lawyer, attorney, counsel
lead, prospect, potential customer
lead generation, prospecting, find leads, lead gen
lead qualification, qualify leads, lead scoring, score leads
legal hold, ediscovery, discovery, preservation
license check, license compliance, open source compliance
loan, credit memo, underwriting, lender
loan, lending, mortgage, credit
logistics, supply chain, shipping
logo, brand identity, visual identity
market research, market analysis, industry analysis, market size, tam
medical, health, healthcare, clinical, patient, hospital, doctor
medicine, drug, pharma, pharmaceutical, clinical
microcopy, ux writing, ui text, copy
money, cash, fund
newsletter, mailing, email campaign, mailing list, drip
nonprofit, charity, grant, donation
objection, battlecard, competitor comparison
offer, proposal, quote, quotation, bid
offer letter, job offer, compensation package
onboard, orientation, welcome
online shop, ecommerce, e commerce, store, shopify, webshop, storefront
option pricing, derivative, volatility, option
org chart, organizational structure, team structure, headcount
patent, invention, prior art
pay, payment, checkout, charge, payout
pay gap, compensation, comp analysis, compensation benchmarking
pay rise, salary, compensation, wage, remuneration, pay
payroll, payslip, salary payment
performance, speed, latency, slow, fast
performance review, appraisal, performance evaluation, employee evaluation
persona, target audience, icp, ideal customer profile
personal information, pii, sensitive data, redact, anonymize, mask
phishing, scam, fraud, social engineering
pipeline review, sales forecast, deal review, forecast
plan, roadmap
policy, rule, regulation, guideline
portfolio, holdings, investment
press release, announcement, media release
price change, monitor website, change detection
pricing, price list, tariff
pricing page, plans, pricing
pricing strategy, monetization, packaging
private equity, buyout, lbo, portfolio company, fund
procurement, sourcing, vendor selection, supplier selection, rfp
product description, product copy, listing
product discovery, customer interview
product requirement, prd, requirement, specification
purchase, procurement, buying, spend
purchase order, po, requisition
quarterly business review, qbr
quit, leave company, attrition, offboarding, turnover, resign
quota, target, commission
real time, live, streaming
reconcile, reconciliation, match
refund, return, chargeback, dispute
regulator, regulatory, supervision, filing
reply to customer, draft response, customer response, support reply
request for proposal, rfp, tender, security questionnaire, rfi
research paper, scientific paper, academic paper, literature review, arxiv
retro, retrospective, sprint review
return goods, refund, return
revenue, sales, income, turnover
revenue recognition, deferred revenue
risk, hazard, threat, danger
risk register, risk assessment, risk management
roadmap, product roadmap, release plan
sales, selling
sales call, discovery call, customer call, call prep
sales enablement, sales collateral
sales pitch, pitch, demo, sales deck
savings, cost reduction, cost optimization
sec filing, 10k, annual report, edgar
security review, security audit, threat model
service level, sla, slo
shift, rota, roster
slow query, query optimization, query tuning, query performance, index
smart contract, solidity, web3
stock, share, equity, ticker
stock level, inventory, replenishment
stock market, trading, exchange
store front, shop, retail, merchant
subscription, recurring revenue, mrr, saas
supplier, vendor, third party, provider
support ticket, ticket, case, customer request, issue
survey result, survey analysis, feedback analysis, theme, synthesize
tax, vat, taxation
term, clause, condition
terms of service, terms and condition, privacy policy
territory, quota, sales planning
trademark, brand name
trademark, intellectual property, patent, copyright
train employee, training, course, enablement, lms
travel, trip, itinerary, journey, business trip
unhappy customer, churn risk, at risk account, escalation
usability, heuristic evaluation, ux review, design critique
ux, usability
acceptance criteria, ticket, requirement
vacation request, leave request, time off request
valuation, dcf, company value, value
variance, deviation, difference, budget versus actual, flux
vendor risk, supplier risk, third party risk, vendor assessment
venture capital, vc, startup investor, fundraise
wealth, client portfolio, financial advisor, asset management, rebalance
weather, forecast, climate
weekly summary, weekly report, weekly review, digest
win loss, lost deal, closed lost
`;
