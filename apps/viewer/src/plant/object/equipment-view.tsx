import { type Equipment, isPort, type Joint, type Network, type Patch } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { TraceButton } from "../../trace/trace-button.tsx";
import { EndWords } from "./end-words.tsx";
import { FactList } from "./fact-list.tsx";
import { ObjectLink } from "./object-link.tsx";

interface Props {
  readonly network: Network;
  readonly device: Equipment;
  readonly onUnpatch?: ((patch: Patch) => void) | undefined;
}

/** A frame or device: where it stands, and port by port what is joined. */
export function EquipmentView({ network, device, onUnpatch }: Props) {
  const { t, count } = useSpeaker();
  const joints = network.jointsOf("equipment", device.id).filter(({ status }) => status !== "decommissioned");
  const used = new Set(
    joints
      .flatMap(({ a, b }) => [a, b])
      .flatMap((end) => (isPort(end) && end.equipmentId === device.id ? [end.port] : [])),
  );
  const circuits = network.referrers("equipment", device.id, "circuits");
  return (
    <>
      <FactList
        facts={[
          [t("fact.type"), t(`equipment.${device.kind}`)],
          [t("fact.at"), <ObjectLink key="at" network={network} of={{ table: "nodes", id: device.nodeId }} />],
          [t("fact.ports"), t("equipment.used", { used: count(used.size), ports: count(device.ports) })],
          device.opticsClass && [t("fact.optics"), device.opticsClass],
          device.villageCode !== undefined && [
            t("fact.village"),
            <ObjectLink key="v" network={network} of={{ table: "villages", id: device.villageCode }} />,
          ],
        ]}
      />
      <table className="table port-table">
        <thead>
          <tr>
            <th scope="col">{t("equipment.port")}</th>
            <th scope="col">{t("equipment.joined")}</th>
          </tr>
        </thead>
        <tbody>
          {portRuns(device, used).map(({ from, to, taken }) => (
            <tr key={from}>
              <th scope="row">{from === to ? from : `${from}–${to}`}</th>
              <td>
                {taken ? (
                  <>
                    <PortJoints network={network} device={device} port={from} joints={joints} onUnpatch={onUnpatch} />
                    <TraceButton start={`equipment/${device.id}/${from}`} port={from} />
                  </>
                ) : (
                  <span className="hint">{t("equipment.free")}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {circuits.length > 0 && (
        <>
          <h3 className="object-part">{t("many.circuits")}</h3>
          <ul className="object-list">
            {circuits.map((id) => (
              <li key={id}>
                <ObjectLink network={network} of={{ table: "circuits", id }} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Ports one by one where they are used, and free ones next to each other together. */
function portRuns({ ports }: Equipment, used: ReadonlySet<number>): { from: number; to: number; taken: boolean }[] {
  const runs: { from: number; to: number; taken: boolean }[] = [];
  for (let port = 1; port <= ports; port++) {
    const last = runs[runs.length - 1];
    if (last && !last.taken && !used.has(port)) last.to = port;
    else runs.push({ from: port, to: port, taken: used.has(port) });
  }
  return runs;
}

function PortJoints({ network, device, port, joints, onUnpatch }: Props & { port: number; joints: readonly Joint[] }) {
  const { t } = useSpeaker();
  const mine = (end: Joint["a"]) => isPort(end) && end.equipmentId === device.id && end.port === port;
  const own = joints.filter(({ a, b }) => mine(a) || mine(b));
  return own.map((joint) => (
    <div key={joint.id} className="port-joint">
      <span className="hint">{t("method" in joint ? "equipment.rear" : "equipment.front")}</span>{" "}
      <EndWords network={network} end={mine(joint.a) ? joint.b : joint.a} />
      {onUnpatch && !("method" in joint) && (
        <button type="button" className="button button-small" onClick={() => onUnpatch(joint)}>
          {t("edit.unpatch")}
        </button>
      )}
    </div>
  ));
}
