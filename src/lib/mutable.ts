/** A record in the making: the same fields, to be written. Who is done hands it out as a `T`. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
