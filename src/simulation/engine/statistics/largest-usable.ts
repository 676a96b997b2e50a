/** Beyond this size a square, and with it a variance, would leave the doubles. */
export const LARGEST_USABLE = 1e150;
