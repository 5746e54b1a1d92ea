import { Network, type Violation } from "@cuntong/network";
import { issueWords } from "../../language/issues.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { ObjectLink } from "./object-link.tsx";

/** Rules of the plant that are broken: by what, how, and who stands in the way. */
export function BrokenRules({ violations }: { violations: readonly Violation[] }) {
  const { language } = useSpeaker();
  return (
    <ul className="broken-rules">
      {violations.map((violation) => {
        const { code, object, holder, message, params = {} } = violation;
        return (
          <li key={`${code} ${object.table} ${object.id} ${message}`}>
            <ObjectLink network={Network.empty} of={object} />:{" "}
            {issueWords({ ...violation, params } as never, language)}{" "}
            {holder && <ObjectLink network={Network.empty} of={holder} />} <span className="state-code">{code}</span>
          </li>
        );
      })}
    </ul>
  );
}
