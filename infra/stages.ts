import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from './functions/environment.ts';
import { stageNames } from './names.ts';
import { StartupError } from './startup-error.ts';

/** Everything in which stages differ. */
export interface Stage {
  readonly name: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly logRetention: RetentionDays;
  /** What becomes of tables, signing key and logs when their stack is removed. */
  readonly removalPolicy: RemovalPolicy;
  /** Whether tables and stacks refuse to be deleted until somebody says otherwise. */
  readonly deletionProtection: boolean;
  /** Days back to which both tables can be restored, 1 to 35. */
  readonly recoveryDays: number;
  /**
   * Days for which deleted customers can be restored; with 0 none can. As long as that is so, what a vendor erases at once
   * stays stored too.
   */
  readonly restorationDays: number;
  /** Days for which events can be replayed from the bus's archive. */
  readonly eventArchiveDays: number;
  /**
   * Days for which it is kept who changed a customer, when and why, and for which events can be read; at least 1. An event is
   * told once because its entry is there, so a stage cannot be without.
   */
  readonly historyDays: number;
  /** Requests a second that the API takes, on average and at once; more are answered 429. */
  readonly throttle: Throttle;
  /** Routes that take fewer, by method and path: `{ 'POST /token': { rate: 5, burst: 10 } }`. */
  readonly routeThrottles?: Readonly<Record<string, Throttle>>;
  readonly alarms: AlarmThresholds;
  /** Who is told of alarms; without it alarms only show. The address must confirm the subscription. */
  readonly alarmEmail?: string;
  /** Origins whose pages may call the API, such as `https://app.example`; `*` is all, and none when not said. */
  readonly corsOrigins?: readonly string[];
  /** An outside issuer of Amili tokens; without it the stage trusts its own. */
  readonly amiliIssuer?: NonNullable<StageSettings['amiliIssuer']>;
  /** Whether operators get the console, on a domain of CloudFront's; off when not said. */
  readonly console?: boolean;
  /** A domain of your own for the console. */
  readonly consoleDomain?: ConsoleDomain;
  /** Whether functions name their AWS endpoints in the environment: `sam local` overrides only what is named there. */
  readonly namesEndpoints: boolean;
}

/** A record of your DNS leads it to the distribution: `ConsoleDomainTarget` of the console's stack. */
export interface ConsoleDomain {
  /** `console.example` */
  readonly name: string;
  /** Of a certificate in us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string;
}

export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** From which value on an alarm goes off: numbers in five minutes, and milliseconds. */
export interface AlarmThresholds {
  readonly serverErrors: number;
  readonly latencyP99: number;
  /** Invocations of one dialect's functions that crashed or took too long. */
  readonly crashes: number;
  /** Invocations that Lambda refused, and requests that DynamoDB refused of one table. */
  readonly throttles: number;
  readonly dynamoDbSystemErrors: number;
}

// A stack whose very first deployment fails takes its empty tables along; later ones are kept.
const KEEP = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/**
 * Fewer requests for tokens than for anything else: a token lives for an hour, so clients need few. Who asks for many is
 * guessing, and each guess is a hash on which a function works for 160 ms.
 */
const tokensAt = (throttle: Throttle) => ({ 'POST /oauth/token': throttle, 'POST /token': throttle });

export const stages = {
  dev: {
    name: 'dev',
    logLevel: 'debug',
    logRetention: RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    recoveryDays: 1,
    restorationDays: 30,
    eventArchiveDays: 7,
    historyDays: 30,
    throttle: { rate: 20, burst: 40 },
    routeThrottles: tokensAt({ rate: 5, burst: 10 }),
    alarms: {
      serverErrors: 10,
      latencyP99: 5_000,
      crashes: 5,
      throttles: 10,
      dynamoDbSystemErrors: 10,
    },
    console: true,
    namesEndpoints: true,
  },
  staging: {
    name: 'staging',
    logLevel: 'info',
    logRetention: RetentionDays.ONE_MONTH,
    removalPolicy: KEEP,
    deletionProtection: false,
    recoveryDays: 7,
    restorationDays: 30,
    eventArchiveDays: 30,
    historyDays: 90,
    throttle: { rate: 100, burst: 200 },
    routeThrottles: tokensAt({ rate: 10, burst: 20 }),
    alarms: { serverErrors: 5, latencyP99: 3_000, crashes: 1, throttles: 1, dynamoDbSystemErrors: 5 },
    console: true,
    namesEndpoints: false,
  },
  prod: {
    name: 'prod',
    logLevel: 'info',
    logRetention: RetentionDays.ONE_YEAR,
    removalPolicy: KEEP,
    deletionProtection: true,
    recoveryDays: 35,
    restorationDays: 30,
    eventArchiveDays: 90,
    historyDays: 400,
    throttle: { rate: 500, burst: 1_000 },
    routeThrottles: tokensAt({ rate: 50, burst: 100 }),
    alarms: { serverErrors: 5, latencyP99: 2_000, crashes: 1, throttles: 1, dynamoDbSystemErrors: 5 },
    namesEndpoints: false,
  },
} as const satisfies Record<(typeof stageNames)[number], Stage>;

/** @throws StartupError when there is no such stage */
export function stageNamed(name: unknown): Stage {
  const found = Object.values(stages).find((stage) => stage.name === name);
  if (!found) throw new StartupError(`there is no stage "${name}": use ${stageNames.join(', ')}`);
  return found;
}
