import { writeCsv } from "@cuntong/formats";
import { type CountyGrades, redundancyGrades } from "@cuntong/network";

/** Villages and people by grade as CSV, a row for each county; villages whose county is not known have one without a code. */
export function gradeTable(
  counties: readonly CountyGrades[],
  names: ReadonlyMap<string, string>,
  revision: number,
): Uint8Array {
  const counted = (of: "villages" | "people") => [
    ...redundancyGrades.map((grade) => ({
      header: `${of} ${grade}`,
      value: (county: CountyGrades) => county[of][grade],
    })),
    {
      header: of,
      value: (county: CountyGrades) => redundancyGrades.reduce((sum, grade) => sum + county[of][grade], 0),
    },
  ];
  const columns = [
    { header: "county code", value: ({ countyCode }: CountyGrades) => countyCode },
    { header: "county", value: ({ countyCode }: CountyGrades) => names.get(countyCode) },
    ...counted("villages"),
    ...counted("people"),
    { header: "revision", value: () => revision },
  ];
  return writeCsv(columns, counties);
}
