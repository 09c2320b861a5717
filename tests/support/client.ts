/** An error as the contract gives it. */
export interface ApiError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; state?: string; fields?: { path: string; message: string }[]; retryAfter?: number };
}

export interface ApiAnswer<T> {
  status: number;
  data: T | null;
  errors?: ApiError[];
}

type Variables = Record<string, unknown>;

/** Speaks to the API over HTTP, as one person. */
export class Client {
  constructor(
    readonly url: string,
    readonly token: string | null,
  ) {}

  /** The answer as it is, errors and all. */
  async ask<T = Record<string, never>>(
    query: string,
    variables: Variables = {},
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credentials, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as { data: T | null; errors?: ApiError[] }) };
  }

  /** The data of an answer without errors; anything else fails the test with what the API said. */
  async get<T>(query: string, variables: Variables = {}, headers: Record<string, string> = {}): Promise<T> {
    const { data, errors, status } = await this.ask<T>(query, variables, headers);
    if (errors || data === null) throw new Error(`${status} ${JSON.stringify(errors)} for ${query.slice(0, 120)}`);
    return data;
  }

  /** Calls a mutation that takes `input`, and gives the fields asked for of its payload. */
  async call<T>(mutation: string, input: Variables, fields: string): Promise<T> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const name = INPUT_TYPES[mutation] ?? type;
    const data = await this.get<Record<string, T>>(`mutation($input: ${name}!) { ${mutation}(input: $input) { ${fields} } }`, {
      input,
    });
    return data[mutation] as T;
  }

  /** The error of a mutation that has to be refused. */
  async refused(mutation: string, input: Variables, fields: string): Promise<ApiError> {
    const name = INPUT_TYPES[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { errors } = await this.ask(`mutation($input: ${name}!) { ${mutation}(input: $input) { ${fields} } }`, { input });
    if (!errors?.[0]) throw new Error(`${mutation} was not refused.`);
    return errors[0];
  }

  /** Signs in by password; gives the client that is signed in. */
  async signIn(email: string, password: string): Promise<Client> {
    const { token } = await this.call<{ token: string }>('signIn', { email, password }, 'token');
    return new Client(this.url, token);
  }

  /** Uploads a file; gives its id. */
  async upload(fileName: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const { status, body } = await this.tryUpload(fileName, content);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return (body as { id: string }).id;
  }

  /** Tries to upload a file. */
  async tryUpload(fileName: string, content: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; body: unknown }> {
    const form = new FormData();
    form.append('file', new Blob([content]), fileName);
    const response = await fetch(`${this.url}/files`, { method: 'POST', headers: this.credentials, body: form });
    return { status: response.status, body: await response.json() };
  }

  /** Fetches a path with this person's credentials. */
  fetch(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(new URL(path, this.url), { headers: { ...this.credentials, ...headers } });
  }

  private get credentials(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

/** Mutations whose input type does not have their name. */
const INPUT_TYPES: Readonly<Record<string, string>> = {
  submit: 'SubmissionTransitionInput',
  requestApproval: 'SubmissionTransitionInput',
  withdrawSubmission: 'SubmissionTransitionInput',
  unwatch: 'WatchInput',
  openRound: 'RoundTransitionInput',
  pauseRound: 'RoundTransitionInput',
  closeRound: 'RoundTransitionInput',
  cancelRound: 'RoundTransitionInput',
  revokeStaff: 'AssignStaffInput',
};
