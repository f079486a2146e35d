/** Lets what was just asked of the workbench leave before what shows it is drawn: drawing a long text takes longer than the way there. */
export const onceSent = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
