/** Who writes: the name and version that the log and the report keep. */
export const programName = 'Assay';
export const programVersion = '0.1.0';
export const program = `${programName} ${programVersion}`;
