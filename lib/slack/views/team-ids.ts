/** What the room of teams is known by. Action ids are followed by a colon and a number where one view has several. */
export const TEAM = {
  list: 'team_list',
  open: 'team_open',
  create: 'team_new',
  edit: 'team_edit',
  refresh: 'team_refresh',
  merge: 'team_merge',
  rename: 'team_rename',
  paste: 'team_paste',
  saveForm: 'team_save',
  mergeForm: 'team_merge_form',
  renameForm: 'team_rename_form',
  pasteForm: 'team_paste_form',
  importForm: 'team_import_form',
} as const;

/** Block ids of the forms. */
export const TEAM_FIELD = {
  id: 'team_id',
  name: 'team_name',
  lead: 'team_lead',
  backup: 'team_backup',
  channel: 'team_channel',
  members: 'team_members',
  group: 'team_group',
  onCall: 'team_on_call',
  ci: 'team_ci',
  into: 'team_into',
  rows: 'team_rows',
} as const;
