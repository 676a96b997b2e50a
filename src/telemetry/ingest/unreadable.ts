/** Stands in the place of a reading that cannot even be validated, so that only this one is rejected. */
export class Unreadable {
  constructor(
    readonly code: string,
    readonly message: string,
  ) {}
}
