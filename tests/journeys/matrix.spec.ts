import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { NOT_IMPLEMENTED } from '../../apps/api/src/not-implemented.js';
import { type FieldRule, OBJECTS, PARTS, PERSONAL, QUERIES, SAME, type TypeRules } from '../support/matrix-rules.js';
import { MatrixWorld, type Viewer } from '../support/matrix-world.js';
import { type Naming, namings } from '../support/hidden-things.js';
import { statementsOf } from '../support/statements.js';
import { probe, waysTo } from '../support/schema-walk.js';

type Facts = { id: string };
type Answer = Record<string, unknown> | null;
const AT_ONCE = 25; // of the 30 aliases that a document may have
const WAITS = new Set(NOT_IMPLEMENTED);

describe('who sees what', () => {
  let world: MatrixWorld;
  let schema: GraphQLSchema;
  let cells = 0;

  beforeAll(async () => {
    world = await MatrixWorld.start();
    schema = world.platform.app.get(GraphQLSchemaHost, { strict: false }).schema;
  }, 60_000);
  afterAll(async () => {
    await world.stop();
    process.stdout.write(`who sees what: ${cells} cells\n`);
  });

  const typeOf = (name: string): GraphQLObjectType => schema.getType(name) as GraphQLObjectType;
  const rulesOf = (name: string): TypeRules<Facts> => OBJECTS[name] as unknown as TypeRules<Facts>;

  /** The fields of a type that are asked for, each with its rule. */
  const askedOf = (name: string): { field: string; text: string; rule: FieldRule<Facts> }[] =>
    Object.values(typeOf(name).getFields()).flatMap((field) => {
      const rule = rulesOf(name).fields[field.name] as FieldRule<Facts>;
      const text = rule !== SAME && rule.ask ? rule.ask : probe(field);
      return text === null || WAITS.has(`${name}.${field.name}`) ? [] : [{ field: field.name, text, rule }];
    });

  async function answers(viewer: Viewer, name: string, ids: string[]): Promise<Answer[]> {
    const nodes = ids.map((id, i) => `n${i}: node(id: "${id}") { ...Asked }`).join(' ');
    const fields = askedOf(name).map(({ text }) => text);
    const { data, errors } = await viewer.client.ask<Record<string, Answer>>(
      `query { ${nodes} } fragment Asked on ${name} { ${fields.join(' ')} }`,
    );
    if (errors || !data) throw new Error(`${viewer.name}, ${name}: ${JSON.stringify(errors?.slice(0, 3))}`);
    return ids.map((_, i) => data[`n${i}`] ?? null);
  }

  const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

  /** What is otherwise than its rule says, of one object in the eyes of one viewer. */
  function wrongIn(name: string, viewer: Viewer, facts: Facts, answer: Answer): string[] {
    cells++;
    const { seen } = rulesOf(name);
    const told = `${viewer.name}: ${name} ${JSON.stringify({ ...facts, id: undefined, comment: undefined })}`;
    if ((answer !== null) !== seen(viewer, facts, world)) return [`${told}, ${answer === null ? 'hidden' : 'shown'}`];
    if (answer === null) return [];
    return askedOf(name).flatMap(({ field, rule }) => {
      cells++;
      if (rule === SAME) return [];
      const isFilled = rule.filled ? rule.filled(answer[field] as never) : !isEmpty(answer[field]);
      return isFilled === rule.for(viewer, facts, world) ? [] : [`${told}, .${field} ${isFilled ? 'filled' : 'empty'}`];
    });
  }

  it('is told for every type, field and query of the schema', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    const isFrame = (name: string): boolean =>
      /(Payload|Connection|Edge)$/.test(name) || ['Query', 'Mutation', 'Subscription'].includes(name);
    const told = [...Object.keys(OBJECTS), ...PARTS, ...PERSONAL];
    expect(types.map(({ name }) => name).filter((name) => !isFrame(name) && !told.includes(name))).toEqual([]);
    const fields = Object.keys(OBJECTS).flatMap((name) =>
      Object.keys(typeOf(name).getFields()).map((field) => `${name}.${field}`),
    );
    const rules = Object.keys(OBJECTS).flatMap((name) => Object.keys(rulesOf(name).fields).map((field) => `${name}.${field}`));
    expect(fields.filter((field) => !rules.includes(field))).toEqual([]);
    expect(rules.filter((field) => !fields.includes(field))).toEqual([]);
    expect(Object.keys(typeOf('Query').getFields()).filter((name) => !(name in QUERIES))).toEqual([]);
  });

  it.each(Object.keys(OBJECTS))('%s: each field as its rule says, to everyone, in every state', async (name) => {
    const objects = rulesOf(name).objects(world);
    expect(objects.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const viewer of world.viewers)
      for (let at = 0; at < objects.length; at += AT_ONCE) {
        const some = objects.slice(at, at + AT_ONCE);
        const given = await answers(
          viewer,
          name,
          some.map(({ id }) => id),
        );
        some.forEach((facts, i) => wrong.push(...wrongIn(name, viewer, facts, given[i] ?? null)));
      }
    expect([...new Set(wrong)].slice(0, 40)).toEqual([]);
  });

  it.each(Object.keys(OBJECTS))(
    '%s that a viewer may not know of is answered as one that does not exist, byte for byte',
    async (name) => {
      const { objects, seen } = rulesOf(name);
      const bytes = async (viewer: Viewer, id: string): Promise<string> => {
        const query = `query($id: ID!) { node(id: $id) { __typename } }`;
        const response = await fetch(`${world.platform.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(viewer.client.token ? { authorization: `Bearer ${viewer.client.token}` } : {}),
          },
          body: JSON.stringify({ query, variables: { id } }),
        });
        return `${response.status} ${await response.text()}`;
      };
      for (const viewer of world.viewers) {
        const hidden = objects(world).find((facts) => !seen(viewer, facts, world));
        cells++;
        if (hidden)
          expect([viewer.name, await bytes(viewer, hidden.id)]).toEqual([viewer.name, await bytes(viewer, randomUUID())]);
      }
    },
  );

  describe('a mutation that names what the caller may not know of', () => {
    type Given = { code: string; message: string } | null;
    const SOME = 4; // of each type and viewer for a mutation; which ones goes round, so that every state and marking has its turn
    const ASKS = ['anonymous', 'stranger', 'participant', 'colleague', 'REVIEWER here', 'ADMIN elsewhere'];

    /** Of what is hidden from a viewer, in every marking, state and round, a few; others at each `turn`. */
    const hiddenFrom = (viewer: Viewer, type: string, turn = 0): Facts[] => {
      const { objects, seen } = rulesOf(type);
      const kinds = new Map<string, Facts>();
      for (const facts of objects(world))
        if (!seen(viewer, facts, world)) kinds.set(JSON.stringify({ ...facts, id: '', attribution: '' }), facts);
      const all = [...kinds.values()];
      return Array.from({ length: Math.min(SOME, all.length) }, (_, i) => all[(turn * SOME + i) % all.length] as Facts);
    };
    const refusals = async (viewer: Viewer, { mutation, inputType, input }: Naming, ids: readonly string[]): Promise<Given[]> => {
      const variables = Object.fromEntries(ids.map((id, i) => [`i${i}`, input(id)]));
      const given = ids.map((_, i) => `$i${i}: ${inputType}!`).join(', ');
      const asked = ids.map((_, i) => `m${i}: ${mutation}(input: $i${i}) { __typename }`).join(' ');
      const { data, errors } = await viewer.client.ask(`mutation(${given}) { ${asked} }`, variables);
      const refusalOf = (i: number): Given => {
        const error = errors?.find(({ path }) => path?.[0] === `m${i}`) ?? errors?.find(({ path }) => path === undefined);
        return error ? { code: error.extensions.code, message: error.message } : null;
      };
      // What is run by graphql-js ends at the first refusal: then each is asked for alone.
      const isCut = data === null && ids.length > 1 && ids.some((_, i) => refusalOf(i) === null);
      if (!isCut) return ids.map((_, i) => refusalOf(i));
      const naming = { mutation, inputType, input } as Naming;
      return (await Promise.all(ids.map((id) => refusals(viewer, naming, [id])))).flat();
    };

    it('is refused in the words for what does not exist, for every mutation, viewer, state and marking', async () => {
      const wrong: string[] = [];
      const met = new Map<string, Set<string>>();
      const all = namings(schema, world.rounds.open).filter(({ mutation }) => !WAITS.has(`Mutation.${mutation}`));
      for (const [turn, naming] of all.entries())
        for (const viewer of world.viewers.filter(({ name }) => ASKS.includes(name))) {
          const hidden = hiddenFrom(viewer, naming.type, turn);
          if (hidden.length === 0) continue;
          const given = await refusals(viewer, naming, [randomUUID(), ...hidden.map(({ id }) => id)]);
          const [absent] = given;
          given.slice(1).forEach((refusal, i) => {
            cells++;
            if (JSON.stringify(refusal) !== JSON.stringify(absent))
              wrong.push(
                `${viewer.name}: ${naming.mutation}.${naming.field} ${JSON.stringify(hidden[i])}: ${JSON.stringify(refusal)}, absent: ${JSON.stringify(absent)}`,
              );
          });
          const name = `${naming.mutation}.${naming.field}`;
          met.set(
            name,
            (met.get(name) ?? new Set()).add(absent?.code === 'BAD_INPUT' ? absent.message : (absent?.code ?? 'done')),
          );
        }
      expect(wrong.slice(0, 10)).toEqual([]);
      expect(met.size).toBeGreaterThan(20);
      const unlooked = [...met]
        .filter(([, codes]) => !['NOT_FOUND', 'FORBIDDEN'].some((code) => codes.has(code)))
        .map(([name, codes]) => [name, ...codes].join(' '));
      // What nobody watches is unwatched, whether it exists or not.
      expect(unlooked).toEqual(['unwatch.subjectId UNAUTHENTICATED done']);
    });

    it.each(['Comment', 'Submission', 'Reply', 'Disposition'])(
      '%s costs the same statements as what does not exist',
      async (type) => {
        for (const viewer of world.viewers) {
          const [hidden] = hiddenFrom(viewer, type);
          if (!hidden) continue;
          const costs = (id: string): Promise<string[]> =>
            statementsOf(world.platform.db, () => viewer.client.ask('query($id: ID!) { node(id: $id) { __typename } }', { id }));
          cells++;
          const [of, none] = [await costs(hidden.id), await costs(randomUUID())];
          expect([viewer.name, of]).toEqual([viewer.name, none]);
        }
      },
    );
  });

  it.each(Object.entries(QUERIES))(
    'Query.%s answers those for whom it is, and the others as its rule says',
    async (name, rule) => {
      if (WAITS.has(`Query.${name}`)) return;
      for (const viewer of world.viewers) {
        cells++;
        const { data, errors } = await viewer.client.ask<Record<string, unknown>>(`{ ${rule.ask(world)} }`);
        const code = errors?.[0]?.extensions.code ?? (isEmpty(data?.[name]) ? 'nothing' : 'answered');
        if (!rule.for(viewer))
          expect([viewer.name, code]).toEqual([
            viewer.name,
            viewer.accountId ? rule.else : expect.stringMatching(`UNAUTHENTICATED|${rule.else}`),
          ]);
        else expect([viewer.name, code]).toEqual([viewer.name, expect.stringMatching(/^(answered|nothing)$/)]);
      }
    },
  );

  describe('the same comment, asked for in every way of up to four steps', () => {
    const SHOWN = `__typename id reference body tlp status revision withheldReason author { displayName organization { name } }
      internalNotes { body } flags { kind } supporters { id } disposition { outcome response } replies(first: 1) { totalCount }`;
    const WHO = ['anonymous', 'participant', 'author', 'SECRETARIAT here', 'REVIEWER here', 'ADMIN elsewhere'];

    /** The comments in an answer, however deep. */
    const commentsIn = (value: unknown): { id: string }[] => {
      if (Array.isArray(value)) return value.flatMap(commentsIn);
      if (typeof value !== 'object' || value === null) return [];
      const own = (value as { __typename?: string }).__typename === 'Comment' ? [value as { id: string }] : [];
      return [...own, ...Object.values(value).flatMap(commentsIn)];
    };

    /** Where ways begin: what has arguments of its own, and everything that `node` finds. */
    const roots = (): { name: string; type: string; ask: (inner: string) => string }[] => {
      const { cycles, norm, version, comments, dispositions, amendments, submissions } = world;
      const { draft: _draft, ...rounds } = world.rounds;
      const plain = (name: string, type: string, args = ''): { name: string; type: string; ask: (inner: string) => string } => ({
        name: `${name}${args}`,
        type,
        ask: (inner) => `{ ${name}${args} { ${inner} } }`,
      });
      const pages = (name: string, type: string, args: string) => ({
        name,
        type,
        ask: (inner: string) => `{ ${name}${args} { nodes { ${inner} } } }`,
      });
      const node = (type: string, id = '') => ({
        name: `node ${type}`,
        type,
        ask: (inner: string) => `{ node(id: "${id}") { ... on ${type} { ${inner} } } }`,
      });
      const published = comments.filter(({ status, tlp }) => status === 'PUBLISHED' && tlp === 'CLEAR');
      return [
        ...Object.values(rounds).map((id) => plain('round', 'Round', `(id: "${id}")`)),
        ...Object.values(cycles).map((id) => plain('reviewCycle', 'ReviewCycle', `(id: "${id}")`)),
        plain('norm', 'Norm', `(id: "${norm}")`),
        plain('normVersion', 'NormVersion', `(id: "${version}")`),
        plain('mySubmissions', 'Submission'),
        pages('norms', 'Norm', '(first: 5)'),
        pages('rounds', 'Round', '(first: 5)'),
        pages('moderationQueue', 'Comment', `(roundId: "${rounds.open}", first: 4)`),
        ...published.slice(0, 1).map(({ id }) => node('Comment', id)),
        node('Disposition', dispositions.at(-1)?.id),
        node('Disposition', dispositions[0]?.id),
        node('Amendment', amendments.at(-1)?.id),
        ...submissions.slice(0, 2).map(({ id }) => node('Submission', id)),
      ];
    };

    const WATCHED = ['AMBER_STRICT', 'RED'];
    /** Tells, of comments that the viewer was shown just now, those whose reading should be in the log and is not. */
    const unreadAfter = async (viewer: Viewer): Promise<(shown: { id: string }[]) => Promise<string[]>> => {
      const isSecret = new Set(world.comments.filter(({ tlp }) => WATCHED.includes(tlp)).map(({ id }) => id));
      const READ = `select id, subject_id from event where action = 'comment.read' and actor_id = $1 and id > $2 order by id`;
      let since = '00000000-0000-0000-0000-000000000000';
      const readings = async (): Promise<string[]> => {
        const rows = await world.platform.db.read<{ id: string; subjectId: string }>(READ, [viewer.accountId, since]);
        since = rows.at(-1)?.id ?? since;
        return rows.map(({ subjectId }) => subjectId);
      };
      await readings();
      return async (shown) => {
        if (viewer.role !== 'SECRETARIAT') return [];
        const read = await readings();
        return [...new Set(shown.map(({ id }) => id))].filter((id) => isSecret.has(id) && !read.includes(id));
      };
    };

    it.each(['Disposition', 'Reply'])('counts as read with the words of its %s alone', async (name) => {
      const viewer = world.viewers.find((candidate) => candidate.name === 'SECRETARIAT here') as Viewer;
      const unread = await unreadAfter(viewer);
      const about = { Disposition: world.dispositions, Reply: world.replies }[name] ?? [];
      const words = { Disposition: 'response', Reply: 'body' }[name] ?? '';
      let met = 0;
      for (const { id, comment } of about.filter(({ comment: { tlp } }) => WATCHED.includes(tlp))) {
        const { node } = await viewer.client.get<{ node: object | null }>(
          `{ node(id: "${id}") { ... on ${name} { ${words} } } }`,
        );
        if (node === null) continue;
        met++;
        expect(await unread([comment])).toEqual([]);
      }
      expect(met).toBeGreaterThan(0);
    });

    it.each(WHO)('is answered alike to %s', async (name) => {
      const viewer = world.viewers.find((candidate) => candidate.name === name) as Viewer;
      const known = new Map<string, unknown>();
      for (let at = 0; at < world.comments.length; at += AT_ONCE) {
        const some = world.comments.slice(at, at + AT_ONCE).map(({ id }, i) => `n${i}: node(id: "${id}") { ...Shown }`);
        const data = await viewer.client.get(`query { ${some.join(' ')} } fragment Shown on Comment { ${SHOWN} }`);
        for (const comment of commentsIn(data)) known.set(comment.id, comment);
      }
      const wrong: string[] = [];
      const met = new Set<string>();
      const unread = await unreadAfter(viewer);
      const all = roots().flatMap((root) =>
        waysTo(schema, { from: root.type, end: 'Comment', steps: 3 }, (field) => !WAITS.has(field)).map((way) => ({ root, way })),
      );
      for (const { root, way } of all) {
        const { data } = await viewer.client.ask(root.ask(way.text.replace('…', SHOWN)));
        const found = commentsIn(data);
        cells += found.length;
        for (const { id } of found) met.add(id);
        wrong.push(
          ...(await unread(found)).map((id) => `${root.name} ${way.names.join('.')}: the reading of ${id} is not in the log`),
        );
        const unlike = found.filter((comment) => JSON.stringify(comment) !== JSON.stringify(known.get(comment.id)));
        wrong.push(...unlike.map((comment) => `${root.name} ${way.names.join('.')}: ${JSON.stringify(comment)}`));
      }
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(all.length).toBeGreaterThan(50);
      const sent = world.comments.filter(({ id, status }) => known.has(id) && status !== 'DRAFT').map(({ id }) => id);
      expect(sent.filter((id) => !met.has(id))).toEqual([]);
    });
  });
});
