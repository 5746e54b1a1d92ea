import {
  type Circuit,
  type Duct,
  isStrandEnd,
  type JointEnd,
  type Network,
  type Patch,
  type Port,
  type Splice,
  type Splitter,
} from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { EndWords } from "./end-words.tsx";
import { FactList } from "./fact-list.tsx";
import { nameOf } from "./names.ts";
import { ObjectLink } from "./object-link.tsx";
import { ObjectList } from "./object-list.tsx";

/** A duct: its span, the duct it lies in, its diameters, and what lies in it. */
export function DuctView({ network, duct }: { network: Network; duct: Duct }) {
  const { t } = useSpeaker();
  const inside = network.referrers("ducts", duct.id, "ducts").map((id) => ({ of: { table: "ducts", id } as const }));
  const cables = network.referrers("ducts", duct.id, "cables").map((id) => ({ of: { table: "cables", id } as const }));
  return (
    <>
      <FactList
        facts={[
          [t("fact.onSpan"), <ObjectLink key="span" network={network} of={{ table: "spans", id: duct.spanId }} />],
          duct.insideId !== undefined && [
            t("fact.inside"),
            <ObjectLink key="in" network={network} of={{ table: "ducts", id: duct.insideId }} />,
          ],
          [t("fact.diameter"), t("fact.diameters", { inner: duct.innerMm, outer: duct.outerMm })],
        ]}
      />
      <h3 className="object-part">{t("many.ducts")}</h3>
      <ObjectList network={network} entries={inside} />
      <h3 className="object-part">{t("many.cables")}</h3>
      <ObjectList network={network} entries={cables} />
    </>
  );
}

/** A splitter: its closure, ratio and loss, and what each leg is joined to. */
export function SplitterView({ network, splitter }: { network: Network; splitter: Splitter }) {
  const { t } = useSpeaker();
  const type = network.get("splitterTypes", splitter.typeId);
  const legs = type
    ? [
        ...Array.from({ length: type.inputs }, (_, i) => ({ side: "in" as const, leg: i + 1 })),
        ...Array.from({ length: type.outputs }, (_, i) => ({ side: "out" as const, leg: i + 1 })),
      ]
    : [];
  return (
    <>
      <FactList
        facts={[
          [t("fact.in"), <ObjectLink key="in" network={network} of={{ table: "closures", id: splitter.closureId }} />],
          type && [t("fact.ratio"), `${type.inputs}:${type.outputs}`],
          type && [t("fact.loss"), t("fact.lossOf", { db: type.lossDb, max: type.maxLossDb })],
        ]}
      />
      <ul className="splice-list">
        {legs.map(({ side, leg }) => (
          <li key={`${side} ${leg}`}>
            <span className="splice-notes">
              {t(side === "in" ? "closure.splitterIn" : "closure.splitterOut", { leg })}
            </span>
            <span className="splice-ends">
              <Joined network={network} end={{ splitterId: splitter.id, side, leg }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Joined({ network, end }: { network: Network; end: Exclude<JointEnd, Port> }) {
  const { t } = useSpeaker();
  const joint = network.jointsAt(end).find(({ status }) => status !== "decommissioned");
  if (!joint) return <span className="hint">{t("closure.spare")}</span>;
  const own = (one: JointEnd) =>
    !isStrandEnd(one) &&
    "splitterId" in one &&
    !isStrandEnd(end) &&
    one.splitterId === end.splitterId &&
    one.leg === end.leg &&
    one.side === end.side;
  return <EndWords network={network} end={own(joint.a) ? joint.b : joint.a} />;
}

/** A splice or a patch: what it joins, where, and how. */
export function JointView({ network, joint }: { network: Network; joint: Splice | Patch }) {
  const { t } = useSpeaker();
  const splice = "method" in joint ? joint : null;
  return (
    <FactList
      facts={[
        [t("fact.a"), <EndWords key="a" network={network} end={joint.a} />],
        [t("fact.z"), <EndWords key="b" network={network} end={joint.b} />],
        splice && [t("fact.method"), t(`method.${splice.method}`)],
        splice?.closureId !== undefined && [
          t("fact.in"),
          <ObjectLink key="in" network={network} of={{ table: "closures", id: splice.closureId }} />,
        ],
        splice?.tray !== undefined && [t("fact.tray"), splice.tray],
        splice?.lossDb && [
          t("fact.loss"),
          Object.entries(splice.lossDb)
            .map(([nm, db]) => `${nm} nm: ${db} dB`)
            .join(", "),
        ],
      ]}
    />
  );
}

/** A circuit: its two ports, and the services it carries. */
export function CircuitView({ network, circuit }: { network: Network; circuit: Circuit }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const services = network
    .referrers("circuits", circuit.id, "services")
    .flatMap((id) => network.get("services", id) ?? []);
  return (
    <>
      <FactList
        facts={[
          [t("fact.a"), <EndWords key="a" network={network} end={circuit.a} />],
          [t("fact.z"), <EndWords key="z" network={network} end={circuit.z} />],
        ]}
      />
      <button
        type="button"
        className="button button-small"
        onClick={() => dispatch({ type: "trace", trace: `circuits/${circuit.id}` })}
      >
        {t("circuit.trace")}
      </button>
      <h3 className="object-part">{t("circuit.services")}</h3>
      <ObjectList
        network={network}
        entries={services.map(({ id, villageCode }) => ({
          of: { table: "services", id },
          note: nameOf(network, { table: "villages", id: villageCode }, t),
        }))}
        none={t("circuit.noService")}
      />
    </>
  );
}
