import fc from "fast-check";
import { expect, test } from "vitest";
import { Guard } from "./guard.ts";
import {
  errorMessage,
  fieldOf,
  MessageReader,
  parseMessage,
  repliesIn,
  syncMessage,
  type WireMessage,
} from "./wire.ts";

const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);

test("messages are cut at their ends, however the stream was chopped", () => {
  const stream = Buffer.concat([startup, parseMessage("select 1"), syncMessage, parseMessage("选择")]);
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
      const reader = new MessageReader();
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const messages = edges.flatMap((edge, i) => reader.read(stream.subarray(edges[i - 1] ?? 0, edge)));
      expect(messages.map(({ type }) => type)).toEqual(["", "P", "S", "P"]);
      expect(Buffer.concat(messages.map(({ bytes }) => bytes))).toEqual(stream);
    }),
  );
});

test("an error carries its fields", () => {
  const [reply] = repliesIn(errorMessage("XX900", "因为"));
  expect([fieldOf(reply!, "S"), fieldOf(reply!, "C"), fieldOf(reply!, "M")]).toEqual(["ERROR", "XX900", "因为"]);
});

const message = (type: string): WireMessage => ({
  type,
  bytes: Buffer.from([type.charCodeAt(0), 0, 0, 0, 8, 0, 0, 0, 0]),
});
const reply = (types: string) => Buffer.concat([...types].map((type) => Buffer.from([type.charCodeAt(0), 0, 0, 0, 4])));

/** An engine that answers from a list. */
const guardOver = (answers: { replies: string; thrown?: boolean }[]) => {
  const sent: Uint8Array[] = [];
  const guard = new Guard(async (messages) => {
    sent.push(messages);
    const { replies, thrown = false } = answers.shift()!;
    return { replies: reply(replies), thrown };
  });
  return { guard, sent };
};

test("an engine that leaves an Execute without an answer is unsound", async () => {
  const { guard } = guardOver([{ replies: "12" }]);
  for (const type of ["P", "B"]) await guard.take(message(type));
  await expect(guard.take(message("E"))).rejects.toThrow("left a message without an answer");
});

test("an engine that will not fail when told to is unsound", async () => {
  const { guard } = guardOver([{ replies: "12C", thrown: true }, { replies: "1" }]);
  for (const type of ["P", "B"]) await guard.take(message(type));
  await expect(guard.take(message("E"))).rejects.toThrow("did not fail when told to");
});

test("after a lost statement the client gets one error, and nothing runs until the Sync", async () => {
  const { guard, sent } = guardOver([{ replies: "12C", thrown: true }, { replies: "E" }, { replies: "Z" }]);
  for (const type of ["P", "B"]) await guard.take(message(type));
  const answer = repliesIn(await guard.take(message("E")));
  expect(answer.map((each) => [each.type, fieldOf(each, "C")])).toEqual([["E", "XX900"]]);
  for (const type of ["P", "B", "E"]) expect(await guard.take(message(type))).toHaveLength(0);
  expect(repliesIn(await guard.take(message("S"))).map(({ type }) => type)).toEqual(["Z"]);
  expect(sent).toHaveLength(3);
});
