import { createClient } from "@cuntong/contract";

/** The API of the server that this page came from. */
export const client = createClient("", (input, init) => fetch(input, init));
