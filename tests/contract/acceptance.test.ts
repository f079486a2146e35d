import { acceptance } from './acceptance.ts';
import { transports } from './transports.ts';

for (const transport of transports) acceptance(transport);
