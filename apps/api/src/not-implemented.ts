/**
 * What the schema promises and a later version brings: each answers with the code NOT_IMPLEMENTED until then. The application
 * does not start where one of these has work, or where an operation has none and is not here. The list shrinks to nothing.
 */
export const NOT_IMPLEMENTED: readonly string[] = [
  // participants and access
  // norms
  // rounds and comments
  // reviews
  'Mutation.assignComments',
  'Mutation.answerDisposition',
  'Mutation.appealDisposition',
  'Mutation.decideAppeal',
  // reports
  // notifications
];

/** Types that implement Node and have no rows yet. */
export const NODES_NOT_YET: readonly string[] = ['Appeal', 'FeedbackSummary', 'Export', 'Notification'];
