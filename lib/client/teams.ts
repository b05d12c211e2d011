import {
  type ImportTeamsBody,
  importTeamsOperation,
  listTeamsOperation,
} from '../contract/teams.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** With a person's login: teams. The same import again changes nothing, so it may be sent twice. */
export function teamCalls(options: ClientOptions) {
  return {
    teams: () => callAgain(options, listTeamsOperation, {}),
    importTeams: (body: ImportTeamsBody) => callAgain(options, importTeamsOperation, { body }),
  };
}
