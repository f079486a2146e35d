/** A form or sheet over the screen. Escape and the cross close it; the first field gets the focus, which goes back after. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

interface Props {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  onClose(): void;
  children: ReactNode;
}

const fields = 'input:not([type=hidden]), textarea, select, [role=listbox]';

/** The first field; of several choices the one that is made. */
function firstField(body: HTMLElement | null): HTMLElement | null {
  const first = body?.querySelector<HTMLElement>(fields) ?? null;
  return first instanceof HTMLInputElement && first.type === 'radio' ? (body?.querySelector<HTMLElement>(':checked') ?? first) : first;
}

export function Dialog({ title, lead, wide = false, onClose, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog" data-wide={wide || undefined} initialFocus={() => firstField(body.current) ?? true}>
          <header>
            <div className="grow">
              <Base.Title>{title}</Base.Title>
              {lead && <Base.Description>{lead}</Base.Description>}
            </div>
            <Base.Close className="icon" aria-label="Close">
              <X size={16} aria-hidden="true" />
            </Base.Close>
          </header>
          <div ref={body} className="body">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
