/** What is used of js-quantities, which brings no types of its own. */
declare module 'js-quantities' {
  interface Quantity {
    readonly scalar: number;
    isCompatible(other: Quantity): boolean;
    kind(): string;
  }

  interface Quantities {
    /** @throws QtyError when the text is no quantity */
    (text: string): Quantity;
    /** @throws QtyError when a unit is unknown, or the two are of different kinds */
    swiftConverter(from: string, to: string): (value: number) => number;
  }

  const Qty: Quantities;
  export default Qty;
}
