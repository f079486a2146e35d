/** Builds everything that is not run from its sources: the window, and Electron's processes. */
import { build } from './built.mjs';

build('renderer', true);
build('electron', true);
