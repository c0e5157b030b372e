// One file for vitest: loading the CDK takes longer than all of these, and each file of its own would load it again.
import './templates/ceilings.ts';
import './templates/console.ts';
import './templates/data.ts';
import './templates/functions.ts';
import './templates/index-grants.ts';
import './templates/monitoring.ts';
import './templates/roles.ts';
import './templates/routes.ts';
import './templates/rules.ts';
import './templates/stages.ts';
import './templates/upgrade.ts';
import './templates/workers.ts';
