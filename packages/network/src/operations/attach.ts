import { ChangeBuilder } from "../change/change.ts";
import type { AttachmentId, NewId } from "../records/ids.ts";
import type { Attachment } from "../records/service.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged } from "./operation.ts";

/** Hangs a photo or document on an object; the bytes are kept elsewhere under their SHA-256. */
export function attach(network: Network, args: Omit<Attachment, "id">, newId: NewId): Answer {
  const builder = new ChangeBuilder().put("attachments", { id: newId() as AttachmentId, ...args });
  return judged(network, builder, `attach ${args.name} to ${args.of.id}`);
}
