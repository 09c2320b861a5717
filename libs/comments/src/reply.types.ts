import type { CommentAuthor } from './comment.types.js';

/** An answer to a comment, its author as far as the viewer may know. */
export interface Reply {
  id: string;
  commentId: string;
  author: CommentAuthor;
  body: string;
  createdAt: Date;
}
