/** Project and county of the small demonstration. */
export const small = { projectId: "small", countyCode: "451224", countyName: "东兰县" } as const;
