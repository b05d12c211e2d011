/** Words and phrases for the same thing, a group a line: the work that every office does. See synonyms.ts. */
export const EVERYDAY = `
accept, agree, approve, signoff
accessibility, wcag, screen reader, disability
agenda, meeting prep, prepare meeting
alert, notification, notify, alarm, ping
alert fatigue, alert rule, alerting
analytics, metric, kpi, statistics, insight
analyze, examine, investigate, study, assess, evaluate
animation, motion, gif
answer, reply, respond, response
appointment, booking, calendar, meeting
assign, route, dispatch, delegate
audio, sound, music, podcast
authorization, permission, access control, rbac, access right
automate, automatic, workflow, orchestrate
backup, restore, snapshot, recovery
batch, bulk, mass
benchmark, compare, comparison
book, ebook, novel, manuscript, fiction
boss, executive, leadership, ceo, cfo, c suite
brainstorm, ideation, idea, creative
brief, prep
build, compile, make
calendar, schedule
call to action, cta, button
canned response, macro, saved reply, template
car, vehicle, automotive
changelog, release notes
chase, remind, nudge
chat, message, conversation
chat history, conversation history, thread summary
chatbot, bot, assistant, virtual assistant
check, verify, validate, proofread
cite, citation, reference, bibliography, source
classify, categorize, label, tag, triage, sort
clean, tidy, cleanup, cleanse, dedupe, deduplicate
clean data, data cleaning, data wrangling, normalize data
cold email, outreach, prospecting, cold outreach
colleague, teammate, coworker, staff
color, palette
compress, shrink, minify
configure, setup, setting
contact, address book, person
contact data, contact detail, email address, phone number, enrichment
convert, transform, transcode
cookie, consent, tracking consent
create, make, generate, produce
credential, secret, password, key
daily plan, day planning, morning briefing, daily briefing
dashboard, scorecard, report
data analysis, exploratory analysis, analyze data, data exploration
data breach, leak, intrusion, compromise
data quality, data validation, bad data
data retention, deletion request, data subject
deadline, due date, milestone
decide, decision, choose
delete, remove, purge, erase
design, layout, mockup, wireframe, prototype
design document, technical specification, rfc, adr
design handoff, design spec, developer handoff
dictate, speech, transcribe, voice
discover, find, search, lookup, locate
diversity, inclusion, bias, fairness
document, paper, docx, file
documentation, manual, readme, guide
download, fetch, retrieve
draft, write, compose, author
edit, modify, change, rewrite
email, e mail, inbox, gmail, outlook
email triage, inbox zero, sort email, inbox
enrich, append data
environment variable, secret, config
error tracking, crash, exception, stack trace
event, conference, webinar
explain, explanation, teach, understand
export, download, extract
extract table, table extraction, pdf extraction, document parsing
faq, help article, knowledge base article, help center
feature request, feature idea, backlog
fill form, form filling, pdf form
film, cinema, video production, video editing
find file, enterprise search, search across, document search
fix, repair, resolve, remediate
flag, mark, highlight
flight, airline, plane
font, typography, typeface
form, questionnaire, intake
game, player
gather, collect, capture
grammar, spelling, proofread, spellcheck, typo
growth, grow, scale
guideline, guide, handbook, best practice
help article, knowledge base, faq, self service
hotel, accommodation, stay, lodging
illustration, image, picture, photo, artwork, drawing, graphic
improve, optimize, enhance, better
infographic, visual, chart
device, laptop, hardware
job, role, position
knowledge base, wiki, knowledge management, confluence, notion
language, translation, localization, multilingual
language learning, vocabulary, tutor
learn, course, training, lesson, tutorial
letter, correspondence
license, open source license
manager, leadership, executive, boss, director
map, geospatial, location, geography, gis
meeting, call, standup, conversation
meeting notes, minutes, meeting summary, call notes, transcript, action items
meeting room, book room, find time, availability
merge, combine, join
merge pdf, split pdf, pdf
metric, measure, kpi, indicator
metric definition, semantic layer, kpi definition
monthly report, status report, progress report, status update
nice, beautiful, polished, aesthetic, visual
nonconformance, capa, quality management
note, knowledge, second brain, obsidian
notes, notetaking, note taking
ocr, scan, scanned document, text recognition
office documents, word document, spreadsheet, presentation
1 on 1, coaching, mentoring
summary, brief, overview
org design, reorganization, restructure, change management
outstanding, overdue, unpaid, late
password, credential, vault
pdf, portable document
personal assistant, productivity, task list, todo
phone, telephone, call, voice
pivot table, spreadsheet formula, formula, excel
plagiarism, originality
post, publish, share
presentation, slide, deck, powerpoint, keynote, slideshow
prioritize, rank, priority, order
procedure, sop, runbook, process, playbook
project, initiative, program
project management, task management, project tracking, project tracker
question, query, ask, enquiry, inquiry
read aloud, text to speech, narrate
recipe, food, cooking, restaurant, meal
record, capture
redirect, forward, route
reduce, lower, cut, save, shrink
reference check, background check, screening
reject, refuse, decline
report, summary
research, literature, investigation, deep research
retain, retention, loyalty, stickiness, engagement
rewrite, paraphrase, reword, rephrase
root cause, rca, five whys, cause
satellite, earth observation, geospatial, remote sensing
screen, shortlist, filter
screenshot, screen capture
script, screenplay, storyboard
sentiment, opinion, mood
short video, reel, shorts, clip
sign, signature, esign, e signature, electronic signature, docusign
signing, signature, execution, esign
slack bot, chat bot, chatbot
slack message, post in slack, direct message
slogan, tagline, messaging, positioning
social media, linkedin, twitter, instagram, facebook, social post, tweet, tiktok
spam, junk
speech, speak, talk, voice
speech to text, transcription, transcribe
spreadsheet, excel, csv, google sheets, worksheet
sprint, iteration, scrum, agile
stakeholder update, status update, leadership update, executive summary
standup, daily update
statement of work, sow, scope of work
status, progress, update
strategy, strategic plan, vision
subtitle, caption, closed caption
suggest, recommend, propose, advise
summarize, summary, recap, digest, condense, tldr, shorten
task, todo, action item
teacher, student, education, classroom, school
team chat, slack, teams, discord
text message, sms, whatsapp
text to speech, tts, voiceover, narration
thread, discussion, conversation
thumbnail, cover image, banner, poster
time tracking, timesheet, hours
timeline, gantt, schedule
tone, voice, style
track, follow, monitor
training material, course, curriculum, lesson
transcript, recording, meeting notes
trend, pattern, development
unread, inbox triage
update, refresh, sync
video, clip, movie, film, recording
visitor, traffic, pageview, audience
visitor, web analytics, traffic
voice agent, voice bot, ivr, phone agent
web search, search engine, internet search, look up online, google
welcome, greet, onboard
word template, document template, docx
workshop, facilitation, brainstorm
writing, author, editor, copywriting
`;
