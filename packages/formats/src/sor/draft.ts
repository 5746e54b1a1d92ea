/** A record while it is read: what came so far. */
export type Draft<T> = { -readonly [Field in keyof T]?: T[Field] };
