/** Short and long forms of one word, a word a line: they share one term. */
export const SHORT_FORMS = `
a11y accessibility
admin administration administrator
ads ad advertising advertisement advert
app application
auth authentication authenticate
config configuration configure
cv resume
db database
deps dependency
dev developer development
docs doc documentation document
email mail mailbox
env environment
eval evaluation evaluate
excel xlsx xls
golang go
gql graphql
infra infrastructure
javascript js
k8s kubernetes
l10n localization
lib library
markdown md
mgmt management
mongo mongodb
msg message messaging
node nodejs
o11y observability
oauth oauth2
ops operation
org organization
perf performance
postgres postgresql pg
ppt powerpoint pptx
prep preparation prepare
prod production
python py
repo repository
spec specification
sync synchronization synchronize
typescript ts
ui interface
viz visualization visualize
`;
