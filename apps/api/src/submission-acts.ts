import { Injectable } from '@nestjs/common';
import type { Ctx } from '#platform/ctx.js';
import { badInput, found } from '#platform/refusal.js';
import type { AnswerInput } from '#platform/schema.types.js';
import type { Question } from '#rounds/question.rules.js';
import type { Round } from '#rounds/round.entity.js';
import { questionsByRound } from '#rounds/round.queries.js';
import { AnswerService } from '#comments/answer.service.js';
import { ApprovalService } from '#comments/approval.service.js';
import { CoSignatureService } from '#comments/co-signature.service.js';
import { InternalNoteService } from '#comments/internal-note.service.js';
import { SubmissionService } from '#comments/submission.service.js';
import { answerField } from '#web/question-fields.js';
import type { PostedForm } from './posted-form.js';

/** Does what a form asks for; gives where on the page to go on, which receipt to show, or to which page of the round to go. */
type Act = (ctx: Ctx, form: PostedForm, round: Round) => Promise<{ at?: string; receipt?: string | null; to?: string }>;

const submissionOf = (form: PostedForm): { submissionId: string; expectedRevision: number | null } => ({
  submissionId: form.text('submission'),
  expectedRevision: form.number('revision'),
});

/** What the forms on the page of one's submissions do, each by the service that the API calls for the same. */
@Injectable()
export class SubmissionActs {
  constructor(
    private readonly submissions: SubmissionService,
    private readonly approvals: ApprovalService,
    private readonly answers: AnswerService,
    private readonly notes: InternalNoteService,
    private readonly coSignatures: CoSignatureService,
  ) {}

  /** The act of this name; BAD_USER_INPUT where there is none. */
  named(name: string): Act {
    const act = Object.hasOwn(this.all, name) ? this.all[name] : undefined;
    if (!act) throw badInput('do', 'This page has no such button. Load it again.');
    return act;
  }

  private readonly all: Readonly<Record<string, Act>> = {
    submit: async (ctx, form) => ({ receipt: (await this.submissions.submit(ctx, submissionOf(form))).receiptNumber }),
    requestApproval: async (ctx, form) => ({ at: section(await this.approvals.request(ctx, submissionOf(form))) }),
    return: async (ctx, form) => ({
      at: section(await this.approvals.return(ctx, { ...submissionOf(form), reason: form.text('reason') })),
    }),
    withdraw: async (ctx, form) => ({ at: section(await this.approvals.withdraw(ctx, submissionOf(form))) }),
    setDeadline: async (ctx, form) => {
      const deadline = instantOf(form.text('deadline'));
      return { at: section(await this.approvals.setDeadline(ctx, { ...submissionOf(form), deadline })) };
    },
    arrange: async (ctx, form) => {
      const commentIds = form.text('order').split(' ');
      return { at: section(await this.approvals.arrange(ctx, { ...submissionOf(form), commentIds })) };
    },
    answer: async (ctx, form, round) => {
      const { submissionId, expectedRevision } = submissionOf(form);
      const answers = await answersIn(ctx, form, round);
      return { at: section(await this.answers.answer(ctx, { submissionId, expectedRevision, answers })) };
    },
    remove: async (ctx, form) => ({ at: section(await this.submissions.deleteComment(ctx, form.text('comment'))) }),
    note: async (ctx, form) => {
      const { id } = await this.notes.add(ctx, { commentId: form.text('comment'), body: form.text('note') });
      return { at: `c-${id}` };
    },
    support: async (ctx, form) => {
      const support = form.text('support') !== 'no';
      return { at: `c-${(await this.notes.support(ctx, { commentId: form.text('comment'), support })).id}` };
    },
    coSign: async (ctx, form, { reference }) => {
      const given = { commentId: form.text('comment'), organizationId: form.text('organization') };
      const comment = await this.coSignatures.coSign(ctx, { ...given, withdraw: form.text('withdraw') === 'yes' });
      return { to: `/rounds/${reference}/said?on=${encodeURIComponent(form.text('on'))}#${comment.reference ?? ''}` };
    },
  };
}

const section = ({ id }: { id: string }): string => `s-${id}`;

/** An instant as browsers give it, in UTC; null for none. */
function instantOf(text: string): string | null {
  if (text === '') return null;
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(at)) throw badInput('deadline', 'Give a day and a time, for example 2026-12-01T17:00.');
  return new Date(at).toISOString();
}

/** The answers that the form holds: a question whose field it does not have stays as it is. */
export async function answersIn(ctx: Ctx, form: PostedForm, round: Round): Promise<AnswerInput[]> {
  const questions = found(await ctx.load(questionsByRound, round.id), 'round') as Question[];
  return questions.flatMap(({ id: questionId, kind }): AnswerInput[] => {
    const name = answerField(questionId, form.text('submission'));
    const text = form.text(name);
    if (kind === 'MULTIPLE_CHOICE') return [{ questionId, value: [...form.all(name)] }];
    if (!form.names.includes(name) || (kind === 'SCALE' && text === '')) return [];
    return [{ questionId, value: kind === 'SCALE' ? Number(text) : text }];
  });
}
