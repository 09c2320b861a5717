/**
 * Speaks GraphQL to a running API, as one person: what the demonstration is loaded through. What it changes goes under keys that
 * are the same each time the same story is told, so that a story that was cut short can be told again from its beginning.
 */
export class ApiClient {
  private changes = 0;

  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  /** The data of an answer; throws with what the API said where it refused. */
  async get<T>(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<T> {
    const body = JSON.stringify({ query, variables });
    const answer = await this.post('/graphql', body, { 'content-type': 'application/json', ...headers });
    const { data, errors } = answer as { data?: T | null; errors?: { message: string }[] };
    if (errors || !data) throw new Error(`The API refused: ${errors?.map((error) => error.message).join(' ') ?? 'no data'}`);
    return data;
  }

  /** Calls a mutation with its `input`; gives the fields asked for. `type` where the input's type is not named after it. */
  async call<T>(
    mutation: string,
    input: object,
    fields: string,
    type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`,
  ): Promise<T> {
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`;
    const data = await this.get<Record<string, T>>(query, { input }, this.nextKey());
    return data[mutation] as T;
  }

  /** Uploads a text; gives the file's id. */
  async upload(fileName: string, text: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([text]), fileName);
    const answer = (await this.post('/files', form, this.nextKey())) as { id?: string; errors?: { message: string }[] };
    if (!answer.id) throw new Error(`The upload was refused: ${answer.errors?.[0]?.message ?? 'it has no id'}`);
    return answer.id;
  }

  /** Sends a body and gives what the API answered, whole. */
  protected async post(path: string, body: BodyInit, headers: Record<string, string>): Promise<object> {
    const authorization = `Bearer ${this.token}`;
    const response = await fetch(`${this.url}${path}`, { method: 'POST', body, headers: { authorization, ...headers } });
    return (await response.json()) as object;
  }

  private nextKey(): Record<string, string> {
    return { 'idempotency-key': `story-${++this.changes}` };
  }
}
