type Data = Readonly<Record<string, unknown>>;
type Tell = (who: string, subject: string, data: Data) => string;

/** What happened to a workflow's webhook, a sentence each. */
export function webhookSentences(word: (data: Data, field: string) => string) {
  return {
    'workflow.webhook-set': (who, subject) => `${who} set the webhook of ${subject}.`,
    'workflow.webhook-rotated': (who, subject) =>
      `${who} took a new secret for the webhook of ${subject}.`,
    'workflow.webhook-removed': (who, subject) => `${who} removed the webhook of ${subject}.`,
    'workflow.webhook-tested': (who, subject) => `${who} tested the webhook of ${subject}.`,
    'workflow.webhook-retried': (who, subject, data) =>
      `${who} had the webhook of ${subject} told again of ${word(data, 'delivery')}.`,
  } satisfies Record<string, Tell>;
}
