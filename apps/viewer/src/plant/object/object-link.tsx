import type { Network, Ref } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { nameOf } from "./names.ts";

/** The name of an object; a click opens it. */
export function ObjectLink({ network, of, text }: { network: Network; of: Ref; text?: string }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <button type="button" className="link" onClick={() => dispatch({ type: "object", object: of })}>
      {text ?? nameOf(network, of, t)}
    </button>
  );
}
