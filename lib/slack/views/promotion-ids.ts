/** Buttons and forms of promotions. They never change their meaning. */
export const PROMOTION = {
  publish: 'promotion_publish',
  changes: 'promotion_changes',
  reject: 'promotion_reject',
  details: 'promotion_details',
  again: 'promotion_again',
  withdraw: 'promotion_withdraw',
  demote: 'promotion_demote',
  nameMe: 'promotion_name_me',
  nameMeNot: 'promotion_name_me_not',
  pickForm: 'promotion_pick',
  proposeForm: 'promotion_propose',
  reasonForm: 'promotion_reason',
} as const;

/** Blocks of the forms, by which their answers are read. */
export const PROMOTION_FIELD = {
  component: 'promotion_component',
  version: 'promotion_version',
  license: 'promotion_license',
  evidence: 'promotion_evidence',
  useful: 'promotion_useful',
  builders: 'promotion_builders',
  reason: 'promotion_why',
} as const;

/** What a reviewer's button carries: which promotion, and what the card showed. */
export function roundValue({ id, round }: { readonly id: string; readonly round: number }): string {
  return `${id}|${round}`;
}

export function readRound(value: string): { id: string; round: number } {
  const [, id = '', round = '0'] = /^([^|]*)\|(\d{1,9})$/.exec(value) ?? [];
  return { id, round: Number(round) };
}
