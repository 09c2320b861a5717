import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];
const known = new WeakMap<FieldNode, Map<string, boolean>>();

/** Whether the query asks for this field somewhere below the resolved one; worked out once a document. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, field: string): boolean {
  return fieldNodes.some((node) => {
    const answers = known.get(node) ?? new Map<string, boolean>();
    known.set(node, answers);
    const answer = answers.get(field) ?? isBelow(node.selectionSet, field, fragments);
    answers.set(field, answer);
    return answer;
  });
}

/** Documents with circles of fragments do not get here: validation refuses them. */
function isBelow(set: SelectionSetNode | undefined, field: string, fragments: Fragments): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return isBelow(fragments[selection.name.value]?.selectionSet, field, fragments);
    if (selection.kind === Kind.FIELD && selection.name.value === field) return true;
    return isBelow(selection.selectionSet, field, fragments);
  });
}
