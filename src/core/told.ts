import type { PlainKey, PlainParams } from '../words/index.ts';
import { plainEnglish } from '../words/plain.ts';
import { Fault, type FaultCode, type Told } from './fault.ts';

/** A refusal that a reader may be told: its sentence is a message of the catalogue, in English at a terminal. */
export const told = <Key extends PlainKey>(code: FaultCode, key: Key, ...params: PlainParams<Key>): Fault =>
  new Fault(code, plainEnglish(key, ...params), [], undefined, { key, params: params[0] as Told['params'] });
