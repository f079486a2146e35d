/** Three equal choices, each with what it does and its key. None is made beforehand; retiring needs its reason. */
import { Check, CircleCheck, History, type LucideIcon, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ToDecide } from '../../../shared/contract.ts';
import { CarriedLabel } from '../../components/carried.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { counted, instant } from '../../components/words.ts';
import type { ActionId } from '../../keys/actions.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { asked, decidedWord } from './decisionWords.ts';
import { FindWords } from './FindWords.tsx';
import type { Holding } from './useInHand.ts';

interface Props {
  item: ToDecide;
  holding: Holding;
  canDecide: boolean;
}

export function Choices({ item, holding, canDecide }: Props) {
  const { noteAsked } = holding;
  const note = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (noteAsked > 0) note.current?.focus();
  }, [noteAsked]);
  const { excerpt, state, source, into, links, places, decided } = item;
  const { place, picked, byHand, busy, failure } = holding;
  const { readOnly } = useCaseHere();
  const { carried } = item;
  const confirmed = decided?.decision === 'confirm' ? carried : null;
  // The same place again is no other decision
  const standsThere =
    confirmed?.anchor.kind === 'text' && confirmed.anchor.position.start === place?.start && confirmed.anchor.position.end === place.end;
  const newWords = place !== null && place.exact !== excerpt.quote;
  return (
    <section className="decide-choices" aria-label="What you decide">
      <p className="decide-question">
        <CarriedLabel state={state} /> <b className="strong">{asked[state]}</b>
        {byHand && (
          <span className="decide-hand">
            You selected “<bdi>{byHand.exact}</bdi>”{' '}
            <button type="button" className="textlink" onClick={() => holding.setByHand(null)}>
              Let it go
            </button>
          </span>
        )}
      </p>
      <Said item={item} />
      {places.length > 1 && !byHand && <Places item={item} picked={picked} canDecide={canDecide} onPick={holding.pick} />}
      {canDecide && state === 'lost' && <FindWords item={item} onFound={holding.setByHand} />}
      {canDecide && (state === 'altered' || state === 'ambiguous') && (
        <details className="decide-elsewhere">
          <summary>Another place…</summary>
          <FindWords item={item} onFound={holding.setByHand} />
        </details>
      )}
      {canDecide && (
        <>
          <label className="decide-note" data-asks={holding.asksReason || undefined}>
            <span>
              {holding.asksReason ? 'Why is it retired? The log keeps it with its reason.' : 'Note for the log'}{' '}
              <Keys of="decisions.note" />
            </span>
            <input
              ref={note}
              className="input"
              maxLength={2000}
              dir="auto"
              placeholder="Why; needed only to retire it"
              aria-invalid={holding.asksReason || undefined}
              value={holding.because}
              onChange={(event) => holding.setBecause(event.target.value)}
            />
          </label>
          <div className="decide-three">
            <Choice
              icon={History}
              name={`Keep on ${source.ref}`}
              action="decisions.keep"
              does={
                decided?.decision === 'keep'
                  ? 'It is so now.'
                  : confirmed
                    ? `Takes it back: ${confirmed.ref} is withdrawn, and its links stand on the former words again.`
                    : `Cites the words as they stood. That ${into.id === source.id ? 'another text of it' : into.ref} reads otherwise is noted beside them.`
              }
              disabled={busy || decided?.decision === 'keep'}
              onChoose={() => holding.decide('keep')}
            />
            <Choice
              icon={Check}
              name={newWords ? 'Confirm the new words' : 'Confirm the new place'}
              action="decisions.confirm"
              does={
                standsThere ? (
                  'It is so now. Another place can be confirmed instead.'
                ) : place === null ? (
                  state === 'lost' ? (
                    'Not possible yet: these words are not there. Select the place in the newer text, or find it by its words.'
                  ) : (
                    <>Not possible yet: say which place it is, by its number.</>
                  )
                ) : (
                  `Cites ${into.ref} from now on${links.length === 0 ? '.' : `; ${counted(links.length, 'link goes', 'links go')} there with ${links.length === 1 ? 'its reason, which must' : 'their reasons, which must'} be read again.`}`
                )
              }
              disabled={busy || place === null || standsThere}
              onChoose={() => holding.decide('confirm')}
            />
            <Choice
              icon={X}
              name="Retire"
              action="decisions.retire"
              does={
                confirmed
                  ? `Retracts it and ${confirmed.ref} with it; stays in the log.`
                  : links.length === 0
                    ? 'It leaves the source’s excerpts and stays in the log.'
                    : `Leaves ${links.map(({ claim }) => claim.ref).join(', ')} without this link; stays in the log.`
              }
              disabled={busy}
              onChoose={() => holding.decide('retire')}
            />
          </div>
        </>
      )}
      {!canDecide && !readOnly && decided?.decision === 'retire' && (
        <p className="muted">It is {decidedWord.retire}. Only undo brings it back, as long as nothing is undone past it.</p>
      )}
      {failure && <FormFailure failure={failure} />}
    </section>
  );
}

/** What was decided about it, or that it was carried on, where it was. */
function Said({ item: { decided, carried, excerpt } }: { item: ToDecide }) {
  const store = useSelectionStore();
  if (!decided && !carried) return null;
  return (
    <p className="decide-decided">
      <CircleCheck size={15} aria-hidden="true" />
      <span>
        {decided ? (
          <>
            <b className="strong">{decidedWord[decided.decision]}</b>, {instant(decided.decidedAt)}
            {decided.because && (
              <>
                : <bdi>{decided.because}</bdi>
              </>
            )}
          </>
        ) : (
          <b className="strong">carried on before</b>
        )}
        {carried && (
          <>
            {' '}
            as{' '}
            <button type="button" className="textlink" onClick={() => store.goTo(carried.source, carried.id)}>
              <span className="ref">{carried.ref}</span> {carried.place}
            </button>
          </>
        )}
        {decided?.decision === 'keep' && (
          <>
            {' '}
            <button type="button" className="textlink" onClick={() => store.goTo(excerpt.source, excerpt.id)}>
              Show it
            </button>
          </>
        )}
      </span>
    </p>
  );
}

interface ChoiceProps {
  icon: LucideIcon;
  name: string;
  action: ActionId;
  does: ReactNode;
  disabled: boolean;
  onChoose(): void;
}

function Choice({ icon: Icon, name, action, does, disabled, onChoose }: ChoiceProps) {
  return (
    <button type="button" className="decide-choice" disabled={disabled} onClick={onChoose}>
      <Icon size={16} aria-hidden="true" />
      <b className="strong">{name}</b>
      <span className="decide-key">
        <Keys of={action} />
      </span>
      <small>{does}</small>
    </button>
  );
}

interface PlacesProps {
  item: ToDecide;
  picked: number | null;
  canDecide: boolean;
  onPick(index: number): void;
}

function Places({ item, picked, canDecide, onPick }: PlacesProps) {
  const { places, into } = item;
  return (
    <ol className="decide-places" aria-label="Places where it may stand">
      {places.slice(0, 9).map(({ start, exact, before, after, place }, index) => (
        <li key={start}>
          <button type="button" aria-pressed={picked === index} disabled={!canDecide} onClick={() => onPick(index)}>
            <kbd>{index + 1}</kbd>
            <span className="ref">
              {into.ref} {place}
            </span>
            <span className="decide-near" dir="auto">
              <span className="muted">…{before.slice(-30).replace(/^\S*\s/u, '')}</span>
              <b>{exact.length > 24 ? `${[...exact].slice(0, 20).join('')}…` : exact}</b>
              <span className="muted">{after.slice(0, 30)}…</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
