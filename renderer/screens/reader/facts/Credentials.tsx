/** Content credentials (C2PA): what was checked offline, what came of it, and what it does not prove. */
import { BadgeAlert, BadgeCheck, BadgeMinus, BadgeQuestionMark } from 'lucide-react';
import { credentialsWords } from '../../../../shared/credentials.ts';
import type { CredentialsState, Credentials as Judged } from '../../../../shared/model.ts';
import { counted, instant } from '../../../components/words.ts';
import { Fact, Lines } from './Sheet.tsx';

const icons = {
  absent: BadgeMinus,
  unreadable: BadgeQuestionMark,
  invalid: BadgeAlert,
  'valid-untrusted': BadgeCheck,
  valid: BadgeCheck,
} as const satisfies Record<CredentialsState, unknown>;

export function CredentialsFact({ found }: { found: { value: Judged; from: string } | undefined }) {
  if (!found) return null;
  const { state, manifests, problems } = found.value;
  const { label, is, doesNotProve } = credentialsWords[state];
  const Icon = icons[state];
  return (
    <Fact title="Content credentials" from="checked here, offline">
      <p className="rs-credentials" data-state={state}>
        <Icon size={15} aria-hidden="true" />
        <b className="strong">{label}</b>
      </p>
      {state !== 'absent' && <p>{is}</p>}
      {problems.length > 0 && (
        <ul className="rs-problems">
          {problems.map(({ code, explanation, url }) => (
            <li key={`${code} ${url ?? ''}`}>
              <span className="mono wrap">{code}</span>
              {explanation && <small className="wrap">{explanation}</small>}
            </li>
          ))}
        </ul>
      )}
      <p className="rs-not">
        <b className="strong">What this does not prove:</b> {doesNotProve}
      </p>
      {manifests.length > 0 && (
        <details className="more">
          <summary>{counted(manifests.length, 'manifest')}</summary>
          {manifests.map((manifest) => (
            <OneManifest key={manifest.label} manifest={manifest} />
          ))}
        </details>
      )}
    </Fact>
  );
}

function OneManifest({ manifest }: { manifest: Judged['manifests'][number] }) {
  const { label, active, title, format, claimGenerator, issuer, signedAt, actions, ingredients } = manifest;
  return (
    <div className="rs-manifest">
      <p className="wrap">
        <b className="strong">{title ?? 'No title'}</b> {active ? '(of this file)' : '(of an earlier state)'}
      </p>
      <Lines
        lines={[
          claimGenerator ? ['Made by', claimGenerator] : null,
          ['Signed by', issuer ?? 'not said'],
          ['Signed', signedAt ? instant(signedAt) : 'no time that could be checked'],
          format ? ['Format', format] : null,
          actions.length > 0 ? ['Actions', actions.join(', ')] : null,
          ...ingredients.map(({ title: from, relationship }) => ['Ingredient', `${from} (${relationship})`] as const),
        ]}
      />
      <small className="mono wrap">{label}</small>
    </div>
  );
}
