import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, FromCtx } from '#platform/access.js';
import type { Ctx } from '#platform/ctx.js';
import type { AssignStaffInput } from '#platform/schema.types.js';
import type { Account } from './account.entity.js';
import { StaffService } from './staff.service.js';

@Resolver()
export class StaffResolver {
  constructor(private readonly staff: StaffService) {}

  @Mutation('assignStaff')
  @Allow('staff.assign')
  async assignStaff(@FromCtx() ctx: Ctx, @Args('input') input: AssignStaffInput): Promise<{ account: Account }> {
    return { account: await this.staff.assign(ctx, input) };
  }

  @Mutation('revokeStaff')
  @Allow('staff.assign')
  async revokeStaff(@FromCtx() ctx: Ctx, @Args('input') input: AssignStaffInput): Promise<{ account: Account }> {
    return { account: await this.staff.revoke(ctx, input) };
  }
}
