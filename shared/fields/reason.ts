/** Why somebody does something: nothing that controls or formats, no line ends, and something that is seen. */
export const REASON_PATTERN = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

export const REASON_RULE = 'must be 1 to 200 printable characters';
