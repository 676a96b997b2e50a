import type { Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import { ARITHMETIC_KERNELS } from './kernels/arithmetic-kernels.js';
import { COMPARISON_KERNELS } from './kernels/comparison-kernels.js';
import type { BinaryKernel, TernaryKernel, UnaryKernel } from './kernels/kernel.js';
import { LOGIC_KERNELS } from './kernels/logic-kernels.js';
import { TERNARY_KERNELS } from './kernels/ternary-kernels.js';
import { UNARY_KERNELS } from './kernels/unary-kernels.js';
import type { ScratchBuffers } from './scratch-buffers.js';

const BINARY_KERNELS = { ...ARITHMETIC_KERNELS, ...COMPARISON_KERNELS, ...LOGIC_KERNELS };

/**
 * Computes the first `count` samples of a block. The answer is a buffer that the next evaluation overwrites: copy it,
 * and do not write to it.
 */
export type BlockEvaluator = (count: number) => Float64Array;

/**
 * Compiles an expression to loops over blocks of samples: one closure a node, each running a loop into a scratch buffer.
 * @param columns the block of values of every name, refilled by the caller before each evaluation
 * @throws ExpressionError for a name without a column
 */
export function compileExpression(
  expression: Expression,
  columns: ReadonlyMap<string, Float64Array>,
  scratch: ScratchBuffers,
): BlockEvaluator {
  return compileNode(expression, { columns, scratch }, 0);
}

interface Context {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly scratch: ScratchBuffers;
}

/** A node may write the scratch buffers from its depth on; its operands, but for the first, start above it. */
function compileNode(node: Expression, context: Context, depth: number): BlockEvaluator {
  switch (node.kind) {
    case 'number': {
      const constant = new Float64Array(context.scratch.size).fill(node.value);
      return () => constant;
    }
    case 'name': {
      const column = context.columns.get(node.name);
      if (!column) throw new ExpressionError(`Unknown name "${node.name}"`, node.position);
      return () => column;
    }
    case 'prefix':
      return unary(UNARY_KERNELS[node.operator], compileNode(node.operand, context, depth), context.scratch.at(depth));
    case 'binary':
      return fold(BINARY_KERNELS[node.operator], compileAll([node.left, node.right], context, depth), context, depth);
    case 'call':
      return compileCall(node, context, depth);
  }
}

function compileCall(node: Extract<Expression, { kind: 'call' }>, context: Context, depth: number): BlockEvaluator {
  const args = compileAll(node.args, context, depth);
  const out = context.scratch.at(depth);
  switch (node.function) {
    case 'if':
    case 'clip':
      return ternary(TERNARY_KERNELS[node.function], args, out);
    case 'min':
    case 'max':
      return fold(ARITHMETIC_KERNELS[node.function], args, context, depth);
    case 'pow':
      return fold(ARITHMETIC_KERNELS['^'], args, context, depth);
    case 'abs':
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'log10':
    case 'floor':
    case 'ceil':
    case 'round':
    case 'sin':
    case 'cos':
    case 'tan':
    case 'tanh':
      return unary(UNARY_KERNELS[node.function], args[0] ?? missing, out);
  }
}

function compileAll(nodes: readonly Expression[], context: Context, depth: number): BlockEvaluator[] {
  return nodes.map((node, index) => compileNode(node, context, depth + index));
}

function unary(kernel: UnaryKernel, operand: BlockEvaluator, out: Float64Array): BlockEvaluator {
  return (count) => {
    kernel(out, operand(count), count);
    return out;
  };
}

/** From left to right; every operand is kept in its own buffer until it is used. */
function fold(kernel: BinaryKernel, args: readonly BlockEvaluator[], context: Context, depth: number): BlockEvaluator {
  const out = context.scratch.at(depth);
  const [first = missing, ...rest] = args;
  return (count) => {
    let left = first(count);
    for (const operand of rest) {
      kernel(out, left, operand(count), count);
      left = out;
    }
    return left;
  };
}

function ternary(kernel: TernaryKernel, args: readonly BlockEvaluator[], out: Float64Array): BlockEvaluator {
  const [first = missing, second = missing, third = missing] = args;
  return (count) => {
    const [a, b, c] = [first(count), second(count), third(count)];
    kernel(out, a, b, c, count);
    return out;
  };
}

/** The parser has counted the arguments. */
function missing(): never {
  throw new Error('A function was compiled without its argument');
}
