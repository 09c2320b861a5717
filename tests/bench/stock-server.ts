import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, UnauthorizedException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Args, Context, GraphQLModule, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  Column,
  DataSource,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToOne,
  PrimaryColumn,
  type Relation,
  type Repository,
} from 'typeorm';

/**
 * The second thing that a page of comments is measured against: NestJS with Apollo and TypeORM as their documentation has them, entities
 * with relations and `getMany`, on the same tables, in a process of its own. It asks who is signed in, and hides nothing from anybody.
 */

/** What the process is told once it runs. */
export interface StockOrder {
  url: string;
  port: number;
}

@Entity('account')
class AccountEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ name: 'display_name' }) displayName!: string;
}

@Entity('session')
class SessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'bytea', name: 'token_hash' }) tokenHash!: Buffer;
  @ManyToOne(() => AccountEntity) @JoinColumn({ name: 'account_id' }) account!: Relation<AccountEntity>;
}

@Entity('organization')
class OrganizationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column() name!: string;
  @Column({ name: 'stakeholder_group' }) group!: string;
}

@Entity('round')
class RoundEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column() status!: string;
}

@Entity('comment')
class CommentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ name: 'round_id' }) roundId!: string;
  @Column() reference!: string;
  @Column({ type: 'bigint' }) number!: string;
  @Column() body!: string;
  @Column() type!: string;
  @Column() position!: string;
  @Column() status!: string;
  @Column({ name: 'stakeholder_group' }) group!: string;
  @Column({ type: 'text', nullable: true }) eid!: string | null;
  @Column() agree!: number;
  @Column() disagree!: number;
  @Column() pass!: number;
  @Column({ type: 'timestamptz', name: 'submitted_at' }) submittedAt!: Date;
  @ManyToOne(() => AccountEntity) @JoinColumn({ name: 'account_id' }) account!: Relation<AccountEntity>;
  @ManyToOne(() => OrganizationEntity)
  @JoinColumn({ name: 'organization_id' })
  organization!: Relation<OrganizationEntity> | null;
  @OneToOne(() => DispositionEntity, (disposition) => disposition.comment) disposition!: Relation<DispositionEntity> | null;
}

@Entity('disposition')
class DispositionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column() outcome!: string;
  @Column() response!: string;
  @Column() status!: string;
  @OneToOne(() => CommentEntity) @JoinColumn({ name: 'comment_id' }) comment!: Relation<CommentEntity>;
}

const TYPES = `
  scalar DateTime
  type Query { round(id: ID!): Round }
  type Round { id: ID! comments(first: Int, after: String): Comments! }
  type Comments { nodes: [Comment!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Comment { id: ID! reference: String! body: String! type: String! position: String! submittedAt: DateTime! author: Author!
    anchor: Anchor reactions: Reactions! disposition: Disposition }
  type Author { displayName: String! group: String! organization: Organization }
  type Organization { id: ID! name: String! group: String! }
  type Anchor { eId: String! }
  type Reactions { agree: Int! disagree: Int! pass: Int! }
  type Disposition { outcome: String! response: String! status: String! }`;

let comments: Repository<CommentEntity>;
let rounds: Repository<RoundEntity>;
let sessions: Repository<SessionEntity>;

interface Asking {
  req: { headers: Record<string, string | undefined> };
}

@Resolver('Round')
class RoundResolver {
  @Query('round')
  async round(@Context() { req }: Asking, @Args('id') id: string): Promise<RoundEntity | null> {
    const token = (req.headers['authorization'] ?? '').replace('Bearer ', '');
    const tokenHash = createHash('sha256').update(token).digest();
    if (!(await sessions.findOne({ where: { tokenHash }, relations: { account: true } }))) throw new UnauthorizedException();
    return rounds.findOneBy({ id });
  }

  @ResolveField('comments')
  async comments(@Parent() { id }: RoundEntity, @Args('first') first: number, @Args('after') after: string): Promise<object> {
    const [number] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [number];
    const rows = await comments
      .createQueryBuilder('c')
      .leftJoinAndSelect('c.account', 'a')
      .leftJoinAndSelect('c.organization', 'o')
      .leftJoinAndSelect('c.disposition', 'd')
      .where(`c.roundId = :id and c.number > :number and c.status = 'PUBLISHED'`, { id, number })
      .orderBy('c.number')
      .limit(first + 1)
      .getMany();
    const nodes = rows.slice(0, first);
    const endCursor = Buffer.from(`[${nodes.at(-1)?.number}]`).toString('base64url');
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  }
}

@Resolver('Comment')
class CommentResolver {
  @ResolveField('author')
  author(@Parent() { account, group, organization }: CommentEntity): object {
    return { displayName: account.displayName, group, organization };
  }

  @ResolveField('anchor')
  anchor(@Parent() { eid }: CommentEntity): object | null {
    return eid === null ? null : { eId: eid };
  }

  @ResolveField('reactions')
  reactions(@Parent() { agree, disagree, pass }: CommentEntity): object {
    return { agree, disagree, pass };
  }
}

const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
  driver: ApolloDriver,
  typeDefs: TYPES,
  context: (req: unknown) => ({ req }),
} as ApolloDriverConfig);

@Module({ imports: [graphql], providers: [RoundResolver, CommentResolver] })
class StockModule {}

async function serve({ url, port }: StockOrder): Promise<void> {
  const entities = [AccountEntity, SessionEntity, OrganizationEntity, RoundEntity, CommentEntity, DispositionEntity];
  const source = await new DataSource({ type: 'postgres', url, entities, extra: { max: 10 } }).initialize();
  [comments, rounds, sessions] = [
    source.getRepository(CommentEntity),
    source.getRepository(RoundEntity),
    source.getRepository(SessionEntity),
  ];
  const app = await NestFactory.create(StockModule, new FastifyAdapter(), { logger: ['error'] });
  await app.listen(port, '127.0.0.1');
  process.send?.('ready');
}

process.once('message', (order: StockOrder) => void serve(order));
