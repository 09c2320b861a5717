import { v7 } from 'uuid';

/** A new id: UUID version 7 (RFC 9562 §5.7), so that ids sort by the time they were made. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a well-formed id; anything else cannot name anything. */
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
