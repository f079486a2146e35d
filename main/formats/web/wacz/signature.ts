/**
 * The signature of a WACZ (WACZ Signing and Verification 0.1.0): the text of the packing list's hash, signed by ECDSA over SHA-256 with
 * the key of a browser ("anonymous") or of a domain's certificate. What can be judged offline is judged; the rest is said not to be.
 */
import { createHash, createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { FileField, Finding } from '../../../../shared/model.ts';
import { shownName } from '../../names.ts';

export const SignedData = z.looseObject({
  hash: z.string(),
  created: z.string().nullish(),
  software: z.string().nullish(),
  signature: z.string(),
  publicKey: z.string().nullish(),
  domain: z.string().nullish(),
  domainCert: z.string().nullish(),
  timeSignature: z.string().nullish(),
});
type SignedData = z.infer<typeof SignedData>;

/** SHA-256 over the public keys (SPKI) of the roots that the signing services' certificates come from. */
const knownRoots: ReadonlyMap<string, string> = new Map([
  ['0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14337a39dad301c5afc3', 'ISRG Root X1 (Let’s Encrypt)'],
  ['762195c225586ee6c0237456e2107dc54f1efc21f61a792ebd515913cce68332', 'ISRG Root X2 (Let’s Encrypt)'],
]);

const keyId = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** Certificates as they stand in a PEM file, at most ten; null where one cannot be read. */
function certificates(pem: string): X509Certificate[] | null {
  try {
    return [...pem.matchAll(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)]
      .slice(0, 10)
      .map(([one]) => new X509Certificate(one));
  } catch {
    // No certificate: the signature cannot be checked, which is said.
    return null;
  }
}

function holds(signed: SignedData, key: KeyObject | null): boolean | null {
  if (!key) return null;
  try {
    const signature = Buffer.from(signed.signature, 'base64');
    const data = Buffer.from(signed.hash);
    return (['der', 'ieee-p1363'] as const).some((dsaEncoding) => verify('sha256', data, { key, dsaEncoding }, signature));
  } catch {
    // A key of a kind that cannot sign so: cannot be checked.
    return null;
  }
}

function anonymousKey(signed: SignedData): KeyObject | null {
  if (!signed.publicKey) return null;
  try {
    return createPublicKey({ key: Buffer.from(signed.publicKey, 'base64'), format: 'der', type: 'spki' });
  } catch {
    // No key: the signature cannot be checked, which is said.
    return null;
  }
}

/** Why a domain's certificate is not to be believed; null where its chain holds at the time of signing and ends at a root that is known. */
function chainProblem(signed: SignedData, chain: readonly X509Certificate[]): string | null {
  const [own] = chain;
  if (!own) return 'there is no certificate';
  if (!signed.domain || own.checkHost(signed.domain) === undefined) return 'its certificate is for another domain than the one named';
  const at = Date.parse(signed.created ?? '');
  for (const [i, certificate] of chain.entries()) {
    if (Number.isNaN(at) || at < Date.parse(certificate.validFrom) || at > Date.parse(certificate.validTo))
      return 'its certificate was not valid at the time it names';
    if (knownRoots.has(keyId(certificate.publicKey))) return null;
    const issuer = chain[i + 1];
    if (!issuer)
      return `its certificate comes from no authority that Assay knows (${shownName(certificate.issuer.replaceAll('\n', ', '), 120)})`;
    if (!issuer.ca || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey))
      return 'its certificates do not sign one another';
  }
  return 'there is no certificate';
}

/** What is signed against what is here (`hash`: `sha256:…` of the packing list). Times and revocation cannot be checked offline. */
export function judgeSignature(signed: SignedData, hash: string): { findings: Finding[]; fields: FileField[] } {
  const from = 'datapackage-digest.json';
  const chain = signed.domainCert ? certificates(signed.domainCert) : null;
  const good = holds(signed, chain?.[0]?.publicKey ?? anonymousKey(signed));
  const untrusted = signed.domainCert ? chainProblem(signed, chain ?? []) : null;
  const invalid = (message: string): Finding => ({ code: 'credentials-invalid', message, from });
  const findings: Finding[] = [
    ...(signed.hash === hash
      ? []
      : [{ code: 'digest-differs' as const, message: 'What was signed is not the packing list that is here.', from }]),
    ...(good === false
      ? [invalid('The signature of this web archive does not hold: it was not made over this packing list with this key.')]
      : []),
    ...(good !== false && untrusted !== null ? [invalid(`The signature of this web archive cannot be believed: ${untrusted}.`)] : []),
  ];
  const field = (name: string, value: string) => ({ group: 'WACZ signature', name, value: shownName(value, 300) });
  const verdict =
    good === null
      ? 'present; could not be checked'
      : !good
        ? 'does not hold'
        : signed.domainCert
          ? `holds for the key of the certificate; ${untrusted ?? 'the certificate leads to a known authority; revocation was not checked'}`
          : 'holds for the key beside it; whose key that is, nothing tells';
  return {
    findings,
    fields: [
      field('Signature', verdict),
      ...(signed.domain ? [field('Domain', signed.domain)] : []),
      ...(signed.created ? [field('Signed at, as it says', signed.created)] : []),
      ...(signed.timeSignature ? [field('Time stamp', 'present; not checked')] : []),
      ...(signed.software ? [field('Signed by software', signed.software)] : []),
    ],
  };
}
