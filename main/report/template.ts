/** The template in resources/report. Raise the version with every change to it that changes a page. */
export const reportTemplate = { name: 'claim-report', version: '1.0' } as const;
