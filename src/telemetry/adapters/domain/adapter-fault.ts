/** Keeps an adapter from working until somebody changes its document or the configuration; waiting does not help. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault';
}
