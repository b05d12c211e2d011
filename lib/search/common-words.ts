/** Words that say nothing about what is looked for: English function words and polite filler. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are as at be because been before being
  below between both but by can could did do does doing done down during each else ever every few for from further
  get give had has have having he her here hers him his how i if in into is it its itself just let
  like may me might many more most much must my need needs no nor not now of off on once one only or other
  our ours out over own per please same she should so some somebody something such than that the
  their theirs them then there these they thing things this those through to too under until up us
  use used user users using very via want wants was we were what when where whether which while who
  whom whose why will with within without would you your yours`.split(/\s+/),
);

/** Words that fit almost any wish, so that meeting them says little. */
export const PLAIN_WORDS =
  `able accurate actual add already always another around ask automatic automatically available
  back bad basic best better big bit bring bunch busy change check choose clear come common complete
  correct create current daily day deal decide different difficult easily easy effective efficient
  end ensure everyone everything existing extra fast fill find first follow full general generate go
  good great group handle hard hear help important include incoming individual job keep kind know
  large last late later latest learn left little long look lot main make manage manual manually mean
  necessary never new next nice note number old open order original part particular people person
  place plain possible prepare properly provide put quick quickly ready real really recent regular
  relevant remember right round save say see select send several short show simple single small
  somehow soon special specific start stay step still stop stuff suggest sure take tell think time
  today together track try turn understand useful usual various view way week weekly well whole work
  worth write wrong year`.split(/\s+/);
