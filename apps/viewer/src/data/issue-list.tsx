import type { Import } from "@cuntong/contract";
import { issueWords } from "../language/issues.ts";
import { useSpeaker } from "../language/speaker.ts";
import { issuePlace } from "./issue-place.ts";

const shownIssues = 200;

/** Issues as a table: how bad, where, and what, in words. */
export function IssueList({ issues }: { issues: Import["issues"] }) {
  const { t, language } = useSpeaker();
  if (issues.length === 0) return null;
  return (
    <div className="table-scroll issues">
      <table className="table table-issues">
        <thead>
          <tr>
            <th scope="col">{t("issue.severity")}</th>
            <th scope="col">{t("issue.place")}</th>
            <th scope="col">{t("issue.what")}</th>
          </tr>
        </thead>
        <tbody>
          {issues.slice(0, shownIssues).map((issue) => (
            <tr key={JSON.stringify([issue.code, issue.place, issue.value])}>
              <td>
                <span className={`severity severity-${issue.severity}`}>{t(`issue.${issue.severity}`)}</span>
              </td>
              <td>{issuePlace(issue.place, t)}</td>
              <td>
                {issueWords(issue, language)}
                {issue.value !== undefined && <q>{issue.value}</q>}
                <code>{issue.code}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
