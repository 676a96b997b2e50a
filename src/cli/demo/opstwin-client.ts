import { bearer, endpoint } from '../client/endpoint.js';
import { problemText, readProblem } from '../client/problem-document.js';

/** The few requests that the demo makes, over a real socket like any client's. */
export class OpsTwinClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  get<Body>(path: string): Promise<Body> {
    return this.send<Body>('GET', path);
  }

  post<Body>(path: string, body: object): Promise<Body> {
    return this.send<Body>('POST', path, JSON.stringify(body));
  }

  private async send<Body>(method: string, path: string, body?: string): Promise<Body> {
    const response = await fetch(endpoint(this.url, path), {
      method,
      headers: { ...bearer(this.token), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${problemText(await readProblem(response))}`);
    return (await response.json()) as Body;
  }
}
